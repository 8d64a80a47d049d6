"""What a sheet is made of, whoever writes it: sections, paragraphs, tables, lists, one map.

The page and the document are written from the same blocks, so that they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.summaries.results import Citation
from dashboard.components.shared.legend import mark_step
from dashboard.components.shared.markup import Written
from dashboard.components.shared.tables import scrolling
from dashboard.domain.sources import edition_text
from dashboard.figures.legend_entries import LegendEntry

_FEW_COLUMNS = 3
"""A table of more columns is scrolled on a phone instead of squeezed."""


@dataclass(frozen=True)
class Words:
    """Some words, and where they lead, empty for nowhere."""

    text: str
    href: str = ""


Line = tuple[Words, ...]
"""Words one after the other: a sentence, a cell."""


@dataclass(frozen=True)
class Section:
    """The heading of what follows."""

    title: str


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several; ``kind`` is ``lead``, ``note`` or nothing."""

    line: Line
    kind: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TableBlock:
    """A table whose first cells head their rows.

    ``widths`` are the shares of the columns on paper; columns from ``numeric_from`` on hold numbers.
    """

    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    numeric_from: int


@dataclass(frozen=True)
class Picture:
    """A map as SVG, the words that stand for it, and its legend."""

    svg: str
    words: str
    legend: tuple[LegendEntry, ...]


Block = Section | Paragraph | Items | TableBlock | Picture


def plain(text: str, href: str = "") -> Line:
    """Make a line of one text."""
    return (Words(text, href),)


def paragraph(text: str, kind: str = "") -> Paragraph:
    """Make a paragraph of one text."""
    return Paragraph(plain(text), kind)


def citation_text(source: Citation) -> str:
    """Cite a document or a dataset, with its date and licence."""
    cited = f"« {source.title} », {edition_text(source.date)}"
    return f"{cited}, {source.licence}" if source.licence else cited


def numbered(sources: Sequence[Citation]) -> list[Block]:
    """List documents with the numbers that tables cite them by; nothing for none."""
    lines = tuple(
        plain(f"[{number}] {citation_text(one)}") for number, one in enumerate(sources, start=1)
    )
    return [Items(lines)] if lines else []


def cited(sources: Sequence[Citation], title: str, date: str = "") -> str:
    """Cite a document by its number and date, or in full where the list does not hold it.

    Without ``date`` it is known by its title.
    """
    for number, one in enumerate(sources, start=1):
        if one.title == title and date in {"", one.date}:
            return f"[{number}], {edition_text(one.date)}"
    return citation_text(Citation(title, date)) if date else f"« {title} »"


def written_blocks(blocks: Sequence[Block]) -> list[Component]:
    """Write blocks for a page."""
    return [_written(block) for block in blocks]


def _written(block: Block) -> Component:
    if isinstance(block, Section):
        return html.H2(block.title)
    if isinstance(block, Paragraph):
        return html.P(_line(block.line), className=block.kind)
    if isinstance(block, Items):
        return html.Ul([html.Li(_line(line)) for line in block.lines])
    return _table(block) if isinstance(block, TableBlock) else _picture(block)


def _line(line: Line) -> list[str | Component]:
    return [html.A(_breaking(one), href=one.href) if one.href else one.text for one in line]


def _breaking(one: Words) -> str | list[str | Component]:
    """Let an e-mail go on to the next line after its @ and its dots."""
    if not one.href.startswith("mailto:"):
        return one.text
    first, *others = re.split(r"(?<=[@.])", one.text)
    return [first, *(part for other in others for part in (html.Wbr(), other))]


def _table(table: TableBlock) -> html.Div:
    heads: list[Component] = [
        html.Th(title, scope="col", className=_kind(place, table))
        for place, title in enumerate(table.titles)
    ]
    drawn = html.Table(
        [
            html.Caption(table.caption),
            html.Thead(html.Tr(heads)),
            html.Tbody([_row(row, table) for row in table.rows]),
        ],
        className="many-columns" if len(table.titles) > _FEW_COLUMNS else "",
    )
    return scrolling(drawn, label=table.caption)


def _row(row: tuple[Line, ...], table: TableBlock) -> html.Tr:
    cells = [
        html.Td(_line(cell), className=_kind(place, table))
        for place, cell in enumerate(row[1:], start=1)
    ]
    return html.Tr([html.Th(_line(row[0]), scope="row"), *cells])


def _kind(place: int, table: TableBlock) -> str:
    return "number" if place >= table.numeric_from else ""


def _picture(picture: Picture) -> html.Div:
    steps = [mark_step(one) for one in picture.legend]
    legend = html.Div([html.P(picture.words), html.Ul(steps, className="legend-list")])
    return html.Div(
        [html.Div(Written(picture.svg), className="small-map"), legend], className="sheet-map"
    )
