"""What is on screen, as a file: the same territories, filters and values, and where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from math import isnan

from dashboard.analysis.indicators.aggregation import region_totals, territory_values
from dashboard.analysis.indicators.ordering import row_order, table_row
from dashboard.analysis.kernel.results import TableRow
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.downloads.request import DownloadRequest, NamedContents, focus_words
from dashboard.components.map.table import table_order
from dashboard.components.shared.wording import map_title
from dashboard.domain.codes import insee_code
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.selections.file_names import ALL_YEARS, named_file, years_words
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.exports.contents.map_picture import map_picture
from dashboard.exports.contents.picture_shapes import PictureShapes, focus_of
from dashboard.exports.contents.provenance import provenance
from dashboard.exports.formats.registry import FileContents
from dashboard.exports.formats.table import FileTable


def map_files(request: DownloadRequest) -> NamedContents:
    """Gather what « Carte » shows: its table and its map."""
    selection = MapSelection.from_query(request.query)
    shapes, today = request.shapes, request.now.date()
    files = files_of(
        request.snapshot,
        selection,
        shapes.boundaries[selection.level],
        shapes.pictures,
        today=today,
    )
    # The table has the whole region, the picture the territory chosen.
    place = focus_words(request, selection.territory) if request.is_picture else ()
    return NamedContents(files, file_name(selection, request.extension, today=today, place=place))


def file_name(
    selection: MapSelection, extension: str, *, today: dt.date, place: tuple[str, ...] = ()
) -> str:
    """Name the file by its contents and date: ``solidarite_epci_taux_sante_2019-2024_20261121.csv``.

    ``place`` are the words for the territory that a picture shows, none for the region.
    """
    filters = (*MAP.file_words(selection), *(years_words(selection.filters) or (ALL_YEARS,)))
    words = ("solidarite", *place, selection.level, selection.indicator, *filters)
    return named_file(words, extension, day=today)


def files_of(
    snapshot: Snapshot,
    selection: MapSelection,
    shapes: bytes,
    pictures: PictureShapes,
    *,
    today: dt.date,
) -> FileContents:
    """Gather what files hold; the last row of tables without shapes is the region's.

    ``shapes`` are the display boundaries of the level shown; pictures show the territory chosen.
    """
    about = provenance(
        snapshot, contents=map_title(selection), filters=MAP.sentence(selection), today=today
    )
    place = focus_of(snapshot.region_index.territories, selection.territory)
    named = f"{map_title(selection)}, {snapshot.region_index.name_of(place)}"
    picture_about = about | ({"contenu": named} if place else {})
    return FileContents(
        about=about,
        territories=lambda: territories_table(snapshot, selection),
        rows=lambda: territories_table(snapshot, selection).with_row(
            _region(snapshot.region_index, selection)
        ),
        picture=lambda form: map_picture(snapshot, selection, pictures, picture_about, form=form),
        shapes=shapes,
        prefix=selection.level.code_prefix,
    )


def territories_table(snapshot: Snapshot, selection: MapSelection) -> FileTable:
    """Return every territory with its values, in the order of the screen."""
    values = tuple(_values(row, selection) for row in rows(snapshot, selection))
    titles = (indicator.entry.column for indicator in selection.shown_indicators)
    columns = (*_COLUMNS, *titles, *_LAST_COLUMNS)
    return FileTable(selection.level.plural.capitalize(), columns, values)


def rows(snapshot: Snapshot, selection: MapSelection) -> Iterator[TableRow]:
    """Yield every row of the table, in its order on screen."""
    values = territory_values(snapshot.region_index, selection)
    territories = snapshot.region_index.territories[selection.level]
    for row in row_order(territories, values, table_order(selection)).tolist():
        yield table_row(territories, values, row)


_COLUMNS = ("code", "nom", "niveau", "habitants_dans_la_region")
_LAST_COLUMNS = ("etat", "taux_sur_effectif_faible")


def _values(row: TableRow, selection: MapSelection) -> tuple[object, ...]:
    return (
        # INSEE writes a département « 01 »; the D is its prefix in addresses only.
        insee_code(row.code),
        row.name,
        selection.level.singular,
        row.population,
        *(_rounded(indicator, row.values[indicator]) for indicator in selection.shown_indicators),
        row.state.label,
        "oui" if row.cautious else "non",
    )


def _region(region_index: RegionIndex, selection: MapSelection) -> tuple[object, ...]:
    region, totals = region_index.region, region_totals(region_index, selection)
    state = ValueState.VALUE if totals.number else ValueState.ZERO
    values = (
        _rounded(indicator, totals.values[indicator]) for indicator in selection.shown_indicators
    )
    return (region.code, region.name, "région", totals.population, *values, state.label, "non")


def _rounded(indicator: Indicator, value: float | None) -> float | None:
    """Round as files do: to four decimals, a count to a whole number."""
    if value is None or isnan(value):
        return None
    return round(value) if indicator.scale is Scale.COUNT else round(value, 4)
