"""Correcting a match, and keeping it for the next edition."""

from __future__ import annotations

import json

import pytest

from dashboard.data.importers.matching import (
    ColumnMapping,
    MatchReason,
    from_json,
    only_choices,
    propose,
    read_as,
    to_json,
    with_choices,
)
from dashboard.domain.errors import ImportFileError
from tests.helpers.importer_tables import text_table

TABLE = text_table(
    [
        {
            "Nom, sigle": "Les Exemples",
            "Intitulé": "Épicerie",
            "Ville": "Vif",
            "Tél.": "04 65 71 00 13",
            "Mobile": "",
        }
    ]
)


def test_a_choice_takes_the_place_of_what_was_proposed():
    match = with_choices(propose(TABLE), {"nom": "Intitulé", "organisme": "Nom, sigle"})
    assert match.used == {
        "name": ("Intitulé",),
        "operator": ("Nom, sigle",),
        "city": ("Ville",),
        "phone": ("Tél.", "Mobile"),
    }
    assert [one.why for one in match.headers[:3]] == [
        MatchReason.CHOSEN,
        MatchReason.CHOSEN,
        MatchReason.BOTH,
    ]


@pytest.mark.parametrize("word", ["city", "commune", "Commune", "COMMUNE"])
def test_a_wanted_column_is_named_by_its_code_its_header_or_its_label(word):
    assert with_choices(propose(TABLE), {word: ()}).unused == ("Intitulé", "Ville")


def test_only_what_is_chosen_is_read():
    match = only_choices(propose(TABLE), {"nom": "nom sigle"})
    assert match.used == {"name": ("Nom, sigle",)}
    assert match.unused == ("Intitulé", "Ville", "Tél.")


def test_a_word_that_is_no_wanted_column_is_refused_with_those_there_are():
    with pytest.raises(ImportFileError, match=r"« telefone » n’est pas.* : telephone, "):
        with_choices(propose(TABLE), {"telefone": "Tél."})


def test_a_mapping_is_read_back_from_its_file():
    text = to_json(ColumnMapping(propose(TABLE).used, "liste"))
    assert json.loads(text) == {
        "version": 1,
        "format": "liste",
        "columns": {"nom": ["Nom, sigle"], "commune": ["Ville"], "telephone": ["Tél.", "Mobile"]},
    }
    assert from_json(text) == ColumnMapping(
        {"name": ("Nom, sigle",), "city": ("Ville",), "phone": ("Tél.", "Mobile")}, "liste"
    )


def test_a_header_alone_and_columns_of_published_formats_are_read_too():
    text = '{"version": 1, "columns": {"nom": "Titre", "label": ["Labellisation"]}}'
    assert from_json(text).columns == {"name": ("Titre",), "label": ("Labellisation",)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "nom;ville",
        '{"columns": {}}',
        '{"version": 1, "columns": {"nom": 3}}',
        '{"version": 2, "columns": {"nom": "Titre"}}',
        '{"version": 1, "format": 3, "columns": {}}',
        "[" * 5000,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_mapping_is_a_sentence(text):
    with pytest.raises(ImportFileError, match="colonnes"):
        from_json(text)


def test_columns_of_one_are_joined_under_their_names():
    table = text_table(
        [
            {"Nom": "A", "Tél": "04 65 71 00 13", "Mobile": "06 39 98 00 01"},
            {"Nom": "B", "Tél": "1"},
        ]
    )
    read, found = read_as(table, propose(table))
    assert found == {"name": "Nom", "phone": "Tél + Mobile"}
    assert read.cells["Tél + Mobile"].tolist() == ["04 65 71 00 13 / 06 39 98 00 01", "1"]
    assert "Tél + Mobile" not in table.cells
