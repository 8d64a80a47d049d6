"""What a store of accounts promises, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from dashboard.domain.editors import Account, Journal, JournalEntry
from dashboard.domain.error_reports import ErrorReport, ErrorReports, Settlement


class AccountStore(Protocol):
    """Keeps accounts, the journal, the errors reported and the counters of tries, for every worker.

    Every method raises ``StoreError`` where the folder or the base cannot be used.
    """

    def accounts(self) -> tuple[Account, ...]:
        """List the accounts, sorted by e-mail address."""

    def add(self, account: Account) -> None:
        """Keep a new account.

        Raises:
            AccountError: the address has one already.
        """

    def change(self, email: str, how: Callable[[Account], Account]) -> None:
        """Replace an account by what ``how`` returns for it, while nothing else changes it.

        Raises:
            AccountError: the address has none.
        """

    def remove(self, email: str) -> None:
        """Forget the account of an address.

        Raises:
            AccountError: the address has none.
        """

    def journal(self) -> Journal:
        """Read what was done, oldest first."""

    def record(self, entry: JournalEntry) -> None:
        """Add what was done at the end of the journal; nothing there is ever changed."""

    def error_reports(self) -> ErrorReports:
        """Read what readers reported, oldest first, with what became of it."""

    def report_error(self, report: ErrorReport) -> int:
        """Keep a report and return its number.

        Raises:
            ErrorReportError: too many wait.
        """

    def settle(self, number: int, settlement: Settlement) -> None:
        """Write that a report was dealt with; it stays.

        Raises:
            ErrorReportError: none of that number waits.
        """

    def count(self, key: str, *, seconds: float, now: float, amount: int = 1) -> int:
        """Add to a counter and return what it has come to.

        Args:
            key: names the counter.
            seconds: how long a counter lives from its first count on.
            now: the present moment, in seconds.
            amount: what is added.
        """

    def counted(self, key: str, *, now: float) -> tuple[int, float]:
        """Return what a counter has come to and the moment it ends; ``(0, now)`` for none."""
