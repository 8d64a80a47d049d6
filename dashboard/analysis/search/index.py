"""The search box: territories by name, by postal code, by the name of a former commune."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from dashboard.analysis.kernel.results import BoolArray, IntArray, SearchAnswer
from dashboard.analysis.kernel.territories import Territories
from dashboard.analysis.search.entries import insee_answers, named_lines, postal_lines
from dashboard.analysis.search.matching import (
    NONE,
    TYPO,
    Beginnings,
    NameWords,
    TextArray,
    alike_rows,
    build_beginnings,
    build_name_words,
    rows_sharing,
    spelled_rows,
    typo_costs,
)
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level

_SHORTEST, _LONGEST = 2, 80
_SHORTEST_GLUED, _SHORTEST_INSIDE = 4, 6
_LETTERS_PER_TYPO, _MOST_TYPOS = 7, 2
_SHORTEST_CLOSE, _LEAST_CLOSE = 4, 75.0
_DEPARTEMENT_DIGITS, _MOST_OF_A_DEPARTEMENT = 2, 60
_EXACT, _UNMATCHED = 1, 9


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """What can be found, sorted by falling population: one line per name, shape ``(n,)``.

    Attributes:
        choices: normalised names.
        spelled: the same as an array.
        worded: the same with a space before each word.
        glued: the same without spaces.
        beginnings: those of ``glued``.
        postal_codes: rising, parallel with ``postal_answers``.
        communes: the living ones by INSEE code.
    """

    answers: tuple[SearchAnswer, ...]
    choices: tuple[str, ...]
    spelled: TextArray
    worded: TextArray
    glued: TextArray
    words: NameWords
    beginnings: Beginnings
    postal_codes: TextArray
    postal_answers: tuple[SearchAnswer, ...]
    communes: Mapping[str, SearchAnswer]


def build_search_index(
    territories: Mapping[Level, Territories],
    *,
    postal_codes: pd.DataFrame,
    former_communes: pd.DataFrame,
) -> SearchIndex:
    """Index the names of communes, EPCI, départements and former communes, and their codes.

    Args:
        territories: every level of the region.
        postal_codes: ``postal_code, commune_code``, as text.
        former_communes: ``name, commune_code``: the commune of today; nameless ones are left out.
    """
    named = named_lines(territories, former_communes)
    choices = tuple(normalise_name(name) for name in named["name"])
    glued = [name.replace(" ", "") for name in choices]
    postal = postal_lines(territories[Level.COMMUNE], postal_codes)
    return SearchIndex(
        answers=tuple(named["answer"]),
        choices=choices,
        spelled=np.array(choices, dtype=np.str_),
        worded=np.array([f" {name}" for name in choices], dtype=np.str_),
        glued=np.array(glued, dtype=np.str_),
        words=build_name_words(choices),
        beginnings=build_beginnings(glued),
        postal_codes=np.array(postal["postal_code"], dtype=np.str_),
        postal_answers=tuple(postal["answer"]),
        communes=insee_answers(territories[Level.COMMUNE]),
    )


def search(index: SearchIndex, text: str, *, limit: int = 10) -> list[SearchAnswer]:
    """Find territories by what the reader typed; fewer than two characters find nothing.

    Digits search codes: every commune of the postal code or of the postal codes that begin so,
    whatever ``limit``, then the commune of that INSEE code; the two digits of a département list
    its first 60. Anything else searches names: exact ones first, then those that begin so, then those
    that have words that do, the most inhabitants first. Unless one is exact, those that look alike
    complete the list; where nothing is found, words that no name has are left aside. A territory is
    answered once; what follows 80 characters is not read.
    """
    answers = search_every_word(index, text, limit=limit)
    typed = _typed(text)
    if answers or not typed or typed.replace(" ", "").isdigit():
        return answers
    return each_once((index.answers[row] for row in _rows_close(index, typed, limit)), limit)


def search_every_word(index: SearchIndex, text: str, *, limit: int = 10) -> list[SearchAnswer]:
    """Find the same, but for names that lack one of the typed words."""
    typed = _typed(text)
    if not typed:
        return []
    digits = typed.replace(" ", "")
    return _by_code(index, digits) if digits.isdigit() else _by_name(index, typed, limit)


def _typed(text: str) -> str:
    """Bring what was typed to one spelling; empty where it is too short to be searched."""
    text = text.strip()[:_LONGEST]
    typed = normalise_name(text)[:_LONGEST].strip()
    return "" if min(len(text), len(typed)) < _SHORTEST else typed


def _by_name(index: SearchIndex, typed: str, limit: int) -> list[SearchAnswer]:
    rows, exact = _rows_spelled(index, typed)
    answers = each_once((index.answers[row] for row in rows), limit)
    if exact or len(answers) >= limit:
        return answers
    alike = _rows_alike(index, typed, _whole_with_typos if answers else _with_typos)
    return each_once([*answers, *(index.answers[row] for row in alike)], limit)


def _rows_spelled(index: SearchIndex, typed: str) -> tuple[IntArray, bool]:
    """Return the rows whose names hold what was typed without a typo, and whether one is it.

    ``typed`` is the name, with or without spaces, begins it, begins one of its words, has words
    that begin distinct words of it, or is found in it without spaces, in this order.
    """
    place = np.strings.find(index.worded, f" {typed}")
    letters = glued(typed)
    inside = np.strings.find(index.glued, letters)
    rank = np.select(
        [
            index.spelled == typed,
            index.glued == letters,
            place == 0,
            place > 0,
            (inside == 0) & (len(letters) >= _SHORTEST_GLUED),
            (inside > 0) & (len(letters) >= _SHORTEST_INSIDE),
        ],
        [0, _EXACT, 2, 3, 7, 8],
        default=_UNMATCHED,
    )
    matches = spelled_rows(index.words, typed.split())
    rank[matches.rows] = np.minimum(rank[matches.rows], 4 + matches.order)
    order = np.argsort(rank, kind="stable")[: int((rank < _UNMATCHED).sum())]
    return order, bool(rank.min() <= _EXACT)


def _rows_alike(
    index: SearchIndex, typed: str, accept: Callable[[IntArray], BoolArray]
) -> IntArray:
    """Return the rows that match with typos, the fewest first: by words, else without spaces."""
    matches = alike_rows(index.words, typed.split())
    accepted = accept(matches.costs)
    if accepted.any():
        rank = 3 * matches.costs + matches.order
        return matches.rows[accepted][np.argsort(rank[accepted], kind="stable")]
    letters = glued(typed)
    most = min(len(letters) // _LETTERS_PER_TYPO, _MOST_TYPOS)
    costs = typo_costs(index.beginnings, letters, most=most)
    accepted = accept(costs)
    return np.flatnonzero(accepted)[np.argsort(costs[accepted], kind="stable")]


def _with_typos(costs: IntArray) -> BoolArray:
    accepted: BoolArray = (costs > 0) & (costs < NONE)
    return accepted


def _whole_with_typos(costs: IntArray) -> BoolArray:
    """Leave out beginnings: many have a typo, which means little beside names that begin as typed."""
    whole: BoolArray = costs % TYPO == 0
    return _with_typos(costs) & whole


def _rows_close(index: SearchIndex, typed: str, limit: int) -> list[int]:
    """Return the rows closest to ``typed`` among those that share a long word with it, by rapidfuzz.

    What else either of them says counts less. A text that shares no word with any name resembles
    nothing: « douche » and « ggg » are no places.
    """
    long_words = [word for word in typed.split() if len(word) >= _SHORTEST_CLOSE]
    sharing = rows_sharing(index.words, long_words)
    close = process.extract(
        typed,
        {int(row): index.choices[row] for row in sharing},
        scorer=fuzz.token_set_ratio,
        limit=3 * limit,
        score_cutoff=_LEAST_CLOSE,
    )
    return [row for _, _, row in close]


def glued(typed: str) -> str:
    """Return the letters without spaces, a ``st`` they begin with written in full."""
    letters = typed.replace(" ", "")
    return f"saint{letters[2:]}" if letters.startswith("st") else letters


def _by_code(index: SearchIndex, digits: str) -> list[SearchAnswer]:
    matching = np.flatnonzero(np.strings.startswith(index.postal_codes, digits))
    answers = [index.postal_answers[row] for row in matching]
    most = _MOST_OF_A_DEPARTEMENT if len(digits) <= _DEPARTEMENT_DIGITS else None
    # Readers type postal codes: the commune that has this INSEE code comes after theirs.
    coded = [index.communes[digits]] if digits in index.communes else []
    return each_once([*answers, *coded], most)


def each_once(answers: Iterable[SearchAnswer], most: int | None = None) -> list[SearchAnswer]:
    """Keep the first answer of each territory, ``most`` of them."""
    first: dict[str, SearchAnswer] = {}
    for answer in answers:
        first.setdefault(answer.code, answer)
        if len(first) == most:
            break
    return list(first.values())[:most]
