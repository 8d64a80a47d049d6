"""Our own template, for who has no file yet: see ``docs/import-template.md``.

A row needs a name and something that locates it; a commune's name alone does not, since several
communes share theirs. It is read as any list of one's own, so that columns added to it are too.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.data.importers.cells.api import column, in_line_order
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.formats.identity import record_ids
from dashboard.data.importers.formats.own_list import read_list
from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Remark

CODE = "modele"

HEADERS: dict[str, str] = {
    "id": "identifiant",
    "name": "nom",
    "summary": "resume",
    "themes": "themes",
    "publics": "publics",
    "operator": "organisme",
    "address": "adresse",
    "postal_code": "code_postal",
    "city": "commune",
    "insee_code": "code_insee",
    "latitude": "latitude",
    "longitude": "longitude",
    "served_codes": "territoires_desservis",
    "phone": "telephone",
    "email": "courriel",
    "website": "site_web",
    "opening_hours": "horaires",
    "cost": "cout",
    "travelling": "itinerant",
    "started_on": "debut",
    "ended_on": "fin",
    "status": "statut",
    "updated_on": "mis_a_jour",
}
"""The template's header of each wanted column; accents and capitals do not matter."""

_UNLOCATED = (
    "Rien ne situe la fiche : un code_insee, un code_postal, une latitude et une longitude, ou des "
    "territoires_desservis sont attendus (un nom de commune seul ne suffit pas)."
)


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read the template; see ``Reader``."""
    common = read_list(table, headers, source=CODE)
    rows = common.rows
    identity = (rows[part] for part in ("name", "address", "postal_code", "city"))
    rows = rows.assign(id=record_ids(column(table, headers, "id"), *identity))
    return CommonTable(rows, in_line_order(common.remarks, _unlocated(rows)))


def _unlocated(rows: pd.DataFrame) -> tuple[Remark, ...]:
    lost = rows["longitude"].isna()
    for wanted in ("insee_code", "postal_code", "served_codes"):
        lost &= rows[wanted].eq("")
    return tuple(
        Remark(line, "", "", _UNLOCATED, fatal=True) for line in rows["line"][lost].tolist()
    )


FORMAT = Format(
    code=CODE,
    label="Modèle d’import",
    publisher="L’organisme qui a rempli le modèle",
    licence="À préciser par l’organisme",
    synonyms={wanted: (header,) for wanted, header in HEADERS.items()},
    required=("name",),
    telling=(
        "summary",
        "themes",
        "operator",
        "served_codes",
        "cost",
        "travelling",
        "started_on",
        "ended_on",
        "status",
        "updated_on",
    ),
    read=read,
    scheme=CODE,
    matched=True,
)
