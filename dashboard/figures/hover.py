"""The text under the pointer: a territory's number and value, or why there is none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.results import Values
from dashboard.domain.formats import counted, french_number, french_percent
from dashboard.domain.indicator import INDICATOR_TEXTS, Indicator, ValueState


def hover_texts(values: Values) -> list[str]:
    """Write one line per territory, length ``n``; equal lines are written once."""
    shown = np.where(np.isnan(values.shown), -1.0, values.shown)
    keys = np.column_stack([values.state.astype(float), values.number.astype(float), shown])
    distinct, place = np.unique(keys, axis=0, return_inverse=True)
    texts = [_text(values.indicator, *row) for row in distinct.tolist()]
    return [texts[i] for i in place.ravel().tolist()]


def _text(indicator: Indicator, state: float, number: float, shown: float) -> str:
    value_state = ValueState(int(state))
    counting = counted(int(number), "initiative")
    if value_state is ValueState.MISSING:
        return "non renseigné : aucun habitant connu"
    if value_state is ValueState.ZERO:
        return "0 recensé : rien n’est écrit ici, ce qui ne prouve pas une absence"
    if indicator is Indicator.NUMBER:
        return counting
    if indicator is Indicator.SHARE:
        return f"{french_percent(shown)} des habitants desservis ({counting})"
    unit = INDICATOR_TEXTS[indicator].unit
    caution = " · effectif faible" if value_state is ValueState.LOW_POPULATION else ""
    return f"{counting}, {french_number(shown, 2)} {unit}{caution}"


def point_hover(names: list[str], place: str, *, approximate: bool) -> str:
    """Write what stands at a point: its commune and up to six initiatives."""
    shown = [f"• {_shortened(name)}" for name in names[:6]]
    more = [f"… et {len(names) - 6} de plus"] if len(names) > 6 else []  # noqa: PLR2004
    note = ["<i>environ, au centre de la commune</i>"] if approximate else []
    return "<br>".join([f"<b>{place}</b>", *shown, *more, *note])


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def point_sizes(numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give each point a diameter in pixels; several initiatives at one place make it larger."""
    return 9.0 + 4.0 * np.sqrt(np.minimum(numbers, 25) - 1.0)
