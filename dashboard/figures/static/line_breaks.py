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
    most = max(int(width_px / (LETTER_EM * size_px)), 1)
    found = textwrap.wrap(text, most, max_lines=lines, placeholder="\u00a0…") or [""]
    for width in range(most - 1, 0, -1):
        shorter = textwrap.wrap(text, width)
        if len(shorter) > len(found) or found[-1].endswith("…"):
            break
        found = shorter
    return tuple(found)


def broken(text: str, width_px: float, size_px: float) -> list[str]:
    """Break a text into as many lines as it needs, never before « : » nor between a text and its number."""
    for bound in (":", ";", "?", "!", "»"):
        text = text.replace(f" {bound}", f"\u00a0{bound}")
    text = _NUMBER.sub("\u00a0", text.replace("« ", "«\u00a0"))
    return textwrap.wrap(text, int(width_px / (_PICTURE_LETTER_EM * size_px)))
