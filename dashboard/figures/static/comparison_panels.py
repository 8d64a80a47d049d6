"""The charts of « Comparer »: a panel per territory, from what is compared."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from dashboard.analysis.comparison.results import Comparison, Line
from dashboard.domain.counting import PER_INHABITANTS
from dashboard.domain.indicators import Indicator
from dashboard.figures.static.bar_panels import Bars, bar_panels
from dashboard.figures.static.small_multiples import Panel
from dashboard.figures.static.year_panels import RATES, YearCounts, year_panels

_UNIT = "pour 10\u202f000 hab."


class ChartKind(StrEnum):
    """A chart of the page; the value is the word used in the addresses of its files."""

    THEMES = "themes"
    PUBLICS = "publics"
    YEARS = "annees"
    YEAR_RATES = "annees-taux"


TITLES = {
    ChartKind.THEMES: "Initiatives pour 10\u202f000 habitants, par thème",
    ChartKind.PUBLICS: "Initiatives pour 10\u202f000 habitants, par public",
    ChartKind.YEARS: "Initiatives selon leur première année",
    ChartKind.YEAR_RATES: "Initiatives pour 10\u202f000 habitants, selon leur première année",
}


def chart_panels(kind: ChartKind, comparison: Comparison) -> tuple[Panel, ...]:
    """Draw a chart; none for no territory, nor where there is nothing in the region to draw."""
    if kind is ChartKind.YEARS:
        return _years(comparison)
    return _year_rates(comparison) if kind is ChartKind.YEAR_RATES else _rates(kind, comparison)


def absent_words(kind: ChartKind, comparison: Comparison) -> tuple[str, ...]:
    """Name the themes or publics that are not drawn: those of which nothing is recorded in the region."""
    return tuple(line.label for line in _lines(kind, comparison) if not _somewhere(line))


def _rates(kind: ChartKind, comparison: Comparison) -> tuple[Panel, ...]:
    """Draw the rate of each theme or beneficiary type that is present somewhere in the region."""
    drawn = [line for line in _lines(kind, comparison) if _somewhere(line)]
    bars = [
        Bars(
            territory.name,
            tuple(line.shares[place].rate for line in drawn),
            territory.ranks[Indicator.RATE].cautious,
        )
        for place, territory in enumerate(comparison.territories)
    ]
    labels = [line.label for line in drawn]
    means = [line.region.rate for line in drawn]
    return bar_panels(bars, labels, title=TITLES[kind], unit=_UNIT, reference=means)


def _years(comparison: Comparison) -> tuple[Panel, ...]:
    """Draw new and cumulative initiatives, from the first year in which something began."""
    first = _first_place(comparison)
    counts = [
        YearCounts(territory.name, years.new[first:], years.begun[first:], years.unknown)
        for territory in comparison.territories
        for years in (territory.first_years,)
    ]
    return year_panels(counts, comparison.years[first:], title=TITLES[ChartKind.YEARS])


def _year_rates(comparison: Comparison) -> tuple[Panel, ...]:
    """Draw the same per 10,000 inhabitants; who has none has no rate, and no panel."""
    first = _first_place(comparison)
    counts = [
        YearCounts(
            territory.name,
            tuple(_rate(number, territory.population) for number in years.new[first:]),
            tuple(_rate(number, territory.population) for number in years.begun[first:]),
            years.unknown,
            cautious=territory.ranks[Indicator.RATE].cautious,
        )
        for territory in comparison.territories
        if territory.population
        for years in (territory.first_years,)
    ]
    return year_panels(
        counts, comparison.years[first:], title=TITLES[ChartKind.YEAR_RATES], scale=RATES
    )


def _rate(number: int, population: int) -> float:
    return PER_INHABITANTS * number / population


def _first_place(comparison: Comparison) -> int:
    """Return the place of the first year in which something began, their number for none."""
    all_years = [territory.first_years for territory in comparison.territories]
    places = range(len(comparison.years))
    return next(
        (place for place in places if any(years.begun[place] for years in all_years)), len(places)
    )


def _lines(kind: ChartKind, comparison: Comparison) -> Sequence[Line]:
    lines = {ChartKind.THEMES: comparison.themes, ChartKind.PUBLICS: comparison.publics}
    return lines.get(kind, ())


def _somewhere(line: Line) -> bool:
    return bool(line.region.number) or any(share.number for share in line.shares)
