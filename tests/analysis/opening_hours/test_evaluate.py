import datetime as dt
import random

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import State

from dashboard.analysis.opening_hours.evaluate import (
    PARIS,
    build_open_hours,
    holiday_name,
    open_at,
    open_on_saturday,
    opening_state,
    stretches,
    timetable,
)
from dashboard.analysis.opening_hours.week import week_of
from dashboard.components.shared.opening_hours import state_text

OFFICE = "Mo-Fr 09:00-12:00,14:00-17:30"
TOWN_HALL = '[["mardi","mardi",[["09:00:00","12:00:00"]]]]'
NIGHTS = "Mo-Su 20:00-08:00"


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def told(recorded, now):
    return state_text(opening_state(recorded, at(now)), at(now)).replace("\u202f", " ")


def written(day):
    return ",".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in day.spans)


def week(recorded, day):
    return [written(day) for day in week_of(recorded, dt.date.fromisoformat(day))]


# The week of 23 November 2026 has no public holiday.


def test_a_town_hall_open_on_tuesdays_is_closed_on_wednesday():
    assert told(TOWN_HALL, "2026-11-25T10:00") == "fermé, ouvre mardi à 9 h"


@pytest.mark.parametrize(
    ("recorded", "now", "text"),
    [
        (OFFICE, "2026-11-24T08:59", "fermé, ouvre à 9 h"),
        (OFFICE, "2026-11-24T09:00", "ouvert, ferme à 12 h"),
        (OFFICE, "2026-11-24T11:59", "ouvert, ferme à 12 h"),
        (OFFICE, "2026-11-24T12:00", "fermé, ouvre à 14 h"),
        (OFFICE, "2026-11-24T17:30", "fermé, ouvre mercredi à 9 h"),
        (OFFICE, "2026-11-27T18:00", "fermé, ouvre lundi à 9 h"),
        ("Mo 09:00-12:00,12:00-17:00", "2026-11-23T10:00", "ouvert, ferme à 17 h"),
        (NIGHTS, "2026-11-24T23:00", "ouvert, ferme mercredi à 8 h"),
        (NIGHTS, "2026-11-25T07:59", "ouvert, ferme à 8 h"),
        (NIGHTS, "2026-11-25T12:00", "fermé, ouvre à 20 h"),
        ("Mo 09:00-24:00", "2026-11-23T23:59", "ouvert, ferme à minuit"),
        ("24/7", "2026-11-24T03:00", "ouvert 24 h sur 24"),
        ("Mo-Su 00:00-24:00", "2026-12-25T03:00", "ouvert 24 h sur 24"),
        ("off", "2026-11-24T10:00", "fermé"),
        ('closed "travaux"', "2026-11-24T10:00", "fermé (travaux)"),
        ("2020 Mo 09:00-12:00", "2026-11-24T10:00", "fermé"),
        ("Mo-Fr\u00a009:00-12:00;", "2026-11-24T10:00", "ouvert, ferme à 12 h"),
    ],
)
def test_a_state_is_told_until_it_changes(recorded, now, text):
    assert told(recorded, now) == text


@pytest.mark.parametrize(
    ("recorded", "now", "text"),
    [
        (OFFICE, "2026-11-11T10:00", "fermé (jour férié : Armistice), ouvre jeudi à 9 h"),
        (OFFICE, "2026-11-10T18:00", "fermé, ouvre jeudi à 9 h"),
        (OFFICE, "2026-12-24T18:00", "fermé, ouvre lundi à 9 h"),
        (OFFICE, "2026-12-31T18:00", "fermé, ouvre lundi à 9 h"),
        (OFFICE, "2027-01-01T10:00", "fermé (jour férié : Jour de l'an), ouvre lundi à 9 h"),
        (TOWN_HALL, "2026-07-14T10:00", "fermé (jour férié : Fête nationale), ouvre mardi 21 juillet à 9 h"),
        ("Mo-Fr 09:00-12:00; PH 10:00-12:00", "2026-11-11T10:30", "ouvert, ferme à 12 h"),
        ("Mo-Fr,PH 09:00-12:00", "2026-12-25T10:30", "ouvert, ferme à 12 h"),
        ("24/7; PH off", "2026-12-24T10:30", "ouvert, ferme à minuit"),
        ('Mo-Fr 09:00-12:00 open "PH : appeler"', "2026-12-25T10:30",
         "fermé (jour férié : Noël), ouvre lundi à 9 h"),
    ],
)  # fmt: skip
def test_public_holidays_close_what_does_not_name_them(recorded, now, text):
    assert told(recorded, now) == text


@pytest.mark.parametrize(
    ("recorded", "now", "changes"),
    [
        # Summer time begins on 29 March 2026: 2 h is 3 h.
        ("Mo-Su 22:00-06:00", "2026-03-29T00:30+01:00", "2026-03-29T06:00+02:00"),
        ("Su 09:00-12:00", "2026-03-29T00:30+01:00", "2026-03-29T09:00+02:00"),
        ("Su 02:10-02:50,09:00-12:00", "2026-03-29T00:30+01:00", "2026-03-29T09:00+02:00"),
        # It ends on 25 October 2026: 2 h to 3 h come twice.
        ("Mo-Su 22:00-06:00", "2026-10-25T02:30+02:00", "2026-10-25T06:00+01:00"),
        ("Su 01:00-02:30", "2026-10-25T02:15+01:00", "2026-10-25T02:30+01:00"),
        ("Su 01:00-02:30", "2026-10-25T02:45+02:00", "2026-10-25T02:30+01:00"),
        ("Su 09:00-12:00", "2026-10-24T23:00+02:00", "2026-10-25T09:00+01:00"),
    ],
)
def test_clocks_that_change_change_no_hour(recorded, now, changes):
    state = opening_state(recorded, dt.datetime.fromisoformat(now))
    assert state.changes_at.isoformat() == dt.datetime.fromisoformat(changes).isoformat()


def test_the_moment_may_be_told_in_another_zone():
    assert opening_state(OFFICE, dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC)).open is True


def test_a_holiday_begins_at_midnight_in_paris():
    now = dt.datetime(2026, 11, 10, 23, 0, tzinfo=dt.UTC)
    assert opening_state(OFFICE, now).holiday == "Armistice"
    assert opening_state(OFFICE, now - dt.timedelta(seconds=1)).holiday == ""


@pytest.mark.parametrize(
    "recorded",
    [
        "",
        "   ",
        "Une fois par semaine, jour et heure non précisés",
        "sur rendez-vous",
        "lundi au vendredi 9h-12h",
        '[["lundi","lundi",[["17:00:00","09:00:00"]]]]',
        # What the snapshot takes for rules:
        "open",
        "2026",
        "mar",
        "Mo-Fr",
        "Mo-Fr open",
        "Mo-Th 09:00-12:00; Fr",
        "Mo-Th 09:00-12:00, Fr",
        "PH off",
        "Sa,Su off",
        "Mar 10:00-12:00",
        "Mo 10:00+",
        "We 09:00-09:00,14:00-17:00",
        "Mo-Fr 09:00-12:00; SH off",
        "Mo-Fr sunrise-sunset",
        "Mo 09:00-10:00; " * 100,
        # What it fails on:
        'Mo 09:00-10:00 "\ud800"',
    ],
)
def test_hours_that_no_rule_gives_are_unknown(recorded):
    assert opening_state(recorded, at("2026-11-24T10:00")) is None
    assert week_of(recorded, dt.date(2026, 11, 24)) == ()


@pytest.mark.parametrize(
    ("recorded", "now", "text"),
    [
        ('"sur rendez-vous"', "2026-11-24T10:00", "sur rendez-vous"),
        ('Mo-Fr "sur rendez-vous"', "2026-11-24T10:00", "sur rendez-vous"),
        ('Mo-Fr "sur rendez-vous"', "2026-11-28T10:00", "fermé"),
        ('Mo-Fr 09:00-12:00 "appeler"', "2026-11-24T10:00", "appeler"),
        ("Mo 09:00-12:00, Mo 12:00-17:00 unknown", "2026-11-23T10:00", "ouvert, ferme à 12 h"),
        ("Mo-Fr 09:00-12:00 unknown", "2026-11-24T10:00", "horaires à vérifier"),
        ('Mo-Fr 09:00-12:00 open "à l’étage"', "2026-11-24T10:00",
         "ouvert (à l’étage), ferme à 12 h"),
        ('Mo-Fr 09:00-12:00; Sa "sur rendez-vous"', "2026-11-28T10:00", "sur rendez-vous"),
    ],
)  # fmt: skip
def test_a_comment_alone_leaves_a_time_unknown(recorded, now, text):
    assert told(recorded, now) == text


@given(st.text(alphabet='MoTuWeThFrSaSuPH0123456789:-,;|[]+"/ off open\n') | st.text())
def test_no_text_is_an_error(recorded):
    state = opening_state(recorded, at("2026-11-24T10:00"))
    assert (state is None) == (week_of(recorded, dt.date(2026, 11, 24)) == ())


def test_our_holidays_are_those_the_rules_are_read_with():
    start, end = dt.date(2024, 1, 1), dt.date(2033, 1, 1)
    read = {
        one.starts.date()
        for one in stretches(timetable("PH 10:00-12:00"), start, end)
        if one.state == State.OPEN
    }
    named = {
        day for day in holidays.country_holidays("FR", years=range(2024, 2033)) if holiday_name(day)
    }
    assert len(read) == 9 * 11
    assert read == named


def test_the_holidays_of_alsace_and_moselle_are_none_here():
    assert holiday_name(dt.date(2026, 12, 26)) == ""
    assert told("Mo-Sa 09:00-12:00", "2026-12-26T10:00") == "ouvert, ferme à 12 h"


def test_a_week_lists_its_days_from_monday():
    assert week(OFFICE + "; Sa 10:00-12:00", "2026-11-29") == [
        *["09:00-12:00,14:00-17:30"] * 5, "10:00-12:00", "",
    ]  # fmt: skip


def test_the_days_of_a_week_are_dated_from_monday():
    days = [day.date.isoformat() for day in week_of(OFFICE, dt.date(2026, 11, 29))]
    assert (days[0], days[-1], len(days)) == ("2026-11-23", "2026-11-29", 7)


def test_a_holiday_in_a_week_is_named_and_closed():
    wednesday = week_of(OFFICE, dt.date(2026, 11, 9))[2]
    assert (wednesday.holiday, wednesday.spans) == ("Armistice", ())


def test_a_night_belongs_to_the_day_it_starts_on_sunday_included():
    assert week(NIGHTS, "2026-11-24") == ["20:00-08:00"] * 7


def test_what_never_closes_is_open_all_of_each_day():
    assert week("24/7", "2026-11-24") == ["00:00-00:00"] * 7


def test_what_is_open_for_more_than_a_day_is_cut_at_midnight():
    assert week("Mo 09:00-24:00; Tu 00:00-12:00", "2026-11-24")[:3] == [
        "09:00-00:00",
        "00:00-12:00",
        "",
    ]


def test_a_week_with_a_change_of_clocks_keeps_its_hours():
    assert week(OFFICE, "2026-10-25") == [*["09:00-12:00,14:00-17:30"] * 5, "", ""]


@pytest.mark.parametrize(
    ("recorded", "saturday"),
    [
        ('Sa "sur rendez-vous"', ("", True, "sur rendez-vous")),
        ('Sa 09:00-12:00 "sur rendez-vous"', ("09:00-12:00", True, "sur rendez-vous")),
        ('Mo 09:00-12:00 || "sur rendez-vous"', ("", True, "sur rendez-vous")),
        ("Sa 09:00-12:00 unknown", ("09:00-12:00", True, "horaires à vérifier")),
        ('Sa 09:00-12:00 open "étage"', ("09:00-12:00", False, "étage")),
        ('Mo 09:00-12:00; Sa off "travaux"', ("", False, "travaux")),
    ],
)
def test_a_day_says_what_its_rule_does_not_know(recorded, saturday):
    day = week_of(recorded, dt.date(2026, 11, 24))[5]
    assert (written(day), day.unsure, day.comment) == saturday


def test_every_town_hall_is_understood(atlas):
    published = atlas.geography.town_halls["opening_hours"].dropna()
    assert [text for text in published if text and timetable(text) is None] == []


# Many places at once.

TEXTS = [
    OFFICE,
    "sur rendez-vous",
    TOWN_HALL,
    OFFICE,
    "Tu-Sa 10:00-12:00",
    "",
    NIGHTS,
    "24/7",
    "Sa[1] 09:00-12:00",
    'Mo-Fr 09:00-17:00 "sur rendez-vous"',
    "Mo-Fr 09:00-12:00; PH 10:00-12:00",
    "Mo-Su 22:00-06:00; PH off",
    "Apr-Oct We,Sa 08:20-12:00; Nov-Mar We 09:00-11:00",
    "week 1-53/2 Tu 14:00-17:00",
    "Su 00:00-02:30",
    "Mo-Fr 08:30-12:30,13:30-17:00; Aug off",
]


def test_each_distinct_rule_is_kept_once_and_unknown_hours_have_none():
    hours = build_open_hours(["b", "24/7", OFFICE, np.nan, "24/7", ""])
    assert hours.rules == ("24/7", OFFICE)
    assert hours.rule.tolist() == [-1, 0, 1, -1, 0, -1]
    assert hours.rule.dtype == np.int32


def test_no_place_at_all_has_no_hours():
    assert open_at(build_open_hours([]), at("2026-11-24T10:00")).tolist() == []


def test_places_open_at_a_moment_are_those_whose_state_is_open():
    hours = build_open_hours(TEXTS)
    chance = random.Random(7)  # noqa: S311 - not a secret
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(minutes=chance.randrange(2 * 366 * 1440)) for _ in range(40)]
    # Both hours that clocks show twice, a public holiday, and the moments doors open and close.
    moments += [
        dt.datetime(2026, 10, 25, hour, minute, tzinfo=dt.UTC)
        for hour in (0, 1)
        for minute in (15, 45)
    ]
    moments += [at(f"2026-11-{time}") for time in ("11T10:30", "12T00:00", "24T09:00", "24T12:00")]
    for now in moments:
        states = [opening_state(text, now) for text in TEXTS]
        assert open_at(hours, now).tolist() == [bool(state and state.open) for state in states], now


def test_places_open_on_saturday_need_be_open_at_some_time_of_it():
    hours = build_open_hours(TEXTS)
    chosen = open_on_saturday(hours, dt.date(2026, 11, 24))
    assert [text for text, kept in zip(TEXTS, chosen, strict=True) if kept] == [
        "Tu-Sa 10:00-12:00", NIGHTS, "24/7", "Mo-Su 22:00-06:00; PH off",
    ]  # fmt: skip


def test_a_saturday_that_is_a_public_holiday_is_the_next_that_is_none():
    hours = build_open_hours(["Sa 09:00-12:00", "Sa[1] 09:00-12:00", "Sa[2] 09:00-12:00"])
    # Saturday 15 August 2026; then Christmas and New Year's Day: Saturday 8 January 2028 is meant.
    assert open_on_saturday(hours, dt.date(2026, 8, 11)).tolist() == [True, False, False]
    assert open_on_saturday(hours, dt.date(2027, 12, 20)).tolist() == [True, False, True]


def test_a_week_is_read_once(monkeypatch):
    hours = build_open_hours(TEXTS)
    first = open_at(hours, at("2026-11-24T10:00"))
    monkeypatch.setattr("dashboard.analysis.opening_hours.evaluate.stretches", None)
    assert first.tolist() == open_at(hours, at("2026-11-24T10:01")).tolist()
    assert open_on_saturday(hours, dt.date(2026, 11, 29)).any()
