"""Finding the need that everyday words mean: accents, plurals and a slip of the finger do not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.search.matching import (
    NONE,
    TYPO,
    Matches,
    NameWords,
    alike_rows,
    build_name_words,
    spelled_rows,
)
from dashboard.domain.help_needs import HelpNeed, HelpNeeds
from dashboard.domain.names import spelled

_SHORTEST, _LONGEST = 2, 80
_SHORTEST_WITH_TYPO = 5
"""Letters of a word from which one may be wrong: ``apl`` and ``apa`` are two needs."""


@dataclass(frozen=True, eq=False)
class HelpNeedIndex:
    """Every way to write a need, one per line.

    Attributes:
        needs: by code.
        written: by spelling, the code: everyday words, labels and codes.
        lines: the everyday words and labels as they are spelled.
        codes: of the lines.
        words: the lines as words.
    """

    needs: Mapping[str, HelpNeed]
    written: Mapping[str, str]
    lines: tuple[str, ...]
    codes: tuple[str, ...]
    words: NameWords


def build_help_need_index(help_needs: HelpNeeds) -> HelpNeedIndex:
    """Index the words, the labels and the codes of needs; a word goes before a label of another need."""
    labels = [(need.label, code) for code, need in help_needs.needs.items()]
    lines = {spelled(text): code for text, code in reversed([*help_needs.words, *labels])}
    return HelpNeedIndex(
        needs=help_needs.needs,
        written={spelled(code): code for code in help_needs.needs} | lines,
        lines=tuple(lines),
        codes=tuple(lines.values()),
        words=build_name_words(tuple(lines)),
    )


def meant_need(index: HelpNeedIndex, text: str) -> HelpNeed | None:
    """Return the need that a text typed in full means, one typo in a long word allowed; or none."""
    typed = spelled(text[:_LONGEST])
    if typed in index.written:
        return index.needs[index.written[typed]]
    if len(typed) < _SHORTEST:
        return None
    matches = alike_rows(index.words, typed.split())
    whole = (matches.order == 0) & (matches.costs % TYPO == 0) & (matches.costs < NONE)
    rows = matches.rows[whole][np.argsort(matches.costs[whole], kind="stable")]
    short = [word for word in typed.split() if len(word) < _SHORTEST_WITH_TYPO]
    alike = (row for row in rows.tolist() if set(short) <= set(index.lines[row].split()))
    best = next(alike, None)
    return None if best is None else index.needs[index.codes[best]]


def find_needs(index: HelpNeedIndex, text: str, *, limit: int = 5) -> list[HelpNeed]:
    """Find needs while somebody types: the meant one, those that begin so, then those with a typo."""
    typed = spelled(text[:_LONGEST])
    if len(typed) < _SHORTEST:
        return []
    meant = index.written.get(typed)
    words = typed.split()
    found = _once([*([meant] if meant else []), *_codes(index, spelled_rows(index.words, words))])
    if not found:
        found = _once(_codes(index, alike_rows(index.words, words)))
    return [index.needs[code] for code in found[:limit]]


def _codes(index: HelpNeedIndex, matches: Matches) -> list[str]:
    """List the codes of lines that match, the cheapest first, then those in the order typed."""
    order = np.argsort(3 * matches.costs + matches.order, kind="stable")
    return [index.codes[row] for row in matches.rows[order]]


def _once(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))
