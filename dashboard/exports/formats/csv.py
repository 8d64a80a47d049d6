"""Tables as files that French spreadsheets read, each row saying where it comes from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(
    columns: Sequence[str], rows: Iterable[Sequence[object]], about: Mapping[str, str]
) -> bytes:
    """Write a table with ``;``, decimal commas, UTF-8 with BOM; every row repeats ``about``.

    A row copied elsewhere still names its source.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([*columns, *about])
    about_cells = [_cell(value) for value in about.values()]
    writer.writerows([*map(_cell, row), *about_cells] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """Write decimals with a comma; text that a spreadsheet would run as a formula is disarmed."""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return "" if value is None else value
