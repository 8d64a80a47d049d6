"""The text under the pointer: a territory's number and value, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import TerritoryValues
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import counted, french_percent, rate_text, shortened
from dashboard.domain.indicators import Indicator, Scale

LONGEST_NAME = 59


def hover_texts(values: TerritoryValues) -> list[str]:
    """Write one line per territory, length ``n``."""
    numbers = values.number.tolist()
    countings = {number: counted(number, "initiative") for number in set(numbers)}
    write, noun = _WRITERS[values.indicator.scale], values.indicator.entry.noun
    return [
        _without_value(state, countings[number] if number else "", values.indicator)
        if state < _LOW
        else write(countings[number], value, noun, state == _LOW)
        for state, number, value in zip(
            values.state.tolist(), numbers, values.shown.tolist(), strict=True
        )
    ]


def _without_value(state: int, counting: str, indicator: Indicator) -> str:
    """Write why a territory has no value, or none of what is counted, whatever else is there."""
    if state == ValueState.MISSING:
        return "non renseigné : aucun habitant connu"
    if counting:
        return f"{counting} ; {indicator.entry.title} : {ValueState.ZERO.label}"
    return f"{ValueState.ZERO.label} : rien dans nos sources pour ces choix"


def _count_text(counting: str, _shown: float, _noun: str, _low: bool) -> str:  # noqa: FBT001
    return counting


def _share_text(counting: str, value: float, noun: str, _low: bool) -> str:  # noqa: FBT001
    return f"{french_percent(value)} {noun} ({counting})"


@lru_cache(maxsize=1 << 16)
def _rate_text(counting: str, value: float, noun: str, low: bool) -> str:  # noqa: FBT001
    return f"{counting}, {rate_text(value)} {noun}{_CAUTION if low else ''}"


_CAUTION = " · effectif faible"
_LOW = int(ValueState.LOW_POPULATION)
_WRITERS: Mapping[Scale, Callable[[str, float, str, bool], str]] = {
    Scale.COUNT: _count_text,
    Scale.SHARE: _share_text,
    Scale.RATE: _rate_text,
}


def point_hover(names: list[str], place: str, *, approximate: bool) -> str:
    """Write what is at a point: its commune and up to six initiatives."""
    # Names come from files: what looks like a tag in one is shown as it is.
    listed = [f"• {escape(shortened(name, LONGEST_NAME), quote=False)}" for name in names[:6]]
    more = [f"… et {len(names) - 6} de plus"] if len(names) > 6 else []  # noqa: PLR2004
    note = ["<i>environ, au centre de la commune</i>"] if approximate else []
    return "<br>".join([f"<b>{place}</b>", *listed, *more, *note])


def gathered_hover(place: str, number: int) -> str:
    """Write how many initiatives are located in a territory whose places are too many to draw."""
    located = counted(number, "initiative implantée", "initiatives implantées")
    return f"<b>{place}</b><br>{located}<br><i>choisissez ce territoire pour les voir</i>"


def point_sizes(numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Compute the diameter of each point in pixels; several initiatives at one place make it larger."""
    return 9.0 + 4.0 * np.sqrt(np.minimum(numbers, 25) - 1.0)
