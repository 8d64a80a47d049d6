"""What both stores of accounts promise: every test runs on a folder, then on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from dashboard.data.accounts.limits import SharedCounters
from dashboard.domain import error_reports
from dashboard.domain.editors import Account, AccountError, Action, Journal, JournalEntry
from dashboard.domain.error_reports import (
    ErrorKind,
    ErrorReport,
    ErrorReportError,
    ErrorReports,
    Settlement,
)

ANNE = Account("anne@exemple.fr", "scrypt:…", "token-a", "2026-11-28")
BRUNO = Account("bruno@exemple.fr", "scrypt:…", "token-b", "2026-11-28")
FIRST = JournalEntry(
    "2026-11-28T10:00:00+01:00", "anne@exemple.fr", Action.PUBLISHED, ("liste-2026-11-28",)
)
ODD = JournalEntry(
    "2026-11-28T10:05:00+01:00",
    "bruno@exemple.fr",
    Action.REPLACED,
    ("a", "b"),
    ("« L’Étape » :\nremplacée.", "\ud800 et \0 \u2028 gardés"),
)


def test_nobody_has_an_account_before_the_first_is_made(store):
    assert (store.accounts(), store.journal()) == ((), Journal())


def test_accounts_come_back_sorted_by_address(store):
    store.add(BRUNO)
    store.add(ANNE)
    assert store.accounts() == (ANNE, BRUNO)


def test_an_address_has_one_account(store):
    store.add(ANNE)
    with pytest.raises(AccountError, match=r"anne@exemple\.fr a déjà un compte"):
        store.add(Account("anne@exemple.fr", "other", "other", "2026-11-29"))
    assert store.accounts() == (ANNE,)


def test_an_account_is_changed_in_its_place(store):
    store.add(ANNE)
    store.add(BRUNO)
    store.change(ANNE.email, lambda one: replace(one, token=f"{one.token}-c"))
    assert store.accounts() == (replace(ANNE, token="token-a-c"), BRUNO)  # noqa: S106


def test_an_account_is_removed_alone(store):
    store.add(ANNE)
    store.add(BRUNO)
    store.remove("anne@exemple.fr")
    assert store.accounts() == (BRUNO,)


@pytest.mark.parametrize(
    "work", [lambda s: s.remove(ANNE.email), lambda s: s.change(ANNE.email, lambda one: one)]
)
def test_who_has_no_account_is_named(store, work):
    store.add(BRUNO)
    with pytest.raises(AccountError, match=r"anne@exemple\.fr n’a pas de compte"):
        work(store)
    assert store.accounts() == (BRUNO,)


def test_the_journal_keeps_what_was_done_in_its_order(store):
    store.record(FIRST)
    store.record(ODD)
    first, second = store.journal().entries
    assert (first.number, second.number) == (1, 2)
    assert first == replace(FIRST, number=1)
    assert second.sentences == ODD.sentences


REPORT = ErrorReport(
    "2026-11-28T10:00:00+01:00",
    "troc",
    "L’Étape",
    (ErrorKind.CLOSED, ErrorKind.HOURS),
    "Fermé \ud800 et \0 \u2028\ndepuis mars",
    "06 00 00 00 00",
)
DONE = Settlement("2026-11-29T09:00:00+01:00", "anne@exemple.fr")


def test_reports_keep_their_number_and_what_became_of_them(store):
    assert store.error_reports() == ErrorReports()
    first, second = store.report_error(REPORT), store.report_error(replace(REPORT, record="bus"))
    store.settle(first, DONE)
    assert store.error_reports().settled == (replace(REPORT, number=first, settlement=DONE),)
    assert store.error_reports().waiting == (replace(REPORT, record="bus", number=second),)


def test_a_report_that_does_not_wait_is_not_settled_again(store):
    number = store.report_error(REPORT)
    store.settle(number, DONE)
    for wrong in (number, number + 1, 99):
        with pytest.raises(ErrorReportError, match=f"n° {wrong} n’attend plus"):
            store.settle(wrong, DONE)
    assert len(store.error_reports().settled) == 1


def test_no_more_reports_wait_than_may(store, monkeypatch):
    monkeypatch.setattr(error_reports, "MOST_WAITING", 2)
    first = store.report_error(REPORT)
    store.report_error(REPORT)
    with pytest.raises(ErrorReportError, match="Trop de signalements attendent"):
        store.report_error(REPORT)
    store.settle(first, DONE)
    store.report_error(REPORT)
    assert (len(store.error_reports().entries), len(store.error_reports().waiting)) == (3, 2)


def test_two_who_report_at_once_are_both_kept(store):
    with ThreadPoolExecutor(6) as threads:
        numbers = list(threads.map(lambda _: store.report_error(REPORT), range(12)))
    assert sorted(numbers) == sorted(one.number for one in store.error_reports().waiting)
    assert len(set(numbers)) == 12


def test_counters_count_until_they_end(store):
    counts = [store.count("a", seconds=60, now=now) for now in (100.0, 101.0, 159.9, 160.0)]
    assert counts == [1, 2, 3, 1]
    assert store.counted("a", now=161.0) == (1, 220.0)
    assert store.counted("a", now=220.0) == (0, 220.0)
    assert store.counted("b", now=161.0) == (0, 161.0)


def test_a_clock_set_back_blocks_nobody_for_long(store):
    store.count("a", seconds=60, now=10_000.0)
    assert store.count("a", seconds=60, now=100.0) == 1


def test_two_who_count_at_once_are_both_counted(store):
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda _: store.count("a", seconds=60, now=1.0), range(24)))
    assert sorted(counts) == list(range(1, 25))


def test_two_who_add_at_once_both_have_an_account(store):
    people = [Account(f"p{n:02}@exemple.fr", "h", f"t{n}", "2026-11-28") for n in range(12)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(store.add, people))
    assert store.accounts() == tuple(people)


def test_the_sixth_try_of_a_minute_is_refused_and_another_key_is_not(store):
    moment = [1_000.0]
    limiter = FixedWindowRateLimiter(SharedCounters(store, clock=lambda: moment[0]))
    five = RateLimitItemPerMinute(5)
    assert [limiter.hit(five, "anne") for _ in range(6)] == [True] * 5 + [False]
    assert limiter.hit(five, "bruno")
    assert limiter.get_window_stats(five, "anne") == (1_060.0, 0)
    moment[0] = 1_060.0
    assert limiter.hit(five, "anne")
