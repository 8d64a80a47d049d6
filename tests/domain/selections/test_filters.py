"""A filter is one entry: every page has it, in its address, its sentence, its controls and its commands."""

import pytest

from dashboard.domain.selections.comparison import COMPARISON, ComparisonSelection
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.selections.nearby import NEARBY, NearbySelection
from dashboard.domain.vocabulary import STATUS_WORDS, Status

PAGES = (
    (MAP, MapSelection),
    (NEARBY, NearbySelection),
    (COVERAGE, CoverageSelection),
    (COMPARISON, ComparisonSelection),
)
ON = Filters(themes=("sante",), statuses=(Status.PLANNED, Status.UNLISTED))


@pytest.mark.parametrize(("page", "kind"), PAGES)
def test_a_status_is_asked_for_by_french_words_on_every_page(page, kind):
    query = {"theme": ["sante"], "statut": ["plus-listee", "zzz", "annoncee"]}
    assert page.read(query) == kind(filters=ON)
    assert page.write(kind(filters=ON)) == {
        "theme": ["sante"],
        "statut": ["annoncee", "plus-listee"],
    }


@pytest.mark.parametrize(("page", "kind"), PAGES)
def test_each_status_is_removed_alone(page, kind):
    removals = dict(page.removals(kind(filters=ON)))
    assert removals["Situation : annoncée"].filters == Filters(("sante",), (), (Status.UNLISTED,))
    assert removals["Situation : plus listée"].filters == Filters(("sante",), (), (Status.PLANNED,))
    assert removals["Thème : Santé et prévention"].filters.themes == ()


@pytest.mark.parametrize(("page", "kind"), [PAGES[0], PAGES[2], PAGES[3]])
def test_what_is_not_filtered_on_is_not_said_and_what_is_comes_in_its_place(page, kind):
    assert "Situations" not in page.sentence(kind())
    parts = page.sentence(kind(filters=ON)).split(" · ")
    assert parts[:3] == [
        "Thèmes : Santé et prévention",
        "Publics : tous",
        "Situations : annoncée et plus listée",
    ]


def test_every_status_has_a_word_of_its_own():
    assert set(STATUS_WORDS) == set(Status)
    assert len(set(STATUS_WORDS.values())) == len(Status)


def test_what_has_not_ended_is_said_where_no_status_is_chosen():
    today = "En activité aujourd’hui, annoncées ou de situation inconnue"
    assert today in COVERAGE.sentence(CoverageSelection())
    assert today not in COVERAGE.sentence(CoverageSelection(filters=ON))
    assert COVERAGE.field("filters.statuses").control.nothing == "Non terminées"
    assert MAP.field("filters.statuses").control.nothing == "Toutes, encore listées"
