"""How a CSV file is laid out: its separator, where its headers are, where each record starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.data.tabular.delimited.records import DelimitedRecord, is_well_quoted, records
from dashboard.data.tabular.headers import SAMPLE_ROWS, header_index, usual_width

SEPARATORS = (";", "\t", "|", ",")
"""The comma comes last: at equal merit it is more often in a text or a number."""

_SAMPLE_BYTES = 1_000_000
_BLOCK_BYTES = 16_000_000
_NEWLINE, _QUOTE = 10, 34


@dataclass(frozen=True)
class Layout:
    """How a CSV file is laid out.

    Attributes:
        separator: between cells.
        headers: of every column, blank where the file names none.
        start: offset in bytes of the first record after the headers.
        line: line of the file at ``start``, from 1.
    """

    separator: str
    headers: tuple[str, ...]
    start: int
    line: int


def layout_of(content: bytes) -> Layout:
    """Find the layout of UTF-8 text that is not blank, and whose line ends are line feeds.

    There are no headers when there are only separators.
    """
    head = _head(content)
    samples = {separator: _sample(head, separator) for separator in SEPARATORS}
    separator = max(SEPARATORS, key=lambda candidate: _merit(samples[candidate]))
    sample = samples[separator]
    rows = [record.cells for record in sample]
    if not rows:
        return Layout(separator, (), len(content), 1)
    header = header_index(rows)
    width = max(len(rows[header]), usual_width(rows[header:]))
    headers = (*rows[header], *[""] * (width - len(rows[header])))
    line = sample[header].line + sample[header].lines
    return Layout(separator, headers, _offset(content, line), line)


def _head(content: bytes) -> str:
    head = content[:_SAMPLE_BYTES]
    if len(head) < len(content) and b"\n" in head:
        head = head[: head.rindex(b"\n") + 1]
    return head.decode("utf-8", errors="replace")


def _sample(head: str, separator: str) -> list[DelimitedRecord]:
    sampled: list[DelimitedRecord] = []
    for record in records(head, separator):
        if any(cell.strip() for cell in record.cells):
            sampled.append(record)
        if len(sampled) == SAMPLE_ROWS:
            break
    return sampled


def _merit(sample: Sequence[DelimitedRecord]) -> float:
    """Return the share of records that have the usual number of cells, nothing if it is one."""
    widths = [len(record.cells) for record in sample]
    several = [width for width in widths if width > 1]
    if not several:
        return 0.0
    usual = max(set(several), key=lambda width: (several.count(width), width))
    return several.count(usual) / len(widths)


def _offset(content: bytes, line: int) -> int:
    """Return where line ``line`` starts."""
    offset = 0
    for _ in range(line - 1):
        end = content.find(b"\n", offset)
        if end < 0:
            return len(content)
        offset = end + 1
    return offset


@dataclass(frozen=True, eq=False)
class Starts:
    """Where records start, if quotes pair up: offsets in bytes, and lines counted from 0."""

    offsets: NDArray[np.int64]
    ends: NDArray[np.int64]
    lines: NDArray[np.int64]
    multiline: NDArray[np.bool_]


def record_starts(content: memoryview) -> Starts | None:
    """Find where the records of a CSV text start; blank lines are none.

    A line ends a record when an even number of quotes precedes its end, which is true of any
    file whose cells are quoted whole. Returns ``None`` when the last quote is never closed.
    """
    newlines, quotes = _newlines(content)
    inside = quotes % 2 == 1
    if inside[-1]:
        return None
    closing = np.flatnonzero(~inside)
    ends = newlines[closing]
    offsets = np.concatenate([[0], ends[:-1] + 1])
    lines = np.concatenate([[0], closing[:-1] + 1])
    multiline = np.diff(np.concatenate([[-1], closing])) > 1
    filled = ends > offsets
    return Starts(offsets[filled], ends[filled], lines[filled], multiline[filled])


def _newlines(content: memoryview) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the offset of every line end, the file's included, and the quotes before each."""
    ends, counts, seen = [], [], 0
    for start, block in _blocks(content):
        newline = block == _NEWLINE
        places = np.flatnonzero(newline)
        ends.append(places + start)
        quotes = np.flatnonzero(block == _QUOTE)
        counts.append(np.searchsorted(quotes, places) + seen)
        seen += len(quotes)
    if content[-1] != _NEWLINE:
        ends.append(np.array([len(content)]))
        counts.append(np.array([seen]))
    return np.concatenate(ends), np.concatenate(counts)


def _blocks(content: memoryview) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    whole = np.frombuffer(content, dtype=np.uint8)
    for start in range(0, len(whole), _BLOCK_BYTES):
        yield start, whole[start : start + _BLOCK_BYTES]


def all_well_quoted(content: memoryview, starts: Starts, separator: str) -> bool:
    """Check whether every record of several lines is one by the letter of the CSV rules.

    Otherwise a quote that was never closed may have swallowed the lines after it.
    """
    for start, end in zip(
        starts.offsets[starts.multiline], starts.ends[starts.multiline], strict=True
    ):
        text = str(content[start:end], "utf-8")
        if not is_well_quoted(text, separator):
            return False
    return True
