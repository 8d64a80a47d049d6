"""Where lines of words are broken, without a browser to measure letters."""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache

LETTER_EM = 0.56
"""Width of a letter, in sizes of the font: a little more than the mean of the usual sans-serif ones."""
_PICTURE_LETTER_EM = 0.52
"""That of the font of pictures: what its widest long lines need."""
_NUMBER = re.compile(r" (?=\([0-9])")
_REMEMBERED = 1024
"""Texts broken into lines and kept: themes, publics and names come back with each answer."""


@lru_cache(maxsize=_REMEMBERED)
def wrapped(text: str, *, width_px: float, size_px: float, lines: int = 2) -> tuple[str, ...]:
    """Break a text into lines of about the same length; what does not fit ends in « … ».

    Args:
        text: the words.
        width_px: the longest line.
        size_px: the size of the letters.
        lines: how many at most.
    """
    if not text:
        return ("",)
    most = max(int(width_px / (LETTER_EM * size_px)), 1)
    broken = _lines(text, most, at_most=lines)
    return tuple(broken if broken[-1].endswith("…") else _evened(text, broken, most))


def broken(text: str, width_px: float, size_px: float, *, even: bool = False) -> list[str]:
    """Break a text into as many lines as it needs, never before « : » nor between a text and its number.

    Args:
        text: the words.
        width_px: the longest line.
        size_px: the size of the letters.
        even: of about the same length, as those of a title: none is left with a word alone.
    """
    for bound in (":", ";", "?", "!", "»", "·"):
        text = text.replace(f" {bound}", f"\u00a0{bound}")
    text = _NUMBER.sub("\u00a0", text.replace("« ", "«\u00a0"))
    most = int(width_px / (_PICTURE_LETTER_EM * size_px))
    lines = _lines(text, most)
    return _evened(text, lines, most) if even else lines


def _evened(text: str, lines: list[str], most: int) -> list[str]:
    """Shorten the longest line as far as there are no more lines."""
    for width in range(most - 1, _longest(text) - 1, -1):
        shorter = _lines(text, width)
        if len(shorter) > len(lines):
            break
        lines = shorter
    return lines


def _lines(text: str, width: int, *, at_most: int | None = None) -> list[str]:
    """Break between words, at a hyphen only where no line holds a word: names stay whole."""
    cut = _longest(text) > width
    return textwrap.wrap(
        text, width, break_on_hyphens=cut, max_lines=at_most, placeholder="\u00a0…"
    )


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)
