"""What a card says of Saturday's hours, on a Saturday and on another day."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.analysis.opening_hours.evaluate import PARIS, opening_state
from dashboard.analysis.opening_hours.week import week_of
from dashboard.components.nearby.results import nearby_list
from dashboard.domain.selections.nearby import NearbySelection, Opening
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import found, nearby

TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)
SATURDAY = dt.datetime(2026, 11, 28, 19, 30, tzinfo=PARIS)
ON_SATURDAYS = NearbySelection(territory="07129", opening=Opening.SATURDAY)
HOURS = "Sa 14:00-20:00"


@pytest.mark.parametrize(
    ("now", "when"),
    [
        (SATURDAY, "Ouvert, ferme à 20\u202fh Samedi : 14\u202fh – 20\u202fh"),
        (TUESDAY, "Samedi : 14\u202fh – 20\u202fh"),
    ],
)
def test_the_state_is_said_on_the_day_that_is_asked_about_alone(now, when):
    day = week_of(HOURS, now.date())[5]
    place = found("bus", opening_hours=HOURS, opening=opening_state(HOURS, now), day=day)
    page = tree(nearby_list(replace(nearby(place), asked_at=now), ON_SATURDAYS))
    told = [words(p["children"]) for p in elements(page, "P") if p.get("className") == "when"]
    assert told == [when]
