"""OpenDocument workbooks (ODS): their rows, as text.

The library that reads the other workbooks makes as many cells as ``number-rows-repeated`` announces, adds
comments to the text of cells and does not report which rows are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.data.tabular.cells import number_text
from dashboard.data.tabular.limits import Limits, refused, require_shape
from dashboard.data.tabular.maps.xml_walk import Attributes, Steps, walk
from dashboard.data.tabular.workbook.archive import archive_parts
from dashboard.data.tabular.workbook.masked import Masked, MaskedSheet

_PARTS = re.compile(r"^(?:content|META-INF/manifest)\.xml$")
_CELLS = {"table-cell", "covered-table-cell"}
_UNSEEN = {"collapse", "filter"}
_MOST_SPACES = 1_000
_TIME = re.compile(r"PT(\d{1,5})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")


def ods_sheets(name: str, content: bytes, limits: Limits) -> Iterator[MaskedSheet]:
    """Read the sheets of an ODS workbook; filtered rows are hidden ones.

    Raises:
        ImportFileError: it is protected, broken or exceeds a limit.
    """
    parts = archive_parts(name, content, _PARTS, limits)
    if b"encryption-data" in parts["META-INF/manifest.xml"]:
        raise refused(
            name, "le classeur est protégé par un mot de passe ; enregistrez-le sans protection."
        )
    reader = _Reader(name, limits)
    walk(name, parts["content.xml"], Steps(reader.start, reader.end, reader.text))
    for sheet in reader.sheets:
        yield MaskedSheet(
            sheet.name,
            sheet.name_of_style not in reader.hidden_styles,
            Masked(frozenset(sheet.hidden_rows), frozenset(sheet.hidden_columns)),
            max(sheet.rows, default=0),
            sheet.width,
            sheet.whole_rows(),
        )


class _Table:
    """A sheet as it is being read: its filled rows by number, from 1."""

    def __init__(self, attributes: Attributes) -> None:
        self.name = attributes.get("name", "")
        self.name_of_style = attributes.get("style-name", "")
        self.rows: dict[int, list[str]] = {}
        self.width = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.next_row = self.next_column = 1

    def whole_rows(self) -> Iterator[list[str]]:
        for number in range(1, max(self.rows, default=0) + 1):
            row = self.rows.get(number, [])
            yield row + [""] * (self.width - len(row))


class _Reader:
    def __init__(self, name: str, limits: Limits) -> None:
        self.sheets: list[_Table] = []
        self.hidden_styles: set[str] = set()
        self._name, self._limits = name, limits
        self._style = ""
        self._table: _Table | None = None
        self._nested = 0
        self._row: list[str] = []
        self._row_attributes: Attributes = {}
        self._cell: Attributes | None = None
        self._texts: list[str] = []
        self._comments = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self.hidden_styles.add(self._style)
        elif tag == "table":
            self._start_table(attributes)
        elif self._table is not None and self._nested == 1:
            self._start_inside(self._table, tag, attributes)

    def _start_table(self, attributes: Attributes) -> None:
        self._nested += 1
        if self._nested == 1:
            self._table = _Table(attributes)
            self.sheets.append(self._table)

    def _start_inside(self, table: _Table, tag: str, attributes: Attributes) -> None:
        if tag == "table-column":
            self._column(table, attributes)
        elif tag == "table-row":
            self._row, self._row_attributes = [], attributes
        elif tag in _CELLS:
            self._cell, self._texts = attributes, []
        elif tag == "annotation":
            self._comments += 1
        elif self._cell is not None and not self._comments:
            self._mark(tag, attributes)

    def _mark(self, tag: str, attributes: Attributes) -> None:
        if tag == "s":
            self._texts.append(" " * min(_count(attributes, "c"), _MOST_SPACES))
        elif tag == "tab":
            self._texts.append("\t")
        elif tag == "line-break" or (tag == "p" and self._texts):
            self._texts.append("\n")

    def text(self, text: str) -> None:
        if self._cell is not None and not self._comments and self._nested == 1:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        if tag == "table":
            self._nested -= 1
            if not self._nested:
                self._table = None
        elif self._table is None or self._nested != 1:
            return
        elif tag == "annotation":
            self._comments -= 1
        elif tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
        elif tag == "table-row":
            self._end_row(self._table)

    def _column(self, table: _Table, attributes: Attributes) -> None:
        count = _count(attributes, "number-columns-repeated")
        if attributes.get("visibility") in _UNSEEN:
            last = min(table.next_column + count, self._limits.columns + 1)
            table.hidden_columns |= set(range(table.next_column, last))
        table.next_column += count

    def _end_cell(self, attributes: Attributes) -> None:
        text = _value(attributes, "".join(self._texts))
        self._cell = None
        times = _count(attributes, "number-columns-repeated")
        # Blank cells go on to the last column of every sheet: only those before a value count.
        if not text:
            times = min(times, self._limits.columns + 1 - min(len(self._row), self._limits.columns))
        require_shape(self._name, 1, len(self._row) + times if text else 0, self._limits)
        self._row += [text] * times

    def _end_row(self, table: _Table) -> None:
        first, times = table.next_row, _count(self._row_attributes, "number-rows-repeated")
        table.next_row += times
        row = self._row
        while row and not row[-1]:
            row.pop()
        if not row:
            return
        last = first + times - 1
        table.width = max(table.width, len(row))
        require_shape(self._name, last, table.width, self._limits)
        table.rows |= dict.fromkeys(range(first, last + 1), row)
        if self._row_attributes.get("visibility") in _UNSEEN:
            table.hidden_rows |= set(range(first, last + 1))


def _count(attributes: Attributes, key: str) -> int:
    text = attributes.get(key, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1  # noqa: PLR2004 - digits


def _value(attributes: Attributes, text: str) -> str:
    """Write the value of a cell as the other workbooks' are."""
    if "value" in attributes:
        try:
            return number_text(float(attributes["value"]))
        except ValueError:
            return attributes["value"]
    if "date-value" in attributes:
        return attributes["date-value"].removesuffix("T00:00:00")
    if "boolean-value" in attributes:
        return attributes["boolean-value"].lower()
    if "time-value" in attributes:
        return _clock(attributes["time-value"])
    return attributes.get("string-value", text) if "value-type" in attributes else ""


def _clock(duration: str) -> str:
    parts = _TIME.fullmatch(duration)
    if parts is None:
        return duration
    hours, minutes, seconds = map(int, parts.groups())
    return f"{hours:02}:{minutes:02}:{seconds:02}"
