"""Accounts, journal and error reports as JSON text, in ASCII: no letter that is typed can spoil it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from dashboard.domain.editors import Account, Action, Journal, JournalEntry
from dashboard.domain.error_reports import (
    ErrorKind,
    ErrorReport,
    ErrorReports,
    Settlement,
    with_settlements,
)
from dashboard.domain.errors import StoreError

VERSION = 1
Parsed = TypeVar("Parsed")
NumberedLines = Iterable[tuple[int, str | bytes]]
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What reading a text that is not ours may raise."""
_SETTLES = "settles"
"""What a line that settles a report names it by."""


def accounts_json(accounts: Sequence[Account]) -> str:
    """Write accounts, one to a line."""
    lines = ",\n".join(json.dumps(asdict(account)) for account in accounts)
    return f'{{"version": {VERSION}, "accounts": [\n{lines}\n]}}\n'


def accounts_of(text: bytes, place: object) -> tuple[Account, ...]:
    """Read accounts.

    Raises:
        StoreError: the text is not one of ours.
    """
    try:
        written = json.loads(text)
        if written["version"] != VERSION:
            raise damaged_accounts(place, f"its version is {written['version']!r}")
        return tuple(_account(fields) for fields in written["accounts"])
    except _UNREADABLE as error:
        raise damaged_accounts(place, str(error)) from error


def _account(fields: Mapping[str, Any]) -> Account:
    if wrong := [name for name, value in fields.items() if not isinstance(value, str)]:
        raise TypeError(f"no text: {', '.join(wrong)}")  # noqa: TRY003 - told within another sentence
    return Account(**fields)


def damaged_accounts(place: object, why: str) -> StoreError:
    """Refuse the file from which the editors can no longer be read."""
    return StoreError(
        f"{place} is damaged ({why}): restore it from a copy, or remove it and add the editors again."
    )


def entry_json(entry: JournalEntry) -> str:
    """Write an entry of the journal as one line, without its number."""
    return _line(entry, without={"number"})


def journal_of(lines: NumberedLines) -> Journal:
    """Read the lines of the journal; those that a crash cut short are counted."""
    parsed = [_parsed(line, number, _entry) for number, line in lines]
    entries = tuple(entry for entry in parsed if entry is not None)
    return Journal(entries, unreadable=len(parsed) - len(entries))


def error_report_json(report: ErrorReport) -> str:
    """Write a report as one line, without its number and what became of it."""
    return _line(report, without={"number", "settlement"})


def _line(entry: JournalEntry | ErrorReport, *, without: Collection[str]) -> str:
    return json.dumps({name: value for name, value in asdict(entry).items() if name not in without})


def settlement_json(number: int, settlement: Settlement) -> str:
    """Write as one line that a report was dealt with."""
    return json.dumps({_SETTLES: number, **asdict(settlement)})


def error_reports_of(lines: NumberedLines) -> ErrorReports:
    """Read the lines of reports and of their settlements; those that a crash cut short are counted."""
    parsed = [_parsed(line, number, _report_or_settlement) for number, line in lines]
    reports = [entry for entry in parsed if isinstance(entry, ErrorReport)]
    settled = {entry[0]: entry[1] for entry in parsed if isinstance(entry, tuple)}
    return ErrorReports(with_settlements(reports, settled), unreadable=parsed.count(None))


def _parsed(
    line: str | bytes, number: int, read: Callable[[Mapping[str, Any], int], Parsed]
) -> Parsed | None:
    """Read a line; ``None`` for one that a crash cut short."""
    try:
        return read(json.loads(line), number)
    except _UNREADABLE:
        return None


def _report_or_settlement(
    fields: Mapping[str, Any], number: int
) -> ErrorReport | tuple[int, Settlement]:
    if _SETTLES in fields:
        return int(fields[_SETTLES]), Settlement(_moment(fields), str(fields["editor"]))
    return ErrorReport(
        at=_moment(fields),
        record=str(fields["record"]),
        name=str(fields["name"]),
        kinds=tuple(map(ErrorKind, fields["kinds"])),
        message=str(fields["message"]),
        reply_to=str(fields["reply_to"]),
        number=number,
    )


def _moment(fields: Mapping[str, Any]) -> str:
    return dt.datetime.fromisoformat(fields["at"]).isoformat()


def _entry(fields: Mapping[str, Any], number: int) -> JournalEntry:
    return JournalEntry(
        at=_moment(fields),
        editor=str(fields["editor"]),
        action=Action(fields["action"]),
        datasets=tuple(map(str, fields["datasets"])),
        sentences=tuple(map(str, fields["sentences"])),
        number=number,
    )
