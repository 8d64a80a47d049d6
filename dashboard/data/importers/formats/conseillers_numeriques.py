"""Conseillers numériques: the organisations whose posts the national committee validated.

Leading zeros of INSEE and postal codes are lost (the linkage restores them) and there are no points.
A row is one decision of the committee: an organisation that obtained posts twice has two rows of the
same SIRET, at the same commune. A record is the organisation, so its identity is the SIRET and the
other rows are duplicates.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from dashboard.data.importers.cells.api import (
    column,
    common_rows,
    dates,
    in_line_order,
    mapped,
    plain_text,
)
from dashboard.data.importers.cells.street_addresses import street_and_town
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.formats.identity import nameless, record_ids
from dashboard.data.tabular.table import TextTable
from dashboard.domain.vocabulary import TOUS_PUBLICS

CODE = "conseillers-numeriques"

SYNONYMS: dict[str, tuple[str, ...]] = {
    "operator": ("raison sociale", "nom de la structure"),
    "siret": ("siret", "siret structure"),
    "posts": (
        "nombre de conseillers validés par le coselec",
        "nombre de conseillers numériques validés par le coselec",
    ),
    "validated_on": ("date de validation en comité de sélection", "date du coselec"),
    "city": ("commune insee", "commune", "nom commune"),
    "departement": ("code département", "département"),
    "address": ("adresse",),
    "insee_code": ("code commune insee", "code insee"),
    "postal_code": ("code postal",),
    "kind": ("type",),
    "funding": ("investissement financier estimatif total de l’état",),
    "rural": ("zrr",),
    "priority": ("qpv",),
    "france_services": ("france services",),
}


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read one edition; see ``Reader``. The record starts when its posts were validated."""
    cells = partial(column, table, headers)
    operator = plain_text(cells("operator"))
    street, _ = street_and_town(plain_text(cells("address")), cells("postal_code"))
    validated, undated = dates(table, headers, "validated_on")
    siret = cells("siret").str.replace(r"\D+", "", regex=True)
    rows = common_rows(
        table,
        source=CODE,
        id=record_ids(siret, operator, street, cells("postal_code"), cells("city")),
        name=("Conseiller numérique – " + operator).where(operator.ne(""), ""),
        summary=mapped(cells("posts"), _posts),
        operator=operator,
        address=street,
        postal_code=cells("postal_code"),
        city=plain_text(cells("city")),
        insee_code=cells("insee_code"),
        departement=cells("departement"),
        started_on=validated,
    )
    return CommonTable(rows, in_line_order(nameless(table, headers, "operator", operator), undated))


def _posts(number: str) -> str:
    if not number.isdecimal() or int(number) == 0:
        return ""
    plural = "s" if int(number) > 1 else ""
    return f"{int(number)} poste{plural} de conseiller numérique validé{plural}."


FORMAT = Format(
    code=CODE,
    source=CODE,
    label="Conseillers numériques, structures accueillantes",
    publisher="Agence nationale de la cohésion des territoires (ANCT)",
    licence="Licence Ouverte 2.0",
    synonyms=SYNONYMS,
    required=("operator", "siret", "posts"),
    telling=("posts", "validated_on", "funding", "rural", "priority", "france_services"),
    read=read,
    themes=("numerique",),
    publics=(TOUS_PUBLICS,),
)
