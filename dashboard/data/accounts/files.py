"""Accounts as files of one folder, for their owner only."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dashboard.data.accounts.texts import (
    accounts_json,
    accounts_of,
    entry_json,
    error_report_json,
    error_reports_of,
    journal_of,
    settlement_json,
)
from dashboard.data.stores.folder import locked, sync_folder, write_new
from dashboard.data.stores.refusals import answering
from dashboard.domain.editors import Account, AccountError, Journal, JournalEntry
from dashboard.domain.error_reports import ErrorReport, ErrorReports, Settlement

FOLDER = "editors"
ACCOUNTS, JOURNAL, COUNTERS = "accounts.json", "journal.jsonl", "counters.json"
ERROR_REPORTS = "error-reports.jsonl"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_Counters = dict[str, tuple[int, float]]


class FileAccounts:
    """Keeps accounts in the folder ``editors`` of the imported data, which nobody else may read.

    Writers wait for one another, not for imports: the folder has a lock of its own. Accounts are replaced
    in one move of the system; the journal and the reports of errors only grow.
    """

    def __init__(self, data_folder: Path) -> None:
        """Set the folder of the imported data; nothing is opened yet."""
        self._folder = data_folder / FOLDER

    def accounts(self) -> tuple[Account, ...]:
        """List the accounts, sorted by e-mail address."""
        with answering(self._folder):
            content = self._content(ACCOUNTS)
        return () if content is None else accounts_of(content, self._folder / ACCOUNTS)

    def add(self, account: Account) -> None:
        """Keep a new account."""
        with self._changing() as accounts:
            if account.email in accounts:
                raise AccountError.exists(account.email)
            accounts[account.email] = account

    def change(self, email: str, how: Callable[[Account], Account]) -> None:
        """Replace an account by what ``how`` returns for it."""
        with self._changing() as accounts:
            if email not in accounts:
                raise AccountError.unknown(email)
            accounts[email] = how(accounts[email])

    def remove(self, email: str) -> None:
        """Forget the account of an address."""
        with self._changing() as accounts:
            if email not in accounts:
                raise AccountError.unknown(email)
            del accounts[email]

    def journal(self) -> Journal:
        """Read what was done, oldest first."""
        return journal_of(self._lines(JOURNAL))

    def record(self, entry: JournalEntry) -> None:
        """Add what was done at the end of the journal."""
        with self._writing():
            self._append(JOURNAL, entry_json(entry))

    def error_reports(self) -> ErrorReports:
        """Read what readers reported, oldest first, with what became of it."""
        return error_reports_of(self._lines(ERROR_REPORTS))

    def report_error(self, report: ErrorReport) -> int:
        """Keep a report and return its number, that of its line."""
        with self._writing():
            self.error_reports().require_room()
            self._append(ERROR_REPORTS, error_report_json(report))
            return self.error_reports().entries[-1].number

    def settle(self, number: int, settlement: Settlement) -> None:
        """Write that a report was dealt with."""
        with self._writing():
            self.error_reports().require_waiting(number)
            self._append(ERROR_REPORTS, settlement_json(number, settlement))

    def count(self, key: str, *, seconds: float, now: float, amount: int = 1) -> int:
        """Add to a counter and return what it has come to."""
        with self._writing():
            living = {
                name: counter
                for name, counter in self._counters().items()
                if now < counter[1] <= now + seconds
            }
            before, ends = living.get(key, (0, now + seconds))
            living[key] = (before + amount, ends)
            self._replace(COUNTERS, json.dumps(living))
        return before + amount

    def counted(self, key: str, *, now: float) -> tuple[int, float]:
        """Return what a counter has come to and the moment it ends."""
        with answering(self._folder):
            count, ends = self._counters().get(key, (0, now))
        return (count, ends) if ends > now else (0, now)

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        """Yield the accounts to be changed, and write them when nothing was refused."""
        with self._writing():
            accounts = {account.email: account for account in self.accounts()}
            yield accounts
            ordered = sorted(accounts.values(), key=lambda account: account.email)
            self._replace(ACCOUNTS, accounts_json(ordered))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with answering(self._folder):
            self._folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            with locked(self._folder):
                yield

    def _replace(self, name: str, text: str) -> None:
        """Replace a file in one move: a reader sees the old or the new one, whole."""
        moved = self._folder / f"{name}.{secrets.token_hex(8)}"
        try:
            write_new(moved, text.encode(), mode=_PRIVATE_FILE)
            moved.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                moved.unlink()
            raise
        sync_folder(self._folder)

    def _append(self, name: str, line: str) -> None:
        path = self._folder / name
        is_new = not path.exists()
        _append_line(path, line)
        if is_new:
            sync_folder(self._folder)

    def _lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """Read the lines of a file that only grows, with their numbers."""
        with answering(self._folder):
            lines = (self._content(name) or b"").splitlines()
        return ((number, line) for number, line in enumerate(lines, start=1) if line)

    def _content(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def _counters(self) -> _Counters:
        """Read the counters; none from a file that is not ours, since they live for a minute only."""
        with suppress(ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            written = json.loads(self._content(COUNTERS) or b"{}")
            return {key: (int(count), float(ends)) for key, (count, ends) in written.items()}
        return {}


def _append_line(path: Path, line: str) -> None:
    """Add a line to a file and wait until it is on the disk; one that a crash cut short is ended first."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    descriptor = os.open(path, flags, _PRIVATE_FILE)
    try:
        size = os.fstat(descriptor).st_size
        is_cut = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        ended = "\n" if is_cut else ""
        left = memoryview(f"{ended}{line}\n".encode())
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
