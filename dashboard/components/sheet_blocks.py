"""What a sheet is made of, whoever writes it: sections, paragraphs, tables, lists, one map.

The page and the document are written from the same blocks, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.components.legend import step
from dashboard.components.markup import Written
from dashboard.components.tables import scrolling


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
class Table:
    """A table whose first cells head their rows.

    ``widths`` are the shares of the columns on paper; columns from ``numeric_from`` on hold numbers.
    """

    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    numeric_from: int


@dataclass(frozen=True)
class Step:
    """One line of a map's legend; ``kind`` is ``class``, ``dot`` or ``outline``."""

    colour: str
    text: str
    kind: str = "class"


@dataclass(frozen=True)
class Picture:
    """A map as SVG, the words that stand for it, and its legend."""

    svg: str
    words: str
    legend: tuple[Step, ...]


Block = Section | Paragraph | Items | Table | Picture


def plain(text: str, href: str = "") -> Line:
    """Make a line of one text."""
    return (Words(text, href),)


def paragraph(text: str, kind: str = "") -> Paragraph:
    """Make a paragraph of one text."""
    return Paragraph(plain(text), kind)


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
    return _table(block) if isinstance(block, Table) else _picture(block)


def _line(line: Line) -> list[str | Component]:
    return [html.A(one.text, href=one.href) if one.href else one.text for one in line]


def _table(table: Table) -> html.Div:
    heads: list[Component] = [
        html.Th(title, scope="col", className=_kind(place, table))
        for place, title in enumerate(table.titles)
    ]
    return scrolling(
        html.Table(
            [
                html.Caption(table.caption),
                html.Thead(html.Tr(heads)),
                html.Tbody([_row(row, table) for row in table.rows]),
            ]
        ),
        label=table.caption,
    )


def _row(row: tuple[Line, ...], table: Table) -> html.Tr:
    cells = [
        html.Td(_line(cell), className=_kind(place, table))
        for place, cell in enumerate(row[1:], start=1)
    ]
    return html.Tr([html.Th(_line(row[0]), scope="row"), *cells])


def _kind(place: int, table: Table) -> str:
    return "number" if place >= table.numeric_from else ""


def _picture(picture: Picture) -> html.Div:
    steps = [step(one.colour, one.text, kind=one.kind) for one in picture.legend]
    legend = html.Ul(steps, className="legend-list")
    return html.Div(
        [html.Div(Written(picture.svg), className="small-map"), legend], className="sheet-map"
    )
