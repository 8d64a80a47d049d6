"""Tables as files that French spreadsheets read, each row saying where it comes from."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence

from flask import Response

from dashboard.analysis.desk import Desk

LICENCE = "Licence Ouverte 2.0"
SOURCE = (
    "Carte de la solidarité en Rhône-Alpes, catalogue rédigé à partir de documents publiés ; "
    "IGN, INSEE, DILA"
)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def provenance(desk: Desk, *, contents: str, filters: str, today: dt.date) -> dict[str, str]:
    """Say what a file holds: contents, filters, date, editions, sources, licence."""
    opened = [source for source in desk.shelf.sources.values() if source.licence]
    return {
        "contenu": contents,
        "filtres": filters,
        "exporte_le": today.isoformat(),
        "catalogue_du": desk.catalogue_date,
        "geographie": desk.geography_vintage,
        "sources": " ; ".join((SOURCE, *(f"{one.title} ({one.date})" for one in opened))),
        "licence": " ; ".join(dict.fromkeys((LICENCE, *(one.licence for one in opened)))),
    }


def csv_bytes(
    columns: Sequence[str], rows: Iterable[Sequence[object]], about: Mapping[str, str]
) -> bytes:
    """Write a table with ``;``, decimal commas, UTF-8 with BOM; every row repeats ``about``.

    A row copied elsewhere still says where it comes from.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([*columns, *about])
    told = [_cell(value) for value in about.values()]
    writer.writerows([*map(_cell, row), *told] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def attachment(body: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to keep under ``name``."""
    response = Response(body, content_type=f"{media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: object) -> object:
    """Write decimals with a comma; text that a spreadsheet would run as a formula is disarmed."""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return "" if value is None else value
