"""Made-up initiatives, as many as wanted, with the columns of the real table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

_POOL = 5_000
_NO_LIST: tuple[str, ...] = ()
Lists = NDArray[np.object_]


def synthetic_initiatives(
    size: int,
    *,
    commune_codes: Sequence[str],
    epci_codes: Sequence[str],
    departement_codes: Sequence[str] = (),
    seed: int = 0,
) -> pd.DataFrame:
    """Make up initiatives: the same ones for the same seed.

    One or two themes and publics each; one to three communes; one record in ten serves an EPCI,
    one in a hundred a département. One first year in twenty is unknown, one record in three has
    ended. Lists are drawn from pools, so that a million records fit in memory.

    Args:
        size: number of records.
        commune_codes: INSEE codes to draw places from.
        epci_codes: SIREN numbers to draw served areas from.
        departement_codes: ``D01`` …, to draw served areas from; may be empty.
        seed: of the random numbers.
    """
    rng = np.random.default_rng(seed)
    start = rng.integers(1990, 2026, size)
    number = pd.Series(np.arange(size)).astype("str")
    return pd.DataFrame(
        {
            "id": "initiative-" + number,
            "name": "Initiative " + number,
            "summary": "",
            "themes": _drawn(rng, _one_or_two(list(THEME_LABELS)), size),
            "publics": _drawn(rng, _one_or_two(list(PUBLIC_LABELS)), size),
            "start_year": pd.Series(start, dtype="Int16").mask(rng.random(size) < 1 / 20),
            "end_year": pd.Series(start + 4, dtype="Int16").mask(rng.random(size) > 1 / 3),
            "status": "active",
            "operators": _drawn(rng, [_NO_LIST], size),
            "partners": _drawn(rng, [_NO_LIST], size),
            "commune_codes": _drawn(rng, _some_communes(rng, commune_codes), size),
            "served_codes": _served(rng, epci_codes, departement_codes, size),
            "precision": "commune",
            "source_ids": _drawn(rng, [("synthetic",)], size),
            "updated_on": "2026-01-01",
            "verified_on": "",
            "somewhere_codes": _drawn(rng, [_NO_LIST], size),
            "delisted_on": "",
            "listed_until": pd.Series([pd.NA] * size, dtype="Int16"),
        }
    )


def synthetic_places(
    initiatives: pd.DataFrame, town_halls: pd.DataFrame, *, share: float = 0.2, seed: int = 1
) -> pd.DataFrame:
    """Give a share of the initiatives an exact position, a few kilometres from a town hall.

    The others are known to their commune only and stand at its town hall.

    Args:
        initiatives: ``id`` and ``commune_codes``, tuples of at least one code.
        town_halls: ``commune_code, latitude, longitude``.
        share: of the initiatives, between 0 and 1.
        seed: of the random numbers.
    """
    rng = np.random.default_rng(seed)
    chosen = initiatives[rng.random(len(initiatives)) < share]
    codes = chosen["commune_codes"].str[0].astype("str").reset_index(drop=True)
    halls = town_halls.set_index("commune_code")[["latitude", "longitude"]]
    halls = halls.reindex(pd.Index(codes))
    positions = halls.to_numpy() + rng.normal(0, 0.01, halls.shape)
    empty = dict.fromkeys(
        ("name", "address", "phone", "email", "website", "opening_hours", "cost"), ""
    )
    return pd.DataFrame(
        {
            "initiative_id": chosen["id"].to_numpy(),
            "commune_code": codes,
            "latitude": positions[:, 0],
            "longitude": positions[:, 1],
            "travelling": False,
            "source_id": "synthetic",
            "somewhere_code": "",
            "postal_code": "",
            "head_office": False,
            "other_hours": _drawn(rng, [_NO_LIST], len(chosen)),
        }
    ).assign(**empty)


def _drawn(rng: np.random.Generator, pool: Sequence[tuple[str, ...]], size: int) -> Lists:
    """Draw ``size`` tuples of a pool, shape ``(size,)``."""
    choices = np.empty(len(pool), dtype=object)
    choices[:] = pool
    drawn: Lists = choices[rng.integers(0, len(pool), size)]
    return drawn


def _one_or_two(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [*((word,) for word in words), *itertools.combinations(words, 2)]


def _some_communes(rng: np.random.Generator, codes: Sequence[str]) -> list[tuple[str, ...]]:
    most = min(3, len(codes))
    numbers = rng.integers(1, most + 1, _POOL)
    return [tuple(rng.choice(codes, number, replace=False).tolist()) for number in numbers]


def _served(
    rng: np.random.Generator, epci: Sequence[str], departements: Sequence[str], size: int
) -> Lists:
    served = _drawn(rng, [_NO_LIST], size)
    chance = rng.random(size)
    serves_epci = chance < 1 / 10
    served[serves_epci] = _drawn(rng, [(code,) for code in epci], int(serves_epci.sum()))
    if departements:
        serves_all = chance > 1 - 1 / 100
        served[serves_all] = _drawn(rng, [(code,) for code in departements], int(serves_all.sum()))
    return served
