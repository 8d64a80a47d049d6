"""The table that equals the map: same filters, same values, sortable, by pages of fifty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.kernel.results import RegionTotals, TableRow
from dashboard.components.shared.downloads import PICTURE_FORMATS, TABLE_FORMATS, download_links
from dashboard.components.shared.links import (
    TERRITORY_KEYS,
    download_address,
    in_page_link,
)
from dashboard.components.shared.markup import Written, markup
from dashboard.components.shared.paging import pager, sort_head
from dashboard.components.shared.tables import scrolling
from dashboard.components.shared.wording import territory_kind
from dashboard.domain.codes import REGION_NAME
from dashboard.domain.formats import french_number, french_percent, rate_text
from dashboard.domain.indicator import INDICATOR_TEXTS, Indicator, ValueState
from dashboard.domain.selections.map import MapSelection, SortKey

_CODE, _NAME = "{code}", "{name}"
"""What stands for a row's code and name in the link that all rows share."""

_COLUMNS = (
    (SortKey.POPULATION, "Habitants dans la région"),
    (SortKey.NUMBER, INDICATOR_TEXTS[Indicator.NUMBER].title),
    (SortKey.RATE, INDICATOR_TEXTS[Indicator.RATE].title),
    (SortKey.SHARE, INDICATOR_TEXTS[Indicator.SHARE].title),
)


def listing(
    rows: Sequence[TableRow],
    totals: RegionTotals,
    *,
    selection: MapSelection,
    size: int,
    caption: str,
) -> list[Component]:
    """Draw one page of the table.

    Args:
        rows: the rows of the page, in order.
        totals: the region's own line, shown last in bold.
        selection: what the reader asked for; its ``page`` is the page shown.
        size: rows on all pages together.
        caption: what the table says, with its filters.
    """
    return [
        scrolling(
            html.Table(
                [
                    html.Caption(caption),
                    html.Thead(html.Tr(_heads(selection))),
                    html.Tbody(_rows(rows, selection)),
                    html.Tfoot(_region(totals)),
                ]
            ),
            label="Tableau des territoires",
        ),
        pager(selection, size, anchor="tableau-section"),
        _downloads(selection),
    ]


def sort_order(selection: MapSelection) -> tuple[SortKey, bool]:
    """Return the column the table is sorted by and whether it descends: the indicator by default."""
    if selection.sort is not None:
        return selection.sort, selection.descending
    by_indicator = {
        Indicator.RATE: SortKey.RATE,
        Indicator.NUMBER: SortKey.NUMBER,
        Indicator.SHARE: SortKey.SHARE,
    }
    return by_indicator[selection.indicator], True


def _heads(selection: MapSelection) -> list[Component]:
    columns = ((SortKey.NAME, territory_kind(selection.level)), *_COLUMNS)
    return [_head(key, title, selection) for key, title in columns]


def _head(key: SortKey, title: str, selection: MapSelection) -> html.Th:
    active, descending = sort_order(selection)
    turned = (not descending) if key is active else key is not SortKey.NAME
    return sort_head(
        title,
        replace(selection, sort=key, descending=turned, page=1),
        descending=descending if key is active else None,
    )


def _rows(rows: Sequence[TableRow], selection: MapSelection) -> Written:
    """Write the rows at once: fifty of them as components took half of an answer's time."""
    link = markup(
        in_page_link(_NAME, replace(selection, territory=_CODE, record=None), keys=TERRITORY_KEYS)
    )
    return Written("".join(_row(row, link, chosen=selection.territory) for row in rows))


def _row(row: TableRow, link: str, *, chosen: str | None) -> str:
    marked = ' class="chosen"' if row.code == chosen else ""
    head = link.replace(_CODE, escape(row.code)).replace(_NAME, escape(row.name, quote=False))
    return (
        f'<tr{marked}><th scope="row">{head}</th><td>{french_number(row.population)}</td>'
        f"<td>{_number(row)}</td><td>{_rate(row)}</td><td>{_share(row)}</td></tr>"
    )


def _number(row: TableRow) -> str:
    return french_number(row.number) if row.number else ValueState.ZERO.label


def _rate(row: TableRow) -> str:
    if row.rate is None:
        return ValueState.MISSING.label
    caution = '<span class="caution"> effectif faible</span>' if row.cautious else ""
    return f"{escape(rate_text(row.rate), quote=False)}{caution}"


def _share(row: TableRow) -> str:
    return ValueState.MISSING.label if row.share is None else french_percent(row.share)


def _region(totals: RegionTotals) -> html.Tr:
    return html.Tr(
        [
            html.Th(f"Région {REGION_NAME}", scope="row"),
            html.Td(french_number(totals.population)),
            html.Td(french_number(totals.number)),
            html.Td(rate_text(totals.rate)),
            html.Td(french_percent(totals.share)),
        ]
    )


def _downloads(selection: MapSelection) -> html.P:
    def address_of(extension: str) -> str:
        return download_address(selection, extension=extension)

    return html.P(
        [
            *download_links("Tout ce tableau", TABLE_FORMATS, address_of),
            " — ",
            *download_links("La carte", PICTURE_FORMATS, address_of),
        ],
        className="downloads",
    )
