"""What is on screen, as a file: the same territories, filters and values, and where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from math import isnan

from flask import Flask, Response, abort, request

from dashboard.analysis.aggregation import region_totals, territory_values
from dashboard.analysis.current import Current
from dashboard.analysis.desk import Desk
from dashboard.analysis.results import RegionTotals, Row
from dashboard.analysis.table import row_order, table_row
from dashboard.api.attachments import attachment
from dashboard.components.links import DOWNLOAD_PATH
from dashboard.components.listing import sort_order
from dashboard.components.wording import filters_text, map_title
from dashboard.domain.codes import REGION_CODE, REGION_NAME
from dashboard.domain.indicator import ValueState
from dashboard.domain.query import year_text
from dashboard.domain.selection import Selection
from dashboard.domain.territory import Level
from dashboard.exports.csv_files import csv_bytes
from dashboard.exports.geojson_files import geojson_bytes
from dashboard.exports.provenance import provenance


def register(server: Flask, current: Current, shapes: Mapping[Level, bytes]) -> None:
    """Serve the CSV and GeoJSON of a selection.

    Args:
        server: the application.
        current: what answers are made from.
        shapes: the display boundaries of each level, GeoJSON whose feature ids are codes.
    """

    @server.get(f"{DOWNLOAD_PATH}/carte.<extension>")
    def download(extension: str) -> Response:
        selection = Selection.from_query(request.args.to_dict(flat=False))
        today = dt.datetime.now(tz=dt.UTC).date()
        desk = current.desk
        if extension == "csv":
            body, media_type = csv_file(desk, selection, today=today), "text/csv"
        elif extension == "geojson":
            body = geojson_file(desk, selection, shapes[selection.level], today=today)
            media_type = "application/geo+json"
        else:
            abort(404, "Les formats proposés sont csv et geojson.")
        return attachment(body, media_type, file_name(selection, extension, today=today))


def file_name(selection: Selection, extension: str, *, today: dt.date) -> str:
    """Say what and when in the file's name: ``solidarite_epci_taux_2019-2024_20261121.csv``."""
    years = year_text(selection.years) if selection.years else "toutes-annees"
    return f"solidarite_{selection.level}_{selection.indicator}_{years}_{today:%Y%m%d}.{extension}"


def csv_file(desk: Desk, selection: Selection, *, today: dt.date) -> bytes:
    """Write the whole table as French spreadsheets read it: ``;``, decimal comma, UTF-8 with BOM.

    The last row is the region's. Every row repeats filters, date, sources and licence, so that a
    row copied elsewhere still says where it comes from.
    """
    told = about(desk, selection, today=today)
    values = [
        *(_values(row, selection) for row in rows(desk, selection)),
        _region(region_totals(desk.observatory, selection)),
    ]
    return csv_bytes(_COLUMNS, values, told)


def geojson_file(desk: Desk, selection: Selection, shapes: bytes, *, today: dt.date) -> bytes:
    """Write the territories with their values and shapes; the collection says filters and sources."""
    territories = (
        (row.code, dict(zip(_COLUMNS, _values(row, selection), strict=True)))
        for row in rows(desk, selection)
    )
    told = about(desk, selection, today=today)
    return geojson_bytes(map_title(selection), territories, shapes, told)


def rows(desk: Desk, selection: Selection) -> Iterator[Row]:
    """Yield every row of the table, in its order on screen."""
    values = territory_values(desk.observatory, selection)
    territories = desk.observatory.territories[selection.level]
    key, descending = sort_order(selection)
    for row in row_order(territories, values, key=key, descending=descending).tolist():
        yield table_row(territories, values, row)


def about(desk: Desk, selection: Selection, *, today: dt.date) -> dict[str, str]:
    """Say what the file holds: filters, date, sources, licence."""
    return provenance(
        desk, contents=map_title(selection), filters=filters_text(selection), today=today
    )


_COLUMNS = (
    "code", "nom", "niveau", "habitants_dans_la_region", "initiatives",
    "initiatives_pour_10000_habitants", "part_habitants_desservis", "etat", "taux_sur_effectif_faible",
)  # fmt: skip


def _values(row: Row, selection: Selection) -> tuple[object, ...]:
    return (
        # INSEE writes a département « 01 »; the D tells it apart in addresses only.
        row.code.removeprefix("D"),
        row.name,
        selection.level.singular,
        row.population,
        row.number,
        None if row.rate is None else round(row.rate, 4),
        None if row.share is None else round(row.share, 4),
        row.state.label,
        "oui" if row.cautious else "non",
    )


def _region(totals: RegionTotals) -> tuple[object, ...]:
    state = ValueState.VALUE if totals.number else ValueState.ZERO
    rate, share = (
        None if isnan(value) else round(value, 4) for value in (totals.rate, totals.share)
    )
    return (
        REGION_CODE, REGION_NAME, "région", totals.population, totals.number, rate, share,
        state.label, "non",
    )  # fmt: skip
