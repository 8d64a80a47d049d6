"""What both versions of data·inclusion's schema share, for structures and services alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.data.importers.cells.api import (
    absent,
    column,
    contacts,
    coordinates,
    dates,
    first_filled,
    in_line_order,
    joined,
    plain_text,
    public_text,
    split_terms,
)
from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Remark

PUBLISHER = "data·inclusion (plateforme de l’inclusion)"
LICENCE = "Licence Ouverte 2.0"

SOURCE = "data-inclusion"
"""The source of rows that name none, for structures and services alike: they refer to each other."""

SEPARATORS = ";,|"
"""Terms of the scheme are codes: they hold none of these."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "source": ("source",),
    "id": ("id",),
    "name": ("nom",),
    "short_text": ("presentation_resume",),
    "long_text": ("presentation_detail",),
    "themes": ("thematiques",),
    "city": ("commune",),
    "postal_code": ("code_postal",),
    "insee_code": ("code_insee",),
    "address": ("adresse",),
    "address_more": ("complement_adresse",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "phone": ("telephone",),
    "email": ("courriel",),
    "updated_on": ("date_maj",),
}

_DEPARTEMENT = r"^(?:[0-9]{2}|2[AB]|9[78][0-9])$"
_COUNTRY = r"(?i)^(?:99100|france)$"


def shared_texts(
    table: TextTable, headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series[str]], tuple[Remark, ...]]:
    """Read the columns of text that structures and services have in common, with their remarks."""
    cells = partial(column, table, headers)
    reach, unreachable = contacts(table, headers)
    updated, undated = dates(table, headers, "updated_on")
    texts = {
        "source": cells("source").mask(cells("source").eq(""), SOURCE),
        "id": cells("id"),
        "name": plain_text(cells("name")),
        "summary": public_text(first_filled(cells("short_text"), cells("long_text"))),
        "themes": split_terms(cells("themes"), SEPARATORS),
        "address": plain_text(joined(cells("address"), cells("address_more"), separator=", ")),
        "postal_code": cells("postal_code"),
        "city": plain_text(cells("city")),
        "insee_code": cells("insee_code"),
        "opening_hours": public_text(cells("opening_hours")),
        "updated_on": updated,
        **reach,
    }
    return texts, in_line_order(absent(table, headers, "id", "name"), unreachable, undated)


def placed(
    table: TextTable, headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series[float]], tuple[Remark, ...]]:
    """Read the points, with their remarks."""
    longitude, latitude, misplaced = coordinates(table, headers)
    return {"longitude": longitude, "latitude": latitude}, misplaced


def territory_codes(cells: pd.Series[str]) -> pd.Series[str]:
    """Write codes joined by ``|`` as ours: ``69`` gives ``D69``, the country ``FR``.

    Codes of communes (five characters) and EPCI (nine digits) stay as they are.
    """
    codes = cells.str.split("|").explode().astype("str")
    codes = codes.mask(codes.str.contains(_DEPARTEMENT, regex=True), "D" + codes)
    codes = codes.mask(codes.str.contains(_COUNTRY, regex=True), "FR")
    return codes.groupby(level=0).agg("|".join).astype("str")
