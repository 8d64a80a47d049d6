"""JSON files that hold one object per line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from dashboard.data.tabular.detect import has_json_lines_name

_CHUNK_LINES = 5_000


@dataclass(frozen=True)
class BrokenLine:
    """A line that is not JSON."""

    text: str


def are_json_lines(name: str, document: bytes) -> bool:
    """Check whether the first line is an object by itself, and others follow (or the name announces it)."""
    first, _, rest = document.lstrip().partition(b"\n")
    if not (rest.strip() or has_json_lines_name(name)):
        return False
    return isinstance(_parsed(first), dict)


def line_chunks(document: bytes) -> Iterator[tuple[list[Any], list[int]]]:
    """Yield the values of lines that are not blank, and their line numbers (from 1)."""
    lines: list[bytes] = []
    numbers: list[int] = []
    start, number = 0, 0
    while start < len(document):
        end = document.find(b"\n", start)
        end = len(document) if end < 0 else end
        number += 1
        if line := document[start:end].strip():
            lines.append(line)
            numbers.append(number)
        start = end + 1
        if len(lines) == _CHUNK_LINES:
            yield _values(lines), numbers
            lines, numbers = [], []
    if lines:
        yield _values(lines), numbers


def _values(lines: list[bytes]) -> list[Any]:
    try:
        values: list[Any] = orjson.loads(b"[" + b",".join(lines) + b"]")
    except orjson.JSONDecodeError:
        values = []
    # Two broken lines could make a whole: as many values as lines leaves no doubt but for texts.
    return values if len(values) == len(lines) else [_parsed(line) for line in lines]


def _parsed(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return BrokenLine(line[:1_000].decode("utf-8", errors="replace"))
