"""What is said of hours the sources of one service do not agree on."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.data.duplicates.hours import conflicting_hours, week_key

COLUMNS = ["cluster", "source", "opening_hours", "updated_on"]
MORNINGS, AFTERNOONS = "Mo-Fr 09:00-12:00", "Mo-Fr 14:00-17:00"


def said(*rows: tuple[int, str, str, str]) -> dict[int, tuple[tuple[str, str, str], ...]]:
    ordered = pd.DataFrame(list(rows), columns=COLUMNS)
    return {
        cluster: tuple(map(tuple, told)) for cluster, told in conflicting_hours(ordered).items()
    }


def test_hours_that_conflict_are_each_said_by_their_source_and_date_the_latest_first():
    assert said(
        (1, "a", MORNINGS, "2021"),
        (1, "b", "", "2023-01-01"),
        (1, "c", AFTERNOONS, "2022-09-30"),
        (2, "a", MORNINGS, "2021"),
        (2, "b", AFTERNOONS, ""),
    ) == {
        1: ((AFTERNOONS, "c", "2022-09-30"), (MORNINGS, "a", "2021")),
        2: ((MORNINGS, "a", "2021"), (AFTERNOONS, "b", "")),
    }


def test_of_sources_that_agree_the_latest_speaks():
    assert said(
        (1, "a", MORNINGS, "2021"),
        (1, "b", AFTERNOONS, "2022"),
        (1, "c", "Mo-Fr 09:00-12:00; Sa,Su off", "2023"),
    ) == {1: (("Mo-Fr 09:00-12:00; Sa,Su off", "c", "2023"), (AFTERNOONS, "b", "2022"))}


def test_sources_that_agree_or_are_alone_conflict_with_none():
    rows = [(1, "a", MORNINGS, ""), (1, "b", "du lundi au vendredi : 9h à 12h", "")]
    assert said(*rows, (2, "c", AFTERNOONS, ""), (3, "d", "", "")) == {}
    assert said() == {}


def test_the_edition_dates_what_has_no_date_and_any_column_may_name_the_source():
    ordered = pd.DataFrame(
        [(1, "a", MORNINGS, "", "2020", "A"), (1, "b", AFTERNOONS, "2021", "2022", "B")],
        columns=[*COLUMNS, "last_edition", "format"],
    )
    assert conflicting_hours(ordered, cited="format").tolist() == [
        ((AFTERNOONS, "B", "2021"), (MORNINGS, "A", "2020"))
    ]


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("We-Fr 09:00-12:30; Mo,Tu 13:30-17:00", "Mo-Tu 13:30-17:00; We-Fr 09:00-12:30"),
        ("Sa off; We,Mo 09:00-12:00; PH off", "Mo,We 09:00-12:00"),
        ("lundi et mercredi : 9h-12h", "Mo,We 09:00-12:00"),
        ("lundi : : 16h30 à 18h45 ; dimanche : Fermé", "Mo 16:30-18:45"),
        ("du mardi au jeudi : 9h à 12h et 14h à 17h", "Tu-Th 09:00-12:00,14:00-17:00"),
        ("Sur   rendez-vous", "sur rendez-vous"),
        ("lundi : sur rendez-vous ; mardi : 9h-12h", "lundi : sur rendez-vous ; mardi : 9h-12h"),
        ("mardi matin", "mardi matin"),
        ("Tu 09:00-13:00; Fr 18:00", "tu 09:00-13:00; fr 18:00"),
    ],
)
def test_hours_are_brought_to_one_spelling_of_their_week(text, week):
    assert week_key(text) == week
