"""What a view is called wherever it is shared: its title, its filters, its picture, how it is cited."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.coverage.assessment import shown_in
from dashboard.analysis.kernel.records import date_span
from dashboard.analysis.kernel.results import DateSpan
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.comparison.downloads import MAPS_PART
from dashboard.components.comparison.wording import comparison_filters, names_title
from dashboard.components.coverage.wording import map_title as coverage_title
from dashboard.components.shared.wording import map_title
from dashboard.domain.downloads import (
    COMPARISON_PICTURES,
    COVERAGE_DOWNLOAD,
    MAP_DOWNLOAD,
    Download,
)
from dashboard.domain.formats import of_commune
from dashboard.domain.method import METHOD_VERSION
from dashboard.domain.names import written_name
from dashboard.domain.pages import (
    COMPARISON_PAGE,
    COVERAGE_PAGE,
    MAP_PAGE,
    NEARBY_PAGE,
    SelectionPage,
)
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.fields import PageSelection
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.selections.nearby import NEARBY, NearbySelection
from dashboard.domain.selections.query import Query
from dashboard.domain.selections.shown import View
from dashboard.exports.contents.picture_shapes import focus_of

_DIGEST_LETTERS = 8


@dataclass(frozen=True, eq=False)
class SharedPicture:
    """The picture that stands for a view: a download, or a part of one, of a selection.

    Attributes:
        words: what it shows.
    """

    words: str
    download: Download
    selection: PageSelection
    part: str = ""


@dataclass(frozen=True, eq=False)
class SharedView:
    """A view as it is named elsewhere.

    Attributes:
        title: what it shows, and where.
        filters: which records count, empty where none is on that need be said.
        about: what is said of the record that is opened, empty for none.
        picture: what stands for it.
        selection: what its address asks for, without how it is shown on a narrow screen.
    """

    title: str
    filters: str
    picture: SharedPicture
    selection: PageSelection
    about: str = ""


def shared_view(snapshot: Snapshot, page: SelectionPage, query: Query) -> SharedView:
    """Name the view of an address."""
    return _VIEWS[page](snapshot, page.fields.read(query).changed(view=View.LIST))


def _map(snapshot: Snapshot, selection: MapSelection) -> SharedView:
    picture = _map_picture(snapshot, selection)
    filters = MAP.sentence(selection)
    row = snapshot.catalogue_index.rows.get(selection.record or "")
    if row is None:
        return SharedView(picture.words, filters, picture, selection)
    record = snapshot.catalogue_index.record(row)
    name = written_name(record["name"])
    return SharedView(name, filters, picture, selection, about=record["summary"])


def _map_picture(snapshot: Snapshot, selection: MapSelection) -> SharedPicture:
    words = f"{map_title(selection)}, {_place(snapshot, selection.territory)}"
    return SharedPicture(words, MAP_DOWNLOAD, selection)


def _coverage(snapshot: Snapshot, selection: CoverageSelection) -> SharedView:
    shown = shown_in(snapshot, selection)
    title = f"Zones blanches : {coverage_title(shown)}, {_place(snapshot, selection.territory)}"
    return SharedView(
        title,
        COVERAGE.sentence(selection, snapshot.source_names),
        SharedPicture(title, COVERAGE_DOWNLOAD, selection),
        selection,
    )


def _comparison(snapshot: Snapshot, selection: ComparisonSelection) -> SharedView:
    level, codes, _ = accepted(snapshot, selection.territories)
    title = names_title([snapshot.region_index.name_of(code) for code in codes])
    return SharedView(
        title,
        comparison_filters(selection, level),
        SharedPicture(f"{title}, deux cartes", COMPARISON_PICTURES, selection, MAPS_PART),
        selection,
    )


def _nearby(snapshot: Snapshot, selection: NearbySelection) -> SharedView:
    """Name the place that is asked about; a position is no one else's business and stays in the address."""
    code = focus_of(snapshot.region_index.territories, selection.territory)
    place = snapshot.region_index.name_of(code) if code else selection.typed
    where = f"près {of_commune(place)}" if place else "près de chez vous"
    around = MapSelection(filters=selection.filters, territory=code or None)
    filters = " · ".join(label for label, _ in NEARBY.removals(selection))
    return SharedView(f"Qui peut aider {where}", filters, _map_picture(snapshot, around), selection)


_VIEWS: Mapping[SelectionPage, Callable[..., SharedView]] = {
    MAP_PAGE: _map,
    NEARBY_PAGE: _nearby,
    COVERAGE_PAGE: _coverage,
    COMPARISON_PAGE: _comparison,
}


def _place(snapshot: Snapshot, territory: str | None) -> str:
    region_index = snapshot.region_index
    code = focus_of(region_index.territories, territory)
    return region_index.name_of(code or region_index.region.code)


def dates_of(snapshot: Snapshot, view: SharedView) -> DateSpan:
    """Return the years of the sources of the records that a view keeps."""
    region_index = snapshot.region_index
    return date_span(region_index.records, region_index.keep(view.selection.filters).mask)


def data_digest(snapshot: Snapshot) -> str:
    """Return a few letters that change with any record, with the territories and with the method."""
    columns = snapshot.catalogue_index.columns
    told = hashlib.sha256(f"{METHOD_VERSION} {snapshot.catalogue_index.vintage}".encode())
    for name in ("id", "name", "updated_on", "status", "commune_codes", "served_codes"):
        told.update(repr(columns[name]).encode())
    return told.hexdigest()[:_DIGEST_LETTERS]
