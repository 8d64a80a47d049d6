"""What is known of opening hours at a moment or over a week: results that components show.

All times are local ones, Europe/Paris.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

UNSURE = "horaires à vérifier"
"""Said of hours that a rule leaves unknown without a word why."""


class OpeningState(NamedTuple):
    """Whether a place is open at a moment."""

    open: bool | None
    """None: the rule itself leaves it unknown, as with « sur rendez-vous »."""
    changes_at: dt.datetime | None
    """When an open place next is not, else when it next opens; None: not within a year."""
    holiday: str
    """French name of the day's public holiday, else empty."""
    comment: str
    """What the rule says of this moment, in the publisher's words; may be empty."""


class DayHours(NamedTuple):
    """Opening hours of one day."""

    date: dt.date
    holiday: str
    """French name of the public holiday, else empty."""
    spans: tuple[tuple[dt.time, dt.time], ...]
    """When a place opens and closes; closing at midnight is ``time(0, 0)``, an earlier hour than
    the opening is the next day's, and twice midnight is the whole day."""
    unsure: bool
    """The rule leaves some of the day unknown."""
    comment: str
    """What the rule says of the day; never empty where it leaves it unknown."""


class Hours(NamedTuple):
    """Opening hours as a page shows them."""

    prose: str
    """Hours in words that no rule can be made of; empty where there is one, or nothing."""
    week: tuple[DayHours, ...]
    """The present week; empty where the hours are not known."""
    state: OpeningState | None
    asked_at: dt.datetime
    """The moment ``state`` speaks of."""
