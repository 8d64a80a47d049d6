"""Tables as a workbook: one typed sheet each, and a last one that says where they come from."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.workbook import Workbook

from dashboard.exports.formats.table import FileTable

ABOUT_SHEET = "Filtres et sources"
_OPTIONS = {
    "in_memory": True,
    # What a record says is a text, whatever it looks like: never a formula, a number or a link.
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _WIDEST = 31, 60
_HEAD = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2}


def xlsx_bytes(tables: Sequence[FileTable], about: Mapping[str, str]) -> bytes:
    """Write a workbook: codes and other texts stay texts, numbers are numbers.

    ``None`` and an empty text make no cell, as filters of spreadsheets expect of what is not known.
    The same tables make the same bytes, but for the day written in ``about``.

    Args:
        tables: one sheet each, in order; titles are cut and numbered where a workbook needs it.
        about: what the last sheet holds: contents, filters, dates, sources, licence.
    """
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, _OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": about.get("contenu", ""),
                "subject": about.get("filtres", ""),
                "comments": about.get("sources", ""),
                "created": dt.datetime.fromisoformat(about["exporte_le"]),
            }
        )
        names = [ABOUT_SHEET]
        for table in tables:
            names.append(_sheet_name(table.title, names))
            _write(workbook, names[-1], table)
        pairs = tuple(about.items())
        _write(workbook, ABOUT_SHEET, FileTable(ABOUT_SHEET, ("rubrique", "valeur"), pairs))
    return body.getvalue()


def _write(workbook: Workbook, name: str, table: FileTable) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.write_row(0, 0, table.columns, workbook.add_format(_HEAD))
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                sheet.write_string(number, place, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(number, place, cell)
    for place, width in enumerate(_widths(table)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _widths(table: FileTable) -> list[int]:
    """Set the width of each column to its longest cell, in characters, within reason."""
    columns = zip(table.columns, *table.rows, strict=True)
    return [min(max(len(str(cell)) for cell in column) + 2, _WIDEST) for column in columns]


def _sheet_name(title: str, names: Sequence[str]) -> str:
    r"""Name a sheet as workbooks allow: 31 characters, none of ``[]:*?/\\``, each name once."""
    plain = _FORBIDDEN.sub(" ", title).strip("' ") or "Tableau"
    name, number = plain[:_LONGEST_NAME].rstrip(), 2
    while name.casefold() in {other.casefold() for other in names}:
        tail = f" ({number})"
        name, number = plain[: _LONGEST_NAME - len(tail)].rstrip() + tail, number + 1
    return name
