"""XLSB workbooks: what they would take in memory, and what they hide; see ``xls``."""

from __future__ import annotations

import io
import posixpath
import re
import struct
from collections.abc import Iterator

import numpy as np

from dashboard.data.tabular.limits import Limits, refused, require_at_most
from dashboard.data.tabular.workbook.archive import archive_parts, repacked
from dashboard.data.tabular.workbook.masked import Masked
from dashboard.data.tabular.workbook.xls import Reach
from dashboard.data.tabular.workbook.xlsx_masked import relations

_WORKBOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_TEXTS, _STYLES = "xl/sharedStrings.bin", "xl/styles.bin"
_PARTS = re.compile(r"(?:\.bin|\.rels|\.xml)$", re.IGNORECASE)
_ROW, _TEXT_CELL, _END_OF_ROWS = 0x00, 0x07, 0x92
_CELLS = range(0x02, 0x0C)
_COLUMNS, _SHEET, _TEXT, _TEXTS_BEGIN = 0x3C, 0x9C, 0x13, 0x9F
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_LAST_ROW = 0x100000


def xlsb_workbook(name: str, content: bytes, limits: Limits) -> tuple[io.BytesIO, list[Masked]]:
    """Return an XLSB workbook that is safe to read, and what its sheets hide, in their order.

    Raises:
        ImportFileError: it is protected or broken, or exceeds a limit.
    """
    parts = archive_parts(name, content, _PARTS, limits)
    try:
        return _checked(name, parts, limits)
    except (KeyError, ValueError, IndexError, struct.error) as error:
        raise refused(
            name,
            "le contenu du classeur est abîmé ; ouvrez-le dans un tableur et réenregistrez-le.",
        ) from error


def _checked(name: str, parts: dict[str, bytes], limits: Limits) -> tuple[io.BytesIO, list[Masked]]:
    """Check every sheet; only what was checked is kept."""
    targets = relations(name, parts[_RELATIONS])
    paths = [
        posixpath.normpath(posixpath.join("/xl", targets[key])).lstrip("/")
        for key in _sheet_ids(parts[_WORKBOOK])
    ]
    texts, lengths = _texts(parts.get(_TEXTS, b""))
    safe = {path: parts[path] for path in (_WORKBOOK, _RELATIONS, _STYLES) if path in parts}
    if texts:
        safe[_TEXTS] = texts
    masked, cells, octets = [], 0, 0
    for path in paths:
        reach, masked_rows = _walked(parts[path], limits)
        cells += reach.size(name, limits)
        octets += int(lengths[np.array(reach.texts, dtype=np.int64)].sum())
        require_at_most(name, "cellules", cells, limits.cells)
        require_at_most(name, "octets dans les textes répétés", octets, limits.uncompressed)
        safe[path] = parts[path]
        masked.append(masked_rows)
    return repacked(safe), masked


def _records(part: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield kind, place and data of each record."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        if at + length > len(part):
            raise ValueError
        yield kind, at, part[at : at + length]
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        value |= (part[at] & 0x7F) << 7 * place
        at += 1
        if not part[at - 1] & 0x80:
            break
    return value, at


def _sheet_ids(workbook: bytes) -> list[str]:
    ids = []
    for kind, _, data in _records(workbook):
        if kind == _SHEET:
            (length,) = struct.unpack_from("<I", data, 8)
            ids.append(data[12 : 12 + 2 * length].decode("utf-16-le"))
    return ids


def _texts(part: bytes) -> tuple[bytes, np.ndarray]:
    """Return the shared texts with their true number, and the bytes of each."""
    safe, lengths, announced = bytearray(part), [], -1
    for kind, at, data in _records(part):
        if kind == _TEXTS_BEGIN:
            announced = at + 4
        elif kind == _TEXT:
            lengths.append(len(data))
    if announced >= 0:
        safe[announced : announced + 4] = struct.pack("<I", len(lengths))
    return bytes(safe), np.array(lengths, dtype=np.int64)


def _walked(part: bytes, limits: Limits) -> tuple[Reach, Masked]:
    reach, row = Reach(), 0
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, _, data in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data)
            if row > _LAST_ROW:
                break
            if data[11] & _HIDDEN_ROW:
                rows.add(row + 1)
        elif kind in _CELLS:
            (column,) = struct.unpack_from("<I", data)
            reach.add(row, column, column)
            if kind == _TEXT_CELL:
                reach.texts.append(struct.unpack_from("<I", data, 8)[0])
        elif kind == _COLUMNS and data[16] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<II", data)
            columns |= set(range(first + 1, min(last, limits.columns) + 2))
        elif kind == _END_OF_ROWS:
            break
    return reach, Masked(frozenset(rows), frozenset(columns))
