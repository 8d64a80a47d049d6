"""« Comparer » away from its page: tables, shapes, workbook, charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort

from dashboard.analysis.comparison.changes import changes_between
from dashboard.analysis.comparison.compare import compare
from dashboard.analysis.comparison.map_pair import with_sides
from dashboard.analysis.comparison.results import Comparison
from dashboard.analysis.reports.claims import claims_beside
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.downloads.request import DownloadRequest, NamedContents
from dashboard.components.comparison.charts import absent_text
from dashboard.components.comparison.downloads import MAPS_PART
from dashboard.components.comparison.wording import comparison_filters, comparison_title
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.formats import listed
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.comparison import ComparisonSelection, PairKind
from dashboard.domain.selections.file_names import ALL_YEARS, LONGEST_NAME, named_file, years_words
from dashboard.domain.selections.map import MAP
from dashboard.domain.selections.query import year_text
from dashboard.exports.contents.comparison_picture import pair_picture
from dashboard.exports.contents.comparison_tables import comparison_tables, ranks_table
from dashboard.exports.contents.deviations import deviations_picture, deviations_table
from dashboard.exports.contents.panels_in_form import panels_in_form
from dashboard.exports.contents.provenance import provenance, source_notes
from dashboard.exports.formats.registry import FileContents
from dashboard.exports.formats.table import FileTable
from dashboard.figures.static.comparison_panels import TITLES, ChartKind, absent_words, chart_panels

Words = tuple[str, ...]
_PARTS = (*ChartKind, MAPS_PART)
_NO_TERRITORY = (
    "Aucun territoire à comparer\u00a0: l’adresse doit nommer au moins un territoire de la carte, une "
    "commune (territoire=01053), une intercommunalité par son numéro SIREN (territoire=200071751) ou un "
    "département (territoire=D01)."
)


@dataclass(frozen=True, eq=False)
class ComparisonExport:
    """A comparison to be written to a file, and the file's own description."""

    snapshot: Snapshot
    selection: ComparisonSelection
    comparison: Comparison
    about: Mapping[str, str]


def comparison_files(request: DownloadRequest) -> NamedContents:
    """Gather all that is on the page: as a workbook, else the territories alone."""
    export = _export(request)
    _require_territory(export)
    table, level = ranks_table(export.comparison), export.comparison.level
    files = FileContents(
        export.about,
        rows=lambda: table,
        sheets=lambda: all_tables(export),
        territories=lambda: table,
        shapes=request.shapes.boundaries[level],
        prefix=level.code_prefix,
    )
    return NamedContents(files, file_name(export, request.extension, today=request.now.date()))


def deviation_files(request: DownloadRequest) -> NamedContents:
    """Gather how far the territories are from what they are set beside."""
    export = _export(request)
    _require_territory(export)
    files = FileContents(
        export.about,
        rows=lambda: deviations_table(export.comparison),
        picture=lambda form: deviations_picture(export.comparison, export.about, form),
    )
    name = file_name(export, request.extension, part="ecarts", today=request.now.date())
    return NamedContents(files, name)


def comparison_pictures(request: DownloadRequest) -> NamedContents:
    """Gather one of the charts, or the two maps, as a picture."""
    part = request.part
    if part not in _PARTS:
        abort(404, f"Les images proposées sont {listed(_PARTS)}.")
    export = _export(request)
    if part != MAPS_PART:
        # The two maps show the region where no territory is named.
        _require_territory(export)

    def picture(form: PictureForm) -> str:
        if part == MAPS_PART:
            windows = request.shapes.pictures.windows
            return pair_picture(export.snapshot, export.selection, windows, export.about, form=form)
        return chart_svg(export, ChartKind(part), form)

    name = file_name(export, request.extension, part=part, today=request.now.date())
    return NamedContents(FileContents(export.about, picture=picture), name)


def _export(request: DownloadRequest) -> ComparisonExport:
    """Compare territories, and describe what a file of it holds."""
    snapshot, selection = request.snapshot, ComparisonSelection.from_query(request.query)
    comparison = compare(snapshot, selection)
    about = provenance(
        snapshot,
        contents=comparison_title(comparison),
        filters=comparison_filters(selection, comparison.level),
        today=request.now.date(),
    )
    return ComparisonExport(snapshot, selection, comparison, about)


def file_name(export: ComparisonExport, extension: str, *, today: dt.date, part: str = "") -> str:
    """Name the file by its contents and date: ``comparer_200071751_200068781_2024_20261126.csv``.

    Other filters, and how the two maps differ, are named where they are not the usual ones; territories
    are counted where their codes would make the name too long.
    """
    region = export.snapshot.region_index.region.code
    codes = [territory.code for territory in export.comparison.territories] or [region]
    first, last = _maps_words(export) if part == MAPS_PART else _page_words(export, part, extension)
    whole, short = (
        named_file((*first, *places, *last), extension, day=today)
        for places in (codes, [f"{len(codes)}-territoires"])
    )
    return whole if len(whole) <= LONGEST_NAME else short


def _page_words(export: ComparisonExport, part: str, extension: str) -> tuple[Words, Words]:
    """Return the words before the territories, then those of filters; a workbook has two years more."""
    selection = export.selection
    between = selection.between if extension == "xlsx" and not part else None
    last = (*_filters_words(export), *([f"entre-{year_text(between)}"] if between else []))
    return (f"comparer-{part}" if part else "comparer",), last


def _maps_words(export: ComparisonExport) -> tuple[Words, Words]:
    """Name how the two maps differ and what they measure, then the filters."""
    paired = with_sides(export.snapshot, export.selection)
    measured = [paired.indicator] if paired.indicator is not Indicator.RATE else []
    if paired.sides is not PairKind.YEARS:
        return (f"comparer-{MAPS_PART}", *measured), _filters_words(export)
    years = year_text(paired.between or export.snapshot.years)
    filters = MAP.file_words(paired.at(export.comparison.level))
    return (f"comparer-{MAPS_PART}", paired.sides, years, *measured), filters


def _filters_words(export: ComparisonExport) -> Words:
    selection = export.selection.at(export.comparison.level)
    return (*MAP.file_words(selection), *(years_words(selection.filters) or (ALL_YEARS,)))


def _require_territory(export: ComparisonExport) -> None:
    """Answer 404 where nothing is compared: the file would be empty."""
    if not export.comparison.territories:
        abort(404, _NO_TERRITORY)


def chart_svg(export: ComparisonExport, kind: ChartKind, form: PictureForm) -> str:
    """Draw a chart of the page as one picture that names its sources."""
    about = export.about
    absent = absent_text(absent_words(kind, export.comparison))
    names = listed([territory.name for territory in export.comparison.territories])
    return panels_in_form(
        chart_panels(kind, export.comparison),
        title=f"{TITLES[kind]} : {names}" if names else TITLES[kind],
        notes=[*(note for note in (about["filtres"], absent) if note), *source_notes(about)],
        form=form,
    )


def all_tables(export: ComparisonExport) -> Sequence[FileTable]:
    """Return everything that is on the page, one table per part."""
    region_index = export.snapshot.region_index
    codes = [
        *(territory.code for territory in export.comparison.territories),
        region_index.region.code,
    ]
    claims = claims_beside(export.snapshot.catalogue_index, region_index, codes)
    changes = changes_between(export.snapshot, export.selection, most=None)
    return comparison_tables(export.comparison, changes, claims)
