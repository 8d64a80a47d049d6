"""The panel of « Zones blanches »: a territory's inhabitants by state, or a commune and its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from dashboard.analysis.coverage.results import CommuneLine, CoverageAnswer, CoverageTotals
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE
from dashboard.components.coverage.table import reason_parts
from dashboard.components.coverage.wording import (
    ABSENCE_NOTE,
    BORDER_LABEL,
    STATE_LABELS,
    concerned_text,
    state_text,
)
from dashboard.components.layout.notices import nothing_left
from dashboard.components.shared.links import COVERED_TERRITORY_KEYS, coverage_report_address
from dashboard.components.shared.templates import render
from dashboard.domain.coverage import CoverageState
from dashboard.domain.formats import french_percent
from dashboard.domain.pages import NEARBY_PAGE
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection, chosen
from dashboard.domain.selections.nearby import NearbySelection


@dataclass(frozen=True)
class PanelNotes:
    """The sentences beside the numbers, each empty where it does not apply."""

    fragile: str
    unsure: str


def territory_panel(
    answer: CoverageAnswer, selection: CoverageSelection, notes: PanelNotes
) -> Markup:
    """Write a territory's inhabitants by state, where sources hold enough; its answer stands above."""
    tally, told = answer.totals, answer.totals.evidence.enough
    is_region = answer.level is None
    return render(
        "coverage/territory_panel.html.j2",
        name=tally.name,
        states=_states(tally) if told else [],
        notes=(notes.fragile, notes.unsure, concerned_text(tally, selection))
        if told
        else (NO_ANSWER_NOTE,),
        report_address=coverage_report_address(selection, tally.code),
        region=None if is_region else chosen(selection, None),
        keys=COVERED_TERRITORY_KEYS,
        ABSENCE_NOTE=ABSENCE_NOTE,
        NEARBY_PAGE=NEARBY_PAGE,
    )


def commune_panel(
    answer: CoverageAnswer, line: CommuneLine, selection: CoverageSelection, epci_code: str
) -> Markup:
    """Write the state of one commune, why, and where to ask; ``epci_code`` is empty outside any."""
    return render(
        "coverage/commune_panel.html.j2",
        line=line,
        note="" if answer.totals.evidence.enough else NO_ANSWER_NOTE,
        report_address=coverage_report_address(selection, line.code),
        state=state_text(line.state, border=line.border),
        parts=reason_parts(line.reasons),
        near=NearbySelection(filters=replace(selection.filters, years=None), territory=line.code),
        epci=chosen(selection, epci_code) if epci_code else None,
        region=chosen(selection, None),
        keys=COVERED_TERRITORY_KEYS,
        ABSENCE_NOTE=ABSENCE_NOTE,
    )


def no_record(selection: CoverageSelection, sources: Mapping[str, str]) -> Markup:
    """Write that no record passes the filters, with links that remove each; ``sources`` names the sources."""
    return nothing_left(
        "Aucune initiative recensée ne correspond à ces filtres : la carte ne dit rien de ce qui existe.",
        COVERAGE.removals(selection, sources),
        keys=COVERAGE.filter_keys(),
    )


def _states(tally: CoverageTotals) -> list[tuple[str, float, str]]:
    total = max(tally.population, 1)
    people = [(STATE_LABELS[state].capitalize(), tally.inside(state)) for state in CoverageState]
    if tally.border:
        people.append((f"{BORDER_LABEL.capitalize()}, à part", tally.border))
    return [
        (label, number / total, french_percent(number / total) if tally.population else "–")
        for label, number in people
    ]
