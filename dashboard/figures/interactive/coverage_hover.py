"""The text under the pointer on « Zones blanches »."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.coverage.results import NeedMap
from dashboard.domain.formats import NARROW_SPACE, french_number, french_percent, rate_text
from dashboard.domain.partial import known_for_text

_NOWHERE = -1
_UNKNOWN = "non renseigné : aucun habitant connu"
_NO_NEED = "non renseigné : secret statistique, ou non publié"


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
    crossed: NeedMap, values: NDArray[np.float64], words: Sequence[str], unit: str
) -> list[str]:
    """Write the need of every territory, where it is from, and how it is covered.

    Args:
        crossed: need crossed with coverage.
        values: the needs in the words of the title, NaN where unknown, shape ``(n,)``.
        words: each coverage in words, the last for what is not known.
        unit: written after a value.
    """
    needs = crossed.needs
    return [
        f"{_need(value, unit, borrowed=borrowed, part=known_for_text(known, people))} · {words[reach]}"
        for value, known, people, borrowed, reach in zip(
            values.tolist(),
            needs.known_populations.tolist(),
            needs.populations.tolist(),
            crossed.borrowed.tolist(),
            crossed.reach.tolist(),
            strict=True,
        )
    ]


def _need(value: float, unit: str, *, borrowed: bool, part: str) -> str:
    if np.isnan(value):
        return _NO_NEED
    note = "valeur de son intercommunalité" if borrowed else part
    text = f"{french_number(value, 1)}{NARROW_SPACE}{unit}".rstrip()
    return f"{text} ({note})" if note else text
