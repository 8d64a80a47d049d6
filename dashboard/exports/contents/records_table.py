"""The records themselves as a table: a row per place, with how to reach it and where that is known from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.analysis.catalogue_index import year_of
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.results import ListedPlace, ListedPlaces, PlacePoint, Relation
from dashboard.domain.codes import insee_code
from dashboard.domain.formats import counted
from dashboard.domain.names import written_name
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, status_text
from dashboard.exports.formats.table import FileTable

TITLE = "Initiatives"
_COLUMNS = (
    "ligne", "id", "nom", "quoi", "themes", "publics", "presence", "comptee", "lieu", "adresse",
    "code_postal", "code_commune", "commune", "code_epci", "epci", "code_departement", "departement",
    "longitude", "latitude", "position", "aire_desservie", "quelque_part_dans", "itinerant",
    "adresse_de_siege", "telephone", "courriel", "site", "horaires_ecrits", "cout", "listee",
    "etat", "annee_de_debut", "annee_de_fin", "source_de_la_fiche", "date_de_la_source", "verifiee_le",
)  # fmt: skip
_PRESENCE = {
    Relation.LOCATED: "implantée",
    Relation.SERVING: "dessert le territoire",
    Relation.SOMEWHERE: "quelque part dans le territoire",
    Relation.WIDE: "dispositif départemental ou régional",
    Relation.AROUND: "quelque part dans un territoire plus grand",
    Relation.UNATTACHED: "non rattachée à un territoire de la région",
}
_POSITION = {
    PlacePoint.EXACT: "exacte",
    PlacePoint.COMMUNE: "au centre de la commune",
    PlacePoint.NONE: "sans point",
}


def records_table(snapshot: Snapshot, places: ListedPlaces) -> FileTable:
    """Write one row per place; a record without any place has one row, without a point."""
    return FileTable(TITLE, _COLUMNS, tuple(_row(snapshot, place) for place in places.rows))


def lines_text(places: ListedPlaces) -> str:
    """Count what a file holds and what it leaves out: nothing goes without being told."""
    exact, rough, without = (places.count(kind) for kind in PlacePoint)
    text = (
        f"{counted(places.records, 'initiative')}, dont {counted(places.counted, 'comptée')} dans le "
        f"territoire ; {counted(len(places.rows), 'ligne')} : "
        f"{counted(exact, 'lieu', 'lieux')} à leur position exacte, "
        f"{counted(rough, 'lieu', 'lieux')} au centre de leur commune, "
        f"{counted(without, 'ligne')} sans point (aire desservie seule, ou commune non connue)"
    )
    if not places.elsewhere:
        return text
    others = counted(places.elsewhere, "autre lieu", "autres lieux")
    return f"{text} ; hors du territoire, {others} des mêmes initiatives, non écrits ici"


def _row(snapshot: Snapshot, place: ListedPlace) -> tuple[object, ...]:
    record = snapshot.catalogue_index.record(place.record)
    longitude, latitude = place.point or (None, None)
    return (
        f"{record['id']}/{place.number}", record["id"], written_name(record["name"]), record["summary"],
        _joined(THEME_LABELS[code] for code in record["themes"]),
        _joined(PUBLIC_LABELS[code] for code in record["publics"]),
        _PRESENCE[place.relation], _yes(place.relation.counted), place.name, place.address,
        place.postal_code, place.commune.code, place.commune.name, place.epci.code, place.epci.name,
        insee_code(place.departement.code), place.departement.name, longitude, latitude,
        _POSITION[place.kind], *_areas(snapshot, record), _yes(place.travelling), _yes(place.head_office),
        place.phone, place.email, place.website, place.opening_hours, place.cost,
        _yes(not record["delisted_on"]),
        status_text(record["status"], record["delisted_on"]), year_of(record["start_year"]),
        year_of(record["end_year"]), _sources(snapshot, record), record["updated_on"],
        record["verified_on"],
    )  # fmt: skip


def _areas(snapshot: Snapshot, record: Mapping[str, Any]) -> tuple[str, str]:
    """Name what a record serves, then what it is merely somewhere in: two facts never mixed up."""
    name_of = snapshot.region_index.name_of
    served, somewhere = record["served_codes"], record["somewhere_codes"]
    return _joined(map(name_of, served)), _joined(map(name_of, somewhere))


def _sources(snapshot: Snapshot, record: Mapping[str, Any]) -> str:
    sources = snapshot.catalogue_index.sources
    return _joined(sources[code].title for code in record["source_ids"] if code in sources)


def _joined(words: Iterable[str]) -> str:
    return " | ".join(words)


def _yes(fact: bool) -> str:  # noqa: FBT001 - the fact itself
    return "oui" if fact else "non"
