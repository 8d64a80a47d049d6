"""How a view is cited: who publishes it, what it shows, of which data, where and when it was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.analysis.kernel.results import DateSpan
from dashboard.domain.formats import french_date
from dashboard.domain.sources import UNKNOWN_DATE


@dataclass(frozen=True)
class CitedView:
    """A view and what it rests on.

    Attributes:
        site: what the site is called.
        title: what the view shows.
        filters: which records count.
        sources: what its data come from.
        dates: the years of the sources.
        edition: what names the edition of the data.
        address: that of the view, whole.
    """

    site: str
    title: str
    filters: str
    sources: str
    dates: DateSpan
    edition: str
    address: str


def view_citation(view: CitedView, *, day: dt.date) -> str:
    """Write the sentence that cites a view, as read on a day."""
    parts = (
        view.site,
        f"«\u00a0{view.title}\u00a0»",
        view.filters,
        f"sources\u00a0: {view.sources}",
        _years_text(view.dates),
        f"édition {view.edition}",
        f"consulté le {french_date(day)}",
        view.address,
    )
    return ", ".join(part for part in parts if part)


def _years_text(dates: DateSpan) -> str:
    """Write the years of the data: ``données de 2015 à 2025``."""
    if dates.oldest is None:
        return f"données de {UNKNOWN_DATE}"
    if dates.oldest == dates.newest:
        return f"données de {dates.oldest}"
    return f"données de {dates.oldest} à {dates.newest}"
