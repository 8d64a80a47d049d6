"""Everyday words lead to needs: accents, plurals and a slip of the finger do not matter."""

from __future__ import annotations

import pytest

from dashboard.analysis.search.help_needs import build_help_need_index, find_needs, meant_need
from dashboard.components.nearby.find_form import TILES
from dashboard.components.nearby.results import WORK
from dashboard.data.vocabularies.help_needs import read_help_needs
from dashboard.settings import VOCABULARIES_FOLDER


@pytest.fixture(scope="module")
def index():
    return build_help_need_index(read_help_needs(VOCABULARIES_FOLDER))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CAF", "demarches-caf"),
        ("caf ", "demarches-caf"),
        ("Cours de français", "apprendre-francais"),
        ("cour de francai", "apprendre-francais"),
        ("resto du cœur", "aide-alimentaire"),
        ("Les Restos du Coeur", None),  # an article more is no word of the table
        ("épiceries solidaires", "aide-alimentaire"),
        ("douche", "hygiene"),
        ("réparer mon vélo", "velo"),
        ("dentsite", "soins"),  # two letters swapped
        ("apprendre-francais", "apprendre-francais"),
        ("Démarches CAF", "demarches-caf"),
        # One letter apart, and needs of their own: short words are spelled right.
        ("apl", "demarches-caf"),
        ("apa", "aide-a-domicile"),
        ("apr", None),
        ("Lamastre", None),
        ("ggg", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_a_text_typed_in_full_means_a_need_or_none(index, typed, code):
    need = meant_need(index, typed)
    assert (need.code if need else None) == code


def test_while_somebody_types_the_needs_that_begin_so_are_found_the_meant_one_first(index):
    assert find_needs(index, "caf")[0].code == "demarches-caf"
    assert "apprendre-francais" in [need.code for need in find_needs(index, "apprendre le fr")]
    assert "creer-entreprise" in [need.code for need in find_needs(index, "cree")]
    assert find_needs(index, "c") == []
    assert len(find_needs(index, "de", limit=3)) <= 3


def test_the_words_that_the_page_offers_by_itself_are_in_the_table(index):
    assert [tile.word for tile in TILES if meant_need(index, tile.word) is None] == []
    assert meant_need(index, WORK).code == "emploi"
