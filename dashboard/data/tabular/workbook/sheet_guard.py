"""What a sheet would take in memory, from its XML.

The library that reads workbooks asks for as many cells as the farthest one needs, before it reads
any: a file of a few bytes that has a cell in the last corner ends the process, which no exception
can prevent. What is not written as every spreadsheet writes it is therefore refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.data.tabular.limits import Limits, refused, require_at_most
from dashboard.domain.formats import french_number

_STRINGS = "xl/sharedStrings.xml"
_OPENING = re.compile(rb"<(?:[^\s<>/]+:)?(?:c|row)(?=[\s/>])")
_TAG = re.compile(
    _OPENING.pattern + rb"((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*)\s*/?>",
)
_HAS_REFERENCE = re.compile(rb"\sr\s*=")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{0,3})([1-9][0-9]{0,6})[\"']")
_HAS_SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"']")
_ROW = re.compile(rb"<(?:[^\s<>/]+:)?row(?=[\s/>])")
_EMPTY_CELL = re.compile(rb"<c(?: [rs]=\"[A-Z0-9]+\")*/>")
_SHARED_VALUE = re.compile(rb"<c\s[^<>]*\bt=\"s\"[^<>]*><v>([0-9]{1,9})</v>")
_STRING = re.compile(rb"<(?:[^\s<>/]+:)?si(?=[\s/>])")
_STRINGS_TAG = re.compile(rb"<(?:[^\s<>/]+:)?sst(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_COUNT = re.compile(rb"\s(?:uniqueC|c)ount\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PIECE_BYTES = 4_000_000
_LETTERS = 26
_A = ord("A") - 1


@dataclass(frozen=True)
class _Reach:
    """Rows and columns up to the farthest cell, or more; cells that hold a shared text."""

    rows: int
    columns: int
    shared: int

    def exceeds(self, limits: Limits) -> bool:
        return (
            self.rows > limits.rows
            or self.columns > limits.columns
            or self.rows * self.columns > limits.cells
        )


def guarded_parts(name: str, parts: dict[str, bytes], limits: Limits) -> dict[str, bytes]:
    """Return the parts of a workbook without the empty cells of sheets that would be too large.

    Raises:
        ImportFileError: a sheet reaches too far, is oddly written, or repeats too long texts.
    """
    lengths = _string_lengths(parts.get(_STRINGS, b""))
    guarded = {}
    for path, part in parts.items():
        if b"\0" in part:
            raise refused(name, f"{path} n’est pas en UTF-8 ; enregistrez le classeur à nouveau.")
        if b"sheetData" in part:
            guarded[path] = _guarded(name, path, part, lengths, limits)
        else:
            guarded[path] = _STRINGS_TAG.sub(_uncounted, part)
    return guarded


def _uncounted(tag: re.Match[bytes]) -> bytes:
    """Leave out how many shared texts are announced: the library makes room for them all."""
    return _COUNT.sub(b"", tag[0])


def _guarded(
    name: str, path: str, part: bytes, lengths: NDArray[np.int64], limits: Limits
) -> bytes:
    reach = _reach(name, path, part)
    if reach.exceeds(limits):
        # Cells that only have a style often go on to the last row.
        part = _EMPTY_CELL.sub(b"", part)
        reach = _reach(name, path, part)
    if reach.exceeds(limits):
        raise refused(
            name,
            f"la feuille {path.rpartition('/')[2]} s’étend sur {french_number(reach.rows)} lignes "
            f"et {french_number(reach.columns)} colonnes ; la limite est "
            f"{french_number(limits.rows)} lignes, {french_number(limits.columns)} colonnes et "
            f"{french_number(limits.cells)} cellules.",
        )
    _require_short_texts(name, part, reach.shared, lengths, limits)
    return part


def _reach(name: str, path: str, part: bytes) -> _Reach:
    rows, letters, tags_read, references_read, shared = 0, {b""}, 0, 0, 0
    for piece in _pieces(part):
        tags = _TAG.findall(piece)
        attributes = b"\n".join([b"", *tags])
        references = _REFERENCE.findall(attributes)
        odd = len(tags) != len(_OPENING.findall(piece))
        if odd or len(references) != len(_HAS_REFERENCE.findall(attributes)):
            raise refused(
                name,
                f"{path} n’est pas écrit comme une feuille de calcul ; enregistrez le classeur à "
                "nouveau avec un tableur.",
            )
        rows = max(rows, max((int(row) for _, row in references), default=0))
        letters.update(letter for letter, _ in references)
        tags_read += len(tags)
        references_read += len(references)
        shared += len(_HAS_SHARED.findall(attributes))
    columns = max(map(_column_number, letters))
    if tags_read > references_read:  # cells without reference follow one another
        bodies = _ROW.split(part)
        rows += len(bodies)
        columns += max(len(_OPENING.findall(body)) for body in bodies)
    return _Reach(rows, columns, shared)


def _pieces(part: bytes) -> Iterator[bytes]:
    """Cut XML before tags, a few megabytes at a time: what is found in one is a list in memory."""
    start = 0
    while start < len(part):
        end = part.find(b"<", start + _PIECE_BYTES)
        end = len(part) if end < 0 else end
        yield part[start:end]
        start = end


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - _A
    return number


def _string_lengths(part: bytes) -> NDArray[np.int64]:
    starts = [match.start() for match in _STRING.finditer(part)]
    ends = [*starts[1:], len(part)]
    return np.array(ends[: len(starts)], dtype=np.int64) - np.array(starts, dtype=np.int64)


def _require_short_texts(
    name: str, part: bytes, uses: int, lengths: NDArray[np.int64], limits: Limits
) -> None:
    """Refuse a sheet that repeats a long shared text so often that it fills the memory."""
    longest = int(lengths.max(initial=0))
    if uses * longest <= limits.uncompressed:
        return
    known = np.array([int(position) for position in _SHARED_VALUE.findall(part)], dtype=np.int64)
    known = known[known < len(lengths)]
    total = int(lengths[known].sum()) + (uses - len(known)) * longest
    require_at_most(name, "octets dans les textes répétés", total, limits.uncompressed)
