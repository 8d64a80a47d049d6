"""Changes of filter as readers make them, the same ones in every run."""

from __future__ import annotations

import random
from dataclasses import replace

from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, TOUS_PUBLICS


def varied_filters(level: Level, size: int = 36) -> list[MapSelection]:
    """Return ``size`` distinct selections: all themes first, then themes, publics and years."""
    rng = random.Random(2026)
    publics = [code for code in PUBLIC_LABELS if code != TOUS_PUBLICS]
    found = [MapSelection(level=level)]
    while len(found) < size:
        first = rng.randint(1995, 2024)
        drawn = MapSelection(
            filters=Filters(
                themes=tuple(rng.sample(list(THEME_LABELS), rng.choice((0, 1, 1, 2)))),
                publics=tuple(rng.sample(publics, rng.choice((0, 0, 1, 2)))),
                years=rng.choice((None, (first, first), (first, first + 5))),
            ),
            level=level,
        )
        # Written and read again: words then stand in the vocabulary's order, as in addresses.
        tidy = MapSelection.from_query(drawn.to_query())
        if tidy not in found:
            found.append(replace(tidy, level=level))
    return found
