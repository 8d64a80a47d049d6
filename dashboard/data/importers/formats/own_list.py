"""Lists of one's own: any table whose columns were matched, and maps drawn by hand.

Nothing but a name is asked of a row: what cannot be read is remarked, and the record is kept. Where it
is, is judged by the linkage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial, reduce

import pandas as pd

from dashboard.data.importers.cells.api import (
    column,
    common_rows,
    contacts,
    dates,
    first_filled,
    french_hours,
    in_line_order,
    joined,
    organisation_emails,
    phones,
    plain_text,
    points,
    public_text,
    websites,
    weekly_hours,
)
from dashboard.data.importers.cells.street_addresses import parted_addresses, postal_code_and_city
from dashboard.data.importers.format import CommonTable, Format, Reader
from dashboard.data.importers.formats.identity import nameless, record_ids, unique_only
from dashboard.data.importers.formats.own_terms import own_terms
from dashboard.data.importers.formats.template_cells import statuses, territories, travelling
from dashboard.data.tabular.table import TextTable
from dashboard.domain.hours import DAYS
from dashboard.domain.importing import Remark

SCHEME = "geojson"
_DECIMALS = 3
"""Decimals of the degrees that identify a place without address: about a hundred metres."""


def reader(code: str) -> Reader:
    """Return the reader of lists whose records are of the source ``code``."""

    def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
        return read_list(table, headers, source=code)

    return read


def _plain_column(table: TextTable, headers: Mapping[str, str], wanted: str) -> pd.Series[str]:
    return plain_text(column(table, headers, wanted))


def read_list(table: TextTable, headers: Mapping[str, str], *, source: str) -> CommonTable:
    """Read a list; see ``Reader``. A row without name is named by its organisation."""
    text = partial(_plain_column, table, headers)
    operator = text("operator")
    name = first_filled(text("name"), operator)
    place = _places(table, headers)
    longitude, latitude, misplaced = points(table, headers)
    served, unknown_places = territories(table, headers, "served_codes")
    status, unknown_status = statuses(table, headers, "status")
    moving, undecided = travelling(table, headers, "travelling")
    reach, unreachable = _contacts(table, headers)
    days = {
        wanted: dates(table, headers, wanted) for wanted in ("started_on", "ended_on", "updated_on")
    }
    where = joined(place["address"], place["postal_code"], place["city"])
    rows = common_rows(
        table,
        source=source,
        id=record_ids(
            first_filled(
                column(table, headers, "id"), unique_only(column(table, headers, "siret"))
            ),
            name,
            first_filled(where, _spot(longitude.where(where.eq("")), latitude)),
        ),
        name=name,
        summary=public_text(_without_marks(column(table, headers, "summary"))),
        themes=own_terms(text("themes")),
        publics=own_terms(text("publics")),
        operator=operator,
        insee_code=column(table, headers, "insee_code"),
        departement=column(table, headers, "departement"),
        served_codes=served,
        opening_hours=_hours(table, headers),
        cost=text("cost"),
        travelling=moving,
        status=status,
        longitude=longitude,
        latitude=latitude,
        **place,
        **reach,
        **{wanted: values for wanted, (values, _) in days.items()},
    )
    remarks: tuple[tuple[Remark, ...], ...] = (
        nameless(table, headers, "name", name),
        misplaced,
        unknown_places,
        unknown_status,
        undecided,
        unreachable,
        *(undated for _, undated in days.values()),
    )
    return CommonTable(rows, in_line_order(*remarks))


def _places(table: TextTable, headers: Mapping[str, str]) -> dict[str, pd.Series[str]]:
    """Read the address, postal code and city of each row, in columns of their own or in one."""
    text = partial(_plain_column, table, headers)
    code, city = postal_code_and_city(text("postal_city"))
    code, city = first_filled(text("postal_code"), code), first_filled(text("city"), city)
    street, its_code, its_city = parted_addresses(text("address"), code)
    return {
        "address": joined(
            joined(text("house_number"), street), text("address_more"), separator=", "
        ),
        "postal_code": first_filled(code, its_code),
        "city": first_filled(city, its_city),
    }


_CONTACTS = ("phone", "email", "website")


def _contacts(
    table: TextTable, headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series[str]], tuple[Remark, ...]]:
    """Read contacts, those without a column of their own from the columns of the others.

    « 04 65 71 00 12 / contact@exemple.fr » in one cell is a telephone and an address.
    """
    reach, remarks = contacts(table, headers)
    lacking = [wanted for wanted in _CONTACTS if wanted not in headers]
    if not lacking or len(lacking) == len(_CONTACTS):
        return reach, remarks
    cells = joined(*(column(table, headers, wanted) for wanted in _CONTACTS), separator=" ; ")
    beside = {wanted: _BESIDE[wanted](cells) for wanted in lacking}
    filled = reduce(lambda left, right: left | right, (texts.ne("") for texts in beside.values()))
    lines = set(table.lines[filled.to_numpy()].tolist())
    return reach | beside, tuple(remark for remark in remarks if remark.line not in lines)


def _phones_in_words(cells: pd.Series[str]) -> pd.Series[str]:
    return phones(cells.where(cells.str.contains(r"[0-9](?:[\s./-]*[0-9]){8}", regex=True), ""))


def _emails_in_words(cells: pd.Series[str]) -> pd.Series[str]:
    return organisation_emails(cells.where(cells.str.contains("@", regex=False), ""))


def _websites_in_words(cells: pd.Series[str]) -> pd.Series[str]:
    return websites(cells.where(cells.str.contains(r"(?i)https?:|www\.", regex=True), ""))


_BESIDE = {"phone": _phones_in_words, "email": _emails_in_words, "website": _websites_in_words}


def _hours(table: TextTable, headers: Mapping[str, str]) -> pd.Series[str]:
    """Read hours: of each day in its own column, else of the week in one."""
    days = {day: plain_text(column(table, headers, day)) for day in DAYS if day in headers}
    sentences = french_hours(public_text(column(table, headers, "opening_hours")))
    return first_filled(weekly_hours(days), sentences) if days else sentences


def _without_marks(cells: pd.Series[str]) -> pd.Series[str]:
    """Leave out uMap's marks: ``[[https://exemple.fr|le site]]``, ``{{image.png}}``, ``**gras**``."""
    plain = cells.str.replace(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]", r"\1", regex=True)
    return plain.str.replace(r"\{\{[^}]*\}\}|\*\*", "", regex=True)


def _spot(longitude: pd.Series[float], latitude: pd.Series[float]) -> pd.Series[str]:
    """Write a point coarsely, empty where there is none."""
    known = longitude.notna() & latitude.notna()
    pairs = zip(longitude[known].tolist(), latitude[known].tolist(), strict=True)
    texts = [f"{lon:.{_DECIMALS}f} {lat:.{_DECIMALS}f}" for lon, lat in pairs]
    written = pd.Series(texts, index=longitude.index[known], dtype="str")
    return written.reindex(longitude.index, fill_value="")


LISTED = Format(
    code="liste",
    label="Liste (colonnes appariées)",
    publisher="L’organisme qui a établi la liste",
    licence="À préciser par l’organisme",
    synonyms={},
    required=(),
    read=reader("liste"),
    scheme=SCHEME,
    matched=True,
)
DRAWN = replace(
    LISTED,
    code="geojson",
    label="Carte (uMap, GoGoCarto, GeoJSON…)",
    publisher="L’auteur de la carte",
    licence="À préciser par l’auteur",
    read=reader("geojson"),
)
"""The same, of points drawn on a map."""
