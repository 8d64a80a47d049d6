"""What stands at one point of the map."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.summaries.results import PositionSummary
from dashboard.components.shared.links import RECORD_KEYS, TERRITORY_KEYS, address_by_record
from dashboard.components.shared.templates import render
from dashboard.components.summaries.territory import SHOWN_AT_ONCE, record_text
from dashboard.domain.selections.map import MAP, MapSelection


def position_summary_panel(summary: PositionSummary, selection: MapSelection) -> Markup:
    """Write the initiatives of one point, and the way back to what was told before it."""
    left = replace(selection, position=None, record=None)
    elsewhere = summary.code and summary.code != selection.territory
    return render(
        "summaries/position.html.j2",
        summary=summary,
        leave_text="Revenir au territoire" if selection.territory else "Revenir à la région",
        left=left,
        commune=replace(left, territory=summary.code) if elsewhere else None,
        territory_keys=TERRITORY_KEYS,
        filters=MAP.removals(selection),
        filter_keys=MAP.filter_keys(),
        record_text=record_text,
        address_of=address_by_record(selection),
        record_keys=RECORD_KEYS,
        SHOWN_AT_ONCE=SHOWN_AT_ONCE,
    )
