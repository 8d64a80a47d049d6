"""The records of « Carte » as files: one row per place, as a table or as points."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.places import listed_places
from dashboard.api.downloads.request import DownloadRequest, NamedContents
from dashboard.domain.selections.file_names import ALL_YEARS, named_file, place_words, years_words
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.territory import level_of
from dashboard.exports.contents.provenance import provenance
from dashboard.exports.contents.records_table import lines_text, records_table
from dashboard.exports.formats.registry import FileContents


def record_files(request: DownloadRequest) -> NamedContents:
    """Gather the records that the filters of « Carte » keep, in the chosen territory or the region."""
    selection, today = MapSelection.from_query(request.query), request.now.date()
    region_index = request.snapshot.region_index
    level = level_of(selection.territory) if selection.territory else None
    known = level and selection.territory in region_index.territories[level].rows
    code = selection.territory if selection.territory and known else region_index.region.code
    files = files_of(request.snapshot, selection, code, today=today)
    place = place_words(region_index.name_of(code), code)
    return NamedContents(files, file_name(selection, place, request.extension, today=today))


def file_name(
    selection: MapSelection, place: tuple[str, str], extension: str, *, today: dt.date
) -> str:
    """Name the file by its contents and date: ``initiatives_isere_D38_toutes-annees_20261121.csv``.

    ``place`` are the words for the territory whose records it holds.
    """
    filters = (*MAP.file_words(selection), *(years_words(selection.filters) or (ALL_YEARS,)))
    return named_file(("initiatives", *place, *filters), extension, day=today)


def files_of(
    snapshot: Snapshot, selection: MapSelection, code: str, *, today: dt.date
) -> FileContents:
    """Gather what files hold of the records of a territory."""
    places = listed_places(snapshot.catalogue_index, snapshot.region_index, selection.filters, code)
    table = records_table(snapshot, places)
    about = provenance(
        snapshot,
        contents=f"Initiatives, {snapshot.region_index.name_of(code)}",
        filters=MAP.sentence(selection),
        today=today,
    )
    return FileContents(
        about=about | {"lignes": lines_text(places)},
        rows=lambda: table,
        territories=lambda: table,
        points=lambda: [place.point for place in places.rows],
    )
