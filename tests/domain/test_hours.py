import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.hours import french_time, osm_hours

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
documents = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (dt.time(17), "17\u202fh"),
        (dt.time(8, 30), "8\u202fh\u202f30"),
        (dt.time(9, 5), "9\u202fh\u202f05"),
        (dt.time(0), "0\u202fh"),
    ],
)
def test_a_time_is_told_without_needless_zeros(moment, told):
    assert french_time(moment) == told


@pytest.mark.parametrize(
    ("published", "osm"),
    [
        (
            '[["lundi","jeudi",[["08:30:00","11:45:00"]]],'
            '["vendredi","vendredi",[["08:30:00","11:45:00"],["14:00:00","17:00:00"]]]]',
            "Mo-Th 08:30-11:45; Fr 08:30-11:45,14:00-17:00",
        ),
        ('[["samedi","lundi",[["09:00:00","12:00:00"]]]]', "Mo 09:00-12:00; Sa-Su 09:00-12:00"),
        (
            '[["jeudi","jeudi",[["14:00:00","17:00:00"],["09:00:00","12:00:00"]]]]',
            "Th 09:00-12:00,14:00-17:00",
        ),
        ('[["lundi","lundi",[]],["mardi","mardi",[["09:00:00","12:00:00"]]]]', "Tu 09:00-12:00"),
        ('[["lundi","lundi",[["13:30:30","19:00:00"]]]]', "Mo 13:30-19:00"),
        ('[["lundi","lundi",[["18:00:00","00:00:00"]]]]', "Mo 18:00-24:00"),
        ('[["lundi","lundi",[["00:00:00","24:00:00"]]]]', "Mo 00:00-24:00"),
        (
            '[["lundi","lundi",[["09:00:00","09:00:00"],["14:00:00","17:00:00"]]]]',
            "Mo 14:00-17:00",
        ),
    ],
)
def test_a_town_hall_s_hours_are_put_in_the_form_of_openstreetmap(published, osm):
    assert osm_hours(published) == osm


def test_a_day_published_twice_has_all_its_hours():
    published = (
        '[["lundi","mardi",[["08:30:00","12:00:00"]]],'
        '["mardi","mardi",[["08:30:00","12:00:00"],["13:00:00","16:00:00"]]]]'
    )
    assert osm_hours(published) == "Mo 08:30-12:00; Tu 08:30-12:00,13:00-16:00"


@pytest.mark.parametrize(
    "other",
    [
        "",
        "null",
        "Mo-Fr 09:00-12:00",
        '["lundi"]',
        '[["lundi","lundi",[]]]',
        '[["lundi","lundi",[["17:00:00","09:00:00"]]]]',
        '[["lundi","lundi",[["00:00:00","00:00:00"]]]]',
        '[["lundi","lundi",[["8h","9h"]]]]',
        '[["lundi","lundi",[["09:00:00","25:00:00"]]]]',
        '[["lundi","lundi",[["09:00:00"]]]]',
        '[["Monday","Monday",[["09:00:00","12:00:00"]]]]',
        "[" * 100_000,
    ],
)
def test_what_gives_no_hours_gives_no_rule(other):
    assert osm_hours(other) == ""


@given(documents.map(json.dumps) | st.text())
def test_no_published_text_is_an_error(published):
    assert osm_hours(published) == "" or osm_hours(published)[:2] in {
        "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su",
    }  # fmt: skip


def test_the_hours_of_every_town_hall_become_a_rule(atlas):
    published = atlas.geography.town_halls["opening_hours"].dropna()
    assert [text for text in published if text and not osm_hours(text)] == []
