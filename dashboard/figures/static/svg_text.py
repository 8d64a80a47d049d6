"""Words and axes in SVG text: wrapping without a browser to measure letters, round ticks."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from dashboard.figures import palette

LETTER_EM = 0.56
"""Width of a letter, in sizes of the font: a little more than the mean of the usual sans-serif ones."""
LINE_EM = 1.3
"""Distance between two lines, in sizes of the font."""
_ROUND = (1.0, 2.0, 5.0, 10.0)
_STEPS = 5
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


def axis_ticks(largest: float, *, smallest_step: float = 0.0) -> tuple[float, ...]:
    """Return round ticks from zero to the first one that reaches ``largest``, which may be zero.

    Args:
        largest: the largest value to draw, not negative.
        smallest_step: the least distance between two ticks, 1 for counts.
    """
    if largest <= 0:
        return (0.0, max(smallest_step, 1.0))
    rough = max(largest / _STEPS, smallest_step)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in _ROUND if power * one >= rough * (1 - 1e-9))
    count = math.ceil(largest / step - 1e-9)
    return tuple(round(step * place, 10) for place in range(count + 1))


def text_svg(x: float, y: float, text: str, *, size_px: float, more: str = "") -> str:
    """Write a line of text whose baseline is at ``y``; ``more`` holds further attributes."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size_px:g}" fill="{palette.TEXT}"{more}>'
        f"{escape(text, quote=False)}</text>"
    )


def lines_svg(x: float, y: float, lines: Sequence[str], *, size_px: float, more: str = "") -> str:
    """Write lines under one another, the first one's baseline at ``y``."""
    return "".join(
        text_svg(x, round(y + place * LINE_EM * size_px, 1), line, size_px=size_px, more=more)
        for place, line in enumerate(lines)
    )
