"""What a report is made of, in any format: sections, paragraphs, tables, lists, one map.

The page and the document are written from the same blocks, so that they hold the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from dashboard.analysis.summaries.results import Citation
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import citation_text
from dashboard.domain.sources import edition_text
from dashboard.figures.legend_entries import LegendEntry

_SIGNS = re.compile(r"(?<=[@.])")
_FEW_COLUMNS = 3
"""A table of more columns is scrolled on a phone instead of squeezed."""


@dataclass(frozen=True)
class Words:
    """Some words, and where they lead, empty for nowhere."""

    text: str
    href: str = ""

    @property
    def pieces(self) -> list[str]:
        """The text as lines may break it: an e-mail after its @ and its dots too."""
        return _SIGNS.split(self.text) if self.href.startswith("mailto:") else [self.text]


Line = tuple[Words, ...]
"""Words one after the other: a sentence, a cell."""


@dataclass(frozen=True)
class Section:
    """The heading of what follows."""

    kind: ClassVar[str] = "section"
    title: str


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several; ``style`` is ``lead``, ``note``, ``kicker`` or nothing."""

    kind: ClassVar[str] = "paragraph"
    line: Line
    style: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    kind: ClassVar[str] = "items"
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TableBlock:
    """A table whose first cells head their rows.

    ``widths`` are the shares of the columns on paper; columns from ``numeric_from`` on hold numbers.
    """

    kind: ClassVar[str] = "table"
    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    numeric_from: int


@dataclass(frozen=True)
class Picture:
    """A map as SVG, its alternative text, and its legend."""

    kind: ClassVar[str] = "picture"
    svg: str
    words: str
    legend: tuple[LegendEntry, ...]


Block = Section | Paragraph | Items | TableBlock | Picture


def plain(text: str, href: str = "") -> Line:
    """Make a line of one text."""
    return (Words(text, href),)


def paragraph(text: str, style: str = "") -> Paragraph:
    """Make a paragraph of one text."""
    return Paragraph(plain(text), style)


def numbered(sources: Sequence[Citation]) -> list[Block]:
    """List documents with the numbers that tables cite them by; nothing for none."""
    lines = tuple(
        plain(f"[{number}] {citation_text(source)}")
        for number, source in enumerate(sources, start=1)
    )
    return [Items(lines)] if lines else []


def cited(sources: Sequence[Citation], title: str, date: str = "") -> str:
    """Cite a document by its number and date, or in full where the list does not hold it.

    Without ``date`` it is known by its title.
    """
    for number, source in enumerate(sources, start=1):
        if source.title == title and date in {"", source.date}:
            return f"[{number}], {edition_text(source.date)}"
    return citation_text(Citation(title, date)) if date else f"« {title} »"


def written_blocks(blocks: Sequence[Block]) -> Markup:
    """Write blocks for a page."""
    return render("reports/blocks.html.j2", blocks=blocks, FEW_COLUMNS=_FEW_COLUMNS)
