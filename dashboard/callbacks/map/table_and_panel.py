"""The table's and the panel's answers for a selection."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dash import Dash, Input, Output, no_update

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.indicators.aggregation import region_totals, territory_values
from dashboard.analysis.indicators.ordering import row_order, table_row
from dashboard.analysis.kernel.results import RegionTotals
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.record import record_detail
from dashboard.analysis.summaries.territory import region_summary, territory_summary
from dashboard.components.layout.notices import empty_answer, unknown_territory
from dashboard.components.map.table import sort_order, territories_table
from dashboard.components.shared import ids
from dashboard.components.shared.markup import Tree, markup
from dashboard.components.shared.paging import page_slice
from dashboard.components.shared.wording import filters_text, having_text, map_title
from dashboard.components.summaries.record import record_detail_card
from dashboard.components.summaries.record_links import on_the_map
from dashboard.components.summaries.territory import territory_summary_card
from dashboard.domain.clock import Clock
from dashboard.domain.formats import counted
from dashboard.domain.selections.map import MapSelection


def register(app: Dash, current: SnapshotHolder, clock: Clock) -> None:
    """Register the callback of the table and the panel; ``clock`` gives the present time."""

    @app.callback(
        Output(ids.LISTING_MARKUP, "data"),
        Output(ids.RESULT_COUNT, "children"),
        Input(ids.LISTING_REQUEST, "data"),
    )
    def draw_listing(request: dict[str, Any]) -> tuple[object, ...]:
        return answer_listing(
            current.snapshot,
            MapSelection.from_query(request["query"]),
            request["parts"],
            now=clock(),
        )


def answer_listing(
    snapshot: Snapshot, selection: MapSelection, parts: list[str], *, now: dt.datetime
) -> tuple[dict[str, str], object]:
    """Answer the markup of table, notice and panel, and the result count: what ``parts`` names.

    Of ``now`` only the day counts, for the hours of the week: answers are kept for a day.
    """
    totals = region_totals(snapshot.region_index, selection)
    filled: dict[str, str] = {}
    count: object = no_update
    if "table" in parts:
        filled[ids.LISTING], count = _table(snapshot, selection, totals)
    if "panel" in parts:
        notice, panel = _panel(snapshot, selection, totals, now)
        filled |= {ids.NOTICE: markup(notice), ids.PANEL: markup(panel)}
    return filled, count


def _table(snapshot: Snapshot, selection: MapSelection, totals: RegionTotals) -> tuple[str, str]:
    values = territory_values(snapshot.region_index, selection)
    territories = snapshot.region_index.territories[selection.level]
    key, descending = sort_order(selection)
    order = row_order(territories, values, key=key, descending=descending)
    shown = order[page_slice(selection, len(order))]
    table = territories_table(
        [table_row(territories, values, int(row)) for row in shown],
        totals,
        selection=selection,
        size=len(order),
        caption=f"{map_title(selection)}. {filters_text(selection)}",
        region=snapshot.region_index.region.name,
    )
    return table, _result_count(selection, totals, len(order))


def _result_count(selection: MapSelection, totals: RegionTotals, size: int) -> str:
    return (
        f"{counted(totals.number, 'initiative retenue', 'initiatives retenues')} ; "
        f"{having_text(totals.territories_with, size, selection.level)}."
    )


def _panel(
    snapshot: Snapshot, selection: MapSelection, totals: RegionTotals, now: dt.datetime
) -> tuple[Tree, Tree]:
    if selection.record is not None:
        sheet = record_detail(
            snapshot.catalogue_index,
            snapshot.region_index,
            selection.record,
            now=now,
            near=selection.territory,
        )
        if sheet is not None:
            return [], record_detail_card(sheet, on_the_map(selection), contact=snapshot.contact)
    if selection.territory is not None:
        territory = territory_summary(
            snapshot.catalogue_index, snapshot.region_index, selection, selection.territory, now=now
        )
        if territory is not None:
            return [], territory_summary_card(territory, selection)
    return _region_panel(snapshot, selection, totals)


def _region_panel(
    snapshot: Snapshot, selection: MapSelection, totals: RegionTotals
) -> tuple[Tree, Tree]:
    if totals.number == 0:
        return empty_answer(selection), []
    sheet = region_summary(snapshot.catalogue_index, snapshot.region_index, selection, totals)
    region = snapshot.region_index.region.code
    unknown = selection.territory if selection.territory not in (None, region) else None
    return (unknown_territory(unknown) if unknown else []), territory_summary_card(sheet, selection)
