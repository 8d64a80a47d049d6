"""The ranks of a territory among those of its level, and the references beside its values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.analysis.comparison.results import LevelIndicators, Rank
from dashboard.analysis.indicators.ordering import known
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.kernel.territories import Territories
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.references import Reference
from dashboard.domain.territory import Level


@dataclass(frozen=True, eq=False)
class Members:
    """The territories a reference is computed over, and their weights, which add up to 1.

    The median of a stratum gives its members equal weights.
    """

    rows: IntArray
    weights: FloatArray


def reference_members(
    snapshot: Snapshot,
    indicators: LevelIndicators,
    indicator: Indicator,
    row: int,
    reference: Reference,
) -> Members:
    """List the territories a reference of one territory is computed over.

    Rates and shares are weighed by inhabitants, numbers equally; neighbours always equally, which are
    contiguity weights standardised by row; a stratum gives ``sound_members``. Those without a value are
    left out. None are left where the reference has no meaning.
    """
    level = indicators.level
    territories, values = snapshot.region_index.territories[level], indicators.values[indicator]
    has_value = ~np.isnan(values)
    if reference is Reference.STRATUM:
        stratum = int(snapshot.strata[level].stratum[row])
        chosen = np.flatnonzero(sound_members(snapshot, level, stratum, indicator) & has_value)
        return Members(chosen, _shares(np.ones(len(chosen))))
    if reference is Reference.NEIGHBOURS:
        around = snapshot.neighbours[level][row]
        chosen = around[has_value[around]]
        return Members(chosen, _shares(np.ones(len(chosen))))
    if reference is Reference.DEPARTEMENT:
        own = snapshot.departements[level]
        has_value &= (own == own[row]) & (own >= 0)
    chosen = np.flatnonzero(has_value)
    return Members(chosen, _shares(_weights(territories, indicator)[chosen]))


def reference_value(
    indicators: LevelIndicators, indicator: Indicator, members: Members, reference: Reference
) -> float:
    """Return the mean, or for a stratum the median, of some territories; NaN for none."""
    if not len(members.rows):
        return float("nan")
    values = indicators.values[indicator][members.rows]
    if reference is Reference.STRATUM:
        return float(np.median(values))
    return float(values @ members.weights)


def region_mean(snapshot: Snapshot, indicators: LevelIndicators, indicator: Indicator) -> float:
    """Average a measure over the territories of the level: by inhabitants for rates and shares."""
    territories = snapshot.region_index.territories[indicators.level]
    return weighted_mean(indicators.values[indicator], _weights(territories, indicator))


def weighted_mean(values: FloatArray, weights: FloatArray) -> float:
    """Average the values that are known; NaN where none is, or none weighs anything."""
    has_value = ~np.isnan(values)
    total = float(weights[has_value].sum())
    return float(values[has_value] @ weights[has_value]) / total if total else float("nan")


def ranks(
    snapshot: Snapshot, indicators: LevelIndicators, indicator: Indicator, rows: list[int]
) -> tuple[Rank, ...]:
    """Rank some territories of the level, in the order of ``rows``."""
    territories = snapshot.region_index.territories[indicators.level]
    values = indicators.values[indicator]
    ranked = ~np.isnan(values) & ~doubtful(territories, indicator)
    listed = []
    for row in rows:
        peers = ranked & snapshot.strata[indicators.level].members(row)
        beside = _beside(snapshot, indicators, indicator, row)
        listed.append(
            Rank(
                value=known(float(values[row])),
                references=_references(indicators, indicator, beside),
                cautious=bool(territories.low_population[row]),
                rank=_rank(values, ranked, row),
                ranked=int(ranked.sum()),
                tied=_tied(values, ranked, row),
                stratum_rank=_rank(values, peers, row),
                stratum_ranked=int(peers.sum()),
                stratum_tied=_tied(values, peers, row),
                stratum_counted=len(beside[Reference.STRATUM].rows),
            )
        )
    return tuple(listed)


def sound_members(
    snapshot: Snapshot, level: Level, stratum: int, indicator: Indicator
) -> BoolArray:
    """Return a mask of the territories the median of a stratum is taken over, shape ``(n,)``.

    Those whose value says little are left out, unless the stratum holds nothing else: the median of a
    thousand small communes is sound though none of their rates is.
    """
    territories = snapshot.region_index.territories[level]
    members = snapshot.strata[level].stratum == stratum
    sound: BoolArray = members & ~doubtful(territories, indicator)
    return sound if sound.any() else members & ~territories.caution


def doubtful(territories: Territories, indicator: Indicator) -> BoolArray:
    """Return a mask of the territories with an unreliable value, shape ``(n,)``.

    A rate does under 500 inhabitants; whatever is measured does where most of an EPCI is outside.
    """
    return territories.low_population if indicator.scale is Scale.RATE else territories.caution


def _beside(
    snapshot: Snapshot, indicators: LevelIndicators, indicator: Indicator, row: int
) -> dict[Reference, Members]:
    """List whom each reference of a territory is computed over; a département lies in no other."""
    return {
        reference: reference_members(snapshot, indicators, indicator, row, reference)
        for reference in Reference
        if reference is not Reference.DEPARTEMENT or indicators.level is not Level.DEPARTEMENT
    }


def _references(
    indicators: LevelIndicators, indicator: Indicator, beside: dict[Reference, Members]
) -> dict[Reference, float]:
    values = {
        reference: reference_value(indicators, indicator, members, reference)
        for reference, members in beside.items()
    }
    return {reference: value for reference, value in values.items() if not np.isnan(value)}


def _rank(values: FloatArray, ranked: BoolArray, row: int) -> int | None:
    """Rank from the largest; where nothing is recorded there is nothing to rank."""
    if not ranked[row] or not values[row]:
        return None
    return 1 + int((values[ranked] > values[row]).sum())


def _tied(values: FloatArray, ranked: BoolArray, row: int) -> bool:
    """Return whether other ranked territories have the same value."""
    return bool(ranked[row]) and int((values[ranked] == values[row]).sum()) > 1


def _weights(territories: Territories, indicator: Indicator) -> FloatArray:
    if indicator.scale.by_inhabitant:
        return territories.populations.astype(np.float64)
    return np.ones(len(territories))


def _shares(weights: FloatArray) -> FloatArray:
    total = float(weights.sum())
    return weights / total if total else weights
