"""The table of « Zones blanches »: communes with what is known of each, or territories by state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals, GapReason, ListedRows
from dashboard.components.coverage.answer_wording import NO_ANSWER
from dashboard.components.coverage.wording import (
    BORDER_LABEL,
    STATE_LABELS,
    need_label,
    reason_texts,
    state_text,
)
from dashboard.components.shared.downloads import files
from dashboard.components.shared.links import (
    COVERED_TERRITORY_KEYS,
    PAGE_KEYS,
    SORT_KEYS,
)
from dashboard.components.shared.paging import ColumnHead, page_links, sorting_head
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import territory_kind
from dashboard.domain.counting import ValueState
from dashboard.domain.coverage import CoverageState
from dashboard.domain.downloads import COVERAGE_DOWNLOAD
from dashboard.domain.file_formats import PICTURE, TABLE
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.partial import NOT_KNOWN, PartialSum, known_for_text
from dashboard.domain.selections.coverage import CoverageSelection, CoverageSort, chosen
from dashboard.domain.territory import Level

ANCHOR = "tableau-zones"


@dataclass(frozen=True)
class ReasonParts:
    """A reason as it is written: around the name of the record it speaks of, where that is linked."""

    before: str
    record: str = ""
    record_id: str = ""
    after: str = ""


def coverage_table(
    listed: ListedRows,
    region: CoverageTotals,
    selection: CoverageSelection,
    *,
    caption: str,
    weighed: bool,
) -> Markup:
    """Write one page of the table, the links that turn its pages, and its downloads.

    Args:
        listed: the rows of the page.
        region: the region's own line, shown last in bold where rows are territories.
        selection: what the reader asked for.
        caption: what the table shows, with its filters.
        weighed: whether the chosen need is a share of people that was imported.
    """
    by_commune = listed.level is Level.COMMUNE

    return render(
        "coverage/table.html.j2",
        listed=listed,
        region=region,
        caption=caption if region.evidence.enough else f"{caption}. {NO_ANSWER}.",
        weighed=weighed,
        by_commune=by_commune,
        heads=_commune_heads(selection, weighed=weighed)
        if by_commune
        else _territory_heads(selection, weighed=weighed),
        chosen=selection.territory,
        chosen_by=lambda code: chosen(selection, code),
        page=page_links(selection, listed.size),
        anchor=ANCHOR,
        table_files=files(COVERAGE_DOWNLOAD, selection, *TABLE),
        pictures=files(COVERAGE_DOWNLOAD, selection, *PICTURE),
        states=tuple(CoverageState),
        state_text=state_text,
        told=region.evidence.enough,
        share_text=share_text,
        partly_known=_partly_known,
        concerned=_concerned,
        distance=_distance,
        reason_parts=reason_parts,
        territory_keys=COVERED_TERRITORY_KEYS,
        sort_keys=SORT_KEYS,
        page_keys=PAGE_KEYS,
    )


def reason_parts(reasons: Sequence[GapReason]) -> list[ReasonParts]:
    """List why a commune is not covered, each record apart, so that it can be linked to."""
    return [_parts(text, reason) for text, reason in reason_texts(reasons)]


def _parts(text: str, reason: GapReason) -> ReasonParts:
    name = f"« {reason.record} »"
    if not reason.record_id or name not in text:
        return ReasonParts(text)
    before, after = text.split(name, 1)
    return ReasonParts(before, reason.record, reason.record_id, after)


def share_text(number: int, population: int) -> str:
    """Write inhabitants and what share of all they are: ``1 204 (12,5 %)``."""
    if not population:
        return ValueState.MISSING.label
    return f"{french_number(number)} ({french_percent(number / population)})"


def _commune_heads(
    selection: CoverageSelection, *, weighed: bool
) -> list[ColumnHead[CoverageSelection]]:
    columns: list[tuple[CoverageSort | None, str]] = [
        (CoverageSort.NAME, "Commune"),
        (CoverageSort.POPULATION, "Habitants"),
        (None, "État"),
        (CoverageSort.DISTANCE, "Lieu le plus proche"),
        (CoverageSort.ACCESS, "Accès pour 10\u202f000 hab."),
        *([(None, f"{need_label(selection.need)} : personnes (est.)")] if weighed else []),
        (None, "Pourquoi"),
    ]
    return [_head(key, title, selection) for key, title in columns]


def _territory_heads(
    selection: CoverageSelection, *, weighed: bool
) -> list[ColumnHead[CoverageSelection]]:
    columns: list[tuple[CoverageSort | None, str]] = [
        (CoverageSort.NAME, territory_kind(selection.level)),
        (CoverageSort.POPULATION, "Habitants"),
        (CoverageSort.UNCOVERED, "En zone blanche"),
        *([(None, f"{need_label(selection.need)}, en zone blanche (est.)")] if weighed else []),
        *((None, f"Hab. : {STATE_LABELS[state]}") for state in CoverageState),
        (None, f"Hab. : {BORDER_LABEL}"),
        (None, "Communes concernées"),
    ]
    return [_head(key, title, selection) for key, title in columns]


def _head(
    key: CoverageSort | None, title: str, selection: CoverageSelection
) -> ColumnHead[CoverageSelection]:
    if key is None:
        return ColumnHead(title)
    return sorting_head(
        title,
        selection,
        key,
        active=selection.order,
        first_descending=key is not CoverageSort.NAME,
    )


def _partly_known(people: PartialSum) -> tuple[str, str]:
    """Write an estimated number of people, and for which inhabitants it is known."""
    if people.rounded is None:
        return NOT_KNOWN, ""
    return french_number(people.rounded), known_for_text(people.known_population, people.population)


def _concerned(line: CommuneLine) -> tuple[str, str]:
    """Write the people with the chosen need, and whose share it is where it is not the commune's."""
    if line.concerned is None:
        return NOT_KNOWN, ""
    return french_number(line.concerned), "part de l’intercommunalité" if line.borrowed else ""


def _distance(line: CommuneLine) -> str:
    if line.distance_m is None:
        return "aucun"
    return f"{french_number(line.distance_m / 1000, 1)}\u202fkm"
