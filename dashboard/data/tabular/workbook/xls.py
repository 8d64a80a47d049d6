"""XLS workbooks: what they would take in memory, and what they hide, from their records.

As for XLSX (see ``sheet_guard``), the library asks for as many cells as the file announces or as the
farthest one needs, and the process ends when memory does not suffice: the records are checked before.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from dashboard.data.tabular.limits import Limits, refused, require_at_most, require_shape
from dashboard.data.tabular.workbook.masked import Masked
from dashboard.data.tabular.workbook.ole import BrokenOleError, ole_file, ole_stream
from dashboard.domain.errors import ImportFileError

_END, _PROTECTED, _SHEET, _TEXTS, _CONTINUED = 0x0A, 0x2F, 0x85, 0xFC, 0x3C
_DIMENSIONS, _ROW, _COLUMNS = 0x200, 0x208, 0x7D
_TEXT_CELL, _NUMBERS, _FORMULA, _RESULT = 0xFD, 0xBD, 0x06, 0x207
_CELLS = {0x203, 0x204, 0x205, 0x27E, _TEXT_CELL, _NUMBERS, _FORMULA}
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_LAST_COLUMN = 0xFF
_HEAD_BYTES = 4


@dataclass(frozen=True)
class _Record:
    kind: int
    at: int
    data: memoryview


@dataclass
class Reach:
    """How far cells reach, in a sheet whose rows follow one another.

    Attributes:
        cells: that hold something.
        texts: places of the shared texts that cells use.
    """

    cells: int = 0
    texts: list[int] = field(default_factory=list)
    _first: tuple[int, int] = (0, 0)
    _last: tuple[int, int] = (0, 0)

    def add(self, row: int, first: int, last: int) -> None:
        """Add the cells of a row between two columns.

        Raises:
            ValueError: the row precedes the one before it: the library takes the last for the end.
        """
        if not self.cells:
            self._first, self._last = (row, first), (row, last)
        if row < self._last[0] or last < first:
            raise ValueError
        self.cells += last - first + 1
        self._first = (self._first[0], min(self._first[1], first))
        self._last = (row, max(self._last[1], last))

    def size(self, name: str, limits: Limits) -> int:
        """Return how many cells the library asks for.

        Raises:
            ImportFileError: more than a limit.
        """
        if not self.cells:
            return 0
        require_shape(name, self._last[0] + 1, self._last[1] + 1, limits)
        return (self._last[0] - self._first[0] + 1) * (self._last[1] - self._first[1] + 1)


def xls_workbook(name: str, content: bytes, limits: Limits) -> tuple[io.BytesIO, list[Masked]]:
    """Return an XLS workbook that is safe to read, and what its sheets hide, in their order.

    Raises:
        ImportFileError: it is none, is protected or broken, or exceeds a limit.
    """
    try:
        stream = ole_stream(content, ("Workbook", "Book"))
        if stream is None:
            raise refused(
                name,
                "c’est un document d’un ancien logiciel, pas un classeur ; attendu : un tableau.",
            )
        safe = bytearray(stream)
        masked = _checked(name, safe, limits)
    except (BrokenOleError, ValueError, IndexError, struct.error) as error:
        raise broken_workbook(name) from error
    return io.BytesIO(ole_file("Workbook", bytes(safe))), masked


def broken_workbook(name: str) -> ImportFileError:
    """Refuse a workbook whose content is damaged."""
    return refused(
        name, "le contenu du classeur est abîmé ; ouvrez-le dans un tableur et réenregistrez-le."
    )


def _checked(name: str, stream: bytearray, limits: Limits) -> list[Masked]:
    """Check every sheet, and blank what they announce of their size, which is not to be believed."""
    sheets, lengths = _globals(name, stream)
    masked, cells, octets = [], 0, 0
    for start in sheets:
        reach, masked_rows = _walked(stream, start)
        cells += reach.size(name, limits)
        texts = np.array(reach.texts, dtype=np.int64)
        octets += int(lengths[texts[texts < len(lengths)]].sum())
        require_at_most(name, "cellules", cells, limits.cells)
        require_at_most(name, "octets dans les textes répétés", octets, limits.uncompressed)
        masked.append(masked_rows)
    return masked


def _globals(name: str, stream: bytearray) -> tuple[list[int], np.ndarray]:
    sheets, lengths = [], np.zeros(0, dtype=np.int64)
    texts: list[memoryview] = []
    for record in _records(stream, 0):
        if record.kind == _PROTECTED:
            raise refused(
                name,
                "le classeur est protégé par un mot de passe ; enregistrez-le sans protection.",
            )
        if record.kind == _SHEET:
            sheets.append(struct.unpack_from("<I", record.data)[0])
        if record.kind == _TEXTS or (record.kind == _CONTINUED and texts):
            texts.append(record.data)
        elif texts:
            lengths, texts = np.array(_text_lengths(texts), dtype=np.int64), []
    return sheets, lengths


def _records(stream: bytearray, start: int) -> Iterator[_Record]:
    view = memoryview(stream)
    while start + _HEAD_BYTES <= len(view):
        kind, length = struct.unpack_from("<HH", view, start)
        at = start + _HEAD_BYTES
        if at + length > len(view):
            raise ValueError
        yield _Record(kind, at, view[at : at + length])
        if kind == _END:
            return
        start = at + length


def _walked(stream: bytearray, start: int) -> tuple[Reach, Masked]:
    reach, formula = Reach(), (0, 0)
    rows: set[int] = set()
    columns: set[int] = set()
    for record in _records(stream, start):
        data = record.data
        if record.kind in _CELLS:
            formula = _add_cells(reach, record, formula)
        elif record.kind == _RESULT:  # of the last formula
            reach.add(formula[0], formula[1], formula[1])
        elif record.kind == _DIMENSIONS:
            stream[record.at : record.at + len(data)] = bytes(len(data))
        elif record.kind == _ROW and data[12] & _HIDDEN_ROW:
            rows.add(struct.unpack_from("<H", data)[0] + 1)
        elif record.kind == _COLUMNS and data[8] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", data)
            columns |= set(range(first + 1, min(last, _LAST_COLUMN) + 2))
    return reach, Masked(frozenset(rows), frozenset(columns))


def _add_cells(reach: Reach, record: _Record, formula: tuple[int, int]) -> tuple[int, int]:
    """Add what a record holds, and return the place of the last formula."""
    row, first = struct.unpack_from("<HH", record.data)
    last = first
    if record.kind == _NUMBERS:
        (last,) = struct.unpack_from("<H", record.data, len(record.data) - 2)
    elif record.kind == _TEXT_CELL:
        reach.texts.append(struct.unpack_from("<I", record.data, 6)[0])
    reach.add(row, first, last)
    return (row, first) if record.kind == _FORMULA else formula


def _text_lengths(parts: list[memoryview]) -> list[int]:
    """Return the characters of each shared text; what continues in another record may change width.

    Raises:
        IndexError: fewer texts than announced, for all of which the library makes room.
        struct.error: likewise.
    """
    (count,) = struct.unpack_from("<I", parts[0], 4)
    lengths = []
    part, at = 0, 8
    for _ in range(count):
        if at >= len(parts[part]):
            part, at = part + 1, at - len(parts[part])
        characters, flags = struct.unpack_from("<HB", parts[part], at)
        at += 3
        skipped = 0
        if flags & 8:
            skipped += 4 * struct.unpack_from("<H", parts[part], at)[0]
            at += 2
        if flags & 4:
            skipped += struct.unpack_from("<I", parts[part], at)[0]
            at += 4
        part, at = _after_text(parts, part, at, characters, wide=bool(flags & 1))
        lengths.append(characters)
        at += skipped
        while at > len(parts[part]):
            part, at = part + 1, at - len(parts[part])
    return lengths


def _after_text(
    parts: list[memoryview], part: int, at: int, characters: int, *, wide: bool
) -> tuple[int, int]:
    while True:
        size = 2 if wide else 1
        step = min(characters, (len(parts[part]) - at) // size)
        at, characters = at + step * size, characters - step
        if not characters:
            return part, at
        part, at = part + 1, 1
        wide = bool(parts[part][0] & 1)
