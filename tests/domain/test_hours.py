import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.hours import hours_lines, opening_text

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
documents = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


def test_published_hours_become_a_line_per_range_of_days():
    published = (
        '[["lundi","jeudi",[["08:30:00","11:45:00"],["13:30:00","17:00:00"]]],'
        '["samedi","samedi",[["09:00:00","12:00:00"]]]]'
    )
    assert hours_lines(published) == (
        "du lundi au jeudi : 8\u202fh\u202f30 – 11\u202fh\u202f45, 13\u202fh\u202f30 – 17\u202fh",
        "samedi : 9\u202fh – 12\u202fh",
    )


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "null",
        "lundi au vendredi",
        "[1, 2]",
        '{"abc": 1}',
        '[["lundi"]]',
        '[["lundi","jeudi",[["8h","9h"]]]]',
        '[["lundi","jeudi",[[8, 12]]]]',
        '[["lundi","jeudi",[["08:30:00"]]]]',
    ],
)
def test_any_other_form_gives_no_line(garbage):
    assert hours_lines(garbage) == ()


@given(documents.map(json.dumps) | st.text())
def test_no_text_is_an_error(published):
    assert all(" : " in line for line in hours_lines(published))


def test_the_hours_of_every_town_hall_are_understood(atlas):
    published = atlas.geography.town_halls["opening_hours"].dropna()
    assert [text for text in published if text and not hours_lines(text)] == []


@pytest.mark.parametrize(
    ("recorded", "told"),
    [
        (
            "Mo-Fr 09:00-12:00,14:00-17:30; Sa off",
            "du lundi au vendredi : 9\u202fh – 12\u202fh, 14\u202fh – 17\u202fh\u202f30 ; "
            "samedi : fermé",
        ),
        ("Mo,We 09:00-12:00", "lundi, mercredi : 9\u202fh – 12\u202fh"),
        ("Tu-We 13:45-17:00", "mardi et mercredi : 13\u202fh\u202f45 – 17\u202fh"),
        ("Une fois par semaine", "Une fois par semaine"),
        ("Mo-Fr 09:00-12:00; sur rendez-vous", "Mo-Fr 09:00-12:00; sur rendez-vous"),
        ("", ""),
    ],
)
def test_a_place_s_hours_are_told_in_french_and_other_texts_are_kept(recorded, told):
    assert opening_text(recorded) == told


@given(st.text(alphabet="MoTuWeThFrSaSu0123456789:-,; off"))
def test_no_opening_hours_are_an_error_nor_lost(recorded):
    assert opening_text(recorded) or not recorded.strip(" ;")
