"""The same service under several sources, or twice in one: numbered alike, never erased.

What is decided here, with counts and a judged sample, is in ``docs/decisions/12-duplicates.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.duplicates.candidates import border_cells, pairs_sharing
from dashboard.data.duplicates.clusters import number_clusters, without_doubt
from dashboard.data.duplicates.describe import Described, Rows, describe
from dashboard.data.duplicates.repeats import perhaps_repeated, repeated
from dashboard.data.duplicates.rules import Judged, judge
from dashboard.data.duplicates.words import KINDS

PAIRS_AT_ONCE = 500_000
"""Pairs judged at once, which bounds memory."""


def link_records(records: pd.DataFrame, *, distinct: Collection[str] = ()) -> NDArray[np.int64]:
    """Number the records so that the same service has one number, within and across sources.

    As ``link_across_sources``, and what one source lists twice (``repeats.repeated``) is one too.

    Args:
        records: see ``link_across_sources``.
        distinct: sources known to list each service once: their records are never taken for repeats.

    Returns:
        Shape ``(n,)``: the row of the first record of each cluster.
    """
    numbers = np.arange(len(records), dtype=np.int64)
    perhaps = perhaps_repeated(records) & ~records["source"].isin(distinct).to_numpy()
    rows = np.flatnonzero(_comparable(records) | perhaps)
    if rows.size:
        described = describe(records.iloc[rows])
        repeats = repeated(described)
        repeats = repeats.chosen(perhaps[rows[repeats.left]] & perhaps[rows[repeats.right]])
        numbers[rows] = rows[_linked(described, repeats)]
    return numbers


def link_across_sources(records: pd.DataFrame) -> NDArray[np.int64]:
    """Number the records so that the same service has one number under all its sources.

    Records are compared when they are of different sources and share, in one commune, a word of
    their name, a street, a phone or a SIRET; across communes when they share one within 200 m, or in
    one postal code where a commune is not known. See ``rules.judge`` for what makes them the same. A
    cluster holds at most one record of each source, and no two of its records disagree.

    Args:
        records: at least ``source``, ``name``, ``address``, ``postal_code``, ``commune_code``
            (texts, empty where unknown), ``longitude`` and ``latitude`` (degrees, NaN where
            unknown); ``city`` gives the names a commune goes by, ``phone`` and a SIRET in ``id`` show that
            two records are of one house. Any index.

    Returns:
        Shape ``(n,)``: the row of the first record of each cluster. Positions are reprojected once,
        to EPSG:2154: overseas, where it stretches distances, fewer records are linked by them.
    """
    numbers = np.arange(len(records), dtype=np.int64)
    rows = np.flatnonzero(_comparable(records))
    if rows.size:
        numbers[rows] = rows[_linked(describe(records.iloc[rows]), Judged.none())]
    return numbers


def _comparable(records: pd.DataFrame) -> NDArray[np.bool_]:
    """Mark the rows some other source may also have: others are not even read."""
    several = np.zeros(len(records), dtype=np.bool_)
    source = pd.Series(pd.factorize(records["source"])[0])
    position = records["longitude"].notna().to_numpy()
    for column in ("commune_code", "postal_code"):
        place = pd.Series(pd.factorize(records[column].where(records[column] != ""))[0])
        sources = source.groupby(place).transform("min") != source.groupby(place).transform("max")
        several |= sources.to_numpy() & (place >= 0).to_numpy()
    if (source > 0).any():
        several |= position
    return several


def _linked(described: Described, repeats: Judged) -> Rows:
    parts = [judge(described, left, right) for left, right in _in_parts(*_candidates(described))]
    judged = without_doubt(Judged.together(parts), described, number_clusters(described, repeats))
    return number_clusters(described, Judged.together([repeats, judged]))


def _candidates(described: Described) -> tuple[Rows, Rows]:
    row, word = _words(described)
    pairs_by_area = [pairs_sharing(described.commune, row, word, described.source)]
    without_commune = np.zeros(int(described.postal.max(initial=-1)) + 2, dtype=np.bool_)
    without_commune[described.postal[described.commune < 0]] = True
    postal = np.where(without_commune[described.postal], described.postal, -1)
    areas = (postal, *border_cells(described.x, described.y, described.commune))
    pairs_by_area += [pairs_sharing(area, row, word, described.source) for area in areas]
    pairs = np.unique(
        np.concatenate([left * described.source.size + right for left, right in pairs_by_area])
    )
    return pairs // described.source.size, pairs % described.source.size


def _words(described: Described) -> tuple[Rows, Rows]:
    """List the words each record is found by: its own, its kinds, its street, phone and SIRET."""
    rows, texts = [], []
    for number, (core, street) in enumerate(
        zip(described.core.tolist(), described.street.tolist(), strict=True)
    ):
        own = core.split()
        if street:
            own.append("@" + street)
        rows += [number] * len(own)
        texts += own
    words, row = [pd.factorize(np.array(texts, dtype=object))[0] + len(KINDS)], [np.array(rows)]
    for numbers in (described.phone, described.siret):
        after = max(int(last.max(initial=0)) for last in words) + len(KINDS)
        having = np.flatnonzero(numbers >= 0)
        row.append(having)
        words.append(numbers[having] + after)
    for rank in range(len(KINDS)):
        having = np.flatnonzero(described.kinds & (1 << rank))
        row.append(having)
        words.append(np.full(having.size, rank))
    return np.concatenate(row).astype(np.int64), np.concatenate(words).astype(np.int64)


def _in_parts(left: Rows, right: Rows) -> Iterator[tuple[Rows, Rows]]:
    for start in range(0, max(left.size, 1), PAIRS_AT_ONCE):
        yield left[start : start + PAIRS_AT_ONCE], right[start : start + PAIRS_AT_ONCE]
