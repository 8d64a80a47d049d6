"""The text under the pointer on « Zones blanches »."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.coverage.results import NeedMap
from dashboard.domain.formats import NARROW_SPACE, SMALLEST_RATE, rate_text
from dashboard.domain.partial import known_for_text
from dashboard.figures.interactive.hover_text import (
    HoverTexts,
    Inhabitants,
    Numbers,
    distinct_templates,
    scaled,
)

_UNKNOWN = "non renseigné : aucun habitant connu"
_NO_NEED = "non renseigné : secret statistique, ou non publié"


def commune_hovers(
    states: NDArray[np.uint8], distances_m: NDArray[np.float64], labels: Sequence[str]
) -> HoverTexts:
    """Describe the state of every commune, its inhabitants and how far the nearest place is.

    Args:
        states: a place in ``labels`` per commune, shape ``(n,)``.
        distances_m: metres to the nearest place, infinite for none.
        labels: the states in words.
    """
    reached = np.isfinite(distances_m)
    tenths = np.rint(np.where(reached, distances_m, 0) / 100)
    far = [f"{label} · {{0}} hab." for label in labels]
    near = [f"{text}<br>lieu le plus proche à {{1}}{NARROW_SPACE}km" for text in far]
    return HoverTexts(
        templates=(*far, *near),
        rows=states.astype(np.int64) + len(labels) * reached,
        columns=(Inhabitants(), Numbers(tenths.astype(np.int64), decimals=1)),
    )


def untold_hovers(size: int, words: str) -> HoverTexts:
    """Write the same words on all ``size`` territories: that nothing can be told of them."""
    return HoverTexts(templates=(words,), rows=np.zeros(size, dtype=np.int64), columns=())


def share_hovers(shares: NDArray[np.float64], gaps: NDArray[np.int64]) -> HoverTexts:
    """Describe the share of inhabitants covered of every territory, and its communes in gaps."""
    known = f"{{0}}{NARROW_SPACE}% des habitants couverts<br>communes en zone blanche : {{1}}"
    return HoverTexts(
        templates=(_UNKNOWN, known),
        rows=(~np.isnan(shares)).astype(np.int64),
        columns=(Numbers(scaled(100 * shares, 1), decimals=1), Numbers(gaps)),
    )


def score_hovers(scores: NDArray[np.float64]) -> HoverTexts:
    """Describe the score of every territory; one too small for its decimals is not told as zero."""
    unit = "service à portée pour 10\u202f000 hab."
    tiny = (scores > 0) & (scores < SMALLEST_RATE)
    return HoverTexts(
        templates=(
            _UNKNOWN,
            "0 recensé : aucun lieu à portée",
            f"{rate_text(SMALLEST_RATE / 2)} {unit}",
            f"{{0}} {unit}",
        ),
        rows=np.select([np.isnan(scores), scores == 0, tiny], [0, 1, 2], 3),
        columns=(Numbers(scaled(np.where(tiny, 0, scores), 2), decimals=2),),
    )


def need_hovers(
    crossed: NeedMap, values: NDArray[np.float64], words: Sequence[str], unit: str
) -> HoverTexts:
    """Describe the need of every territory, where it is from, and how it is covered.

    Args:
        crossed: need crossed with coverage.
        values: the needs in the words of the title, NaN where unknown, shape ``(n,)``.
        words: each coverage in words, the last for what is not known.
        unit: written after a value.
    """
    needs = crossed.needs
    sentences = [
        f"{_need(unit, missing=missing, borrowed=borrowed, part=known_for_text(known, people))}"
        f" · {words[reach]}"
        for missing, known, people, borrowed, reach in zip(
            np.isnan(values).tolist(),
            needs.known_populations.tolist(),
            needs.populations.tolist(),
            crossed.borrowed.tolist(),
            crossed.reach.tolist(),
            strict=True,
        )
    ]
    templates, rows = distinct_templates(sentences)
    return HoverTexts(templates, rows, (Numbers(scaled(values, 1), decimals=1),))


def _need(unit: str, *, missing: bool, borrowed: bool, part: str) -> str:
    if missing:
        return _NO_NEED
    note = "valeur de son intercommunalité" if borrowed else part
    text = f"{{0}}{NARROW_SPACE}{unit}".rstrip()
    return f"{text} ({note})" if note else text
