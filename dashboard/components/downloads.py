"""The links to what is on screen as files, alike on all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria

TABLE_FORMATS = ("csv", "xlsx", "geojson", "gpkg")
"""What a table of territories is offered as."""
LIST_FORMATS = ("csv", "xlsx")
"""What a list without shapes is offered as."""
PICTURE_FORMATS = ("png", "svg")
"""What a drawing is offered as."""
_LABELS = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "geojson": "GeoJSON",
    "gpkg": "GeoPackage",
    "png": "image PNG",
    "svg": "image SVG",
}


def download_links(
    lead: str, formats: Sequence[str], address_of: Callable[[str], str]
) -> list[str | Component]:
    """Make the links to one thing in several formats: « Tout ce tableau : CSV · Excel (XLSX) ».

    Args:
        lead: the thing, written before the links.
        formats: extensions, in the order of the links.
        address_of: gives the address of the file with an extension.
    """
    parts: list[str | Component] = [html.Span(f"{lead} : ")]
    for place, extension in enumerate(formats):
        parts += [" · "] if place else []
        parts.append(_link(_LABELS[extension], address_of(extension)))
    return parts


def _link(label: str, href: str) -> html.A:
    # Read out of its line, as in a list of links, a bare « CSV » would not tell what it does.
    return html.A(label, href=href, download="", **aria(label=f"Télécharger en {label}"))
