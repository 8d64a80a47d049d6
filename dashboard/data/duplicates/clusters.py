"""From pairs to clusters, without chaining different services together."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.duplicates.describe import Described, Rows
from dashboard.data.duplicates.rules import Judged, kinds_agree, words_agree

MOSTLY = 0.75
"""Share of the pairs between two clusters that are judged the same for them to be one."""


def without_doubt(judged: Judged, described: Described, unit: Rows) -> Judged:
    """Drop the unsure pairs of a record that has different ones in the same source.

    A record that its source repeats under another id, word for word, counts once. Pairs that want
    their kind alone go where a source has several of it in the commune.

    Args:
        judged: pairs of two sources.
        described: the records.
        unit: the first row of what each record's source repeats, the record's own where it does not.
    """
    unambiguous = np.ones(judged.left.size, dtype=np.bool_)
    for row, other in ((judged.left, judged.right), (judged.right, judged.left)):
        unsure = pd.DataFrame(
            {
                "row": row,
                "source": described.source[other],
                "core": described.core[unit[other]],
                "kinds": described.kinds[unit[other]],
            }
        )[~judged.sure]
        distinct = unsure.drop_duplicates()
        doubtful = distinct[distinct.duplicated(["row", "source"])]
        several = pd.MultiIndex.from_frame(doubtful[["row", "source"]])
        unsure_pairs = pd.MultiIndex.from_frame(unsure[["row", "source"]])
        unambiguous[unsure.index[unsure_pairs.isin(several)]] = False
    lonely = _lonely(described, unit)
    unambiguous &= ~judged.sole | (lonely[judged.left] & lonely[judged.right])
    return judged.chosen(unambiguous)


def number_clusters(described: Described, judged: Judged) -> Rows:
    """Number the clusters, the likeliest pairs first.

    Two clusters come together if ``MOSTLY`` of the pairs between them are judged the same and the
    others do not exclude it: a record between two services cannot chain them. A source is twice in a
    cluster only with what it repeats.

    Returns:
        Shape ``(n,)``: the first row of each record's cluster.
    """
    order = np.lexsort((judged.right, judged.left, -judged.score))
    left, right = judged.left[order].tolist(), judged.right[order].tolist()
    paired = set(zip(left, right, strict=True))
    members: dict[int, tuple[int, ...]] = {}
    for a, b in zip(left, right, strict=True):
        ours, theirs = members.get(a, (a,)), members.get(b, (b,))
        if ours is theirs:
            continue
        between = [(min(pair), max(pair)) for pair in product(ours, theirs)]
        others = [pair for pair in between if pair not in paired]
        if len(others) <= (1 - MOSTLY) * len(between) and _may_be_one(described, others):
            together = tuple(sorted(ours + theirs))
            members.update(dict.fromkeys(together, together))
    numbers = np.arange(described.source.size, dtype=np.int64)
    for row, together in members.items():
        numbers[row] = together[0]
    return numbers


def _may_be_one(described: Described, pairs: list[tuple[int, int]]) -> bool:
    """Check that no pair is of one source, nor of kinds, numbers or own words that share nothing."""
    if not pairs:
        return True
    left, right = np.array(pairs, dtype=np.int64).T
    agree = (described.source[left] != described.source[right]) & kinds_agree(
        described, left, right
    )
    for words in (described.numbers, described.core):
        agree &= words_agree(words, left, right)
    return bool(agree.all())


def _lonely(described: Described, unit: Rows) -> NDArray[np.bool_]:
    """Mark the records that are the only one of their kinds, source and commune without own words.

    What a source repeats is one.
    """
    table = pd.DataFrame(
        {"source": described.source, "kinds": described.kinds, "commune": described.commune}
    )
    first = unit == np.arange(unit.size)
    bare = table[(described.core == "") & first]
    lonely = np.zeros(described.source.size, dtype=np.bool_)
    lonely[bare.index[~bare.duplicated(keep=False)]] = True
    return lonely[unit]
