"""The legend, in HTML, written from the very object that colours the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.results import Classes
from dashboard.components.attributes import aria
from dashboard.components.wording import NOT_AN_ABSENCE
from dashboard.domain.formats import counted, french_figure, french_number, french_percent
from dashboard.domain.indicator import OUTSIDE_LABEL, Indicator, ValueState
from dashboard.domain.territory import Level
from dashboard.figures import palette

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
        steps = _classes(classes, indicator)
        method = f"Classes : {classes.method}. Entre parenthèses : nombre de territoires."
    return [
        html.H3("Légende", className="legend-title"),
        html.Ul(
            [*steps, *(_state(state, classes, level) for state in _STATE_ORDER), _outside()],
            className="legend-list",
        ),
        html.P(method, className="legend-note"),
        html.P(NOT_AN_ABSENCE, className="legend-note"),
    ]


def _classes(classes: Classes, indicator: Indicator) -> list[html.Li]:
    colours = palette.class_colours(len(classes.counts))
    ranges = zip(classes.bounds, classes.bounds[1:], strict=False)
    return [
        _step(colour, f"{_range(low, high, indicator)} ({french_number(count)})")
        for colour, (low, high), count in zip(
            colours, _from_nothing(ranges), classes.counts, strict=True
        )
    ]


def _from_nothing(ranges: Iterable[tuple[float, float]]) -> Iterator[tuple[float | None, float]]:
    """Leave out the lowest bound: zero is not in the first class, and what is above it is."""
    for place, (low, high) in enumerate(ranges):
        yield (low if place else None), high


def _range(low: float | None, high: float, indicator: Indicator) -> str:
    if low is None:
        served_or_not = indicator is Indicator.SHARE and high == 1
        return "desservie" if served_or_not else f"jusqu’à {_bound(high, indicator)}"
    return f"de {_bound(low, indicator)} à {_bound(high, indicator)}"


def _bound(value: float, indicator: Indicator) -> str:
    return french_percent(value, 0) if indicator is Indicator.SHARE else french_figure(value)


def _state(state: ValueState, classes: Classes, level: Level) -> html.Li:
    number = classes.states.get(int(state), 0)
    words = {
        ValueState.ZERO: "0 recensé",
        ValueState.LOW_POPULATION: (
            "effectif faible : moins de 500 habitants"
            if level is not Level.EPCI
            else "effectif faible : moins de la moitié des communes dans la région"
        ),
        ValueState.MISSING: "non renseigné",
    }
    return _step(
        palette.STATE_COLOURS[state],
        f"{words[state]} ({french_number(number)})",
        kind=state.name.lower(),
    )


def _outside() -> html.Li:
    return _step(palette.OUTSIDE, OUTSIDE_LABEL, kind="outside")


def _step(colour: str, text: str, *, kind: str = "class") -> html.Li:
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
