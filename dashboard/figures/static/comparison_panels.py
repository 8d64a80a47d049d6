"""The charts of « Comparer »: a panel per territory, from what is compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from dashboard.analysis.comparison.results import Comparison, Line
from dashboard.domain.indicators import Indicator
from dashboard.figures.static.bar_panels import Bars, bar_panels
from dashboard.figures.static.small_multiples import Panel
from dashboard.figures.static.year_panels import YearCounts, year_panels

THEMES_TITLE = "Initiatives pour 10\u202f000 habitants, par thème"
PUBLICS_TITLE = "Initiatives pour 10\u202f000 habitants, par public"
YEARS_TITLE = "Initiatives selon leur première année"
_UNIT = "pour 10\u202f000 hab."


def theme_panels(comparison: Comparison) -> tuple[Panel, ...]:
    """Draw the rate of each theme that is present somewhere in the region; none for no territory."""
    return _rates(comparison.themes, comparison, title=THEMES_TITLE)


def public_panels(comparison: Comparison) -> tuple[Panel, ...]:
    """Draw the rate of each beneficiary type that is present somewhere in the region."""
    return _rates(comparison.publics, comparison, title=PUBLICS_TITLE)


def first_year_panels(comparison: Comparison) -> tuple[Panel, ...]:
    """Draw new and cumulative initiatives, from the first year in which something began."""
    told = [one.first_years for one in comparison.territories]
    places = range(len(comparison.years))
    first = next((place for place in places if any(one.begun[place] for one in told)), len(places))
    counts = [
        YearCounts(one.name, years.new[first:], years.begun[first:], years.unknown)
        for one, years in zip(comparison.territories, told, strict=True)
    ]
    return year_panels(counts, comparison.years[first:], title=YEARS_TITLE)


def _rates(lines: Sequence[Line], comparison: Comparison, *, title: str) -> tuple[Panel, ...]:
    drawn = [line for line in lines if _somewhere(line)]
    bars = [
        Bars(
            one.name,
            tuple(line.shares[place].rate for line in drawn),
            one.ranks[Indicator.RATE].cautious,
        )
        for place, one in enumerate(comparison.territories)
    ]
    labels = [line.label for line in drawn]
    means = [line.region.rate for line in drawn]
    return bar_panels(bars, labels, title=title, unit=_UNIT, reference=means)


def _somewhere(line: Line) -> bool:
    return bool(line.region.number) or any(one.number for one in line.shares)


class ChartKind(StrEnum):
    """A chart of the page; the value is the word used in the addresses of its files."""

    THEMES = "themes"
    PUBLICS = "publics"
    YEARS = "annees"


PANELS: Mapping[ChartKind, Callable[[Comparison], tuple[Panel, ...]]] = {
    ChartKind.THEMES: theme_panels,
    ChartKind.PUBLICS: public_panels,
    ChartKind.YEARS: first_year_panels,
}
TITLES = {
    ChartKind.THEMES: THEMES_TITLE,
    ChartKind.PUBLICS: PUBLICS_TITLE,
    ChartKind.YEARS: YEARS_TITLE,
}


def absent_words(kind: ChartKind, comparison: Comparison) -> tuple[str, ...]:
    """Name the themes or publics that are not drawn: those of which nothing is recorded in the region."""
    lines = {ChartKind.THEMES: comparison.themes, ChartKind.PUBLICS: comparison.publics}.get(
        kind, ()
    )
    return tuple(line.label for line in lines if not _somewhere(line))
