"""The report of a territory as a tagged PDF to print or keep: A4, in French, accessible (PDF/UA-1)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from dashboard.components.reports.blocks import (
    Block,
    Items,
    Line,
    Paragraph,
    Picture,
    Section,
    TableBlock,
)
from dashboard.domain.formats import french_date
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.file_names import LONGEST_NAME, named_file, years_words
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.exports.formats.png import FONTS

_SOURCE = Path(__file__).with_name("report.typ")
SHORTEST_PLACE = 12
"""Letters of a territory's name kept in a file's, whatever is beside it."""
_KEPT = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True)
class Signature:
    """What is written around a document.

    Attributes:
        day: written at the top of each page.
        author: who writes it: what the site is called.
        site: where the pages stand (``https://carte.exemple.fr``), for links; empty where that is not
            known: links inside the site are then plain text.
    """

    day: dt.date
    author: str
    site: str


def report_pdf(
    title: str, blocks: Sequence[Block], *, day: dt.date, author: str, site: str
) -> bytes:
    """Write a report as PDF.

    Args:
        title: the report's.
        blocks: what it shows, one map at most.
        day: written at the top of each page.
        author: who writes it: what the site is called.
        site: where the pages stand (``https://carte.exemple.fr``), for links; empty where that is not
            known: links inside the site are then plain text.
    """
    return document_pdf(_SOURCE, title, {"blocks": blocks}, Signature(day, author, site))


def document_pdf(
    source: Path, title: str, parts: Mapping[str, Sequence[Block]], signature: Signature
) -> bytes:
    """Set blocks as a tagged PDF (PDF/UA-1).

    Texts are handed over as data, so that nothing in them is run as code of the document.

    Args:
        source: the typst file that sets them.
        title: the document's.
        parts: the blocks by the name ``source`` knows them by, one map at most among them.
        signature: what is written around them.
    """
    return typst.compile(
        str(source),
        format="pdf",
        font_paths=FONTS,
        sys_inputs=document_inputs(title, parts, signature),
        pdf_standards=["ua-1"],
    )


def document_inputs(
    title: str, parts: Mapping[str, Sequence[Block]], signature: Signature
) -> dict[str, str]:
    """Write what the document is made of: the texts as JSON, and the map."""
    document = {
        "title": title,
        "author": signature.author,
        "words": f"{title}, au {french_date(signature.day)}",
        "day": french_date(signature.day),
        **{
            name: [_block(block, signature.site) for block in blocks]
            for name, blocks in parts.items()
        },
    }
    every = (block for blocks in parts.values() for block in blocks)
    svg = next((block.svg for block in every if isinstance(block, Picture)), "")
    return {"sheet": json.dumps(document, ensure_ascii=False), "map": svg}


def file_name(name: str, code: str, selection: MapSelection, day: dt.date) -> str:
    """Write what and when in the file's name: ``fiche_ca-du-bassin_200071751_sante_2024_20261126.pdf``.

    A name too long is cut: the code tells which territory it is.
    """
    words = ("fiche", "", code, *MAP.file_words(selection), *years_words(selection.filters))
    left = LONGEST_NAME - len(named_file(words, "pdf", day=day))
    place = normalise_name(name).replace(" ", "-")[: max(left, SHORTEST_PLACE)].strip("-")
    return named_file((words[0], place, *words[2:]), "pdf", day=day)


def _block(block: Block, site: str) -> dict[str, object]:
    if isinstance(block, Section):
        return {"kind": "section", "title": block.title}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "words": _words(block.line, site), "style": block.style}
    if isinstance(block, Items):
        return {"kind": "items", "lines": [_words(line, site) for line in block.lines]}
    return _table(block, site) if isinstance(block, TableBlock) else _picture(block)


def _table(table: TableBlock, site: str) -> dict[str, object]:
    return {
        "kind": "table",
        "caption": table.caption,
        "titles": table.titles,
        "rows": [[_words(cell, site) for cell in row] for row in table.rows],
        "widths": table.widths,
        "numeric_from": table.numeric_from,
    }


def _picture(picture: Picture) -> dict[str, object]:
    legend = [
        {"colour": entry.colour, "text": entry.text, "style": entry.kind}
        for entry in picture.legend
    ]
    return {"kind": "picture", "words": picture.words, "legend": legend}


def _words(line: Line, site: str) -> list[dict[str, str]]:
    return [{"text": part.text, "href": _target(part.href, site)} for part in line]


def _target(href: str, site: str) -> str:
    """Write an address that leads somewhere outside the site too; none where it cannot."""
    if href.startswith("/"):
        return f"{site}{href}" if site else ""
    return href if href.startswith(_KEPT) else ""
