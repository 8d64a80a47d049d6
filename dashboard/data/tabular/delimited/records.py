"""The records of a CSV text one by one: slower than Arrow, but it survives broken quotes."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

UNCLOSED = "un guillemet ouvert n’est jamais refermé"
_MOST_REREAD = 20
"""Times the text may be read again after unclosed quotes before giving up."""


@dataclass(frozen=True)
class DelimitedRecord:
    """A record: its cells, the line it starts at (from 1), its number of lines, what is wrong."""

    cells: list[str]
    line: int
    lines: int
    wrong: str = ""


class TooManyQuotesError(ValueError):
    """So many quotes are never closed that the text cannot be cut into records."""


def records(text: str, separator: str) -> Iterator[DelimitedRecord]:
    """Cut a text, whose line ends are line feeds, into records; blank lines are none.

    A record of several lines must follow the rules of quoting to the letter; failing that its first
    line alone is wrong, and the reading resumes at the next one.

    Raises:
        TooManyQuotesError: see there.
    """
    lines = list(io.StringIO(text, newline="\n"))
    start, reread = 0, 0
    while start < len(lines):
        for cells, line_count in _read(lines, start, separator):
            if cells is None:
                reread += line_count
                yield DelimitedRecord([lines[start].rstrip("\n")], start + 1, 1, UNCLOSED)
                start += 1
                break
            if cells:
                yield DelimitedRecord(cells, start + 1, line_count)
            start += line_count
        if reread > _MOST_REREAD * (len(lines) + 1_000):
            raise TooManyQuotesError


def _read(lines: list[str], start: int, separator: str) -> Iterator[tuple[list[str] | None, int]]:
    """Yield cells and number of lines of each record; ``None`` and stop at a broken one."""
    reader = csv.reader(itertools.islice(lines, start, None), delimiter=separator)
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell longer than the module allows: its quote is not closed
            yield None, reader.line_num - before
            return
        if cells is None:
            return
        line_count, before = reader.line_num - before, reader.line_num
        at = start + before - line_count
        if line_count > 1 and not is_well_quoted("".join(lines[at : at + line_count]), separator):
            yield None, line_count
            return
        yield cells, line_count


def is_well_quoted(record: str, separator: str) -> bool:
    """Check whether a record follows the rules of quoting to the letter."""
    try:
        return len(list(csv.reader([record], delimiter=separator, strict=True))) == 1
    except csv.Error:
        return False
