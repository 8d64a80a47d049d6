"""« Lieux de médiation numérique »: the national schema of places that help with digital life.

Files of the schema's first version part lists with ``;``, those of the second with ``|``. Each row
gives its own source: a record is (source, id).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from dashboard.data.importers.cells.api import (
    absent,
    column,
    common_rows,
    contacts,
    coordinates,
    dates,
    first_filled,
    flags,
    in_line_order,
    joined,
    plain_text,
    public_text,
    split_terms,
    websites,
)
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.tabular.table import TextTable

CODE = "mediation-numerique"

SYNONYMS: dict[str, tuple[str, ...]] = {
    "source": ("source",),
    "id": ("id", "identifiant"),
    "name": ("nom",),
    "pivot": ("pivot",),
    "services": ("services",),
    "city": ("commune",),
    "postal_code": ("code_postal",),
    "insee_code": ("code_insee",),
    "address": ("adresse",),
    "address_more": ("complement_adresse",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "kind": ("typologie",),
    "phone": ("telephone",),
    "email": ("courriels", "courriel"),
    "website": ("site_web",),
    "appointment": ("prise_rdv",),
    "opening_hours": ("horaires",),
    "short_text": ("presentation_resume",),
    "long_text": ("presentation_detail",),
    "operator": ("structure_parente",),
    "updated_on": ("date_maj",),
    "publics": ("publics_specifiquement_adresses", "publics_accueillis"),
    "disabilities": ("prise_en_charge_specifique",),
    "cost": ("frais_a_charge", "conditions_acces"),
    "help": ("modalites_accompagnement",),
    "access": ("modalites_acces",),
    "labels": ("dispositif_programmes_nationaux", "labels_nationaux"),
    "travelling": ("itinerance",),
}


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read one file; see ``Reader``. Themes are the services offered, in the schema's words."""
    cells = partial(column, table, headers)
    longitude, latitude, misplaced = coordinates(table, headers)
    reach, unreachable = contacts(table, headers)
    updated, undated = dates(table, headers, "updated_on")
    reach["website"] = first_filled(reach["website"], websites(cells("appointment")))
    rows = common_rows(
        table,
        source=cells("source").mask(cells("source").eq(""), CODE),
        id=cells("id"),
        name=plain_text(cells("name")),
        summary=public_text(first_filled(cells("short_text"), cells("long_text"))),
        themes=split_terms(cells("services")),
        publics=split_terms(joined(cells("publics"), cells("disabilities"), separator="|")),
        operator=plain_text(cells("operator")),
        address=plain_text(joined(cells("address"), cells("address_more"), separator=", ")),
        postal_code=cells("postal_code"),
        city=plain_text(cells("city")),
        insee_code=cells("insee_code"),
        opening_hours=public_text(cells("opening_hours")),
        cost=plain_text(split_terms(cells("cost")).str.replace("|", " ; ", regex=False)),
        travelling=flags(cells("travelling")),
        updated_on=updated,
        longitude=longitude,
        latitude=latitude,
        **reach,
    )
    missing = absent(table, headers, "id", "name")
    return CommonTable(rows, in_line_order(missing, misplaced, unreachable, undated))


FORMAT = Format(
    code=CODE,
    label="Lieux de médiation numérique",
    publisher="ANCT, programme Société numérique, et La Mednum",
    licence="Licence Ouverte 2.0",
    synonyms=SYNONYMS,
    required=("id", "name", "services"),
    telling=("pivot", "opening_hours", "cost", "help", "labels", "disabilities", "access"),
    read=read,
    scheme="mediation-numerique",
)
