"""What each file of the catalogue holds: one line per column gives its check and its type.

To add a column: add its line here and the column to the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.data.catalogue import cells
from dashboard.data.catalogue.cells import Check, any_text, id_in, one_of
from dashboard.domain.vocabulary import (
    ORGANISATION_KIND_LABELS,
    PUBLIC_LABELS,
    STATED,
    THEME_LABELS,
    Precision,
)


class CellKind(StrEnum):
    """How the cells of a column are kept in the atlas."""

    TEXT = "text"
    LIST = "list"
    YEAR = "year"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Column:
    """What the cells of a column must be; a list's check applies to each of its items."""

    check: Check = any_text
    kind: CellKind = CellKind.TEXT
    required: bool = False


@dataclass(frozen=True)
class CatalogueTable:
    """A file of the catalogue; ``key`` is the column whose values are there once."""

    columns: Mapping[str, Column]
    key: str | None = None


REQUIRED = True
_PRECISIONS = [str(word) for word in Precision if word is not Precision.DEPARTEMENT]
"""Precisions a document gives; only imports know no more than a département."""
_TEXT = Column()
_TITLE = Column(required=REQUIRED)
_ID = Column(cells.slug, required=REQUIRED)
_INITIATIVE = Column(id_in("initiatives.csv"), required=REQUIRED)
_INDICATOR = Column(id_in("indicators.csv", "code"), required=REQUIRED)
_SOURCE = Column(id_in("sources.csv"), required=REQUIRED)
_ORGANISATIONS = Column(id_in("organisations.csv"), CellKind.LIST)
_YEAR = Column(cells.year, CellKind.YEAR)
_VALUE = Column(cells.number, CellKind.NUMBER, REQUIRED)

TABLES: Mapping[str, CatalogueTable] = {
    "initiatives.csv": CatalogueTable(
        {
            "id": _ID,
            "name": _TITLE,
            "summary": _TITLE,
            "themes": Column(one_of(THEME_LABELS), CellKind.LIST, REQUIRED),
            "publics": Column(one_of(PUBLIC_LABELS), CellKind.LIST, REQUIRED),
            "start_year": _YEAR,
            "end_year": _YEAR,
            "status": Column(one_of([str(status) for status in STATED]), required=REQUIRED),
            "operators": _ORGANISATIONS,
            "partners": _ORGANISATIONS,
            "commune_codes": Column(cells.commune, CellKind.LIST),
            "served_codes": Column(cells.territory, CellKind.LIST),
            "precision": Column(one_of(_PRECISIONS), required=REQUIRED),
            "source_ids": Column(id_in("sources.csv"), CellKind.LIST, REQUIRED),
            "updated_on": Column(cells.iso_date, required=REQUIRED),
            "verified_on": Column(cells.iso_date),
        },
        key="id",
    ),
    "places.csv": CatalogueTable(
        {
            "initiative_id": _INITIATIVE,
            "commune_code": Column(cells.commune),
            "name": _TITLE,
            "address": _TEXT,
            "latitude": Column(cells.latitude, CellKind.NUMBER),
            "longitude": Column(cells.longitude, CellKind.NUMBER),
            "phone": Column(cells.phone),
            "email": Column(cells.email),
            "website": Column(cells.website),
            "opening_hours": _TEXT,
            "cost": _TEXT,
            "travelling": Column(cells.boolean, CellKind.BOOLEAN, REQUIRED),
            "source_id": _SOURCE,
        }
    ),
    "organisations.csv": CatalogueTable(
        {
            "id": _ID,
            "name": _TITLE,
            "kind": Column(one_of(ORGANISATION_KIND_LABELS), required=REQUIRED),
            "commune_code": Column(cells.commune),
            "epci_code": Column(cells.epci),
        },
        key="id",
    ),
    "figures.csv": CatalogueTable(
        {
            "initiative_id": _INITIATIVE,
            "indicator": _INDICATOR,
            "value": _VALUE,
            "unit": _TITLE,
            "period": Column(cells.period),
            "source_id": _SOURCE,
            "quoted_source": _TEXT,
        }
    ),
    "claims.csv": CatalogueTable(
        {
            "territory_code": Column(cells.territory_or_country, required=REQUIRED),
            "indicator": _INDICATOR,
            "value": _VALUE,
            "unit": _TITLE,
            "period": Column(cells.period),
            "source_id": _SOURCE,
            "quoted_source": _TEXT,
        }
    ),
    "indicators.csv": CatalogueTable(
        {"code": Column(cells.indicator_code, required=REQUIRED), "label": _TITLE}, key="code"
    ),
    "experiences.csv": CatalogueTable(
        {
            "id": _ID,
            "name": _TITLE,
            "summary": _TITLE,
            "place": _TITLE,
            "departement_code": Column(cells.french_departement),
            "year": Column(cells.year, CellKind.YEAR, REQUIRED),
            "source_id": _SOURCE,
        },
        key="id",
    ),
    "sources.csv": CatalogueTable(
        {
            "id": _ID,
            "title": _TITLE,
            "publisher": _TEXT,
            "date": Column(cells.iso_date, required=REQUIRED),
            "kind": _TITLE,
            "description": _TITLE,
        },
        key="id",
    ),
}
