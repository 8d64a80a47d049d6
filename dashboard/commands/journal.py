"""What commands write into the journal of editors, who can undo its last entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.data.accounts.open import open_accounts
from dashboard.domain.editors import COMMAND_LINE, Action, JournalEntry
from dashboard.settings import Settings


def record_in_journal(settings: Settings, action: Action, names: Sequence[str]) -> None:
    """Write what was done to some datasets, by their names."""
    at = dt.datetime.now(tz=PARIS).isoformat(timespec="seconds")
    open_accounts(settings).record(JournalEntry(at, COMMAND_LINE, action, tuple(names)))
