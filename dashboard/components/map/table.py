"""The table that equals the map: same filters, same values, sortable, by pages of fifty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.kernel.results import RegionTotals, TableRow
from dashboard.components.shared.downloads import files
from dashboard.components.shared.links import (
    PAGE_KEYS,
    SORT_KEYS,
    TERRITORY_KEYS,
    address_by_territory,
)
from dashboard.components.shared.paging import ColumnHead, page_links, sorting_head
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import cell_text, column_title, territory_kind
from dashboard.domain.downloads import MAP_DOWNLOAD, RECORDS_DOWNLOAD
from dashboard.domain.file_formats import PICTURE, TABLE
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.selections.map import MapSelection, MapTab, NameColumn, TerritoryColumn
from dashboard.domain.selections.order import SortOrder


def territories_table(  # noqa: PLR0913 - what one page of the table shows
    rows: Sequence[TableRow],
    totals: RegionTotals,
    *,
    selection: MapSelection,
    size: int,
    caption: str,
    region: str,
) -> Markup:
    """Write one page of the table, the links that turn its pages, and its downloads.

    Args:
        rows: the rows of the page, in order.
        totals: the region's own line, shown last in bold.
        selection: what the reader asked for; its ``page`` is the page shown.
        size: rows on all pages together.
        caption: what the table shows, with its filters.
        region: the region's name.
    """
    return render(
        "map/table.html.j2",
        caption=caption,
        heads=_heads(selection),
        indicators=selection.shown_indicators,
        RATE=Scale.RATE,
        rows=rows,
        totals=totals,
        region=region,
        chosen=selection.territory,
        address_of=address_by_territory(
            replace(selection, position=None, record=None, tab=MapTab.SUMMARY)
        ),
        page=page_links(selection, size),
        # Tables have every territory, whichever is chosen; pictures show that one.
        table_files=files(MAP_DOWNLOAD, replace(selection, territory=None), *TABLE),
        record_files=files(RECORDS_DOWNLOAD, selection),
        pictures=files(MAP_DOWNLOAD, selection, *PICTURE),
        territory_keys=TERRITORY_KEYS,
        sort_keys=SORT_KEYS,
        page_keys=PAGE_KEYS,
        cell_text=cell_text,
    )


def table_order(selection: MapSelection) -> SortOrder[TerritoryColumn]:
    """Return the order of the table: that of the indicator shown unless another is asked for."""
    return selection.order or SortOrder(selection.indicator)


def _heads(selection: MapSelection) -> list[ColumnHead[MapSelection]]:
    columns: tuple[tuple[TerritoryColumn, str], ...] = (
        (NameColumn.NAME, territory_kind(selection.level)),
        (Indicator.INHABITANTS, Indicator.INHABITANTS.entry.title),
        *((indicator, column_title(indicator)) for indicator in selection.shown_indicators),
    )
    return [
        sorting_head(
            title,
            selection,
            key,
            active=table_order(selection),
            first_descending=key is not NameColumn.NAME,
        )
        for key, title in columns
    ]
