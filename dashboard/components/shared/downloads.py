"""The links to what is on screen as files, alike on all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.markup import Written

TABLE_FORMATS = ("csv", "xlsx", "geojson", "gpkg")
"""What a table of territories is offered as."""
LIST_FORMATS = ("csv", "xlsx")
"""What a list without shapes is offered as."""
PICTURE_FORMATS = ("png", "svg")
"""What a drawing is offered as."""
_EXTENSION = "{extension}"
"""What stands for the extension in the address that all formats share."""
_LABELS = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "geojson": "GeoJSON",
    "gpkg": "GeoPackage",
    "png": "image PNG",
    "svg": "image SVG",
}


@dataclass(frozen=True)
class DownloadFile:
    """A file that is offered: what readers call its format, and its address."""

    label: str
    address: str


def files(extensions: Sequence[str], address_of: Callable[[str], str]) -> list[DownloadFile]:
    """Describe one thing in several formats.

    Args:
        extensions: in the order of the links.
        address_of: gives the address of the file with an extension.
    """
    return [DownloadFile(_LABELS[one], address_of(one)) for one in extensions]


def download_links(
    lead: str, formats: Sequence[str], address_of: Callable[[str], str]
) -> list[str | Component]:
    """Make the links to one thing in several formats: « Tout ce tableau : CSV · Excel (XLSX) ».

    They are written at once: six of them as components took half a millisecond of each table.

    Args:
        lead: the thing, written before the links.
        formats: extensions, in the order of the links.
        address_of: gives the address of the file with an extension; they differ by it alone.
    """
    # The path comes first: what the reader typed, which the address repeats, cannot be taken for it.
    start, _, end = escape(address_of(_EXTENSION)).partition(escape(_EXTENSION))
    links = (_link(_LABELS[one], f"{start}{one}{end}") for one in formats)
    return [html.Span(f"{lead} : "), Written(" · ".join(links))]


def _link(label: str, href: str) -> str:
    # Read out of its line, as in a list of links, a bare « CSV » would not tell what it does.
    return f'<a aria-label="Télécharger en {label}" download="" href="{href}">{label}</a>'
