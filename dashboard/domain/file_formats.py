"""The formats that what is on screen is offered in: one entry each, and the forms of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Holds(Enum):
    """What a format can hold; it is offered wherever that is what a page has."""

    ROWS = auto()
    """One table: of territories, or a list."""
    SHEETS = auto()
    """Any number of tables, and separately what they rest on."""
    SHAPES = auto()
    """Territories with their shapes."""
    PICTURE = auto()
    """A drawing."""


class PictureForm(StrEnum):
    """The proportions of a picture; the value is the word used in addresses."""

    PAGE = "page"
    """As high as its words need."""
    SLIDE = "16-9"
    """Sixteen wide for nine high."""
    CARD = "partage"
    """The same, as light as messages and other sites want the picture of a page they name."""

    @property
    def wide(self) -> bool:
        """Whether it is sixteen wide for nine high."""
        return self is not PictureForm.PAGE


FORM_KEY = "format"
"""The key of the addresses of all pictures that names their form."""
SLIDE_LABEL = "16:9"
"""What readers call a picture for slides."""


def form_of(words: Sequence[str]) -> PictureForm:
    """Read the form that an address asks for; the usual one for a word that is none."""
    return next((form for form in PictureForm if form in words), PictureForm.PAGE)


@dataclass(frozen=True)
class FileFormat:
    """A format of files to take away.

    Attributes:
        extension: without its dot.
        label: what readers call it.
        media_type: what servers call it.
        holds: what it can hold.
    """

    extension: str
    label: str
    media_type: str
    holds: Holds


_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    FileFormat("csv", "CSV", "text/csv", Holds.ROWS),
    FileFormat("xlsx", "Excel (XLSX)", _SPREADSHEET, Holds.SHEETS),
    FileFormat("ods", "ODS", "application/vnd.oasis.opendocument.spreadsheet", Holds.ROWS),
    FileFormat("geojson", "GeoJSON", "application/geo+json", Holds.SHAPES),
    FileFormat("gpkg", "GeoPackage", "application/geopackage+sqlite3", Holds.SHAPES),
    FileFormat("png", "image PNG", "image/png", Holds.PICTURE),
    FileFormat("svg", "image SVG", "image/svg+xml", Holds.PICTURE),
)
"""In the order of links."""
TABLE = (Holds.ROWS, Holds.SHEETS, Holds.SHAPES)
"""What a table of territories can be written as."""
LIST = (Holds.ROWS, Holds.SHEETS)
"""What a list without shapes can be written as."""
PICTURE = (Holds.PICTURE,)
"""What a drawing can be written as."""


def formats_of(*kinds: Holds) -> tuple[FileFormat, ...]:
    """Return the formats that hold any of some kinds, in the order of links."""
    return tuple(file_format for file_format in FORMATS if file_format.holds in kinds)
