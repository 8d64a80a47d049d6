"""Which records count: one value inside what the reader of any page asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.domain.counting import Counting
from dashboard.domain.vocabulary import Status


@dataclass(frozen=True)
class Filters:
    """Which records count, and for which territories: the key of what is computed from them.

    Attributes:
        themes: codes in the vocabulary's order, empty for all.
        publics: beneficiary types, the same.
        statuses: in the vocabulary's order; empty for all that some source lists, or that has not ended.
        years: an inclusive range; without one, all that is listed or what has not ended, as the
            page says.
        counting: what makes a record count for a territory.
        sources: codes of sources, empty for all.
        wide: whether services of a whole département or the region reach its communes.
    """

    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    years: tuple[int, int] | None = None
    counting: Counting = Counting.PRESENT
    sources: tuple[str, ...] = ()
    wide: bool = False

    def over_all_years(self) -> Filters:
        """Drop the years."""
        return replace(self, years=None)


NO_FILTERS = Filters()
"""Everything counts."""
