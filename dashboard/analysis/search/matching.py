"""Names as words: those that have every word the reader typed, each with at most one typo.

What a typed word costs against a name's word is one number: 0 where the word is it or begins it,
``TYPO`` for each slip of the finger, one more where the slips are in a beginning, ``NONE`` otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dashboard.analysis.kernel.results import IntArray

TextArray = NDArray[np.str_]
TYPO, NONE = 64, 1 << 14
_SHORTEST_WITH_TYPO = 4
_AFTER_LETTERS = "{"  # follows "z", hence every word that begins alike


@dataclass(frozen=True, eq=False)
class Cut:
    """The texts of at least some length, cut there.

    Attributes:
        texts: the distinct cut texts, ``(c,)``.
        rows: the texts long enough.
        numbers: parallel with ``rows``, which of ``texts`` each begins with.
        whole: parallel with ``rows``, whether each is no longer than that.
    """

    texts: tuple[str, ...]
    rows: IntArray
    numbers: IntArray
    whole: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Beginnings:
    """Every beginning of ``size`` texts, ``cuts`` by number of letters, from none."""

    size: int
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, eq=False)
class NameWords:
    """The words of ``n`` names.

    Attributes:
        vocabulary: the distinct words, sorted, shape ``(v,)``.
        numbers: the place in it of every word of every name, ``v`` past the last one, shape
            ``(n, most words)``.
        counts: how many words each name has, ``(n,)``.
    """

    vocabulary: TextArray
    beginnings: Beginnings
    numbers: IntArray
    counts: IntArray


@dataclass(frozen=True, eq=False)
class Matches:
    """Names that match, in row order: their rows and what they cost, in parallel.

    ``order`` is 0 for the words of the whole name in its order, 1 for its first words, else 2.
    """

    rows: IntArray
    costs: IntArray
    order: IntArray


def build_name_words(names: Sequence[str]) -> NameWords:
    """Lay out the words of normalised names."""
    split = [name.split() for name in names]
    counts = np.array([len(words) for words in split], dtype=np.int64)
    every = np.array([word for words in split for word in words], dtype=np.str_)
    vocabulary, flat = np.unique(every, return_inverse=True)
    numbers = np.full((len(names), int(counts.max(initial=0))), len(vocabulary), dtype=np.int64)
    numbers[np.arange(numbers.shape[1]) < counts[:, None]] = flat
    return NameWords(vocabulary, build_beginnings(vocabulary.tolist()), numbers, counts)


def build_beginnings(texts: Sequence[str]) -> Beginnings:
    """Cut texts at every length they have."""
    whole = np.array(texts, dtype=np.str_)
    lengths = np.strings.str_len(whole)
    cuts = tuple(_cut(whole, lengths, at) for at in range(int(lengths.max(initial=0)) + 1))
    return Beginnings(size=len(texts), cuts=cuts)


def spelled_rows(words: NameWords, typed: Sequence[str]) -> Matches:
    """Find the names of which every typed word begins a distinct word, or is one."""
    return _match(words, typed, _spelled_costs)


def alike_rows(words: NameWords, typed: Sequence[str]) -> Matches:
    """Find the same with one typo in any typed word of four letters or more."""
    return _match(words, typed, _costs)


def rows_sharing(words: NameWords, typed: Sequence[str]) -> IntArray:
    """Find the names that have one of the typed words, spelled right and whole."""
    shared = np.append(np.isin(words.vocabulary, np.array(typed, dtype=np.str_)), False)
    return np.flatnonzero(shared[words.numbers].any(axis=1))


def typo_costs(beginnings: Beginnings, typed: str, *, most: int) -> IntArray:
    """Return what ``typed`` costs as a beginning of each text with ``most`` typos, ``(size,)``.

    A typo is a letter missing, added or replaced, or two neighbours in the wrong order; none of the
    first letter where the text goes on, and a first letter replaced makes another word.
    """
    costs = np.full(beginnings.size, NONE, dtype=np.int64)
    for length in range(len(typed) - most, len(typed) + most + 1):
        if 0 < length < len(beginnings.cuts):
            cut = beginnings.cuts[length]
            here = _cut_costs(cut, typed, most)[cut.numbers]
            here[_begun_otherwise(cut, typed, here)] = NONE
            here[(here >= TYPO) & ~cut.whole] += 1
            costs[cut.rows] = np.minimum(costs[cut.rows], here)
    return costs


def _begun_otherwise(cut: Cut, typed: str, costs: IntArray) -> NDArray[np.bool_]:
    """Find the texts that only resemble ``typed`` from the second letter on: « souche », « douche »."""
    close = np.flatnonzero((costs >= TYPO) & (costs < NONE))
    other = np.zeros(len(costs), dtype=np.bool_)
    for row in close.tolist():
        text = cut.texts[cut.numbers[row]]
        other[row] = text[0] != typed[0] and (text[1:] == typed[1:] or not cut.whole[row])
    return other


def _cut(whole: TextArray, lengths: IntArray, at: int) -> Cut:
    rows = np.flatnonzero(lengths >= at)
    short = whole[rows].astype(f"<U{max(at, 1)}")
    texts, numbers = np.unique(short, return_inverse=True)
    return Cut(tuple(texts.tolist()), rows, numbers, lengths[rows] == at)


def _cut_costs(cut: Cut, typed: str, most: int) -> IntArray:
    typos = process.cdist(
        [typed], cut.texts, scorer=OSA.distance, score_cutoff=most, dtype=np.int64
    )[0]
    return np.where(typos <= most, typos * TYPO, NONE)


def _costs(words: NameWords, word: str) -> IntArray:
    """Return what a typed word costs against every word of the vocabulary, then none."""
    if len(word) < _SHORTEST_WITH_TYPO:
        return _spelled_costs(words, word)
    return np.append(typo_costs(words.beginnings, word, most=1), NONE)


def _spelled_costs(words: NameWords, word: str) -> IntArray:
    first, end = np.searchsorted(words.vocabulary, [word, word + _AFTER_LETTERS])
    costs = np.full(len(words.vocabulary) + 1, NONE, dtype=np.int64)
    costs[first:end] = 0
    return costs


def _match(
    words: NameWords, typed: Sequence[str], costs_of: Callable[[NameWords, str], IntArray]
) -> Matches:
    """Match every typed word to the cheapest word left of each name, the longest typed word first.

    What begins with a long word also begins with its own beginning: taken the other way round,
    ``sa saint`` would spend on ``sa`` the first word of Saint-Savin.
    """
    rows = np.flatnonzero(words.counts >= len(typed))
    left, paid = words.numbers[rows], np.zeros(len(rows), dtype=np.int64)
    places = np.zeros((len(rows), len(typed)), dtype=np.int64)
    for column in sorted(range(len(typed)), key=lambda at: -len(typed[at])):
        if not len(rows):
            break
        price = costs_of(words, typed[column])[left]
        places[:, column] = price.argmin(axis=1)
        paid = paid + price[np.arange(len(rows)), places[:, column]]
        matched = paid < NONE
        rows, left, paid, places = rows[matched], left[matched], paid[matched], places[matched]
        left[np.arange(len(rows)), places[:, column]] = len(words.vocabulary)
    first = (places == np.arange(len(typed))).all(axis=1)
    return Matches(rows, paid, 2 - first - (first & (words.counts[rows] == len(typed))))
