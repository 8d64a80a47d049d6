"""When two records are the same service: the thresholds and the rule, pair by pair.

Where each threshold comes from is told in ``docs/decisions/12-duplicates.md``.
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
"""The same where the commune alone tells the place of one of both."""
SAME_NAME_THERE = 75.0
"""The same at one address, if no other record there may be meant."""
CONTAINED = 95.0
"""Likeness of a name's own words to those it shares with another, to be contained in it."""
SAME_STREET = 90.0
"""Likeness of the words of two streets, more words on one side allowed."""
BESIDE_M = 100.0
"""Positions as near as this are one place whatever the addresses say."""
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

    ``sure`` pairs are the same by themselves; the others only if neither record has another such
    pair in the other's source. ``sole`` pairs also want each record to be the only one of its kinds
    that its source has in the commune. ``score`` orders them, the likeliest highest.
    """

    left: Rows
    right: Rows
    sure: Flags
    sole: Flags
    score: NDArray[np.float64]

    def chosen(self, kept: Flags) -> Judged:
        """Return the pairs for which ``kept`` is true."""
        return Judged(
            self.left[kept], self.right[kept], self.sure[kept], self.sole[kept], self.score[kept]
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


def judge(one: Described, left: Rows, right: Rows) -> Judged:
    """Judge the pairs ``(left, right)`` of rows of ``one``; those that are not the same go."""
    wanted = kinds_agree(one, left, right)
    left, right = left[wanted], right[wanted]
    place, vague = agreed_places(one, left, right)
    wanted = (place > ELSEWHERE) & words_agree(one.numbers, left, right)
    wanted &= (place >= BESIDE) | words_agree(one.place, left, right)
    left, right, place, vague = left[wanted], right[wanted], place[wanted], vague[wanted]
    name, likeness = _names(one, left, right)
    ours, theirs = one.kinds[left], one.kinds[right]
    bare_left, bare_right = one.core[left] == "", one.core[right] == ""
    both = ~bare_left & ~bare_right
    vague_kind = bare_left & bare_right & vague
    alone = (ours == 0) != (theirs == 0)
    operator = ((ours | theirs) & OPERATOR_BITS) > 0
    known = tied(one, left, right)
    hosted = alone & (((ours | theirs) & HOSTED_BIT) > 0)
    there = (place >= BESIDE) | (known & ~vague & ~hosted)
    sure = (name == SAME) & (~vague_kind | known) & (~alone | there)
    sure &= ~vague | (likeness >= SAME_NAME_ALONE) | known
    part = (name == PART) & there
    part |= (likeness >= SAME_NAME_THERE) & both & ((place == ADDRESS) | (known & there))
    part |= _initials(one, left, right, both & (place == ADDRESS) & (name < PART))
    part &= ~(alone & operator)
    bare = bare_left | bare_right
    service = (ours & theirs & ~OPERATOR_BITS) > 0
    kind = (name == KIND) & np.where(bare, there, (place == ADDRESS) & service)
    lone = (part | kind) & ~sure
    sole = vague_kind & (ours == theirs) & ~lone & ~sure
    beyond = (one.commune[left] != one.commune[right]) | (one.commune[left] < 0)
    sure &= ~beyond | (place >= BESIDE)
    lone &= ~beyond | (place == ADDRESS)
    sole &= ~beyond
    kept = sure | lone | sole
    score = likeness + 60.0 * (place == ADDRESS) + 40.0 * (place == BESIDE)
    score += 50.0 * known - 30.0 * ~sure
    return Judged(left, right, sure, sole, score).chosen(kept)


def tied(one: Described, left: Rows, right: Rows) -> Flags:
    """Tell the pairs that give the same phone, or the SIRET of one establishment.

    Alone it proves nothing: all services of a house may answer at one number.
    """
    phone = (one.phone[left] == one.phone[right]) & (one.phone[left] >= 0)
    same: Flags = phone | ((one.siret[left] == one.siret[right]) & (one.siret[left] >= 0))
    return same


def kinds_agree(one: Described, left: Rows, right: Rows) -> Flags:
    """Tell the pairs whose kinds of service do not exclude each other.

    One kind at least is said by both, unless a name says none. A service inside another is never
    its host, a bus never a house, and an operator never one of its services.
    """
    ours, theirs = one.kinds[left], one.kinds[right]
    shared = ours & theirs
    agree: Flags = (shared & ~OPERATOR_BITS) > 0
    agree &= (((ours | theirs) & HOSTED_BIT) == 0) | ((shared & HOSTED_BIT) > 0)
    agree |= (ours == theirs) | (ours == 0) | (theirs == 0)
    agree &= ((ours ^ theirs) & TRAVELLING_BIT) == 0
    return agree


def words_agree(words: Texts, left: Rows, right: Rows) -> Flags:
    """Tell the pairs of which both have words and none in common apart from the others."""
    ours, theirs = words[left], words[right]
    agree = np.ones(left.size, dtype=np.bool_)
    asked = np.flatnonzero((ours != theirs) & (ours != "") & (theirs != ""))
    agree[asked] = [
        not frozenset(mine.split()).isdisjoint(other.split())
        for mine, other in zip(ours[asked].tolist(), theirs[asked].tolist(), strict=True)
    ]
    return agree


def agreed_places(one: Described, left: Rows, right: Rows) -> tuple[Levels, Flags]:
    """Tell how far the places of each pair agree, and where nothing compares them."""
    apart = np.hypot(one.x[left] - one.x[right], one.y[left] - one.y[right])
    ours, theirs = one.street[left], one.street[right]
    known = (ours != "") & (theirs != "")
    numbered = (one.first[left] > 0) & (one.first[right] > 0)
    number = numbered & (one.first[left] <= one.last[right]) & (one.first[right] <= one.last[left])
    street = np.zeros(left.size, dtype=np.bool_)
    street[known] = _likeness(ours[known], theirs[known], fuzz.token_set_ratio) >= SAME_STREET
    other = np.flatnonzero(number & known & ~street)
    untyped = [
        _changed(side[other], lambda text: ANY_TYPE.sub("", text)) for side in (ours, theirs)
    ]
    street[other] = _likeness(untyped[0], untyped[1], fuzz.ratio) >= SAME_STREET
    beside = (apart <= BESIDE_M) | (street & ~numbered & ~(apart > NEAR_M))
    vague = np.isnan(apart) & ~(one.told[left] & one.told[right])
    possible = (apart <= SAME_NAME_M) | vague | (street & ~numbered)
    place = np.select([street & number, beside, possible], [ADDRESS, BESIDE, POSSIBLE], ELSEWHERE)
    return place.astype(np.int8), vague & (place == POSSIBLE)


def _names(one: Described, left: Rows, right: Rows) -> tuple[Levels, Metres]:
    """Tell how far the names of each pair agree, and their likeness (0 to 100)."""
    ours, theirs = one.core[left], one.core[right]
    both = (ours != "") & (theirs != "")
    bare = (ours == "") & (theirs == "") & (one.kinds[left] == one.kinds[right])
    bare &= one.place[left] == one.place[right]
    likeness, contained = np.where(bare, 100.0, 80.0), np.zeros(left.size)
    likeness[both] = _likeness(ours[both], theirs[both], fuzz.ratio)
    contained[both] = _likeness(ours[both], theirs[both], fuzz.token_set_ratio)
    unlike = np.flatnonzero(both & (likeness < SAME_NAME))
    glued = [_changed(side[unlike], lambda text: text.replace(" ", "")) for side in (ours, theirs)]
    likeness[unlike] = np.maximum(likeness[unlike], _likeness(glued[0], glued[1], fuzz.ratio))
    letters = np.minimum(*(np.array([len(text) for text in side]) for side in (ours, theirs)))
    part = both & (contained >= CONTAINED) & (letters >= LEAST_LETTERS)
    same = bare | (both & (likeness >= SAME_NAME))
    shared = (one.kinds[left] & one.kinds[right]) > 0
    level = np.select([same, part, shared], [SAME, PART, KIND], UNLIKE)
    return level.astype(np.int8), np.maximum(likeness, contained * (level == PART))


def _initials(one: Described, left: Rows, right: Rows, asked: Flags) -> Flags:
    """Tell, among the pairs asked, those of which one name holds the initials the other ends with."""
    short = np.zeros(left.size, dtype=np.bool_)
    rows = np.flatnonzero(asked)
    for mine, other in ((left[rows], right[rows]), (right[rows], left[rows])):
        cores = zip(one.core[mine].tolist(), one.core[other].tolist(), strict=True)
        pairs = zip(cores, one.name[other].tolist(), strict=True)
        found = [_shortened(core, theirs, initials(name)) for (core, theirs), name in pairs]
        short[rows] |= np.array(found, dtype=np.bool_)
    return short


def _shortened(core: str, theirs: str, letters: str) -> bool:
    """Tell whether a word of a name that the other does not have is made of its initials."""
    words = set(core.split()) - set(theirs.split())
    return any(len(word) >= LEAST_LETTERS and letters.endswith(word) for word in words)


def _changed(texts: Texts, change: Callable[[str], str]) -> Texts:
    changed = np.empty(texts.size, dtype=object)
    changed[:] = [change(text) for text in texts]
    return changed


def _likeness(ours: Texts, theirs: Texts, scorer: Callable[..., float]) -> Metres:
    return process.cpdist(ours, theirs, scorer=scorer, dtype=np.float32).astype(np.float64)
