"""« Près de chez vous » where no script runs: its pages follow one another, and a record opens."""

import pytest

from dashboard.api.reports.nearby import first_paint
from dashboard.components.nearby import results
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY

AROUND_GRENOBLE = {"territoire": ["38185"], "rayon": ["50"]}


def cards(text):
    return [item for item in elements(tree(text), "Li") if item.get("className") == "card"]


@pytest.fixture(scope="module")
def first(snapshot):
    return first_paint(snapshot, AROUND_GRENOBLE, now=TUESDAY)


def test_a_record_opens_beside_the_list_which_marks_it(snapshot, first):
    identifier = cards(first)[0]["data-record"]
    query = AROUND_GRENOBLE | {"fiche": [identifier]}
    written = first_paint(snapshot, query, now=TUESDAY)
    listed, heading = [words(title["children"]) for title in elements(tree(written), "H2")]
    assert listed == "Près de Grenoble"
    assert words(cards(first)[0]["children"]).startswith(f"1 {heading}")
    marked = [card["data-record"] for card in cards(written) if card.get("aria-current") == "true"]
    assert marked == [identifier]
    assert "Revenir à la liste" in words(tree(written))


def test_an_unknown_record_leaves_the_list(snapshot, first):
    query = AROUND_GRENOBLE | {"fiche": ["inconnue"]}
    assert len(cards(first_paint(snapshot, query, now=TUESDAY))) == len(cards(first))


def test_the_second_page_adds_to_the_first(snapshot, monkeypatch):
    monkeypatch.setattr(results, "PER_PAGE", 2)
    listed = []
    for page in ("1", "2"):
        query = AROUND_GRENOBLE | {"page": [page]}
        (near,) = elements(tree(first_paint(snapshot, query, now=TUESDAY)), "Ol")
        listed.append([card["data-record"] for card in elements(near["children"], "Li")])
    assert [len(records) for records in listed] == [2, 4]
    assert listed[1][:2] == listed[0]
