"""Cells of need indicators: numbers, statistical secret, categories, lists of districts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from dashboard.data.importers.cells.numbers import numbers
from dashboard.domain.formats import french_figure
from dashboard.domain.names import normalise_name
from dashboard.domain.needs import Category, NeedIndicator, NeedState

_HIDDEN = r"(?i)^(?:s|c|.*\bsecret\b.*)$"
_MISSING = (
    r"(?i)^(?:|n\.?d\.?|n\.?s\.?|n\.?c\.?|s\.?o\.?|n\.?a\.?|n/a\b.*|#n/a|nan|null|none|[-/._…]+)$"
)
"""What INSEE writes for not available (nd), not significant (ns), without object (so)."""

_NO_CATEGORY = r"(?i)^(?:|n/a\b.*|#n/a|nan|null|none|[-/._…]+)$"
"""``NC`` and ``C`` are categories of some columns: only what is a missing value in all of them."""

_DISTRICT = r"Q[NP][0-9A-Z]{6}"
_BETWEEN = r"\s*[,;|/]\s*|\s+"
_QUOTES = r"[\[\]\"'()]"
LEAST_LIKENESS = 60
"""Share of letters in common, in %, under which two labels have nothing to do with each other."""


@dataclass(frozen=True, eq=False)
class NeedValues:
    """The values of the cells of one indicator, on the rows' own index.

    Attributes:
        value: float64, NaN unless ``state`` is ``value``.
        label: the category, or the names counted; empty otherwise.
        state: words of ``NeedState``.
        unreadable: cells that hold something else; their state is ``missing``.
        reason: why, one French sentence.
    """

    value: pd.Series[float]
    label: pd.Series[str]
    state: pd.Series[str]
    unreadable: pd.Series[bool]
    reason: str


def read_values(cells: pd.Series[str], indicator: NeedIndicator) -> NeedValues:
    """Read the cells of an indicator, whatever its nature; names are not read here."""
    if indicator.categories:
        return _categories(cells, indicator)
    if indicator.counts_names:
        return _district_counts(cells)
    return _quantities(cells, indicator)


def category_ranks(cells: pd.Series[str], indicator: NeedIndicator) -> pd.Series[float]:
    """Return the rank of each cell's category, NaN where it is none; numbers before it go."""
    known = {
        normalise_name(spelling): category.rank
        for category in indicator.categories
        for spelling in (category.label, *category.spellings)
    }
    ranks = {
        cell: known.get(normalise_name(cell), known.get(_unnumbered(cell)))
        for cell in cells.unique()
    }
    return cells.map(ranks).astype("float64")


def nearest_label(cell: str, categories: Iterable[Category]) -> str:
    """Return the category spelled most like ``cell``, empty when none is like it."""
    labels = {category.label: normalise_name(category.label) for category in categories}
    best = process.extractOne(
        normalise_name(cell), labels, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
    )
    return best[2] if best else ""


def districts(cells: pd.Series[str]) -> pd.Series[list[str]]:
    """List the distinct district codes of each cell, as ``QN00101M, QN00102M``; sorted."""
    plain = cells.str.upper().str.replace(_QUOTES, "", regex=True).str.strip()
    return plain.str.split(_BETWEEN, regex=True).map(lambda codes: sorted({*codes} - {""}))


def _unnumbered(cell: str) -> str:
    """Leave the number publishers put before a label: ``5 - Bourgs ruraux``."""
    return normalise_name(cell).lstrip("0123456789 ")


def _quantities(cells: pd.Series[str], indicator: NeedIndicator) -> NeedValues:
    secret = cells.str.contains(_HIDDEN, regex=True)
    missing = cells.str.contains(_MISSING, regex=True) & ~secret
    written = cells.mask(secret | missing, "").str.replace(r"\s*%$", "", regex=True)
    value = numbers(written)
    low = -np.inf if indicator.lowest is None else indicator.lowest
    high = np.inf if indicator.highest is None else indicator.highest
    value = value.where((value >= low) & (value <= high))
    return _values(value, secret, ~secret & ~missing & value.isna(), _expected(indicator))


def _categories(cells: pd.Series[str], indicator: NeedIndicator) -> NeedValues:
    value = category_ranks(cells, indicator)
    secret = cells.str.contains(r"(?i)^.*\bsecret\b.*$", regex=True)
    missing = cells.str.contains(_NO_CATEGORY, regex=True)
    labels = {float(category.rank): category.label for category in indicator.categories}
    listed = " ; ".join(f"« {category.label} »" for category in indicator.categories)
    ranks = _values(
        value,
        secret,
        value.isna() & ~missing & ~secret,
        f"Valeur inconnue ; attendu : {listed}.",
    )
    label = value.map(labels).astype("object").fillna("").astype("str")
    return NeedValues(ranks.value, label, ranks.state, ranks.unreadable, ranks.reason)


def _district_counts(cells: pd.Series[str]) -> NeedValues:
    codes_by_cell = districts(cells)
    wrong = pd.Series(
        [
            not pd.Series(codes, dtype="str").str.fullmatch(_DISTRICT).all()
            for codes in codes_by_cell
        ],
        index=cells.index,
        dtype="bool",
    )
    counts = codes_by_cell.map(len).astype("float64")
    # An empty cell of a list of districts means none.
    return _values(
        counts.where(~wrong),
        pd.Series(data=False, index=cells.index),
        wrong,
        "Ce n’est pas une liste de codes de quartiers prioritaires (QN00101M, QP001001 …).",
    )


def _values(
    value: pd.Series[float], secret: pd.Series[bool], unreadable: pd.Series[bool], reason: str
) -> NeedValues:
    state: NDArray[np.str_] = np.select(
        [secret.to_numpy(), value.notna().to_numpy()],
        [str(NeedState.SECRET), str(NeedState.VALUE)],
        str(NeedState.MISSING),
    )
    index = value.index
    return NeedValues(
        value.mask(secret),
        pd.Series("", index=index, dtype="str"),
        pd.Series(state, index=index, dtype="str"),
        unreadable,
        reason,
    )


def _expected(indicator: NeedIndicator) -> str:
    wanted = "un nombre"
    if indicator.lowest is not None and indicator.highest is not None:
        bounds = f"{french_figure(indicator.lowest)} et {french_figure(indicator.highest)}"
        wanted += f" entre {bounds}"
    elif indicator.lowest is not None:
        wanted += f" d’au moins {french_figure(indicator.lowest)}"
    return f"Valeur illisible ou impossible ; attendu : {wanted}, « s » (secret) ou rien."
