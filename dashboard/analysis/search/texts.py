"""Full text: which records have some words in their names and summaries.

All texts stand in one string, a line per record, each word after a space: finding a phrase is one
search of that string, in the speed of the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.kernel.results import BoolArray, IntArray
from dashboard.domain.names import spelled

_LONGEST_WHOLE = 3
"""Letters of a word up to which it is meant whole: ``caf`` is no beginning of ``cafe``."""


@dataclass(frozen=True, eq=False)
class TextIndex:
    """The texts of ``n`` records, spelled alike, in one string; line ``i`` begins at ``starts[i]``."""

    lines: str
    starts: IntArray


def build_text_index(texts: Sequence[str]) -> TextIndex:
    """Spell and join the texts of records, in their order."""
    lines = [f" {spelled(text)}\n" for text in texts]
    lengths = np.array([len(line) for line in lines], dtype=np.int64)
    return TextIndex("".join(lines), np.cumsum(lengths) - lengths)


def records_with(index: TextIndex, phrases: Sequence[str]) -> BoolArray:
    """Mark the records that have one of the phrases, shape ``(n,)``.

    The words of a phrase stand side by side; its last one may be the beginning of a longer word, unless
    it has three letters or fewer. Phrases are spelled as ``names.spelled`` spells.
    """
    marked = np.zeros(len(index.starts), dtype=np.bool_)
    for phrase in filter(None, phrases):
        marked[_lines_with(index, phrase)] = True
    return marked


def records_with_all(index: TextIndex, words: Sequence[str]) -> BoolArray:
    """Mark the records that have every word, in any order, shape ``(n,)``; all of them for no word.

    The rarest word is looked for everywhere, the others in the few lines that have it.
    """
    size = len(index.starts)
    if not words:
        return np.ones(size, dtype=np.bool_)
    rarest, *others = sorted(words, key=lambda word: index.lines.count(f" {word}"))
    ends = np.append(index.starts[1:], len(index.lines))
    marked = np.zeros(size, dtype=np.bool_)
    for line in np.unique(_lines_with(index, rarest)).tolist():
        text = index.lines[index.starts[line] : ends[line]]
        marked[line] = all(any(one in text for one in _patterns(word)) for word in others)
    return marked


def _lines_with(index: TextIndex, phrase: str) -> IntArray:
    places = [place for pattern in _patterns(phrase) for place in _places(index.lines, pattern)]
    lines: IntArray = np.searchsorted(index.starts, np.array(places, dtype=np.int64), "right") - 1
    return lines


def _patterns(phrase: str) -> tuple[str, ...]:
    """Return what is looked for in the string: a short last word is followed by a space or the line's end."""
    whole = len(phrase.rsplit(maxsplit=1)[-1]) <= _LONGEST_WHOLE
    return (f" {phrase} ", f" {phrase}\n") if whole else (f" {phrase}",)


def _places(text: str, pattern: str) -> Iterator[int]:
    place = text.find(pattern)
    while place >= 0:
        yield place
        place = text.find(pattern, place + 1)
