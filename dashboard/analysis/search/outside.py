"""Places that are not on the map: the rest of France, and what lies beyond the border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import IntArray
from dashboard.analysis.search.spelling import slips_between, spelled_alike, without_article
from dashboard.domain.names import normalise_name

BytesArray = NDArray[np.bytes_]
KNOWN_TOWN = 10_000
"""Inhabitants from which a town outside is recognised with a slip or without its article."""
_EVERYWHERE = 1_000_000_000
"""What is beyond the border stands before any French place of its name."""
_BETWEEN_NAMES = " 0000000000 "
"""No name has this word: thousands of names are brought to one spelling at once, ten times quicker."""


@dataclass(frozen=True)
class Outside:
    """A place outside the map.

    Attributes:
        code: ``63113``, ``D63``; empty beyond the border.
        where: its département's code or its country; empty for a country.
        population: beyond the border, more than any French place has.
    """

    code: str
    name: str
    where: str
    population: int

    @property
    def label(self) -> str:
        """The name and where it is: « Clermont-Ferrand (63) », « Genève (Suisse) »."""
        return f"{self.name} ({self.where})" if self.where else self.name


@dataclass(frozen=True, eq=False)
class OutsideIndex:
    """The ``n`` places outside the map, sorted by spelling, then from the most inhabitants.

    Attributes:
        spelled: normalised names, ASCII, ``(n,)``.
        codes: ``63113``, ``D63``, empty beyond the border.
        names: as they are written.
        where: the code of the département, or the country.
        populations: inhabitants.
        known: the rows of the towns, départements and countries everybody knows, ``(k,)``.
        known_spelled: their spellings, in parallel.
        postal_codes: sorted, ``(p,)``; parallel with ``postal_rows``.
    """

    spelled: BytesArray
    codes: BytesArray
    names: tuple[str, ...]
    where: tuple[str, ...]
    populations: IntArray
    known: IntArray
    known_spelled: tuple[str, ...]
    postal_codes: BytesArray
    postal_rows: IntArray


def build_outside_index(elsewhere: pd.DataFrame, abroad: pd.DataFrame) -> OutsideIndex:
    """Index the places outside the map.

    Args:
        elsewhere: ``code, name, departement_code, population, postal_codes`` (separated by ``|``).
        abroad: ``word, name, country``.
    """
    spelled = _ascii(_normalised(_joined(elsewhere["name"], abroad["word"])))
    populations = np.concatenate(
        [elsewhere["population"].to_numpy(np.int64), np.full(len(abroad), _EVERYWHERE)]
    )
    order = np.lexsort((-populations, spelled))
    codes = _ascii([*elsewhere["code"].tolist(), *[""] * len(abroad)])[order]
    known = np.flatnonzero((populations[order] >= KNOWN_TOWN) | np.strings.startswith(codes, b"D"))
    postal_codes, postal_rows = _postal(elsewhere["postal_codes"].tolist(), order)
    return OutsideIndex(
        spelled=spelled[order],
        codes=codes,
        names=_ordered(_joined(elsewhere["name"], abroad["name"]), order),
        where=_ordered(_joined(elsewhere["departement_code"], abroad["country"]), order),
        populations=populations[order],
        known=known,
        known_spelled=tuple(spelling.decode() for spelling in spelled[order][known].tolist()),
        postal_codes=postal_codes,
        postal_rows=postal_rows,
    )


def outside_named(index: OutsideIndex, name: str, *, departement: str = "") -> Outside | None:
    """Find the place of that very name, the most inhabited of its homonyms.

    Args:
        index: the places outside.
        name: normalised; the article of a well-known town may be missing.
        departement: the code of the only one where it may be, empty for anywhere.
    """
    rows = _equal(index.spelled, name)
    if departement:
        rows = [row for row in rows if index.where[row] == departement]
    if rows:
        return _place(index, rows[0])
    return None if departement else _without_article(index, name)


def outside_coded(index: OutsideIndex, code: str) -> Outside | None:
    """Find the place of a postal code, of an INSEE code or of a département's (``63``, ``D63``)."""
    rows = index.postal_rows[_equal(index.postal_codes, code)]
    if rows.size:
        return _place(index, int(rows[np.argmax(index.populations[rows])]))
    typed = code.encode(errors="replace")
    coded = np.flatnonzero((index.codes == typed) | (index.codes == b"D" + typed))
    return _place(index, int(coded[0])) if code and coded.size else None


def outside_alike(index: OutsideIndex, name: str) -> Outside | None:
    """Find the well-known place spelled so with a slip in its long words, the fewest slips first."""
    near = [
        row
        for row, spelled in zip(index.known.tolist(), index.known_spelled, strict=True)
        if abs(len(spelled) - len(name)) <= len(name.split()) and spelled_alike(name, spelled)
    ]
    if not near:
        return None
    best = min(
        near,
        key=lambda row: (slips_between(name, str(index.spelled[row])), -index.populations[row]),
    )
    return _place(index, best)


def outside_begun(index: OutsideIndex, beginning: str) -> Outside | None:
    """Find the most inhabited of the well-known places whose spellings begin so."""
    rows = [
        row
        for row, spelled in zip(index.known.tolist(), index.known_spelled, strict=True)
        if spelled.startswith(beginning)
    ]
    return _place(index, max(rows, key=lambda row: index.populations[row])) if rows else None


def _without_article(index: OutsideIndex, name: str) -> Outside | None:
    rows = [
        row
        for row, spelled in zip(index.known.tolist(), index.known_spelled, strict=True)
        if without_article(spelled) == name
    ]
    return _place(index, max(rows, key=lambda row: index.populations[row])) if rows else None


def _place(index: OutsideIndex, row: int) -> Outside:
    return Outside(
        code=index.codes[row].decode(),
        name=index.names[row],
        where=index.where[row],
        population=int(index.populations[row]),
    )


def _equal(texts: BytesArray, text: str) -> list[int]:
    """Find the rows of sorted texts that are one text."""
    wanted = text.encode(errors="replace")
    first = int(np.searchsorted(texts, np.bytes_(wanted)))
    end = int(np.searchsorted(texts, np.bytes_(wanted), side="right"))
    return list(range(first, end))


def _normalised(names: Sequence[str]) -> list[str]:
    spelled = normalise_name(_BETWEEN_NAMES.join(names)).split(_BETWEEN_NAMES)
    # A name of no Latin letter would leave nothing between its neighbours.
    return spelled if len(spelled) == len(names) else [normalise_name(name) for name in names]


def _joined(texts: pd.Series[str], others: pd.Series[str]) -> list[str]:
    # Three times quicker than going through a column of text one by one.
    return [*texts.tolist(), *others.tolist()]


def _ascii(texts: Sequence[str]) -> BytesArray:
    return np.array(texts or [""], dtype=np.bytes_)[: len(texts)]


def _ordered(texts: Sequence[str], order: IntArray) -> tuple[str, ...]:
    return tuple(texts[row] for row in order.tolist())


def _postal(joined: Sequence[str], order: IntArray) -> tuple[BytesArray, IntArray]:
    """Sort the pairs of postal code and place; ``order`` is where each row of the index came from."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    pairs = [(code, row) for row, codes in enumerate(joined) for code in codes.split("|") if code]
    codes = _ascii([code for code, _ in pairs])
    by_code = np.argsort(codes, kind="stable")
    rows = place[np.array([row for _, row in pairs], dtype=np.int64)]
    return codes[by_code], rows[by_code]


NOWHERE_ELSE = build_outside_index(
    pd.DataFrame(
        {
            "code": [], "name": [], "departement_code": [], "population": [],
            "postal_codes": pd.Series([], dtype="str"),
        }
    ),
    pd.DataFrame({"word": [], "name": [], "country": []}),
)  # fmt: skip
"""The index of no place outside, where nothing is known of the rest of France."""
