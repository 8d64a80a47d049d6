"""Finding the line of headers, and giving every column a name of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

SAMPLE_ROWS = 100
"""Rows looked at to find the headers."""

_NUMBER = re.compile(r"[-+]?\d[\d\s]*(?:[.,]\d+)?\s*%?")


def header_index(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first rows of a table (at least one) holds its headers.

    It is the first one that has as many cells as most rows, most of them filled, and at least half
    of these not numbers: rows of titles above it fill a cell or two. Failing that, the first of the
    rows that fill most cells.
    """
    sample = [[cell.strip() for cell in row] for row in rows[:SAMPLE_ROWS]]
    usual = usual_width(sample)
    filled = [[bool(cell) for cell in row] for row in sample]
    # Spreadsheets export columns where nothing was ever written: they do not count.
    width = max((_used(row) for row in filled if len(row) == usual), default=0)
    for index, row in enumerate(sample):
        count = sum(filled[index])
        numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in row)
        if len(row) in {usual, width} and 2 * count > width and 2 * numbers <= count:
            return index
    counts = [sum(row) for row in filled]
    return counts.index(max(counts))


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return the most frequent number of cells of a row; the larger one at equal frequency."""
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _used(filled: Sequence[bool]) -> int:
    return max((index + 1 for index, is_filled in enumerate(filled) if is_filled), default=0)


def unique_headers(headers: Sequence[str]) -> list[str]:
    """Return unique headers: a repeated one gets `` (2)``, a blank one is ``colonne`` and its rank."""
    used: set[str] = set()
    # A header keeps its spelling even if an earlier one, blank or repeated, would have taken it.
    spelled = {header.strip() for header in headers}
    named = []
    for place, header in enumerate(headers, start=1):
        wanted = header.strip() or f"colonne {place}"
        unique, rank = wanted, 1
        while unique in used or (unique != header.strip() and unique in spelled):
            rank += 1
            unique = f"{wanted} ({rank})"
        used.add(unique)
        named.append(unique)
    return named
