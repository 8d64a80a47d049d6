"""Mapping terms: order, spelling, fallbacks, and what is told of the terms that are not known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.data.vocabularies import map_words, read_vocabularies, unmapped_remarks
from dashboard.data.vocabularies.terms import map_terms, nearest_term
from dashboard.domain.importing import Remark

RENT = "logement-hebergement--louer-un-logement"


@pytest.fixture
def few(write):
    return read_vocabularies(
        write(
            themes=(
                "geojson,ressourcerie,,reemploi-environnement\n"
                "geojson,café-épicerie,,alimentation|lien-social\n"
                "hinaura,Médiathèque,,\n"
            ),
            publics="geojson,chômeurs,,demandeurs-emploi\n",
        )
    )


def texts(*cells):
    return pd.Series(cells, index=range(10, 10 + len(cells)), dtype="str")


def test_codes_are_distinct_in_our_order_and_on_the_rows_index(few):
    cells = texts("ressourcerie|café-épicerie|Alimentation", "", "ressourcerie")
    mapped = map_terms(cells, scheme="geojson", vocabulary=few.themes)
    assert mapped.codes.to_dict() == {
        10: "alimentation|lien-social|reemploi-environnement",
        11: "",
        12: "reemploi-environnement",
    }
    assert mapped.unmapped.to_dict() == {10: "", 11: "", 12: ""}
    assert (mapped.codes.dtype, mapped.unmapped.dtype) == ("str", "str")


def test_unknown_terms_stay_as_written_each_once_and_the_others_are_mapped(few):
    cells = texts("Ovni| ressourcerie | Ovni |Zèbre", "Zèbre")
    mapped = map_terms(cells, scheme="geojson", vocabulary=few.themes)
    assert list(mapped.codes) == ["reemploi-environnement", ""]
    assert list(mapped.unmapped) == ["Ovni|Zèbre", "Zèbre"]


@pytest.mark.parametrize(
    "spelling", ["CAFES EPICERIES", "café épicerie", "« Cafe-Epicerie »", "Café / Épicerie."]
)
def test_case_accents_hyphens_punctuation_and_plural_do_not_matter(few, spelling):
    mapped = map_terms(texts(spelling), scheme="geojson", vocabulary=few.themes)
    assert list(mapped.codes) == ["alimentation|lien-social"]


def test_a_term_that_says_nothing_is_known_and_punctuation_alone_is_no_term(few):
    mapped = map_terms(texts("médiathèque|,", "|"), scheme="hinaura", vocabulary=few.themes)
    assert list(mapped.codes) == ["", ""]
    assert list(mapped.unmapped) == ["", ""]


def test_our_codes_and_labels_are_accepted_in_every_scheme(few):
    cells = texts("vie-associative|Réemploi, jardins et environnement")
    for scheme in few.themes.schemes:
        mapped = map_terms(cells, scheme=scheme, vocabulary=few.themes)
        assert list(mapped.codes) == ["vie-associative|reemploi-environnement"], scheme


def test_a_scheme_falls_back_on_others_but_not_the_reverse(few):
    cells = texts("ressourcerie", "sante--addictions", "Garde d’enfants")
    template = map_terms(cells, scheme="modele", vocabulary=few.themes)
    assert list(template.codes) == ["reemploi-environnement", "sante", "famille-protection"]
    official = map_terms(cells, scheme="data-inclusion-v1", vocabulary=few.themes)
    assert list(official.unmapped) == ["ressourcerie", "", ""]
    own = map_terms(cells, scheme="", vocabulary=few.themes)
    assert list(own.unmapped) == ["ressourcerie", "sante--addictions", "Garde d’enfants"]


def test_an_unheard_scheme_is_a_mistake_of_the_caller(few):
    with pytest.raises(KeyError, match="dora"):
        map_terms(texts("sante"), scheme="dora", vocabulary=few.themes)


def test_no_row_gives_no_row(few):
    mapped = map_terms(texts(), scheme="", vocabulary=few.themes)
    assert len(mapped.codes) == 0
    assert unmapped_remarks(np.array([], dtype="int64"), "t", mapped) == ()


def test_the_nearest_term_is_one_of_the_scheme_and_empty_when_none_is_like(few):
    def nearest(value, scheme):
        return nearest_term(value, scheme=scheme, vocabulary=few.themes)

    wrong = "logement-hebergement--louer-un-appartement"
    assert nearest(wrong, "data-inclusion-v1") == RENT
    assert nearest(wrong, "hinaura") == ""
    assert nearest("resourcerie", "modele") == "ressourcerie"
    assert nearest("resourcerie", "siae") == ""
    assert nearest("xyz", "data-inclusion-v1") == ""


def test_a_term_that_is_not_known_is_told_with_the_nearest_and_rejects_no_row(few):
    cells = texts(RENT, f"{RENT}|logement-hebergement--louer-un-appartement|Ovni", "", "Ovni")
    mapped = map_terms(cells, scheme="data-inclusion-v1", vocabulary=few.themes)
    lines = np.array([4, 5, 6, 9])
    near = Remark(
        5,
        "Thématiques",
        "logement-hebergement--louer-un-appartement",
        f"Thème inconnu ; le plus proche est « {RENT} ».",
        RENT,
    )
    far = "Thème inconnu ; aucun terme de la liste attendue ne lui ressemble."
    assert unmapped_remarks(lines, "Thématiques", mapped) == (
        near,
        Remark(5, "Thématiques", "Ovni", far),
        Remark(9, "Thématiques", "Ovni", far),
    )


def test_a_term_of_several_is_known_when_each_of_its_parts_is(few):
    cells = texts("ressourcerie et café-épicerie", "Ressourcerie / ovni", "mobilite & ressourcerie")
    mapped = map_terms(cells, scheme="geojson", vocabulary=few.themes)
    assert list(mapped.codes) == [
        "alimentation|lien-social|reemploi-environnement",
        "",
        "mobilite|reemploi-environnement",
    ]
    assert list(mapped.unmapped) == ["", "Ressourcerie / ovni", ""]


def test_free_words_are_filed_where_they_are_known(few):
    themes, publics = texts("ressourcerie|chômeurs|ovni", ""), texts("femmes|mobilite", "martiens")
    words = map_words(themes, publics, scheme="geojson", vocabularies=few)
    assert list(words.themes.codes) == ["mobilite|reemploi-environnement", ""]
    assert list(words.publics.codes) == ["demandeurs-emploi|femmes", ""]
    assert list(words.themes.unmapped) == ["ovni", ""]
    assert list(words.publics.unmapped) == ["", "martiens"]


def test_terms_of_a_published_format_stay_in_their_column(few):
    words = map_words(texts("femmes"), texts("mobilite"), scheme="hinaura", vocabularies=few)
    assert (list(words.themes.codes), list(words.publics.codes)) == ([""], [""])


def test_an_unknown_public_is_named_as_such(few):
    mapped = map_terms(texts("chomeur|senior|martiens"), scheme="geojson", vocabulary=few.publics)
    assert list(mapped.codes) == ["demandeurs-emploi|seniors"]
    (remark,) = unmapped_remarks(pd.Series([2]), "Publics", mapped)
    assert (remark.line, remark.value) == (2, "martiens")
    assert remark.reason.startswith("Public inconnu ; ")


def test_a_cell_of_many_unknown_words_lists_some_and_counts_the_others(shipped):
    cell = "|".join(f"inconnu{number:03}" for number in range(25))
    terms = pd.Series([cell], dtype="str")
    mapped = map_terms(terms, scheme="geojson", vocabulary=shipped.themes)
    remarks = unmapped_remarks(np.array([7]), "catégories", mapped)
    assert len(remarks) == 21
    assert remarks[-1].reason == "5 autres termes inconnus dans cette cellule."
