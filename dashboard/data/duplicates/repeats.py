"""Records of one source that list the same service twice, under two ids.

A source that writes « Permanence 1 » and « Permanence 2 » at one door means two services; one that
writes the same words there twice (an association under each of its public labels, a place declared
again the next year) means one. So names must agree word for word, or nearly and by phone or SIRET.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz

from dashboard.data.duplicates.candidates import pairs_sharing
from dashboard.data.duplicates.describe import Described, Rows, column, sirets
from dashboard.data.duplicates.rules import BESIDE, POSSIBLE, Judged, agreed_places, tied

MISSPELT = 85.0
"""Likeness (0 to 100) of the words two names do not share, for one to be a spelling of the other."""


def perhaps_repeated(records: pd.DataFrame) -> NDArray[np.bool_]:
    """Mark the records that share a phone, a SIRET or a name with another of their source nearby.

    Cheap, on the texts as they are: what it leaves out need not even be read.
    """
    source = pd.Series(pd.factorize(records["source"])[0])
    place = records["commune_code"].where(records["commune_code"] != "", records["postal_code"])
    area = pd.Series(pd.factorize(place)[0]).where((place != "").to_numpy(), -1)
    marked = np.zeros(len(records), dtype=np.bool_)
    names, phones = records["name"].str.lower(), column(records, "phone")
    for cells in (names, phones, sirets(column(records, "id"))):
        key = pd.DataFrame({"source": source, "area": area, "key": pd.factorize(cells)[0]})
        marked |= key.duplicated(keep=False).to_numpy() & (cells != "").to_numpy()
    return marked & (area >= 0).to_numpy()


def repeated(described: Described) -> Judged:
    """Pair the records of one source that are the same service; see the module for the rule.

    Both at one address or within ``rules.BESIDE_M``, or with no place but the commune where phone
    or SIRET do; of the same kinds; not with two phones.
    """
    left, right = _sharing(described)
    same = (described.kinds[left] == described.kinds[right]) & ~_two_phones(described, left, right)
    left, right = left[same], right[same]
    place, vague = agreed_places(described, left, right)
    known = tied(described, left, right)
    words = described.whole[left] == described.whole[right]
    near = words.copy()
    near[known & ~words] = _misspelt(described, left[known & ~words], right[known & ~words])
    there = (place >= BESIDE) | ((place == POSSIBLE) & vague & known)
    same_service = near & there
    sure = np.ones(left.size, dtype=np.bool_)
    score = np.full(left.size, _SCORE)
    return Judged(left, right, sure, ~sure, score).chosen(same_service)


_SCORE = 500.0
"""Above those of pairs of two sources: what a source repeats comes together first."""


def _sharing(described: Described) -> tuple[Rows, Rows]:
    """Pair the records of one source and one commune that share a phone, a SIRET or a name."""
    place = np.where(
        described.commune >= 0,
        described.commune,
        described.postal + described.commune.max(initial=0) + 1,
    )
    place[(described.commune < 0) & (described.postal < 0)] = -1
    area = np.where(place >= 0, described.source * (int(place.max(initial=0)) + 1) + place, -1)
    names = pd.factorize(described.whole)[0].astype(np.int64)
    rows, words, start = [], [], 0
    for key in (np.where(described.whole == "", -1, names), described.phone, described.siret):
        having = np.flatnonzero(key >= 0)
        rows.append(having)
        words.append(key[having] + start)
        start += int(key.max(initial=-1)) + 1
    each = np.arange(described.source.size, dtype=np.int64)
    return pairs_sharing(area, np.concatenate(rows), np.concatenate(words), each)


def _two_phones(described: Described, left: Rows, right: Rows) -> NDArray[np.bool_]:
    ours, theirs = described.phone[left], described.phone[right]
    differ: NDArray[np.bool_] = (ours != theirs) & (ours >= 0) & (theirs >= 0)
    return differ


def _misspelt(described: Described, left: Rows, right: Rows) -> NDArray[np.bool_]:
    """Check which pairs have names that differ by the spelling of some words, numbers excepted."""
    pairs = zip(described.whole[left].tolist(), described.whole[right].tolist(), strict=True)
    return np.array([_spelt_alike(ours, theirs) for ours, theirs in pairs], dtype=np.bool_)


def _spelt_alike(ours: str, theirs: str) -> bool:
    mine, other = set(ours.split()), set(theirs.split())
    left, right = " ".join(sorted(mine - other)), " ".join(sorted(other - mine))
    if any(letter.isdigit() for letter in left + right):
        return False
    return fuzz.ratio(left, right) >= MISSPELT
