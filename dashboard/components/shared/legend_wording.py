"""The words of a legend, written from the very object that colours the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from dashboard.analysis.kernel.results import Classes
from dashboard.domain.counting import LOW_POPULATION, OUTSIDE_LABEL, ValueState
from dashboard.domain.formats import decimals_of, french_number, french_percent
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import PointLayer
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry

SERVED = "desservie"
OUTSIDE_MARK = LegendEntry(palette.OUTSIDE, OUTSIDE_LABEL, "outside")
INITIATIVES_MARK = LegendEntry(palette.POINT, "lieu d’une ou plusieurs initiatives", "small-dot")
TOWN_HALLS_MARK = LegendEntry(palette.TOWN_HALL, "mairie", "small-dot")
POINT_MARKS = {PointLayer.INITIATIVES: INITIATIVES_MARK, PointLayer.TOWN_HALLS: TOWN_HALLS_MARK}
CHOSEN_MARK = LegendEntry(palette.SELECTED, "territoire choisi", "outline")
_STATE_ORDER = (ValueState.ZERO, ValueState.LOW_POPULATION, ValueState.MISSING)


def area_marks(classes: Classes, *, scale: Scale, level: Level) -> list[LegendEntry]:
    """List every colour a territory has: the classes with their bounds, then the value states there are.

    With counts, drawn as circles, only the states: the circles are a scale of their own.
    """
    steps = [] if scale is Scale.COUNT else class_marks(classes, scale)
    states = [
        _state(state, classes, level=level)
        for state in _STATE_ORDER
        if classes.states.get(int(state))
    ]
    return [*steps, *states, OUTSIDE_MARK]


def class_marks(classes: Classes, scale: Scale) -> list[LegendEntry]:
    """List the classes, each with its colour, its bounds and its number of territories."""
    colours = palette.class_colours(len(classes.counts))
    ranges = zip(classes.bounds, classes.bounds[1:], strict=False)
    written = _writer(classes.bounds[1:], scale)
    return [
        LegendEntry(colour, f"{_range(low, high, written)} ({french_number(count)})")
        for colour, (low, high), count in zip(
            colours, _from_nothing(ranges), classes.counts, strict=True
        )
    ]


def method_text(classes: Classes, scale: Scale) -> str:
    """Describe how values are classed, or what the circles count."""
    if scale is Scale.COUNT:
        return "Surface du cercle proportionnelle au nombre, même échelle toutes années."
    return f"Classes : {classes.method}. Entre parenthèses : nombre de territoires."


def _from_nothing(ranges: Iterable[tuple[float, float]]) -> Iterator[tuple[float | None, float]]:
    """Leave out the lowest bound: zero is not in the first class, and what is above it is."""
    for place, (low, high) in enumerate(ranges):
        yield (low if place else None), high


def _range(low: float | None, high: float, written: Callable[[float], str]) -> str:
    if low is None:
        return SERVED if written is _served else f"jusqu’à {written(high)}"
    return f"plus de {written(low)} à {written(high)}"


def _writer(bounds: Sequence[float], scale: Scale) -> Callable[[float], str]:
    """Choose how all bounds of a legend are written: shares in percent, rates with equal decimals."""
    if scale is Scale.SHARE:
        return _served if len(bounds) == 1 else partial(french_percent, decimals=0)
    decimals = max(map(decimals_of, bounds), default=0)
    return partial(french_number, decimals=decimals)


def _served(_: float) -> str:
    return SERVED


def _state(state: ValueState, classes: Classes, *, level: Level) -> LegendEntry:
    number = french_number(classes.states[int(state)])
    reason = (
        "moins de la moitié des communes dans la région"
        if level is Level.EPCI
        else f"moins de {LOW_POPULATION} habitants"
    )
    words = {
        ValueState.ZERO: f"0 recensé ({number})",
        ValueState.LOW_POPULATION: f"effectif faible, hors classes\u00a0: {reason} ({number})",
        ValueState.MISSING: f"non renseigné ({number})",
    }
    return LegendEntry(palette.STATE_COLOURS[state], words[state], state.name.lower())
