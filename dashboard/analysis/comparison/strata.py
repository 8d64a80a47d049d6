"""The strata of a level: territories of one type and of about the same size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.analysis.comparison.results import Strata
from dashboard.analysis.kernel.results import IntArray
from dashboard.domain.formats import french_number
from dashboard.domain.territory import Level

_COMMUNE = "commune"
KIND_LABELS = {
    "CC": "communauté de communes",
    "CA": "communauté d’agglomération",
    "CU": "communauté urbaine",
    "METRO": "métropole",
    "MET69": "métropole à statut particulier",
}
"""French names of the types of EPCI, by the code of the reference data."""

_PLURALS = {
    "communauté de communes": "communautés de communes",
    "communauté d’agglomération": "communautés d’agglomération",
    "communauté urbaine": "communautés urbaines et métropoles",
    "métropole": "communautés urbaines et métropoles",
    "métropole à statut particulier": "communautés urbaines et métropoles",
    _COMMUNE: "communes",
    Level.DEPARTEMENT.singular: "départements",
}
_BOUNDS: Mapping[str, Sequence[int]] = {
    "communes": (500, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000),
    "communautés de communes": (15_000, 30_000),
    "communautés d’agglomération": (100_000,),
}
"""Inhabitants where a new stratum begins: for communes those the State publishes accounts by (DGCL)."""


def kinds_of(level: Level, codes: Sequence[str], epci_kinds: Mapping[str, str]) -> tuple[str, ...]:
    """Name the type of each territory of a level.

    Args:
        level: the level.
        codes: its territories.
        epci_kinds: by EPCI, the code of its type; an unknown code is shown as it is.
    """
    if level is not Level.EPCI:
        return (level.singular,) * len(codes)
    return tuple(KIND_LABELS.get(epci_kinds[code], epci_kinds[code]) for code in codes)


def strata_of(kinds: Sequence[str], populations: IntArray) -> Strata:
    """Put each territory in the stratum of its type and size.

    Args:
        kinds: French names of types, length ``n``.
        populations: inhabitants inside the region, shape ``(n,)``.
    """
    names = [_stratum(kind, int(people)) for kind, people in zip(kinds, populations, strict=True)]
    labels = tuple(dict.fromkeys(names))
    places = {label: place for place, label in enumerate(labels)}
    return Strata(labels, np.array([places[name] for name in names], dtype=np.int64))


def _stratum(kind: str, population: int) -> str:
    plural = _PLURALS.get(kind, kind)
    bounds = _BOUNDS.get(plural, ())
    place = int(np.searchsorted(bounds, population, side="right"))
    if not bounds:
        return plural
    if place == 0:
        return f"{plural} de moins de {french_number(bounds[0])} habitants"
    if place == len(bounds):
        return f"{plural} de {french_number(bounds[-1])} habitants et plus"
    return f"{plural} de {french_number(bounds[place - 1])} à {french_number(bounds[place] - 1)} habitants"
