"""The text under the pointer: a territory's number and value, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import TerritoryValues
from dashboard.domain.counting import PER_INHABITANTS, ValueState
from dashboard.domain.formats import NARROW_SPACE, shortened
from dashboard.domain.indicators import Indicator, Scale
from dashboard.figures.interactive.hover_text import Column, HoverTexts, Numbers, Rate, scaled

LONGEST_NAME = 59
LOCATED_NOUN = ("initiative implantée", "initiatives implantées")


def territory_hovers(values: TerritoryValues, populations: NDArray[np.int64]) -> HoverTexts:
    """Describe the text of every territory: its number and value, or why there is none.

    Args:
        values: what the map shows, shape ``(n,)``.
        populations: the inhabitants that rates divide by, shape ``(n,)``.
    """
    return HoverTexts(
        templates=_templates(values.indicator),
        rows=_template_of(values),
        columns=(Numbers(values.number), *_COLUMNS[values.indicator.scale](values, populations)),
    )


_MISSING, _EMPTY, _NONE_OF_IT, _LOW, _VALUE = range(5)
"""The place of each sentence among the templates."""


def _templates(indicator: Indicator) -> tuple[str, ...]:
    zero = ValueState.ZERO.label
    value = _SENTENCES[indicator.scale].format(number=_NUMBER, noun=indicator.entry.noun)
    return (
        "non renseigné : aucun habitant connu",
        f"{zero} : rien dans nos sources pour ces choix",
        f"{_NUMBER} ; {indicator.entry.title} : {zero}",
        f"{value}{_CAUTION if indicator.scale is Scale.RATE else ''}",
        value,
    )


def _template_of(values: TerritoryValues) -> NDArray[np.int64]:
    """Choose the sentence of every territory: one without a value may have initiatives nevertheless."""
    zero = np.where(values.number > 0, _NONE_OF_IT, _EMPTY)
    states = [
        values.state == state for state in (ValueState.MISSING, ValueState.ZERO, ValueState.VALUE)
    ]
    return np.select(
        states, [np.full(zero.shape, _MISSING), zero, np.full(zero.shape, _VALUE)], _LOW
    )


def _share_columns(values: TerritoryValues, _: NDArray[np.int64]) -> tuple[Column, ...]:
    return (Numbers(scaled(100 * values.shown, 1), decimals=1),)


def _rate_columns(values: TerritoryValues, populations: NDArray[np.int64]) -> tuple[Column, ...]:
    """Return the rate, and what it counts where that is not initiatives."""
    if values.indicator.counted is Indicator.NUMBER:
        return (Rate(0),)
    counts = np.rint(np.nan_to_num(values.shown) * populations / PER_INHABITANTS)
    return (Rate(2), Numbers(counts.astype(np.int64)))


_NUMBER = "{0|initiative|initiatives}"
_CAUTION = " · effectif faible"
_SENTENCES = {
    Scale.COUNT: "{number}",
    Scale.SHARE: f"{{{{1}}}}{NARROW_SPACE}% {{noun}} ({{number}})",
    Scale.RATE: "{number}, {{1}} {noun}",
}
_COLUMNS: Mapping[Scale, Callable[[TerritoryValues, NDArray[np.int64]], tuple[Column, ...]]] = {
    Scale.COUNT: lambda _values, _populations: (),
    Scale.SHARE: _share_columns,
    Scale.RATE: _rate_columns,
}


def point_hover(names: list[str], place: str, *, approximate: bool) -> str:
    """Write what is at a point: its commune and up to six initiatives."""
    # Names come from files: what looks like a tag in one is shown as it is.
    listed = [f"• {escape(shortened(name, LONGEST_NAME), quote=False)}" for name in names[:6]]
    more = [f"… et {len(names) - 6} de plus"] if len(names) > 6 else []  # noqa: PLR2004
    note = ["<i>environ, au centre de la commune</i>"] if approximate else []
    return "<br>".join([f"<b>{place}</b>", *listed, *more, *note])


def point_sizes(numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Compute the diameter of each point in pixels; several initiatives at one place make it larger."""
    return 9.0 + 4.0 * np.sqrt(np.minimum(numbers, 25) - 1.0)
