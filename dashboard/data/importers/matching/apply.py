"""Giving a reader the columns of a match, those that go together as one."""

from __future__ import annotations

from dataclasses import replace

from dashboard.data.importers.cells.texts import joined
from dashboard.data.importers.matching.match import ColumnMatch
from dashboard.data.importers.matching.wanted import BY_CODE
from dashboard.data.tabular.table import TextTable

_JOINT = " "


def read_as(table: TextTable, match: ColumnMatch) -> tuple[TextTable, dict[str, str]]:
    """Return the table to read, and its header per wanted column.

    Several headers of one wanted column become one column more, named after them: « Téléphone +
    Mobile ».
    """
    headers, more = {}, {}
    for code, parts in match.used.items():
        headers[code] = " + ".join(parts)
        if len(parts) > 1:
            cells = (table.cells[header] for header in parts)
            more[headers[code]] = joined(*cells, separator=BY_CODE[code].joint or _JOINT)
    return (replace(table, cells=table.cells.assign(**more)) if more else table), headers
