"""How each theme of a territory stands beside its reference, and what that makes of the territory."""

from __future__ import annotations

from dashboard.analysis.comparison.results import (
    Compared,
    Comparison,
    Deviation,
    DeviationLine,
    Line,
    Share,
    Step,
    TerritoryVerdict,
)
from dashboard.domain.counting import PER_INHABITANTS
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference

_HALF_AN_INITIATIVE = 0.5
_TWICE = 2


def reference_of(comparison: Comparison, territory: Compared) -> Reference:
    """Return what a territory is set beside: its stratum, or the region where that holds no other one."""
    stratum = comparison.strata[territory.stratum]
    return Reference.STRATUM if stratum.counted[Indicator.RATE] > 1 else Reference.REGION


def deviation_lines(comparison: Comparison) -> tuple[DeviationLine, ...]:
    """Set the rate of each territory beside its reference: of all themes first, then of each of them."""
    places = range(len(comparison.territories))
    overall = DeviationLine("", "", tuple(_overall(comparison, place) for place in places))
    return (
        overall,
        *(
            DeviationLine(
                line.code, line.label, tuple(_of_line(comparison, line, place) for place in places)
            )
            for line in comparison.themes
        ),
    )


def verdict(comparison: Comparison, place: int) -> TerritoryVerdict:
    """Tell the themes a territory stands above or below its reference for, the widest gaps first."""
    lines = deviation_lines(comparison)
    themes = [(line.label, line.deviations[place]) for line in lines[1:]]
    above, below = (
        sorted(
            (-abs(deviation.initiatives), label)
            for label, deviation in themes
            if deviation.step in steps
        )
        for steps in ((Step.ABOVE, Step.WELL_ABOVE), (Step.BELOW, Step.WELL_BELOW))
    )
    return TerritoryVerdict(
        territory=comparison.territories[place],
        stratum=comparison.strata[comparison.territories[place].stratum],
        reference=reference_of(comparison, comparison.territories[place]),
        above=tuple(label for _, label in above),
        below=tuple(label for _, label in below),
    )


def deviation(
    share: Share, reference: float | None, population: int, *, cautious: bool
) -> Deviation:
    """Set a rate beside its reference.

    What one initiative more or less would not bring nearer to the reference is near it: in a territory of
    6,000 inhabitants, a median of 0.5 per 10,000 is a third of an initiative, and none is as near as can be.

    Args:
        share: the number and the rate.
        reference: the rate it is set beside, ``None`` where there is none.
        population: the inhabitants that the rate is of.
        cautious: few inhabitants, whose rates say little: nothing is concluded.
    """
    if share.rate is None or reference is None:
        return Deviation(share, reference, 0.0, None)
    more = share.number - reference * population / PER_INHABITANTS
    step = None if cautious else _step(share.rate, reference, more)
    return Deviation(share, reference, more, step)


def _step(rate: float, reference: float, more: float) -> Step:
    if abs(more) <= _HALF_AN_INITIATIVE:
        return Step.NEAR
    if more > 0:
        return Step.WELL_ABOVE if reference and rate >= _TWICE * reference else Step.ABOVE
    return Step.WELL_BELOW if _TWICE * rate <= reference else Step.BELOW


def _overall(comparison: Comparison, place: int) -> Deviation:
    territory = comparison.territories[place]
    standing = territory.ranks[Indicator.RATE]
    reference = standing.references.get(reference_of(comparison, territory))
    number = territory.ranks[Indicator.NUMBER].value or 0
    share = Share(number, standing.value)
    return deviation(share, reference, territory.population, cautious=standing.cautious)


def _of_line(comparison: Comparison, line: Line, place: int) -> Deviation:
    territory = comparison.territories[place]
    beside_stratum = reference_of(comparison, territory) is Reference.STRATUM
    reference = line.medians[territory.stratum] if beside_stratum else line.region.rate
    return deviation(
        line.shares[place],
        reference,
        territory.population,
        cautious=territory.ranks[Indicator.RATE].cautious,
    )
