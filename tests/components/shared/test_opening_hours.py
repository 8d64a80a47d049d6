import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from dashboard.analysis.opening_hours.results import DayHours, OpeningState
from dashboard.components.shared.opening_hours import state_text, week_title
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.template_macros import macro

week = macro("shared/opening_hours.html.j2", "week")
PARIS = ZoneInfo("Europe/Paris")
TUESDAY = dt.datetime(2026, 11, 24, 12, 30, tzinfo=PARIS)


def at(day, hour, minute=0, month=11, year=2026):
    return dt.datetime(year, month, day, hour, minute, tzinfo=PARIS)


def told(*, is_open, changes_at, holiday="", comment="", now=TUESDAY):
    state = OpeningState(open=is_open, changes_at=changes_at, holiday=holiday, comment=comment)
    return state_text(state, now).replace("\u202f", " ")


@pytest.mark.parametrize(
    ("is_open", "changes_at", "text"),
    [
        (True, at(24, 17), "ouvert, ferme à 17 h"),
        (True, at(24, 17, 30), "ouvert, ferme à 17 h 30"),
        (True, at(25, 0), "ouvert, ferme à minuit"),
        (True, at(25, 2), "ouvert, ferme mercredi à 2 h"),
        (True, None, "ouvert 24 h sur 24"),
        (False, at(24, 14), "fermé, ouvre à 14 h"),
        (False, at(25, 9), "fermé, ouvre mercredi à 9 h"),
        (False, at(25, 0), "fermé, ouvre mercredi à 0 h"),
        (False, at(30, 9), "fermé, ouvre lundi à 9 h"),
        (False, at(1, 9, month=12), "fermé, ouvre mardi 1er décembre à 9 h"),
        (False, at(5, 9, month=1, year=2027), "fermé, ouvre mardi 5 janvier à 9 h"),
        (False, None, "fermé"),
    ],
)
def test_a_state_says_when_it_changes(is_open, changes_at, text):
    assert told(is_open=is_open, changes_at=changes_at) == text


def test_hours_keep_their_unit_beside_them():
    state = OpeningState(open=True, changes_at=at(24, 17, 30), holiday="", comment="")
    assert state_text(state, TUESDAY) == "ouvert, ferme à 17\u202fh\u202f30"


def test_a_closed_public_holiday_is_named():
    now = at(11, 10)
    assert told(is_open=False, changes_at=at(12, 9), holiday="Armistice", now=now) == (
        "fermé (jour férié : Armistice), ouvre jeudi à 9 h"
    )


def test_what_opens_on_a_public_holiday_is_simply_open():
    now = at(11, 10)
    assert told(is_open=True, changes_at=at(11, 12), holiday="Armistice", now=now) == (
        "ouvert, ferme à 12 h"
    )


def test_the_words_of_a_rule_are_kept():
    assert told(is_open=False, changes_at=None, comment="travaux") == "fermé (travaux)"


@pytest.mark.parametrize(
    ("comment", "text"), [("sur rendez-vous", "sur rendez-vous"), ("", "horaires à vérifier")]
)
def test_what_a_rule_leaves_unknown_is_neither_open_nor_closed(comment, text):
    assert told(is_open=None, changes_at=None, comment=comment) == text


def test_days_are_counted_in_paris_whatever_the_zone_of_the_moment():
    # Half past midnight in Paris: already Tuesday.
    now = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)
    assert told(is_open=False, changes_at=at(24, 9), now=now) == "fermé, ouvre à 9 h"


def day(number, *spans, holiday="", unsure=False, comment=""):
    date = dt.date(2026, 12, 21) + dt.timedelta(days=number)
    return DayHours(date=date, holiday=holiday, spans=spans, unsure=unsure, comment=comment)


MORNING = (dt.time(8, 30), dt.time(11, 45))
AFTERNOON = (dt.time(14), dt.time(17))
NIGHT = (dt.time(20), dt.time(0))
ALL_DAY = (dt.time(0), dt.time(0))
WEEK = (
    day(0, MORNING, AFTERNOON),
    day(1, NIGHT),
    day(2, ALL_DAY),
    day(3, MORNING, comment="sans rendez-vous"),
    day(4, holiday="Noël"),
    day(5, unsure=True, comment="sur rendez-vous"),
    day(6),
)


def rows(written):
    return [tuple(words(cell) for cell in row["children"]) for row in elements(tree(written), "Tr")]


def test_a_week_is_a_row_per_day():
    told = [(day, hours.replace("\u202f", " ")) for day, hours in rows(week(WEEK))]
    assert told == [
        ("lundi", "8 h 30 – 11 h 45, 14 h – 17 h"),
        ("mardi", "20 h – minuit"),
        ("mercredi", "24 h sur 24"),
        ("jeudi", "8 h 30 – 11 h 45 (sans rendez-vous)"),
        ("vendredi", "fermé (jour férié : Noël)"),
        ("samedi", "sur rendez-vous"),
        ("dimanche", "fermé"),
    ]


def test_hours_known_on_a_day_that_is_partly_unknown_are_shown():
    table = week([day(0, AFTERNOON, unsure=True, comment="appeler")])
    assert [hours.replace("\u202f", " ") for _, hours in rows(table)] == ["14 h – 17 h (appeler)"]


def test_today_s_row_alone_is_marked():
    table = tree(week(WEEK, today=dt.date(2026, 12, 22)))
    marked = [
        words(head["children"])
        for head in elements(table, "Th")
        if head.get("aria-current") == "date"
    ]
    assert marked == ["mardi"]


def test_the_table_is_plain_markup_with_its_caption_and_headed_rows():
    assert week(WEEK[-1:]) == (
        '<table class="week"><caption>Semaine du 27 au 27 décembre 2026</caption><tbody>'
        '<tr><th scope="row">dimanche</th><td>fermé</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("monday", "title"),
    [
        (dt.date(2026, 11, 23), "Semaine du 23 au 29 novembre 2026"),
        (dt.date(2026, 11, 30), "Semaine du 30 novembre au 6 décembre 2026"),
        (dt.date(2026, 12, 28), "Semaine du 28 décembre 2026 au 3 janvier 2027"),
        (dt.date(2026, 6, 1), "Semaine du 1er au 7 juin 2026"),
    ],
)
def test_a_week_is_named_by_its_first_and_last_day(monday, title):
    sunday = monday + dt.timedelta(days=6)
    ends = [day(0)._replace(date=date) for date in (monday, sunday)]
    assert week_title(ends) == title
