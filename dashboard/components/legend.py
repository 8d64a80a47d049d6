"""The legend, in HTML, written from the very object that colours the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.results import Classes
from dashboard.components.attributes import aria
from dashboard.components.wording import NOT_AN_ABSENCE
from dashboard.domain.formats import counted, decimals_of, french_number, french_percent
from dashboard.domain.indicator import LOW_POPULATION, OUTSIDE_LABEL, Indicator, ValueState
from dashboard.domain.territory import Level
from dashboard.figures import palette

SERVED = "desservie"
_STATE_ORDER = (ValueState.ZERO, ValueState.LOW_POPULATION, ValueState.MISSING)


def legend(
    classes: Classes,
    *,
    indicator: Indicator,
    level: Level,
    circles: Sequence[tuple[int, float]] = (),
) -> list[Component]:
    """List classes with their bounds and numbers, then every value state.

    Args:
        classes: the classes the map is drawn from.
        indicator: the indicator shown.
        level: the level shown.
        circles: number and diameter in pixels of the circles to show as a scale.
    """
    if indicator is Indicator.NUMBER:
        steps = [_circle(number, diameter) for number, diameter in circles]
        method = "Surface du cercle proportionnelle au nombre, même échelle toutes années."
    else:
        steps = class_steps(classes, indicator)
        method = f"Classes : {classes.method}. Entre parenthèses : nombre de territoires."
    states = [_state(state, classes, level=level, indicator=indicator) for state in _STATE_ORDER]
    return [
        html.H3("Légende", className="legend-title"),
        html.Ul(
            [*steps, *states, outside_step()],
            className="legend-list",
        ),
        html.P(method, className="legend-note"),
        html.P(NOT_AN_ABSENCE, className="legend-note"),
    ]


def points_legend() -> html.Ul:
    """List what is drawn above the territories, whichever the indicator."""
    marks = (
        (
            "dot",
            palette.POINT,
            "lieu d’une ou plusieurs initiatives, environ au centre de la commune",
        ),
        ("dot", palette.TOWN_HALL, "mairie, si affichée"),
        ("outline", palette.SELECTED, "territoire choisi"),
    )
    return html.Ul(
        [step(colour, text, kind=kind) for kind, colour, text in marks],
        className="legend-list legend-points",
    )


def nearby_legend() -> html.Ul:
    """List what is drawn around a place."""
    marks = (
        ("dot", palette.SELECTED, "d’où les distances sont comptées"),
        ("dot", palette.POINT, "lieu d’une ou plusieurs initiatives"),
        ("dot", palette.TOWN_HALL, "mairie"),
        ("outline", palette.SELECTED, "intercommunalité listée en entier"),
        ("ring", palette.OUTLINE, "limite du rayon"),
        ("outside", palette.OUTSIDE, OUTSIDE_LABEL),
    )
    return html.Ul(
        [step(colour, text, kind=kind) for kind, colour, text in marks],
        className="legend-list legend-points",
    )


def class_steps(classes: Classes, indicator: Indicator) -> list[html.Li]:
    """List the classes, each with its colour, its bounds and its number of territories."""
    colours = palette.class_colours(len(classes.counts))
    ranges = zip(classes.bounds, classes.bounds[1:], strict=False)
    written = _writer(classes.bounds[1:], indicator)
    return [
        step(colour, f"{_range(low, high, written)} ({french_number(count)})")
        for colour, (low, high), count in zip(
            colours, _from_nothing(ranges), classes.counts, strict=True
        )
    ]


def _from_nothing(ranges: Iterable[tuple[float, float]]) -> Iterator[tuple[float | None, float]]:
    """Leave out the lowest bound: zero is not in the first class, and what is above it is."""
    for place, (low, high) in enumerate(ranges):
        yield (low if place else None), high


def _range(low: float | None, high: float, written: Callable[[float], str]) -> str:
    if low is None:
        return SERVED if written is _served else f"jusqu’à {written(high)}"
    return f"plus de {written(low)} à {written(high)}"


def _writer(bounds: Sequence[float], indicator: Indicator) -> Callable[[float], str]:
    """Choose how all bounds of a legend are written: shares in percent, rates with equal decimals."""
    if indicator is Indicator.SHARE:
        return _served if len(bounds) == 1 else partial(french_percent, decimals=0)
    decimals = max(map(decimals_of, bounds), default=0)
    return partial(french_number, decimals=decimals)


def _served(_: float) -> str:
    return SERVED


def _state(state: ValueState, classes: Classes, *, level: Level, indicator: Indicator) -> html.Li:
    number = french_number(classes.states.get(int(state), 0))
    reason = (
        "moins de la moitié des communes dans la région"
        if level is Level.EPCI
        else f"moins de {LOW_POPULATION} habitants"
    )
    words = {
        ValueState.ZERO: f"0 recensé ({number})",
        ValueState.LOW_POPULATION: f"effectif faible, hors classes : {reason} ({number})"
        if indicator is Indicator.RATE
        else "effectif faible : pour les taux seulement",
        ValueState.MISSING: f"non renseigné ({number})",
    }
    return step(palette.STATE_COLOURS[state], words[state], kind=state.name.lower())


def outside_step() -> html.Li:
    """Make the line of what lies outside the region."""
    return step(palette.OUTSIDE, OUTSIDE_LABEL, kind="outside")


def step(colour: str, text: str, *, kind: str = "class") -> html.Li:
    """Make one line of a legend: a swatch of a kind and what it means."""
    return html.Li(
        [
            html.Span(
                className=f"swatch swatch-{kind}",
                style={"backgroundColor": colour},
                **aria(hidden="true"),
            ),
            html.Span(text),
        ]
    )


def _circle(number: int, diameter: float) -> html.Li:
    return html.Li(
        [
            html.Span(
                html.Span(
                    className="legend-circle",
                    style={"width": f"{diameter:.1f}px", "height": f"{diameter:.1f}px"},
                ),
                className="legend-circle-box",
                **aria(hidden="true"),
            ),
            html.Span(counted(number, "initiative")),
        ]
    )
