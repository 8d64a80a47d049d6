"""The rows behind a number, as a table to write to a file."""

from __future__ import annotations

from dashboard.analysis.lineage.results import (
    CommuneRow,
    MemberRow,
    NumberLineage,
    OrganisationRow,
    RecordRow,
)
from dashboard.components.coverage.wording import STATE_LABELS
from dashboard.components.lineage.wording import lineage_title
from dashboard.domain.codes import insee_code
from dashboard.exports.formats.table import FileTable

_RECORD = (
    "id", "initiative", "ou", "annee_de_debut", "annee_de_fin", "situation", "themes",
    "source_de_la_fiche", "mise_a_jour",
)  # fmt: skip
_ORGANISATION = ("id", "organisation", "initiatives")
_COMMUNE = ("code", "commune", "habitants", "initiative_presente", "etat", "limite_de_region")
_MEMBER = ("code", "territoire", "habitants_dans_la_region", "valeur", "poids")


def lineage_table(lineage: NumberLineage) -> FileTable:
    """Write all the rows behind a number; none is a table of initiatives without a row."""
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    if lineage.organisations:
        columns, rows = _ORGANISATION, tuple(map(_organisation, lineage.organisations))
    elif lineage.communes or not lineage.told:
        columns, rows = _COMMUNE, tuple(map(_commune, lineage.communes))
    elif lineage.members:
        columns, rows = _MEMBER, tuple(map(_member, lineage.members))
    else:
        columns, rows = _RECORD, tuple(map(_record, lineage.records))
    return FileTable(lineage_title(lineage), columns, rows)


def _record(row: RecordRow) -> tuple[object, ...]:
    return (
        row.id,
        row.name,
        "implantée" if row.located else "dessert",
        row.first_year,
        row.last_year,
        row.status,
        " | ".join(row.themes),
        " | ".join(f"{source.title} ({source.date})" for source in row.sources),
        row.updated_on,
    )


def _organisation(row: OrganisationRow) -> tuple[object, ...]:
    return (row.id, row.name, row.number)


def _commune(row: CommuneRow) -> tuple[object, ...]:
    served = None if row.served is None else _yes(row.served)
    state = None if row.state is None else STATE_LABELS[row.state]
    border = None if row.state is None else _yes(row.border)
    return (row.code, row.name, row.population, served, state, border)


def _member(row: MemberRow) -> tuple[object, ...]:
    weight = None if row.weight is None else round(row.weight, 6)
    return (insee_code(row.code), row.name, row.population, round(row.value, 6), weight)


def _yes(fact: bool) -> str:  # noqa: FBT001 - the fact itself
    return "oui" if fact else "non"
