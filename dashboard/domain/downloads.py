"""What pages offer to take away: one entry each, its address, what it is made of and its formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.file_formats import LIST, PICTURE, TABLE, FileFormat, Holds, formats_of
from dashboard.domain.pages import (
    COMPARISON_PAGE,
    COVERAGE_PAGE,
    MAP_PAGE,
    NEARBY_PAGE,
    SelectionPage,
)
from dashboard.domain.selections.fields import AnySelection

DOWNLOAD_PATH = "/telecharger"
_PART = "{part}"


@dataclass(frozen=True, eq=False)
class Download:
    """Something of a page that files hold.

    Attributes:
        name: what its addresses call it, ``carte`` in ``/telecharger/carte.csv``; ``{part}`` stands for one
            of its parts.
        page: whose addresses ask for it.
        holds: what its files can be.
        without: the attributes of a selection that change nothing in it.
    """

    name: str
    page: SelectionPage
    holds: Sequence[Holds]
    without: tuple[str, ...]

    @property
    def formats(self) -> tuple[FileFormat, ...]:
        """The formats it is offered in, in the order of links."""
        return formats_of(*self.holds)

    def path(self, extension: str, *, part: str = "") -> str:
        """Write the path of its file with an extension."""
        return f"{DOWNLOAD_PATH}/{self.name.replace(_PART, part)}.{extension}"

    def relevant_part(self, selection: AnySelection) -> AnySelection:
        """Return what of a selection its files depend on."""
        fields = self.page.fields
        return selection.changed(**{name: fields.field(name).default for name in self.without})


MAP_DOWNLOAD = Download("carte", MAP_PAGE, (*TABLE, *PICTURE), ("record", "page", "tab"))
RECORDS_DOWNLOAD = Download(
    "initiatives",
    MAP_PAGE,
    TABLE,
    ("level", "indicator", "points", "record", "order", "page", "view", "tab"),
)
NEARBY_DOWNLOAD = Download("pres-de-chez-vous", NEARBY_PAGE, LIST, ("record", "view", "page"))
COVERAGE_DOWNLOAD = Download(
    "zones-blanches", COVERAGE_PAGE, (*TABLE, *PICTURE), ("page", "view", "tab")
)
_HOW_SHOWN = ("level", "shown", "need", "fragile", "order", "page", "view", "tab")
SITES_DOWNLOAD = Download(
    "zones-blanches-lieux", COVERAGE_PAGE, (*TABLE, *PICTURE), (*_HOW_SHOWN, "exact")
)
_OF_SITES = ("sites", "kind", "host_population", "excluded", "exact")
SIZES_DOWNLOAD = Download(
    "zones-blanches-villages-et-villes",
    COVERAGE_PAGE,
    (*LIST, *PICTURE),
    (*_HOW_SHOWN, *_OF_SITES),
)
LORENZ_DOWNLOAD = Download(
    "zones-blanches-lorenz", COVERAGE_PAGE, (*LIST, *PICTURE), (*_HOW_SHOWN, *_OF_SITES)
)
COMPARISON_DOWNLOAD = Download("comparer", COMPARISON_PAGE, TABLE, ("left", "right", "view", "tab"))
DEVIATIONS_DOWNLOAD = Download(
    "ecarts-aux-reperes",
    COMPARISON_PAGE,
    (*LIST, *PICTURE),
    ("indicator", "sides", "between", "left", "right", "view", "tab"),
)
COMPARISON_PICTURES = Download("comparer-{part}", COMPARISON_PAGE, PICTURE, ("view", "tab"))

DOWNLOADS = (
    MAP_DOWNLOAD,
    RECORDS_DOWNLOAD,
    NEARBY_DOWNLOAD,
    COVERAGE_DOWNLOAD,
    SITES_DOWNLOAD,
    SIZES_DOWNLOAD,
    LORENZ_DOWNLOAD,
    COMPARISON_DOWNLOAD,
    DEVIATIONS_DOWNLOAD,
    COMPARISON_PICTURES,
)
