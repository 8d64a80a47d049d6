"""The provenance of a file: contents, filters, dates, editions, method, sources, licence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.analysis.snapshot import Snapshot
from dashboard.domain import sources
from dashboard.domain.formats import french_iso_date
from dashboard.domain.method import METHOD_DATE, METHOD_VERSION

LICENCE = "Licence Ouverte 2.0"
CAVEAT = "avertissement"
"""What a file says of itself besides, where its numbers must not be read as facts."""
_SOURCE = "catalogue rédigé à partir de documents publiés ; IGN, INSEE, DILA"


def provenance(
    snapshot: Snapshot, *, contents: str, filters: str, today: dt.date
) -> dict[str, str]:
    """Describe what a file holds: contents, filters, date, editions, method, sources, licence."""
    opened = [source for source in snapshot.catalogue_index.sources.values() if source.licence]
    site_name = snapshot.region_index.region.site_name
    return {
        "contenu": contents,
        "filtres": filters,
        "exporte_le": today.isoformat(),
        "catalogue_du": snapshot.catalogue_index.date,
        "geographie": snapshot.catalogue_index.vintage,
        "methode": method_text(),
        "edition_des_donnees": edition_text(snapshot),
        "sources": f"{site_name}, {sources_text(snapshot)}",
        "licence": " ; ".join(dict.fromkeys((LICENCE, *(source.licence for source in opened)))),
    }


def sources_text(snapshot: Snapshot) -> str:
    """Name the sources that everything rests on: ours, then the lists that were opened, with their dates."""
    opened = [source for source in snapshot.catalogue_index.sources.values() if source.licence]
    named = (
        f"{source.title} ({french_iso_date(source.date) or sources.UNKNOWN_DATE})"
        for source in opened
    )
    return " ; ".join((_SOURCE, *named))


def source_notes(about: Mapping[str, str]) -> tuple[str, ...]:
    """Write what is under a picture: its caveat if any, sources and editions, method, licence and date."""
    return (
        *([about[CAVEAT]] if CAVEAT in about else []),
        f"Sources : {about['sources']}.",
        f"Données : {about['edition_des_donnees']}. Méthode : {about['methode']}. "
        f"Licence : {about['licence']}. Exporté le {french_iso_date(about['exporte_le'])}.",
    )


def method_text() -> str:
    """Name the version of the method: ``version 1.0 du 26 novembre 2026``."""
    return f"version {METHOD_VERSION} du {french_iso_date(METHOD_DATE)}"


def edition_text(snapshot: Snapshot) -> str:
    """Name the edition of everything the numbers rest on."""
    opened = [source for source in snapshot.catalogue_index.sources.values() if source.licence]
    return " ; ".join(
        (
            f"catalogue du {french_iso_date(snapshot.catalogue_index.date)}",
            f"territoires {snapshot.catalogue_index.vintage}",
            *(f"{source.title} ({sources.edition_text(source.date)})" for source in opened),
        )
    )
