"""Aidants Connect: the organisations entitled to act online for people who cannot.

Neither INSEE codes nor points; ``commune`` is empty, so that the town is looked for at the end of
the address; the postal code has lost its zeros. The SIRET is ``1``, or nine digits, for some:
the identity is the number of the entitlement (« Data pass ID »), written with blanks in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from dashboard.data.importers.cells.api import (
    column,
    common_rows,
    dates,
    first_filled,
    in_line_order,
    mapped,
    plain_text,
)
from dashboard.data.importers.cells.street_addresses import street_and_town
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.formats.identity import nameless, record_ids
from dashboard.data.tabular.table import TextTable
from dashboard.domain.vocabulary import TOUS_PUBLICS, Status

CODE = "aidants-connect"

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("data pass id", "datapass id", "numero datapass"),
    "name": ("name", "nom", "nom de la structure"),
    "siret": ("siret",),
    "address": ("adresse",),
    "postal_code": ("code postal",),
    "city": ("commune", "ville"),
    "insee_code": ("code insee", "code commune insee"),
    "departement": ("département",),
    "region": ("région",),
    "mandates": ("nombre de mandats",),
    "helped": ("nombre d'usagers accompagnés",),
    "trained": ("nombre d'agents formés", "nombre d'aidants formés"),
    "updated_on": ("date_maj", "date de mise à jour"),
}


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read one edition; see ``Reader``."""
    cells = partial(column, table, headers)
    name, postal_code = plain_text(cells("name")), cells("postal_code")
    street, town = street_and_town(plain_text(cells("address")), postal_code)
    city = first_filled(plain_text(cells("city")), town)
    updated, undated = dates(table, headers, "updated_on")
    number = cells("id").str.replace(r"\D+", "", regex=True)
    rows = common_rows(
        table,
        source=CODE,
        id=record_ids(number, name, street, postal_code, city),
        name=name,
        summary=mapped(cells("trained").str.replace(r"\D+", "", regex=True), _trained),
        address=street,
        postal_code=postal_code,
        city=city,
        insee_code=cells("insee_code"),
        departement=cells("departement"),
        status=Status.ACTIVE.value,
        updated_on=updated,
    )
    return CommonTable(rows, in_line_order(nameless(table, headers, "name", name), undated))


def _trained(number: str) -> str:
    if not number or int(number) == 0:
        return "Structure habilitée Aidants Connect."
    who = "agent formé" if int(number) == 1 else "agents formés"
    return f"Structure habilitée Aidants Connect : {int(number)} {who}."


FORMAT = Format(
    code=CODE,
    source=CODE,
    label="Aidants Connect, structures habilitées",
    publisher="Agence nationale de la cohésion des territoires (ANCT)",
    licence="Licence Ouverte 2.0",
    synonyms=SYNONYMS,
    required=("id", "name"),
    telling=("mandates", "helped", "trained"),
    read=read,
    themes=("acces-aux-droits", "numerique"),
    publics=(TOUS_PUBLICS,),
)
