"""When two records are the same service: the thresholds and the rule, pair by pair.

Where each threshold comes from is explained in ``docs/decisions/12-duplicates.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from dashboard.data.duplicates.addresses import ANY_TYPE
from dashboard.data.duplicates.describe import Described, Metres, Rows, Texts
from dashboard.data.duplicates.names import (
    HOSTED_BIT,
    OPERATOR_BITS,
    TRAVELLING_BIT,
    initials,
)

SAME_NAME = 88.0
"""Likeness (0 to 100) of the own words of two names, order aside, for one to be the other."""
SAME_NAME_ALONE = 95.0
"""The same where the commune alone locates one of both."""
SAME_NAME_THERE = 75.0
"""The same at one address, if no other record there may be meant."""
CONTAINED = 95.0
"""Likeness of a name's own words to those it shares with another, to be contained in it."""
SAME_STREET = 90.0
"""Likeness of the words of two streets, more words on one side allowed."""
BESIDE_M = 100.0
"""Positions as near as this are one place whatever the addresses are."""
NEAR_M = 200.0
"""Farthest apart that two records of one street are when a house number is missing."""
SAME_NAME_M = 500.0
"""Farthest apart that two records of one commune and one name are, their addresses differing."""
LEAST_LETTERS = 4
"""Letters of a name contained in another, below which it may be anyone's initials."""

ELSEWHERE, POSSIBLE, BESIDE, ADDRESS = range(4)
UNLIKE, KIND, PART, SAME = range(4)
Flags = NDArray[np.bool_]
Levels = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Judged:
    """Pairs that may be the same service, parallel arrays.

    Attributes:
        left: row of the first record of each pair.
        right: row of the second one.
        sure: pairs that are the same by themselves; the others only if neither record has another
            such pair in the other's source.
        sole: pairs that also want each record to be the only one of its kinds that its source has
            in the commune.
        score: order of the pairs, the likeliest highest.
    """

    left: Rows
    right: Rows
    sure: Flags
    sole: Flags
    score: NDArray[np.float64]

    def chosen(self, mask: Flags) -> Judged:
        """Return the pairs for which ``mask`` is true."""
        return Judged(
            self.left[mask], self.right[mask], self.sure[mask], self.sole[mask], self.score[mask]
        )

    @classmethod
    def none(cls) -> Judged:
        """Return no pair."""
        rows, flags = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_)
        return cls(rows, rows, flags, flags, np.empty(0))

    @classmethod
    def together(cls, parts: Sequence[Judged]) -> Judged:
        """Return all the pairs of ``parts``, at least one, in their order."""
        return cls(
            left=np.concatenate([part.left for part in parts]),
            right=np.concatenate([part.right for part in parts]),
            sure=np.concatenate([part.sure for part in parts]),
            sole=np.concatenate([part.sole for part in parts]),
            score=np.concatenate([part.score for part in parts]),
        )


def judge(described: Described, left: Rows, right: Rows) -> Judged:
    """Judge the pairs ``(left, right)`` of rows of ``described``; those that are not the same go."""
    left, right, place, vague = _compatible(described, left, right)
    name, likeness = _names(described, left, right)
    ours, theirs = described.kinds[left], described.kinds[right]
    bare_left, bare_right = described.core[left] == "", described.core[right] == ""
    both = ~bare_left & ~bare_right
    vague_kind = bare_left & bare_right & vague
    alone = (ours == 0) != (theirs == 0)
    operator = ((ours | theirs) & OPERATOR_BITS) > 0
    known = tied(described, left, right)
    hosted = alone & (((ours | theirs) & HOSTED_BIT) > 0)
    there = (place >= BESIDE) | (known & ~vague & ~hosted)
    sure = (name == SAME) & (~vague_kind | known) & (~alone | there)
    sure &= ~vague | (likeness >= SAME_NAME_ALONE) | known
    part = (name == PART) & there
    part |= (likeness >= SAME_NAME_THERE) & both & ((place == ADDRESS) | (known & there))
    part |= _initials(described, left, right, both & (place == ADDRESS) & (name < PART))
    part &= ~(alone & operator)
    bare = bare_left | bare_right
    service = (ours & theirs & ~OPERATOR_BITS) > 0
    kind = (name == KIND) & np.where(bare, there, (place == ADDRESS) & service)
    lone = (part | kind) & ~sure
    sole = vague_kind & (ours == theirs) & ~lone & ~sure
    beyond = (described.commune[left] != described.commune[right]) | (described.commune[left] < 0)
    sure &= ~beyond | (place >= BESIDE)
    lone &= ~beyond | (place == ADDRESS)
    sole &= ~beyond
    same_service = sure | lone | sole
    score = likeness + 60.0 * (place == ADDRESS) + 40.0 * (place == BESIDE)
    score += 50.0 * known - 30.0 * ~sure
    return Judged(left, right, sure, sole, score).chosen(same_service)


def _compatible(described: Described, left: Rows, right: Rows) -> tuple[Rows, Rows, Levels, Flags]:
    """Return the pairs that kinds, places and numbers do not exclude, with ``agreed_places``."""
    wanted = kinds_agree(described, left, right)
    left, right = left[wanted], right[wanted]
    place, vague = agreed_places(described, left, right)
    wanted = (place > ELSEWHERE) & words_agree(described.numbers, left, right)
    wanted &= (place >= BESIDE) | words_agree(described.place, left, right)
    return left[wanted], right[wanted], place[wanted], vague[wanted]


def tied(described: Described, left: Rows, right: Rows) -> Flags:
    """Check which pairs share a phone, or the SIRET of one establishment.

    Alone it proves nothing: all services of a house may answer at one number.
    """
    phone = (described.phone[left] == described.phone[right]) & (described.phone[left] >= 0)
    same: Flags = phone | (
        (described.siret[left] == described.siret[right]) & (described.siret[left] >= 0)
    )
    return same


def kinds_agree(described: Described, left: Rows, right: Rows) -> Flags:
    """Check which pairs have kinds of service that do not exclude each other.

    One kind at least is in both names, unless a name has none. A service inside another is never
    its host, a bus never a house, and an operator never one of its services.
    """
    ours, theirs = described.kinds[left], described.kinds[right]
    shared = ours & theirs
    agree: Flags = (shared & ~OPERATOR_BITS) > 0
    agree &= (((ours | theirs) & HOSTED_BIT) == 0) | ((shared & HOSTED_BIT) > 0)
    agree |= (ours == theirs) | (ours == 0) | (theirs == 0)
    agree &= ((ours ^ theirs) & TRAVELLING_BIT) == 0
    return agree


def words_agree(words: Texts, left: Rows, right: Rows) -> Flags:
    """Return False for the pairs of which both have words and none in common, True for the others."""
    ours, theirs = words[left], words[right]
    agree = np.ones(left.size, dtype=np.bool_)
    different = np.flatnonzero((ours != theirs) & (ours != "") & (theirs != ""))
    agree[different] = [
        not frozenset(mine.split()).isdisjoint(other.split())
        for mine, other in zip(ours[different].tolist(), theirs[different].tolist(), strict=True)
    ]
    return agree


def agreed_places(described: Described, left: Rows, right: Rows) -> tuple[Levels, Flags]:
    """Return the level at which the places of each pair agree, and where nothing compares them."""
    apart = np.hypot(described.x[left] - described.x[right], described.y[left] - described.y[right])
    ours, theirs = described.street[left], described.street[right]
    known = (ours != "") & (theirs != "")
    numbered = (described.first[left] > 0) & (described.first[right] > 0)
    number = (
        numbered
        & (described.first[left] <= described.last[right])
        & (described.first[right] <= described.last[left])
    )
    street = np.zeros(left.size, dtype=np.bool_)
    street[known] = _likeness(ours[known], theirs[known], fuzz.token_set_ratio) >= SAME_STREET
    other = np.flatnonzero(number & known & ~street)
    untyped = [
        _changed(side[other], lambda text: ANY_TYPE.sub("", text)) for side in (ours, theirs)
    ]
    street[other] = _likeness(untyped[0], untyped[1], fuzz.ratio) >= SAME_STREET
    beside = (apart <= BESIDE_M) | (street & ~numbered & ~(apart > NEAR_M))
    vague = np.isnan(apart) & ~(described.is_street[left] & described.is_street[right])
    possible = (apart <= SAME_NAME_M) | vague | (street & ~numbered)
    place = np.select([street & number, beside, possible], [ADDRESS, BESIDE, POSSIBLE], ELSEWHERE)
    return place.astype(np.int8), vague & (place == POSSIBLE)


def _names(described: Described, left: Rows, right: Rows) -> tuple[Levels, Metres]:
    """Return the level at which the names of each pair agree, and their likeness (0 to 100)."""
    ours, theirs = described.core[left], described.core[right]
    both = (ours != "") & (theirs != "")
    bare = (ours == "") & (theirs == "") & (described.kinds[left] == described.kinds[right])
    bare &= described.place[left] == described.place[right]
    likeness, contained = np.where(bare, 100.0, 80.0), np.zeros(left.size)
    likeness[both] = _likeness(ours[both], theirs[both], fuzz.ratio)
    contained[both] = _likeness(ours[both], theirs[both], fuzz.token_set_ratio)
    unlike = np.flatnonzero(both & (likeness < SAME_NAME))
    glued = [_changed(side[unlike], lambda text: text.replace(" ", "")) for side in (ours, theirs)]
    likeness[unlike] = np.maximum(likeness[unlike], _likeness(glued[0], glued[1], fuzz.ratio))
    letters = np.minimum(*(np.array([len(text) for text in side]) for side in (ours, theirs)))
    part = both & (contained >= CONTAINED) & (letters >= LEAST_LETTERS)
    same = bare | (both & (likeness >= SAME_NAME))
    shared = (described.kinds[left] & described.kinds[right]) > 0
    level = np.select([same, part, shared], [SAME, PART, KIND], UNLIKE)
    return level.astype(np.int8), np.maximum(likeness, contained * (level == PART))


def _initials(described: Described, left: Rows, right: Rows, wanted: Flags) -> Flags:
    """Check which of the wanted pairs have a name that holds the initials the other ends with."""
    short = np.zeros(left.size, dtype=np.bool_)
    rows = np.flatnonzero(wanted)
    for mine, other in ((left[rows], right[rows]), (right[rows], left[rows])):
        cores = zip(described.core[mine].tolist(), described.core[other].tolist(), strict=True)
        pairs = zip(cores, described.name[other].tolist(), strict=True)
        holds_initials = [
            _shortened(core, theirs, initials(name)) for (core, theirs), name in pairs
        ]
        short[rows] |= np.array(holds_initials, dtype=np.bool_)
    return short


def _shortened(core: str, theirs: str, letters: str) -> bool:
    """Check whether a word of a name that the other does not have is made of its initials."""
    words = set(core.split()) - set(theirs.split())
    return any(len(word) >= LEAST_LETTERS and letters.endswith(word) for word in words)


def _changed(texts: Texts, change: Callable[[str], str]) -> Texts:
    changed = np.empty(texts.size, dtype=object)
    changed[:] = [change(text) for text in texts]
    return changed


def _likeness(ours: Texts, theirs: Texts, scorer: Callable[..., float]) -> Metres:
    return process.cpdist(ours, theirs, scorer=scorer, dtype=np.float32).astype(np.float64)
