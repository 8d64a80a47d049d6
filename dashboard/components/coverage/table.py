"""The table of « Zones blanches »: communes with what is known of each, or territories by state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals, GapReason, ListedRows
from dashboard.components.coverage.wording import (
    BORDER_LABEL,
    STATE_LABELS,
    need_label,
    reason_texts,
    state_text,
)
from dashboard.components.shared.downloads import PICTURE_FORMATS, TABLE_FORMATS, download_links
from dashboard.components.shared.links import (
    GAP_TERRITORY_KEYS,
    gaps_download_address,
    in_page_link,
    record_address,
)
from dashboard.components.shared.paging import pager, sort_head
from dashboard.components.shared.tables import scrolling
from dashboard.components.shared.wording import territory_kind
from dashboard.domain.formats import french_number, french_percent, rate_text
from dashboard.domain.indicator import ValueState
from dashboard.domain.partial import NOT_KNOWN, PartialSum, known_for_text
from dashboard.domain.selections.coverage import CoverageSelection, CoverageSort, CoverageState
from dashboard.domain.territory import Level

ANCHOR = "tableau-zones"


def gaps_table(
    listed: ListedRows,
    region: CoverageTotals,
    selection: CoverageSelection,
    *,
    caption: str,
    weighed: bool,
) -> list[Component]:
    """Draw one page of the table.

    Args:
        listed: the rows of the page.
        region: the region's own line, shown last in bold where rows are territories.
        selection: what the reader asked for.
        caption: what the table says, with its filters.
        weighed: whether the chosen need is a share of people that was imported.
    """
    if listed.level is Level.COMMUNE:
        heads = _commune_heads(selection, weighed=weighed)
        rows = [_commune(line, selection, weighed=weighed) for line in listed.communes]
        foot: list[Component] = []
    else:
        heads = _territory_heads(selection, weighed=weighed)
        rows = [_territory(tally, selection) for tally in listed.territories]
        foot = [html.Tfoot(html.Tr([html.Th(region.name, scope="row"), *_numbers(region)]))]
    table = html.Table(
        [html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(rows), *foot],
        className="gaps-communes" if listed.level is Level.COMMUNE else "gaps-territories",
    )
    return [
        scrolling(table, label="Tableau des zones blanches"),
        pager(selection, listed.size, anchor=ANCHOR),
        _downloads(selection),
    ]


def reason_items(reasons: Sequence[GapReason]) -> list[html.Li]:
    """List why a commune is not covered, each record linked to its sheet."""
    return [html.Li(_reason(text, one)) for text, one in reason_texts(reasons)]


def _reason(text: str, reason: GapReason) -> str | list[str | Component]:
    name = f"« {reason.record} »"
    if not reason.record_id or name not in text:
        return text
    before, after = text.split(name, 1)
    link = html.A(reason.record, href=record_address(reason.record_id))
    return [before, "« ", link, " »", after]


def _commune_heads(selection: CoverageSelection, *, weighed: bool) -> list[Component]:
    columns: list[tuple[CoverageSort | None, str]] = [
        (CoverageSort.NAME, "Commune"),
        (CoverageSort.POPULATION, "Habitants"),
        (None, "État"),
        (CoverageSort.DISTANCE, "Lieu le plus proche"),
        (CoverageSort.ACCESS, "Accès pour 10 000 hab."),
        *([(None, f"{need_label(selection.need)} : personnes (est.)")] if weighed else []),
        (None, "Pourquoi"),
    ]
    return [_head(key, title, selection) for key, title in columns]


def _territory_heads(selection: CoverageSelection, *, weighed: bool) -> list[Component]:
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


def _head(key: CoverageSort | None, title: str, selection: CoverageSelection) -> html.Th:
    if key is None:
        return html.Th(title, scope="col")
    active = key is selection.sort
    turned = (not selection.descending) if active else key is not CoverageSort.NAME
    return sort_head(
        title,
        replace(selection, sort=key, descending=turned, page=1),
        descending=selection.descending if active else None,
    )


def _commune(line: CommuneLine, selection: CoverageSelection, *, weighed: bool) -> html.Tr:
    state = [state_text(line.state, border=line.border)]
    if line.fragile:
        state.append(" · fragile")
    return html.Tr(
        [
            html.Th(
                [_opens(line.code, line.name, selection), html.Small(line.epci)],
                scope="row",
            ),
            html.Td(french_number(line.population), className="number"),
            html.Td(state),
            html.Td(_distance(line), className="number"),
            html.Td(rate_text(line.access), className="number"),
            *([html.Td(_concerned(line), className="number")] if weighed else []),
            html.Td(html.Ul(reason_items(line.reasons)) if line.reasons else "couverte"),
        ],
        className="chosen" if line.code == selection.territory else "",
    )


def _territory(tally: CoverageTotals, selection: CoverageSelection) -> html.Tr:
    head = html.Th(_opens(tally.code, tally.name, selection), scope="row")
    chosen = "chosen" if tally.code == selection.territory else ""
    return html.Tr([head, *_numbers(tally)], className=chosen)


def _numbers(tally: CoverageTotals) -> list[html.Td]:
    cells: list[str | list[str | Component]] = [
        french_number(tally.population),
        _people(tally.uncovered, tally.population),
        *([_partly_known(tally.concerned)] if tally.concerned is not None else []),
        *(_people(tally.inside(state), tally.population) for state in CoverageState),
        _people(tally.border, tally.population),
        f"{french_number(tally.gaps)} sur {french_number(tally.communes)}",
    ]
    return [html.Td(cell, className="number") for cell in cells]


def _partly_known(told: PartialSum) -> str | list[str | Component]:
    if told.rounded is None:
        return NOT_KNOWN
    people, part = (
        french_number(told.rounded),
        known_for_text(told.known_population, told.population),
    )
    return [f"{people} ", html.Small(part)] if part else people


def _people(number: int, population: int) -> str:
    if not population:
        return ValueState.MISSING.label
    return f"{french_number(number)} ({french_percent(number / population)})"


def _opens(code: str, name: str, selection: CoverageSelection) -> html.A:
    chosen = replace(selection, territory=code, page=1, exact=False)
    return in_page_link(name, chosen, keys=GAP_TERRITORY_KEYS)


def _distance(line: CommuneLine) -> str:
    if line.distance_m is None:
        return "aucun"
    return f"{french_number(line.distance_m / 1000, 1)}\u202fkm"


def _concerned(line: CommuneLine) -> str | list[str | Component]:
    if line.concerned is None:
        return NOT_KNOWN
    people = french_number(line.concerned)
    return [f"{people} ", html.Small("part de l’intercommunalité")] if line.borrowed else people


def _downloads(selection: CoverageSelection) -> html.P:
    def address_of(extension: str) -> str:
        return gaps_download_address(selection, extension=extension)

    return html.P(
        [
            *download_links("Tout ce tableau", TABLE_FORMATS, address_of),
            " — ",
            *download_links("La carte de la région", PICTURE_FORMATS, address_of),
        ],
        className="downloads",
    )
