"""Our own template, for who has no file yet: see ``docs/import-template.md``.

Themes, publics and status are closed lists: another word rejects its row. A row needs a name and
something that locates it; a commune's name alone does not, since several communes share theirs.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.identity import nameless, record_ids
from dashboard.data.importers.own_terms import own_terms
from dashboard.data.importers.template_cells import statuses, territories, travelling
from dashboard.data.importers.values import (
    column,
    common_rows,
    contacts,
    coordinates,
    dates,
    in_line_order,
    plain_text,
    public_text,
)
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


def read(table: TextTable, found: Mapping[str, str]) -> CommonTable:
    """Read the template; see ``Reader``."""

    def cells(wanted: str) -> pd.Series[str]:
        return column(table, found, wanted)

    texts = {
        wanted: plain_text(cells(wanted)) for wanted in ("name", "operator", "address", "city")
    }
    longitude, latitude, misplaced = coordinates(table, found)
    served, unknown_places = territories(table, found, "served_codes")
    status, unknown_status = statuses(table, found, "status")
    moving, undecided = travelling(table, found, "travelling")
    reach, unreachable = contacts(table, found)
    days = {
        wanted: dates(table, found, wanted) for wanted in ("started_on", "ended_on", "updated_on")
    }
    rows = common_rows(
        table,
        source=CODE,
        id=record_ids(
            cells("id"), texts["name"], texts["address"], cells("postal_code"), texts["city"]
        ),
        summary=public_text(cells("summary")),
        themes=own_terms(cells("themes")),
        publics=own_terms(cells("publics")),
        postal_code=cells("postal_code"),
        insee_code=cells("insee_code"),
        served_codes=served,
        opening_hours=public_text(cells("opening_hours")),
        cost=plain_text(cells("cost")),
        travelling=moving,
        status=status,
        longitude=longitude,
        latitude=latitude,
        **texts,
        **reach,
        **{wanted: values for wanted, (values, _) in days.items()},
    )
    return CommonTable(
        rows,
        in_line_order(
            nameless(table, found, "name", texts["name"]),
            _unlocated(rows),
            misplaced,
            unknown_places,
            unknown_status,
            undecided,
            unreachable,
            *(undated for _, undated in days.values()),
        ),
    )


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
    closed=True,
)
