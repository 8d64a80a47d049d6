"""Class breaks that hold for every year of a selection, and who falls in which class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.indicators.aggregation import rates, territory_values
from dashboard.analysis.indicators.counting import pooled_counts
from dashboard.analysis.kernel.results import (
    FIRST_CLASS,
    Breaks,
    Classes,
    FloatArray,
    IntArray,
    TerritoryValues,
)
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level

QUANTILES = "quantiles, toutes années réunies"
FIFTHS = Breaks("classes fixes de 20 points", (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))
QUARTERS = Breaks("classes fixes de 25 points", (0.0, 0.25, 0.5, 0.75, 1.0))
SERVED_OR_NOT = "une seule classe : desservie"
CIRCLES = "surface des cercles proportionnelle au nombre"
MOST_CLASSES, MOST_CLASSES_OF_FEW = 5, 4
"""Of a handful of départements, five classes would hold one or two each."""
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Analysed:
    """The values of a selection and the classes they fall in."""

    values: TerritoryValues
    classes: Classes


def analyse(region_index: RegionIndex, selection: MapSelection) -> Analysed:
    """Count, rate and classify every territory of the level shown."""
    values = territory_values(region_index, selection)
    return Analysed(
        values, classify(values.shown, values.state, class_breaks(region_index, selection))
    )


def class_breaks(region_index: RegionIndex, selection: MapSelection) -> Breaks:
    """Return the breaks of a selection, the same whatever its years.

    Rates: quantiles of what territories are worth in each single year and over all years, zero,
    missing and small populations taken out first; four classes of départements. Shares: fixed steps, one
    single class for communes, which are served or not. Counts, drawn as circles: one class up to the largest.
    """
    whatever_years = selection.filtered(years=None)
    key = (selection.level, selection.indicator, whatever_years.filters)
    return region_index.breaks.recall(
        key, lambda: _BREAKS[selection.indicator.scale](region_index, whatever_years)
    )


def circle_reference(region_index: RegionIndex, selection: MapSelection) -> int:
    """Return the largest count of the level over all years: sizes that hold for every year."""
    bounds = class_breaks(region_index, selection).bounds
    return int(bounds[-1]) if bounds else 0


def classify(values: FloatArray, states: NDArray[np.uint8], breaks: Breaks) -> Classes:
    """Put every territory in a class or in the state that keeps it out of them.

    Args:
        values: shape ``(n,)``.
        states: their ``ValueState`` numbers, shape ``(n,)``.
        breaks: the classes.
    """
    is_value = states == ValueState.VALUE
    number_of_classes = max(len(breaks.bounds) - 1, 0)
    rank = np.searchsorted(np.asarray(breaks.bounds[1:-1]), values, side="left")
    codes = np.where(is_value, FIRST_CLASS + rank, states).astype(np.uint8)
    totals = np.bincount(codes, minlength=FIRST_CLASS + number_of_classes)
    return Classes(
        method=breaks.method,
        bounds=breaks.bounds,
        counts=tuple(totals[FIRST_CLASS:].tolist())[:number_of_classes],
        states={int(state): int(totals[state]) for state in list(ValueState)[:FIRST_CLASS]},
        codes=codes,
    )


def quantile_bounds(values: FloatArray, *, most: int, decimals: int) -> tuple[float, ...]:
    """Cut values into up to ``most`` classes of about equal size, none of them empty.

    Bounds are rounded outwards, so that no value drops out, with more decimals than ``decimals``
    where classes would merge or the lowest bound would be zero. Where many equal values make
    quantiles coincide, the quantiles of the distinct values are taken instead.

    Args:
        values: what is to be classed, shape ``(m,)``, above 0, no NaN; ``m`` may be 0.
        most: classes at most; never more than distinct values.
        decimals: fewest decimals of the bounds.
    """
    if not values.size:
        return ()
    uppers = _upper_values(values, most)
    if uppers.size < most:
        uppers = _upper_values(_distinct(np.sort(values)), most)
    lowest = -_rounded_up(-values.min(keepdims=True), decimals)
    return (*lowest.tolist(), *_rounded_up(uppers, decimals).tolist())


def _rate_breaks(region_index: RegionIndex, selection: MapSelection) -> Breaks:
    territories = region_index.territories[selection.level]
    sound = ~territories.low_population
    counts = _pooled(region_index, selection)[:, sound]
    pooled = rates(counts, territories.populations[sound])
    most = MOST_CLASSES_OF_FEW if selection.level is Level.DEPARTEMENT else MOST_CLASSES
    bounds = quantile_bounds(pooled[pooled > 0], most=most, decimals=Scale.RATE.decimals)
    return Breaks(QUANTILES, bounds)


def _count_breaks(region_index: RegionIndex, selection: MapSelection) -> Breaks:
    largest = int(_pooled(region_index, selection).max(initial=0))
    return Breaks(CIRCLES, (1.0, float(largest)) if largest else ())


def _share_breaks(_: RegionIndex, selection: MapSelection) -> Breaks:
    if selection.level is Level.COMMUNE:
        return Breaks(SERVED_OR_NOT, (1.0, 1.0))
    return share_steps(selection.level)


def share_steps(level: Level) -> Breaks:
    """Return the fixed classes of shares of inhabitants: quarters for départements, else fifths."""
    return QUARTERS if level is Level.DEPARTEMENT else FIFTHS


_BREAKS: Mapping[Scale, Callable[[RegionIndex, MapSelection], Breaks]] = {
    Scale.RATE: _rate_breaks,
    Scale.COUNT: _count_breaks,
    Scale.SHARE: _share_breaks,
}


def _pooled(region_index: RegionIndex, selection: MapSelection) -> IntArray:
    return pooled_counts(region_index, selection.indicator, selection.level, selection.filters)


def _upper_values(values: FloatArray, classes: int) -> FloatArray:
    """Return the largest value of each class: quantiles that are themselves values, each once."""
    last = -(-np.arange(1, classes + 1) * values.size // classes) - 1
    return _distinct(np.partition(values, last)[last])


def _distinct(rising: FloatArray) -> FloatArray:
    """Keep each of the sorted values once: ``np.unique`` hashes, many times slower."""
    distinct: FloatArray = rising[np.diff(rising, prepend=-np.inf) != 0]
    return distinct


def _rounded_up(values: FloatArray, decimals: int) -> FloatArray:
    """Round up to the fewest decimals that keep values distinct, and not zero."""
    for places in range(decimals, _MOST_DECIMALS + 1):
        nearest = np.round(values, places)
        above = np.round(nearest + 10.0**-places, places)
        rounded = np.where(nearest < values, above, nearest)
        if _distinct(rounded).size == values.size and np.all(rounded):
            return rounded
    return values
