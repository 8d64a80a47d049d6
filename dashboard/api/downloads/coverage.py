"""« Zones blanches » as files: its table and its map."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.coverage.assessment import (
    CoverageAssessment,
    assess_coverage,
    shown_in,
    weighed_need,
)
from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals, ListedRows
from dashboard.analysis.coverage.table import listed
from dashboard.analysis.coverage.totals import region_coverage
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.downloads.request import DownloadRequest, NamedContents, focus_words
from dashboard.components.coverage.wording import map_title, need_label, reason_texts, state_text
from dashboard.domain.codes import insee_code
from dashboard.domain.coverage import CoverageState
from dashboard.domain.partial import NOT_KNOWN, PartialSum
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.file_names import named_file, years_words
from dashboard.domain.territory import Level
from dashboard.exports.contents.coverage_about import coverage_about
from dashboard.exports.contents.coverage_picture import coverage_picture
from dashboard.exports.contents.picture_shapes import PictureShapes, focus_of
from dashboard.exports.formats.registry import FileContents
from dashboard.exports.formats.table import FileTable


def coverage_files(request: DownloadRequest) -> NamedContents:
    """Gather what « Zones blanches » shows: its table and its map."""
    snapshot, shapes, today = request.snapshot, request.shapes, request.now.date()
    selection = shown_in(snapshot, CoverageSelection.from_query(request.query))
    files = files_of(
        snapshot,
        assess_coverage(snapshot, selection, year=today.year),
        shapes.boundaries[selection.level],
        shapes.pictures,
        today=today,
    )
    # A table of larger territories has the whole region.
    chosen = request.is_picture or selection.level is Level.COMMUNE
    place = focus_words(request, selection.territory) if chosen else ()
    return NamedContents(files, file_name(selection, request.extension, today, place=place))


def file_name(
    selection: CoverageSelection, extension: str, today: dt.date, *, place: tuple[str, ...] = ()
) -> str:
    """Name the file by its contents and date: ``zones-blanches_communes_10km_sante_20261126.csv``.

    ``place`` are the words for the territory it is about, none for the region.
    """
    words = (
        "zones-blanches",
        *place,
        selection.level,
        f"{selection.radius}km",
        *COVERAGE.file_words(selection),
        *years_words(selection.filters),
    )
    return named_file(words, extension, day=today)


def files_of(
    snapshot: Snapshot,
    assessment: CoverageAssessment,
    shapes: bytes,
    pictures: PictureShapes,
    *,
    today: dt.date,
) -> FileContents:
    """Gather what files hold; ``shapes`` are the display boundaries of the level shown."""
    about = _about(snapshot, assessment, today)
    place = focus_of(snapshot.region_index.territories, assessment.selection.territory)
    name = snapshot.region_index.name_of(place or snapshot.region_index.region.code)
    picture_about = about | {"contenu": f"{map_title(assessment.selection)}, {name}"}
    return FileContents(
        about=about,
        territories=lambda: _territories(assessment),
        rows=lambda: _with_region(assessment),
        picture=lambda form: coverage_picture(
            snapshot, assessment, pictures, picture_about, form=form
        ),
        shapes=shapes,
        prefix=assessment.selection.level.code_prefix,
    )


def _about(snapshot: Snapshot, assessment: CoverageAssessment, today: dt.date) -> dict[str, str]:
    return coverage_about(
        assessment,
        contents=f"{map_title(assessment.selection)}, {_place(snapshot, assessment.selection)}",
        filters=f"{COVERAGE.sentence(assessment.selection, snapshot.source_names)} · Besoin : "
        f"{need_label(assessment.selection.need)}",
        today=today,
    )


def _place(snapshot: Snapshot, selection: CoverageSelection) -> str:
    """Name the territory whose rows are written: the region where rows are larger territories."""
    chosen = selection.territory if selection.level is Level.COMMUNE else None
    return snapshot.region_index.name_of(chosen or snapshot.region_index.region.code)


Cells = tuple[object, ...]
_COMMUNE_COLUMNS = (
    "code", "nom", "intercommunalite", "habitants", "etat", "limite_de_region", "fragile",
    "distance_km_a_vol_d_oiseau", "acces_pour_10000_habitants", "personnes_concernees",
    "personnes_concernees_selon", "pourquoi",
)  # fmt: skip
_TERRITORY_COLUMNS = (
    "code", "nom", "habitants", "fiches_implantees", "habitants_en_zone_blanche", "personnes_concernees",
    "personnes_concernees_connues_pour_habitants", "habitants_desservis", "habitants_proches",
    "habitants_loin", "habitants_rien_de_recense", "habitants_limite_de_region", "communes",
    "communes_en_zone_blanche",
)  # fmt: skip


def _territories(assessment: CoverageAssessment) -> FileTable:
    """Return the table of the page, whole."""
    rows: ListedRows = listed(assessment, slice(None))
    title, weighed = rows.level.plural.capitalize(), weighed_need(assessment) is not None
    if rows.level is Level.COMMUNE:
        return FileTable(
            title,
            _COMMUNE_COLUMNS,
            tuple(_commune(line, weighed=weighed) for line in rows.communes),
        )
    return FileTable(title, _TERRITORY_COLUMNS, tuple(map(_territory, rows.territories)))


def _with_region(assessment: CoverageAssessment) -> FileTable:
    """Return the table with the region in its last row, where rows are territories."""
    table = _territories(assessment)
    if assessment.selection.level is Level.COMMUNE:
        return table
    return table.with_row(_territory(region_coverage(assessment)))


def _commune(line: CommuneLine, *, weighed: bool) -> Cells:
    return (
        line.code, line.name, line.epci, line.population, state_text(line.state, border=False),
        "oui" if line.border else "non", "oui" if line.fragile else "non",
        None if line.distance_m is None else round(line.distance_m / 1000, 1), round(line.access, 4),
        line.concerned, _share_level(line) if weighed else None,
        " | ".join(text for text, _ in reason_texts(line.reasons)),
    )  # fmt: skip


def _share_level(line: CommuneLine) -> str:
    """Name the level whose share gives the people concerned: an empty cell is not zero."""
    if line.concerned is None:
        return NOT_KNOWN
    return Level.EPCI.singular if line.borrowed else Level.COMMUNE.singular


def _concerned(concerned: PartialSum | None) -> Cells:
    """Return the people concerned, empty where not known, and for how many inhabitants they are known."""
    return (None, None) if concerned is None else (concerned.rounded, concerned.known_population)


def _territory(tally: CoverageTotals) -> Cells:
    people = [tally.inhabitants[state] for state in CoverageState]
    return (
        insee_code(tally.code), tally.name, tally.population, tally.records, tally.uncovered,
        *_concerned(tally.concerned), *people, tally.border, tally.communes, tally.gaps,
    )  # fmt: skip
