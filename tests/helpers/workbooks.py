"""Small workbooks of the kinds no library of ours writes, made byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from tests.helpers.tabular_files import zipped

SHEETS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


# ODS: the XML that LibreOffice writes, without its ornaments.


def ods(body: str, styles: str = "") -> bytes:
    """Make an ODS workbook of the XML of its tables and automatic styles."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" '
        'xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {
            "mimetype": SHEETS_TYPE,
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def ods_table(*rows: str, name: str = "A", about: str = "", columns: str = "") -> str:
    """Write a table of rows of XML."""
    return f'<table:table table:name="{name}" {about}>{columns}{"".join(rows)}</table:table>'


def ods_row(*cells: str | float | None, about: str = "") -> str:
    """Write a row of texts, numbers, or cells already written."""
    return f"<table:table-row {about}>{''.join(map(ods_cell, cells))}</table:table-row>"


def ods_cell(value: str | float | None) -> str:
    """Write a cell."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if value.startswith("<"):
        return value
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


# XLS: a stream of records (kind, length, data), the sheets after what is common to them.


def xls_record(kind: int, data: bytes = b"") -> bytes:
    """Write a record."""
    return struct.pack("<HH", kind, len(data)) + data


def xls_stream(
    sheets: Mapping[str, bytes],
    *,
    texts: Sequence[str] = (),
    states: Sequence[int] = (),
    before: bytes = b"",
) -> bytes:
    """Make the stream of an XLS workbook of sheets given as records.

    Args:
        sheets: the records of each sheet, by its name.
        texts: shared by all.
        states: of each sheet: 0 visible, 1 hidden, 2 very hidden.
        before: records before those of the workbook.
    """
    begin, end = xls_record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), xls_record(0x0A)
    shared = b"".join(struct.pack("<HB", len(one), 1) + one.encode("utf-16-le") for one in texts)
    table = xls_record(0xFC, struct.pack("<II", len(texts), len(texts)) + shared)
    states = [*states, *[0] * len(sheets)]

    def listed(starts: Sequence[int]) -> bytes:
        names = zip(sheets, states, starts, strict=False)
        return b"".join(
            xls_record(
                0x85,
                struct.pack("<IBBBB", start, state, 0, len(name), 1) + name.encode("utf-16-le"),
            )
            for name, state, start in names
        )

    size = len(begin + before + listed([0] * len(sheets)) + table + end)
    bodies = [begin + records + end for records in sheets.values()]
    starts = [size + sum(map(len, bodies[:place])) for place in range(len(bodies))]
    return begin + before + listed(starts) + table + end + b"".join(bodies)


def xls_text(row: int, column: int, place: int) -> bytes:
    """Write a cell that holds a shared text."""
    return xls_record(0xFD, struct.pack("<HHHI", row, column, 0, place))


def xls_number(row: int, column: int, value: float) -> bytes:
    """Write a cell that holds a number."""
    return xls_record(0x203, struct.pack("<HHHd", row, column, 0, value))


def xls_hidden_row(row: int) -> bytes:
    """Hide a row."""
    return xls_record(0x208, struct.pack("<HHHHIHH", row, 0, 9, 300, 0, 0x20, 0))


def xls_hidden_column(column: int) -> bytes:
    """Hide a column."""
    return xls_record(0x7D, struct.pack("<HHHHHH", column, column, 0, 0, 1, 0))


def xls_size(rows: int, columns: int) -> bytes:
    """Announce the size of a sheet."""
    return xls_record(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))


def ole_of_small_streams(name: str, stream: bytes) -> bytes:
    """Make an OLE file that keeps its stream among the small ones, as those under 4,096 bytes are."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    minis = -(-len(stream) // 64)
    held = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    sectors = len(held) // 512

    def entry(spelled: str, kind: int, start: int, size: int, child: int = free) -> bytes:
        raw = f"{spelled}\0".encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII36xIQ", raw, len(raw), kind, 1, free, free, child, start, size
        )

    def words(*values: int) -> bytes:
        return struct.pack("<128I", *values, *[free] * (128 - len(values)))

    # Sectors: the directory, the table of sectors, the table of small ones, then these.
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII108I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 0, 0, 4096, 2, 1, end, 0, 1),
        *[free] * 108,
    )
    directory = entry("Root Entry", 5, 3, len(held), 1) + entry(name, 2, 0, len(stream))
    return b"".join(
        [
            head,
            directory.ljust(512, b"\0"),
            words(end, 0xFFFFFFFD, end, *range(4, 3 + sectors), end),
            words(*range(1, minis), end),
            held,
        ]
    )


# XLSB: parts made of records whose kind and length take as many bytes as they need.


def xlsb_record(kind: int, data: bytes = b"") -> bytes:
    """Write a record."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data


def wide(text: str) -> bytes:
    """Write a text and its length."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    sheets: Mapping[str, Sequence[bytes]],
    *,
    texts: Sequence[str] = (),
    states: Sequence[int] = (),
    announced: int | None = None,
) -> bytes:
    """Make an XLSB workbook of the records of the rows of each sheet, by its name."""
    states = [*states, *[0] * len(sheets)]
    bundles = b"".join(
        xlsb_record(0x9C, struct.pack("<II", state, place) + wide(f"rId{place}") + wide(name))
        for place, (name, state) in enumerate(zip(sheets, states, strict=False), start=1)
    )
    count = len(texts) if announced is None else announced
    shared = b"".join(xlsb_record(0x13, b"\0" + wide(one)) for one in texts)
    related = "".join(
        f'<Relationship Id="rId{place}" Type="worksheet" Target="worksheets/sheet{place}.bin"/>'
        for place in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": xlsb_record(0x83)
        + xlsb_record(0x99, b"\0" * 12)
        + xlsb_record(0x8F)
        + bundles
        + xlsb_record(0x90)
        + xlsb_record(0x84),
        "xl/_rels/workbook.bin.rels": f"<Relationships>{related}</Relationships>".encode(),
        "xl/sharedStrings.bin": xlsb_record(0x9F, struct.pack("<II", count, count))
        + shared
        + xlsb_record(0xA0),
    }
    for place, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{place}.bin"] = (
            xlsb_record(0x81)
            + xlsb_record(0x93, b"\0" * 23)
            + xlsb_record(0x94, b"\0" * 16)
            + rows[0]
            + xlsb_record(0x91)
            + b"".join(rows[1:])
            + xlsb_record(0x92)
            + xlsb_record(0x82)
        )
    return zipped(parts)


def xlsb_hidden_column(column: int) -> bytes:
    """Hide a column; stands first among the records of a sheet, where others give nothing."""
    data = struct.pack("<IIIII", column, column, 0, 0, 1)
    return xlsb_record(0x186) + xlsb_record(0x3C, data) + xlsb_record(0x187)


def xlsb_row(row: int, *, hidden: bool = False) -> bytes:
    """Begin a row."""
    return xlsb_record(0, struct.pack("<IIHBB", row, 0, 300, 0, 0x10 if hidden else 0) + b"\0" * 5)


def xlsb_text(column: int, place: int) -> bytes:
    """Write a cell that holds a shared text."""
    return xlsb_record(7, struct.pack("<III", column, 0, place))


def xlsb_number(column: int, value: float) -> bytes:
    """Write a cell that holds a number."""
    return xlsb_record(5, struct.pack("<IId", column, 0, value))
