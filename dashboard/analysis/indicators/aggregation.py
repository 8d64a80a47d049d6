"""From a selection to what every territory is worth, and to what one of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.indicators.counting import count_in_region, counts_by_territory
from dashboard.analysis.kernel.records import (
    REGION_ROW,
    Kept,
    Records,
    count_status,
    date_span,
    records_of,
    undated,
)
from dashboard.analysis.kernel.results import (
    BoolArray,
    FloatArray,
    IntArray,
    Presence,
    RegionTotals,
    TerritoryValues,
)
from dashboard.analysis.kernel.territories import Territories, departement_rows
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.counting import PER_INHABITANTS, Counting, ValueState
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level, level_of
from dashboard.domain.vocabulary import THEME_LABELS, Status

StateArray = NDArray[np.uint8]


def territory_values(region_index: RegionIndex, selection: MapSelection) -> TerritoryValues:
    """Compute what the table shows of every territory of the level selected.

    The number counts distinct initiatives; initiatives that serve a whole département count at that
    level only, those that serve the whole region in no territory. The share is that of inhabitants
    whose commune has at least one; wide initiatives reach communes only with ``wide``.
    """
    territories = region_index.territories[selection.level]
    kept = region_index.keep(selection.filters)
    values = indicator_values(
        region_index,
        selection.shown_indicators,
        kept,
        level=selection.level,
        filters=selection.filters,
    )
    return TerritoryValues(
        level=selection.level,
        indicator=selection.indicator,
        values=values,
        state=_states(
            values[selection.indicator], selection.indicator.scale, territories.low_population
        ),
    )


def indicator_values(
    region_index: RegionIndex,
    indicators: Iterable[Indicator],
    kept: Kept,
    *,
    level: Level,
    filters: Filters,
) -> dict[Indicator, FloatArray]:
    """Compute some indicators of every territory of a level, shape ``(n,)`` each.

    Those per inhabitant are NaN where none is recorded.
    """
    territories = region_index.territories[level]
    indicators = tuple(indicators)
    counts = {
        counted: counts_by_territory(
            region_index, counted, kept, level=level, counting=filters.counting
        )
        for counted in {
            indicator.counted for indicator in indicators if indicator.scale is not Scale.SHARE
        }
    }

    def values(indicator: Indicator) -> FloatArray:
        if indicator.scale is Scale.SHARE:
            served = served_communes(region_index, filters, kept)
            return _shares(territories, region_index, served)
        count = counts[indicator.counted]
        if indicator.scale is Scale.RATE:
            return rates(count, territories.populations)
        return count.astype(np.float64)

    return {indicator: values(indicator) for indicator in indicators}


def region_totals(region_index: RegionIndex, selection: MapSelection) -> RegionTotals:
    """Sum up the region: distinct initiatives, wide ones included, not a sum over territories.

    With ``Counting.LOCATED`` only initiatives located in one of its communes count. Records
    without any territory never do. What is per inhabitant is NaN for a region without any.
    """
    records = region_index.records
    kept = region_index.keep(selection.filters)
    counting = selection.filters.counting
    counted = kept.mask & records.attached[counting]
    share = _share_of_region(region_index, selection.filters, kept)
    rough = kept.mask & records.approximate
    numbers = counts_by_territory(
        region_index, Indicator.NUMBER, kept, level=selection.level, counting=counting
    )
    population = region_index.population

    def value(indicator: Indicator) -> float:
        if indicator.scale is Scale.SHARE:
            return share
        count = count_in_region(region_index, indicator, kept, counting)
        if indicator.scale is Scale.RATE:
            return PER_INHABITANTS * count / population if population else np.nan
        return float(count)

    return RegionTotals(
        values={indicator: value(indicator) for indicator in selection.shown_indicators},
        sure_share=_share_of_region(region_index, selection.filters, Kept.of(kept.mask & ~rough))
        if rough.any()
        else share,
        population=population,
        unknown_first_year=undated(records, counted),
        dates=date_span(records, counted),
        ended=count_status(records, counted, Status.ENDED),
        unsure=count_status(records, counted, Status.UNKNOWN),
        unnamed=int((np.diff(region_index.organisations.starts)[counted] == 0).sum()),
        territories_with=int((numbers > 0).sum()),
    )


def _share_of_region(region_index: RegionIndex, filters: Filters, kept: Kept) -> float:
    served = served_communes(region_index, filters, kept)
    reached = float(region_index.territories[Level.COMMUNE].populations[served].sum())
    return reached / region_index.population if region_index.population else np.nan


def presence(region_index: RegionIndex, filters: Filters, code: str) -> Presence:
    """List the kept records that concern one territory, each record in one list only.

    Those located in the territory, serving it from elsewhere, or somewhere in it, are together the number
    counted there. In the region (``R82``) all serve it or are located in it. A territory outside it
    has none.
    """
    records = region_index.records
    keep = region_index.keep(filters).mask
    if code == region_index.region.code:
        return _presence_in_region(records, keep)
    level = level_of(code)
    row = None if level is None else region_index.territories[level].row_of(code)
    if level is None or row is None:
        return Presence((), (), ())
    size = len(keep)
    somewhere = _marked(size, _somewhere_in(records, level, [row])) & keep
    located = _marked(size, records_of(records.pairs[level, Counting.LOCATED], row, keep))
    present = _marked(size, records_of(records.pairs[level, Counting.PRESENT], row, keep))
    around = np.append(departement_rows(region_index.territories, level, row), REGION_ROW)
    wide = _marked(size, records.wide_record[np.isin(records.wide_row, around)])
    return Presence(
        located=_numbered(located & ~somewhere),
        serving=_numbered(present & ~located),
        wide=_numbered(wide & keep & ~present),
        somewhere=_numbered(somewhere),
        around=_numbered(_around(region_index, level, row) & keep & ~present),
    )


def _somewhere_in(
    records: Records, level: Level, rows: Sequence[int] | IntArray
) -> NDArray[np.int32]:
    """Return the row numbers of the records known only to be in some territories of a level."""
    if level not in records.somewhere:
        return np.zeros(0, dtype=np.int32)
    pairs = records.somewhere[level]
    numbers: NDArray[np.int32] = pairs.record[np.isin(pairs.territory, rows)]
    return numbers


def _around(region_index: RegionIndex, level: Level, row: int) -> BoolArray:
    """Return a mask of the records known only to be in a territory containing this one, ``(records,)``."""
    records, territories = region_index.records, region_index.territories
    numbers = _somewhere_in(records, Level.DEPARTEMENT, departement_rows(territories, level, row))
    if level is Level.COMMUNE:
        epci = territories[level].parents[Level.EPCI][[row]]
        numbers = np.concatenate([numbers, _somewhere_in(records, Level.EPCI, epci)])
    return _marked(len(records), numbers)


def theme_breakdown(
    region_index: RegionIndex, filters: Filters, code: str
) -> tuple[tuple[str, int], ...]:
    """Count the distinct initiatives of one territory per theme, the most frequent first.

    An initiative with two themes counts under both. Themes without any are left out; equal
    numbers keep the vocabulary's order.
    """
    present = presence(region_index, filters, code)
    serving = present.serving if filters.counting is Counting.PRESENT else ()
    records = np.array([*present.located, *present.somewhere, *serving], dtype=np.int64)
    masks = region_index.records.themes[records]
    counts = [
        (theme, int(((masks >> place) & 1).sum())) for place, theme in enumerate(THEME_LABELS)
    ]
    return tuple(sorted((pair for pair in counts if pair[1]), key=lambda pair: -pair[1]))


def rates(number: IntArray, populations: IntArray) -> FloatArray:
    """Return numbers per 10,000 inhabitants, NaN where there are none; shapes broadcast."""
    return ratios(PER_INHABITANTS * number, populations)


def ratios(parts: IntArray | FloatArray, wholes: IntArray | FloatArray) -> FloatArray:
    """Divide, NaN where the whole is nothing; shapes broadcast."""
    divided = np.full(np.broadcast_shapes(parts.shape, wholes.shape), np.nan)
    np.divide(parts, wholes, out=divided, where=wholes > 0)
    return divided


def served_communes(region_index: RegionIndex, filters: Filters, kept: Kept) -> BoolArray:
    """Return a mask of the communes with at least one kept initiative, shape ``(communes,)``.

    With ``wide``, a kept initiative that serves a whole département or the region
    reaches each of its communes; one that is merely located somewhere never does.
    """
    numbers = counts_by_territory(
        region_index, Indicator.NUMBER, kept, level=Level.COMMUNE, counting=filters.counting
    )
    served: BoolArray = numbers > 0
    if not filters.wide or filters.counting is Counting.LOCATED:
        return served
    return served | communes_of_wide(region_index, kept.mask)


def communes_of_wide(region_index: RegionIndex, keep: BoolArray) -> BoolArray:
    """Return a mask of the communes that a kept record of a whole département or region serves, ``(n,)``."""
    rows = region_index.records.wide_row[keep[region_index.records.wide_record]]
    parents = region_index.territories[Level.COMMUNE].parents[Level.DEPARTEMENT]
    return np.isin(parents, rows) | bool((rows == REGION_ROW).any())


def _presence_in_region(records: Records, keep: BoolArray) -> Presence:
    located = keep & records.attached[Counting.LOCATED]
    present = keep & records.attached[Counting.PRESENT]
    return Presence(_numbered(located), _numbered(present & ~located), ())


def _marked(size: int, records: NDArray[np.int32]) -> BoolArray:
    """Mark records in an array of all: set operations on such masks need no sorting."""
    mask = np.zeros(size, dtype=np.bool_)
    mask[records] = True
    return mask


def _numbered(mask: BoolArray) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())


def _shares(territories: Territories, region_index: RegionIndex, served: BoolArray) -> FloatArray:
    """Return the share of each territory's inhabitants who live in a served commune."""
    communes = region_index.territories[Level.COMMUNE]
    reached = np.where(served, communes.populations, 0)
    if territories.level is not Level.COMMUNE:
        parent = communes.parents[territories.level]
        inside = parent >= 0
        reached = np.bincount(parent[inside], reached[inside], minlength=len(territories))
    return ratios(reached, territories.populations)


def _states(values: FloatArray, scale: Scale, doubtful: BoolArray) -> StateArray:
    cautious = doubtful if scale is Scale.RATE else np.zeros_like(doubtful)
    conditions = [np.isnan(values), values == 0, cautious]
    states = [ValueState.MISSING, ValueState.ZERO, ValueState.LOW_POPULATION]
    return np.select(conditions, states, default=ValueState.VALUE).astype(np.uint8)
