"""The text under the pointer on « Zones blanches »."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.formats import NARROW_SPACE, french_number, french_percent, rate_text

_NOWHERE = -1
_UNKNOWN = "non renseigné : aucun habitant connu"


def commune_hovers(
    states: NDArray[np.uint8],
    distances_m: NDArray[np.float64],
    populations: NDArray[np.int64],
    labels: Sequence[str],
) -> list[str]:
    """Write the state of every commune, its inhabitants and how far the nearest place is, length ``n``.

    Args:
        states: a place in ``labels`` per commune.
        distances_m: metres to the nearest place, infinite for none.
        populations: inhabitants.
        labels: the states in words.
    """
    tenths = np.rint(np.where(np.isfinite(distances_m), distances_m / 100, _NOWHERE))
    return [
        f"{labels[state]} · {_people(people)} hab.{_far(tenth)}"
        for state, people, tenth in zip(
            states.tolist(), populations.tolist(), tenths.astype(np.int64).tolist(), strict=True
        )
    ]


@lru_cache(maxsize=1 << 16)
def _people(number: int) -> str:
    return french_number(number)


@lru_cache(maxsize=1 << 13)
def _far(tenths_of_km: int) -> str:
    if tenths_of_km == _NOWHERE:
        return ""
    return f"<br>lieu le plus proche à {french_number(tenths_of_km / 10, 1)}{NARROW_SPACE}km"


def share_hovers(shares: NDArray[np.float64], gaps: Sequence[int]) -> list[str]:
    """Write the share of inhabitants covered of every territory, and its communes in gaps."""
    return [
        _UNKNOWN
        if np.isnan(share)
        else f"{french_percent(share)} des habitants couverts<br>communes en zone blanche : "
        f"{french_number(number)}"
        for share, number in zip(shares.tolist(), gaps, strict=True)
    ]


def score_hovers(scores: NDArray[np.float64]) -> list[str]:
    """Write the score of every territory."""
    return [
        _UNKNOWN
        if np.isnan(score)
        else "0 recensé : aucun lieu à portée"
        if score == 0
        else f"{rate_text(score)} service à portée pour 10\u202f000 hab."
        for score in scores.tolist()
    ]


def need_hovers(
    values: NDArray[np.float64], cells: NDArray[np.int64], words: Sequence[str], unit: str
) -> list[str]:
    """Write the need of every territory and how it is covered.

    Args:
        values: what was published, NaN where unknown.
        cells: ``3 × coverage + need``, -1 where unknown.
        words: each coverage in words.
        unit: written after a value.
    """
    return [
        "non renseigné : besoin inconnu, ou limite de la région"
        if cell < 0
        else f"{french_number(value, 1)}{NARROW_SPACE}{unit} · {words[cell // 3]}"
        for value, cell in zip(values.tolist(), cells.tolist(), strict=True)
    ]
