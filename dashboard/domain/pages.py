"""The pages: one entry each, its address, its title and what its addresses ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.domain.selections.comparison import COMPARISON
from dashboard.domain.selections.coverage import COVERAGE
from dashboard.domain.selections.fields import PageFields, PageSelection
from dashboard.domain.selections.map import MAP
from dashboard.domain.selections.nearby import NEARBY


@dataclass(frozen=True, eq=False)
class Page:
    """A page of the site.

    Attributes:
        path: its address.
        title: its name, in the navigation and in the window's name.
    """

    path: str
    title: str


@dataclass(frozen=True, eq=False)
class SelectionPage(Page):
    """A page whose addresses hold what its reader asks for: it can be shown in another site.

    Attributes:
        fields: those of its addresses.
    """

    fields: PageFields[Any]


MAP_PAGE = SelectionPage("/", "Carte", MAP)
NEARBY_PAGE = SelectionPage("/pres-de-chez-vous", "Près de chez vous", NEARBY)
COVERAGE_PAGE = SelectionPage("/zones-blanches", "Zones blanches", COVERAGE)
COMPARISON_PAGE = SelectionPage("/comparer", "Comparer", COMPARISON)
DATA_PAGE = Page("/donnees", "Données")
SOURCES_PAGE = Page("/sources", "Sources et méthode")

PAGES = (MAP_PAGE, NEARBY_PAGE, COVERAGE_PAGE, COMPARISON_PAGE, DATA_PAGE, SOURCES_PAGE)
"""In the order of the navigation."""
NOT_FOUND_PAGE = Page("/404", "Page introuvable")
"""What is shown for an address that is none."""

SELECTION_PAGES = tuple(page for page in PAGES if isinstance(page, SelectionPage))
_BY_SELECTION: Mapping[object, SelectionPage] = {
    page.fields.selection: page for page in SELECTION_PAGES
}


def page_showing(selection: PageSelection) -> SelectionPage:
    """Return the page that shows a selection."""
    return _BY_SELECTION[type(selection)]
