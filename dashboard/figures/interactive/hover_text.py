"""Texts under the pointer as sentences with gaps and the numbers that fill them.

A change of filter sends these: the page fills the gaps, as ``texts`` does for a figure drawn whole. What
is said when, is decided here alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.counting import PER_INHABITANTS
from dashboard.domain.formats import counted, french_number, rate_text
from dashboard.figures.interactive.encoding import typed_array

_GAP = re.compile(r"\{(\d+)(?:\|([^|}]*)\|([^|}]*))?\}")
_LARGEST_BYTE = 255


@dataclass(frozen=True, eq=False)
class Numbers:
    """Whole numbers, shape ``(n,)``, that stand for values with ``decimals`` decimals."""

    values: NDArray[np.int64]
    decimals: int = 0


@dataclass(frozen=True)
class Rate:
    """Another column, named by its place, per 10,000 inhabitants, which the page knows."""

    of: int


@dataclass(frozen=True)
class Inhabitants:
    """The inhabitants, which the page knows."""


Column = Numbers | Rate | Inhabitants


@dataclass(frozen=True, eq=False)
class HoverTexts:
    """The text of every territory of a level.

    Attributes:
        templates: sentences; ``{1}`` is the number of column 1, ``{0|fiche|fiches}`` a number and its noun.
        rows: the template of each territory, shape ``(n,)``.
        columns: the numbers.
    """

    templates: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: tuple[Column, ...]

    def texts(self, populations: NDArray[np.int64]) -> list[str]:
        """Write every text, length ``n``; ``populations`` are the inhabitants, shape ``(n,)``."""
        columns = [self._numbers(column, populations) for column in self.columns]
        parsed = [_GAP.split(template) for template in self.templates]
        return [
            _filled(parsed[template], columns, row)
            for row, template in enumerate(self.rows.tolist())
        ]

    def _numbers(self, column: Column, populations: NDArray[np.int64]) -> list[_Number]:
        if isinstance(column, Inhabitants):
            return _written(populations, 0)
        if isinstance(column, Numbers):
            return _written(column.values, column.decimals)
        counts = self.columns[column.of]
        if not isinstance(counts, Numbers):
            message = f"a rate needs a column of numbers, column {column.of} has none"
            raise TypeError(message)
        pairs = zip(counts.values.tolist(), populations.tolist(), strict=True)
        return [
            (rate, rate_text(rate))
            for rate in (
                PER_INHABITANTS * count / people if people else 0.0 for count, people in pairs
            )
        ]

    def sent(self, codes: NDArray[np.uint8]) -> dict[str, Any]:
        """Write what the page makes the texts and the colours of, each different territory once.

        Args:
            codes: the colour of each territory, shape ``(n,)``.

        Returns:
            ``kinds``: the different codes, templates and numbers, as parallel lists in the order of
            ``columns``; ``rows``: the kind of each territory.
        """
        numbers = [column.values for column in self.columns if isinstance(column, Numbers)]
        kinds, rows = _distinct([codes.astype(np.int64), self.rows, *numbers])
        size = np.uint8 if len(kinds[0]) <= _LARGEST_BYTE else np.uint16
        return {
            "rows": typed_array(rows.astype(size)),
            "kinds": [kind.tolist() for kind in kinds],
            "templates": list(self.templates),
            "columns": [_described(column) for column in self.columns],
        }


_Number = tuple[float, str]
"""A number, and how it is written."""


def _written(values: NDArray[np.int64], decimals: int) -> list[_Number]:
    known = {
        value: (value / 10**decimals, french_number(value / 10**decimals, decimals))
        for value in np.unique(values).tolist()
    }
    return [known[value] for value in values.tolist()]


def _filled(parsed: Sequence[str | None], columns: Sequence[Sequence[_Number]], row: int) -> str:
    """Fill the gaps of a template, parsed to text, column, singular and plural in turn."""
    words = [parsed[0] or ""]
    for column, singular, plural, after in zip(
        *(parsed[place::4] for place in (1, 2, 3, 4)), strict=True
    ):
        value, written = columns[int(column or 0)][row]
        words += [counted(int(value), singular, plural) if singular else written, after or ""]
    return "".join(words)


def _distinct(
    arrays: Sequence[NDArray[np.int64]],
) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """Return the different rows of arrays of one length, as arrays, and which of them each row is."""
    keys = np.zeros(len(arrays[0]), dtype=np.int64)
    for array in arrays:
        _, places = np.unique(array, return_inverse=True)
        _, keys = np.unique(keys * (places.max(initial=0) + 1) + places, return_inverse=True)
    _, first, rows = np.unique(keys, return_index=True, return_inverse=True)
    return [array[first] for array in arrays], rows


def _described(column: Column) -> dict[str, int]:
    """Describe a column to the page, which finds numbers among kinds, in their order."""
    if isinstance(column, Numbers):
        return {"decimals": column.decimals}
    return {"rate": column.of} if isinstance(column, Rate) else {"inhabitants": 1}


def distinct_templates(sentences: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return each sentence once, in the order they come, and which of them each territory has."""
    places = {sentence: place for place, sentence in enumerate(dict.fromkeys(sentences))}
    return tuple(places), np.array([places[sentence] for sentence in sentences], dtype=np.int64)


def scaled(values: NDArray[np.float64], decimals: int) -> NDArray[np.int64]:
    """Return values as whole numbers of their last decimal, rounded as they are written; NaN is 0."""
    known, places = np.unique(np.nan_to_num(values), return_inverse=True)
    whole = [int(f"{value:.{decimals}f}".replace(".", "")) for value in known.tolist()]
    return np.array(whole, dtype=np.int64)[places] if whole else np.zeros(0, dtype=np.int64)
