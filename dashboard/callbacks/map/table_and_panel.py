"""The table's and the panel's answers for a selection."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from dashboard.analysis.indicators.aggregation import region_totals, territory_values
from dashboard.analysis.indicators.ordering import row_order, table_row
from dashboard.analysis.kernel.results import RegionTotals
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.position import position_summary
from dashboard.analysis.summaries.record import record_detail
from dashboard.analysis.summaries.territory import region_summary, territory_summary
from dashboard.callbacks.answers import written
from dashboard.components.layout.notices import empty_answer, unknown_territory
from dashboard.components.map.table import table_order, territories_table
from dashboard.components.shared import ids
from dashboard.components.shared.paging import page_slice
from dashboard.components.shared.wording import having_text, map_title
from dashboard.components.summaries.position import position_summary_panel
from dashboard.components.summaries.record import on_the_map, record_detail_panel
from dashboard.components.summaries.territory import territory_summary_panel
from dashboard.domain.formats import counted
from dashboard.domain.selections.map import MAP, MapSelection


def answer_listing(
    snapshot: Snapshot, selection: MapSelection, parts: list[str], *, now: dt.datetime
) -> dict[str, str]:
    """Answer the markup of table, result count, notice and panel: what ``parts`` names.

    Of ``now`` only the day counts, for the hours of the week: answers are kept for a day.
    """
    totals = region_totals(snapshot.region_index, selection)
    filled: dict[str, str] = {}
    if "table" in parts:
        filled |= _table(snapshot, selection, totals)
    if "panel" in parts:
        notice, panel = _panel(snapshot, selection, totals, now)
        filled |= {ids.NOTICE: notice, ids.PANEL: panel}
    return filled


def _table(snapshot: Snapshot, selection: MapSelection, totals: RegionTotals) -> dict[str, Markup]:
    values = territory_values(snapshot.region_index, selection)
    territories = snapshot.region_index.territories[selection.level]
    order = row_order(territories, values, table_order(selection))
    page_rows = order[page_slice(selection, len(order))]
    table = territories_table(
        [table_row(territories, values, int(row)) for row in page_rows],
        totals,
        selection=selection,
        size=len(order),
        caption=f"{map_title(selection)}. {MAP.sentence(selection)}",
        region=snapshot.region_index.region.name,
    )
    return written(
        {ids.LISTING: table, ids.RESULT_COUNT: _result_count(selection, totals, len(order))}
    )


def _result_count(selection: MapSelection, totals: RegionTotals, size: int) -> str:
    return (
        f"{counted(totals.number, 'initiative retenue', 'initiatives retenues')} ; "
        f"{having_text(totals.territories_with, size, selection.level)}."
    )


def _panel(
    snapshot: Snapshot, selection: MapSelection, totals: RegionTotals, now: dt.datetime
) -> tuple[Markup, Markup]:
    if selection.record is not None:
        detail = record_detail(
            snapshot.catalogue_index,
            snapshot.region_index,
            selection.record,
            now=now,
            near=selection.territory,
        )
        if detail is not None:
            return Markup(), record_detail_panel(detail, on_the_map(selection))
    if selection.position is not None:
        standing = position_summary(
            snapshot.catalogue_index, snapshot.region_index, selection.filters, selection.position
        )
        if standing is not None:
            return Markup(), position_summary_panel(standing, selection)
    if selection.territory is not None:
        summary = territory_summary(
            snapshot.catalogue_index, snapshot.region_index, selection, selection.territory, now=now
        )
        if summary is not None:
            return Markup(), territory_summary_panel(summary, selection)
    return _region_panel(snapshot, selection, totals)


def _region_panel(
    snapshot: Snapshot, selection: MapSelection, totals: RegionTotals
) -> tuple[Markup, Markup]:
    if totals.number == 0:
        return empty_answer(selection), Markup()
    summary = region_summary(snapshot.catalogue_index, snapshot.region_index, selection, totals)
    region = snapshot.region_index.region.code
    unknown = selection.territory if selection.territory not in (None, region) else None
    notice = unknown_territory(unknown) if unknown else Markup()
    return notice, territory_summary_panel(summary, selection)
