"""Accounts and journal as JSON text, in ASCII: no letter of a file's name can spoil it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dashboard.domain.editors import Account, Action, JournalEntry
from dashboard.domain.errors import StoreError

VERSION = 1


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
        return tuple(Account(**fields) for fields in written["accounts"])
    except (ValueError, TypeError, KeyError) as error:
        raise damaged_accounts(place, str(error)) from error


def damaged_accounts(place: object, why: str) -> StoreError:
    """Refuse the file from which the editors can no longer be read."""
    return StoreError(
        f"{place} is damaged ({why}): restore it from a copy, or remove it and add the editors again."
    )


def entry_json(entry: JournalEntry) -> str:
    """Write an entry of the journal as one line, without its number."""
    fields = {name: value for name, value in asdict(entry).items() if name != "number"}
    return json.dumps(fields)


def entry_of(line: str | bytes, number: int) -> JournalEntry | None:
    """Read a line of the journal; ``None`` for one that a crash cut short."""
    try:
        return _entry(json.loads(line), number)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _entry(fields: Mapping[str, Any], number: int) -> JournalEntry:
    return JournalEntry(
        at=dt.datetime.fromisoformat(fields["at"]).isoformat(),
        editor=str(fields["editor"]),
        action=Action(fields["action"]),
        datasets=tuple(map(str, fields["datasets"])),
        sentences=tuple(map(str, fields["sentences"])),
        number=number,
    )
