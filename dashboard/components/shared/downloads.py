"""The links to what is on screen as files, alike on all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
