"""Records packed into flat arrays, and the two steps of every filter change: keep, then count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import BoolArray, DateSpan, IntArray
from dashboard.domain.counting import Counting
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import LAST_YEAR
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, TOUS_PUBLICS, Precision, Status

Int16Array = NDArray[np.int16]
Int32Array = NDArray[np.int32]
MaskArray = NDArray[np.uint16]

UNKNOWN_FIRST = np.iinfo(np.int16).min
"""First year of a record whose first year is unknown: before every year."""
NO_LAST = np.iinfo(np.int16).max
"""Last year of a record that may still be active: after every year."""
UNDATED = 0
"""Year of a record whose sources give no date."""
EVERY_YEAR = (UNKNOWN_FIRST + 1, NO_LAST - 1)
"""Years that every record ran in one of."""
REGION_ROW = -1
"""In ``Records.wide_row``, the whole region."""

_EVERY_BIT = np.iinfo(np.uint16).max
_LARGE, _BLOCK = 1_000_000, 262_144


class JoinedTerritories(Protocol):
    """The territories of every record, as the room of data joins them."""

    @property
    def pairs(self) -> Mapping[tuple[Level, Counting], tuple[Int32Array, Int32Array]]:
        """Distinct (record, territory row) pairs sorted by record."""

    @property
    def served(self) -> tuple[Int32Array, Int32Array]:
        """(record, commune row) pairs of the served areas, distinct, sorted by record."""

    @property
    def somewhere(self) -> Mapping[Level, tuple[Int32Array, Int32Array]]:
        """(record, territory row) pairs of records whose commune is unknown, sorted by record."""

    @property
    def wide(self) -> tuple[Int32Array, NDArray[np.object_]]:
        """(record, code) pairs of initiatives serving ``D01`` or ``R82`` as a whole."""

    @property
    def unattached(self) -> Int32Array:
        """Records without any territory."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Distinct (record, territory row) pairs sorted by record, shape ``(p,)`` each.

    The pairs of record ``i`` are those from ``starts[i]`` up to ``starts[i + 1]``, excluded.
    """

    record: Int32Array
    territory: Int32Array
    starts: Int32Array


@dataclass(frozen=True, eq=False)
class Kept:
    """The kept records twice over: as a mask, shape ``(n,)``, and as rising record numbers."""

    mask: BoolArray
    rows: IntArray

    @classmethod
    def of(cls, mask: BoolArray) -> Kept:
        """Build from a mask; the record numbers are computed once, for several counts."""
        return cls(mask, np.flatnonzero(mask))


@dataclass(frozen=True, eq=False)
class Records:
    """What filters and counts need of ``n`` records: 8 bytes each, and their territories.

    Attributes:
        themes: one bit per word, in the vocabulary's order.
        publics: as ``themes``; a record for all beneficiaries has every bit.
        last: the last year a record is known to have run: of one not ``listed``, the year of its last list.
        listed: whether some list still has it.
        dated: the year of the date its source gives, or ``UNDATED``.
        status: the rank of its ``Status``.
        served: each record with the communes of its served area, wherever it is located.
        somewhere: the records of unknown commune with the EPCI and départements that hold them.
        attached: the records that count for the region: ``LOCATED`` in one of its communes, ``PRESENT`` in
            a territory or serving the whole region.
        wide_row: the row of the département served as a whole, or ``REGION_ROW``.
    """

    themes: MaskArray
    publics: MaskArray
    first: Int16Array
    last: Int16Array
    listed: BoolArray
    dated: Int16Array
    status: NDArray[np.uint8]
    pairs: Mapping[tuple[Level, Counting], Pairs]
    served: Pairs
    somewhere: Mapping[Level, Pairs]
    attached: Mapping[Counting, BoolArray]
    wide_record: Int32Array
    wide_row: Int32Array
    approximate: BoolArray
    """Records whose source gives only a rough area."""

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.themes)


def pack_records(
    initiatives: pd.DataFrame,
    joined: JoinedTerritories,
    *,
    departement_codes: Iterable[str],
    region_code: str,
) -> Records:
    """Pack the table of initiatives and its territories.

    Args:
        initiatives: one row per record, numbered from 0; ``themes`` and ``publics`` hold tuples,
            ``start_year``, ``end_year`` and ``listed_until`` whole years or missing; ``delisted_on`` is
            empty where some source still lists the record.
        joined: the territories of the same records.
        departement_codes: ``D01`` …, in the order of the level's rows.
        region_code: ``R82``.
    """
    size = len(initiatives)
    pairs = {
        key: Pairs(record, territory, _starts(record, size))
        for key, (record, territory) in joined.pairs.items()
    }
    wide_rows = {code: row for row, code in enumerate(departement_codes)} | {
        region_code: REGION_ROW
    }
    wide_record, wide_code = joined.wide
    publics = _masks(initiatives["publics"], PUBLIC_LABELS)
    publics[publics & word_mask([TOUS_PUBLICS], PUBLIC_LABELS) != 0] = _EVERY_BIT
    return Records(
        themes=_masks(initiatives["themes"], THEME_LABELS),
        publics=publics,
        first=initiatives["start_year"].fillna(UNKNOWN_FIRST).to_numpy(np.int16),
        last=_last_years(initiatives),
        listed=initiatives["delisted_on"].eq("").to_numpy(np.bool_),
        status=pd.Index([str(status) for status in Status])
        .get_indexer(pd.Index(initiatives["status"]))
        .astype(np.uint8),
        dated=_date_years(initiatives["updated_on"]),
        pairs=MappingProxyType(pairs),
        served=Pairs(*joined.served, _starts(joined.served[0], size)),
        somewhere=MappingProxyType(
            {
                level: Pairs(record, territory, _starts(record, size))
                for level, (record, territory) in joined.somewhere.items()
            }
        ),
        attached=MappingProxyType(_attached(size, joined)),
        wide_record=wide_record,
        wide_row=np.array([wide_rows[code] for code in wide_code], dtype=np.int32),
        approximate=(initiatives["precision"] == Precision.APPROXIMATE).to_numpy(np.bool_),
    )


def known_year(year: int, *, unknown: int) -> int | None:
    """Read a first or last year; ``None`` for ``UNKNOWN_FIRST`` or ``NO_LAST``, as ``unknown`` says."""
    return None if year == unknown else year


def undated(records: Records, chosen: BoolArray | Int32Array | list[int]) -> int:
    """Count the records chosen, by a mask or by their numbers, whose first year is unknown."""
    return int((records.first[chosen] == UNKNOWN_FIRST).sum())


def keep_records(records: Records, filters: Filters) -> BoolArray:
    """Return a mask of the records that pass the filters, shape ``(n,)``.

    A record is kept when it has one of the themes, one of the publics, and was active in one of
    the years, bounds included; one whose first year is unknown counts as begun long ago. Without years nor
    statuses, those that no source lists any more are left out.
    """
    keep = np.ones(len(records), dtype=np.bool_)
    for block in _blocks(len(records)):
        _filter(keep[block], records, filters, block)
    return keep


def keep_ever(records: Records, filters: Filters) -> BoolArray:
    """Return a mask of the records that pass all filters but that of years, shape ``(n,)``."""
    return keep_records(records, replace(filters, years=EVERY_YEAR))


def keep_current(records: Records, filters: Filters, *, over: BoolArray, year: int) -> BoolArray:
    """Return a mask of the records that pass the filters and, unless asked for, have not ended, ``(n,)``.

    Args:
        records: the records.
        filters: what is kept.
        over: the records not to be counted on any more, shape ``(n,)``.
        year: the present one: without years nor statuses, what is still active in it or announced is kept.
    """
    if filters.years is not None or filters.statuses:
        return keep_records(records, filters)
    keep = keep_records(records, replace(filters, years=(year, LAST_YEAR)))
    keep &= ~over
    return keep


def count_status(records: Records, chosen: BoolArray, status: Status) -> int:
    """Count the records of a mask, shape ``(n,)``, that have a status."""
    return int((records.status[chosen] == list(Status).index(status)).sum())


def date_span(records: Records, chosen: BoolArray) -> DateSpan:
    """Return the oldest and newest year of the dates that the sources of some records give.

    ``chosen`` is a mask, shape ``(n,)``.
    """
    years = records.dated[chosen]
    known = years[years != UNDATED]
    undated_number = int(years.size - known.size)
    if not known.size:
        return DateSpan(None, None, undated_number)
    return DateSpan(int(known.min()), int(known.max()), undated_number)


def count_by_territory(
    records: Records, kept: Kept, *, level: Level, counting: Counting, size: int
) -> IntArray:
    """Count the distinct kept records of every territory of a level, shape ``(size,)``."""
    territory = kept_territories(records.pairs[level, counting], kept)
    return np.bincount(territory, minlength=size)


def kept_territories(pairs: Pairs, kept: Kept) -> Int32Array:
    """Return the territory of every pair whose record is kept, in the order of the pairs."""
    return pairs.territory[kept_pairs(pairs, kept)]


def kept_pairs(pairs: Pairs, kept: Kept) -> BoolArray | IntArray:
    """Return the index of the pairs whose record is kept: a mask, or their numbers when few."""
    if kept.rows.size > kept.mask.size // 2:
        return kept.mask[pairs.record]
    return _kept_pairs(pairs, kept.rows)


def records_of(pairs: Pairs, row: int, keep: BoolArray) -> Int32Array:
    """Return the kept records of one territory, in their order."""
    numbers: Int32Array = pairs.record[pairs.territory == row]
    return numbers[keep[numbers]]


def spread(pairs: Pairs, records: Int32Array) -> tuple[Int32Array, Int32Array]:
    """List what each of some records is paired with.

    Args:
        pairs: records and what they are paired with.
        records: record numbers, in any order, shape ``(k,)``.

    Returns:
        The place in ``records`` and the other member of every pair, shape ``(p,)`` each.
    """
    begins = pairs.starts[records]
    lengths = pairs.starts[records + 1] - begins
    ends = np.cumsum(lengths, dtype=np.int32)
    total = int(ends[-1]) if ends.size else 0
    number = np.repeat(begins - (ends - lengths), lengths)
    number += np.arange(total, dtype=np.int32)
    return np.repeat(np.arange(len(records), dtype=np.int32), lengths), pairs.territory[number]


def _filter(keep: BoolArray, records: Records, filters: Filters, block: slice) -> None:
    """Clear, in the block being filled, what the filters leave out."""
    if filters.themes:
        keep &= (records.themes[block] & word_mask(filters.themes, THEME_LABELS)) != 0
    if filters.publics:
        keep &= (records.publics[block] & word_mask(filters.publics, PUBLIC_LABELS)) != 0
    if filters.years:
        first_year, last_year = filters.years
        keep &= records.first[block] <= np.int16(last_year)
        keep &= records.last[block] >= np.int16(first_year)
    if filters.statuses:
        keep &= np.isin(records.status[block], [list(Status).index(s) for s in filters.statuses])
    elif not filters.years:
        keep &= records.listed[block]


def _last_years(initiatives: pd.DataFrame) -> Int16Array:
    ended, until = initiatives["end_year"], initiatives["listed_until"]
    known = ended.where(ended.notna(), until)
    return known.fillna(NO_LAST).to_numpy(np.int16)


def _date_years(dates: pd.Series[str]) -> Int16Array:
    years = pd.to_numeric(dates.str[:4], errors="coerce")
    return years.fillna(UNDATED).to_numpy(np.int16)


def _kept_pairs(pairs: Pairs, rows: IntArray) -> IntArray:
    """Return the numbers of the pairs of the records ``rows``: faster than a mask when these are few."""
    stops = pairs.starts[rows + 1]
    lengths = stops - pairs.starts[rows]
    within = np.cumsum(lengths)
    total = int(within[-1]) if within.size else 0
    return np.repeat(stops - within, lengths) + np.arange(total)


def _blocks(size: int) -> Iterator[slice]:
    """Cut many records into blocks that fit the processor's cache (measured above a million)."""
    step = _BLOCK if size > _LARGE else max(size, 1)
    return (slice(start, start + step) for start in range(0, size, step))


def word_mask(words: Iterable[str], vocabulary: Iterable[str]) -> np.uint16:
    """Return the bits of some words of a vocabulary."""
    order = {code: place for place, code in enumerate(vocabulary)}
    return np.uint16(sum(1 << order[word] for word in set(words)))


def _masks(lists: pd.Series, vocabulary: Iterable[str]) -> MaskArray:
    """Set one bit per listed word, shape ``(n,)``; words outside the vocabulary set none."""
    listed = lists.reset_index(drop=True).explode().dropna()
    place = pd.Index(list(vocabulary)).get_indexer(pd.Index(listed))
    known = place >= 0
    masks = np.zeros(len(lists), dtype=np.uint16)
    bits = np.left_shift(1, place[known]).astype(np.uint16)
    np.bitwise_or.at(masks, listed.index.to_numpy()[known], bits)
    return masks


def _starts(record: Int32Array, size: int) -> Int32Array:
    return np.searchsorted(record, np.arange(size + 1, dtype=np.int32)).astype(np.int32)


def _attached(size: int, joined: JoinedTerritories) -> dict[Counting, BoolArray]:
    attached = {counting: np.zeros(size, dtype=np.bool_) for counting in Counting}
    for (_, counting), (record, _) in joined.pairs.items():
        attached[counting][record] = True
    attached[Counting.PRESENT][joined.wide[0]] = True
    return attached
