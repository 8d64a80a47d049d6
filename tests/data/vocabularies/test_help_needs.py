"""The reviewed table of everyday words, and what is refused in it."""

from __future__ import annotations

import pytest

from dashboard.data.vocabularies.files import VocabularyError
from dashboard.data.vocabularies.help_needs import read_help_needs
from dashboard.domain.names import spelled
from dashboard.settings import VOCABULARIES_FOLDER

HEAD = "word,need,label,themes,publics,words,travelling,emergency\n"
SPOKEN = (
    "CAF, CPAM, RSA, APL, CMU, titre de séjour, impôts, France Travail, restos du cœur, secours populaire, "
    "croix-rouge, épicerie sociale, banque alimentaire, colis, repas, douche, laverie, dormir, hébergement, "
    "loyer, impayés, cours de français, lire et écrire, ordinateur, imprimer, téléphone, violences, avocat, "
    "droits, emploi, CV, garde d’enfant, crèche, transport, permis, vélo, jardin, bénévolat, isolement, "
    "personnes âgées, handicap, addictions, santé mentale, dentiste"
)


def read(folder, rows):
    (folder / "needs.csv").write_text(HEAD + rows, encoding="utf-8")
    return read_help_needs(folder)


def test_the_table_has_three_hundred_words_and_those_people_say_first():
    table = read_help_needs(VOCABULARIES_FOLDER)
    words = {spelled(word) for word, _ in table.words}
    assert len(words) == len(table.words) >= 300
    assert [word for word in SPOKEN.split(", ") if spelled(word) not in words] == []
    assert {code for _, code in table.words} == set(table.needs)


def test_the_first_row_of_a_need_defines_it_and_the_others_give_words(tmp_path):
    table = read(
        tmp_path,
        "repas,manger,Manger,alimentation,,repas chauds|soupe|!soupe populaire,true,115\nfaim,manger,,,,,,\n",
    )
    need = table.needs["manger"]
    assert (need.label, need.themes, need.words) == (
        "Manger",
        ("alimentation",),
        ("repa chaud", "soupe"),
    )
    assert need.unless == ("soupe populaire",)
    assert (need.travelling, need.emergency) == (True, ("115",))
    assert table.words == (("repas", "manger"), ("faim", "manger"))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("repas,manger,,,,,,\n", "needs.csv, line 2, column label"),
        (
            "repas,manger,Manger,cuisine,,,,\n",
            "column themes: 'cuisine'; expected one of alimentation",
        ),
        ("repas,manger,Manger,,,,,999\n", "column emergency: '999'"),
        ("repas,manger,Manger,,,,oui,\n", "column travelling: 'oui'; expected true or nothing"),
        ("repas,manger,Manger,,,,,\nRepas,autre,Autre,,,,,\n", "a word once: see line 2"),
        ("repas,manger,Manger,,,,,\nfaim,manger,Faim,,,,,\n", "defined by its first row alone"),
    ],
)
def test_a_row_that_contradicts_is_refused_with_its_line(tmp_path, rows, told):
    with pytest.raises(VocabularyError, match=told):
        read(tmp_path, rows)
