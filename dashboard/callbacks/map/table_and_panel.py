"""The table's and the panel's answers for a selection."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dash import Dash, Input, Output, no_update

from dashboard.analysis.current import Current
from dashboard.analysis.indicators.aggregation import region_totals, territory_values
from dashboard.analysis.indicators.ordering import row_order, table_row
from dashboard.analysis.kernel.results import RegionTotals
from dashboard.analysis.snapshot import Desk
from dashboard.analysis.summaries.record import record_sheet
from dashboard.analysis.summaries.territory import region_sheet, territory_sheet
from dashboard.components.layout.notices import empty_answer, unknown_territory
from dashboard.components.map.table import listing, sort_order
from dashboard.components.shared import ids
from dashboard.components.shared.markup import Tree, markup
from dashboard.components.shared.paging import page_slice
from dashboard.components.shared.wording import filters_text, having_text, map_title
from dashboard.components.summaries.record import record_card
from dashboard.components.summaries.record_links import on_the_map
from dashboard.components.summaries.territory import territory_card
from dashboard.domain.clock import Clock
from dashboard.domain.codes import REGION_CODE
from dashboard.domain.formats import counted
from dashboard.domain.selections.map import Selection


def register(app: Dash, current: Current, clock: Clock) -> None:
    """Register the callback of the table and the panel; ``clock`` gives the present time."""

    @app.callback(
        Output(ids.LISTING_MARKUP, "data"),
        Output(ids.RESULT_COUNT, "children"),
        Input(ids.LISTING_REQUEST, "data"),
    )
    def draw_listing(request: dict[str, Any]) -> tuple[object, ...]:
        return answer_listing(
            current.desk, Selection.from_query(request["query"]), request["parts"], now=clock()
        )


def answer_listing(
    desk: Desk, selection: Selection, parts: list[str], *, now: dt.datetime
) -> tuple[dict[str, str], object]:
    """Answer the markup of table, notice and panel, and the result count: what ``parts`` names.

    Of ``now`` only the day counts, for the hours of the week: answers are kept for a day.
    """
    totals = region_totals(desk.observatory, selection)
    filled: dict[str, str] = {}
    count: object = no_update
    if "table" in parts:
        filled[ids.LISTING], count = _table(desk, selection, totals)
    if "panel" in parts:
        notice, panel = _panel(desk, selection, totals, now)
        filled |= {ids.NOTICE: markup(notice), ids.PANEL: markup(panel)}
    return filled, count


def _table(desk: Desk, selection: Selection, totals: RegionTotals) -> tuple[str, str]:
    values = territory_values(desk.observatory, selection)
    territories = desk.observatory.territories[selection.level]
    key, descending = sort_order(selection)
    order = row_order(territories, values, key=key, descending=descending)
    shown = order[page_slice(selection, len(order))]
    table = listing(
        [table_row(territories, values, int(row)) for row in shown],
        totals,
        selection=selection,
        size=len(order),
        caption=f"{map_title(selection)}. {filters_text(selection)}",
    )
    return markup(table), _result_count(selection, totals, len(order))


def _result_count(selection: Selection, totals: RegionTotals, size: int) -> str:
    return (
        f"{counted(totals.number, 'initiative retenue', 'initiatives retenues')} ; "
        f"{having_text(totals.territories_with, size, selection.level)}."
    )


def _panel(
    desk: Desk, selection: Selection, totals: RegionTotals, now: dt.datetime
) -> tuple[Tree, Tree]:
    if selection.record is not None:
        sheet = record_sheet(
            desk.shelf, desk.observatory, selection.record, now=now, near=selection.territory
        )
        if sheet is not None:
            return [], record_card(sheet, on_the_map(selection), contact=desk.contact)
    if selection.territory is not None:
        territory = territory_sheet(
            desk.shelf, desk.observatory, selection, selection.territory, now=now
        )
        if territory is not None:
            return [], territory_card(territory, selection)
    return _region_panel(desk, selection, totals)


def _region_panel(desk: Desk, selection: Selection, totals: RegionTotals) -> tuple[Tree, Tree]:
    if totals.number == 0:
        return empty_answer(selection), []
    sheet = region_sheet(desk.shelf, desk.observatory, selection, totals)
    unknown = selection.territory if selection.territory not in (None, REGION_CODE) else None
    return (unknown_territory(unknown) if unknown else []), territory_card(sheet, selection)
