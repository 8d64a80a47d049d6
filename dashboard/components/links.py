"""Addresses of the dashboard's own pages and downloads, from a selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import data
from dashboard.domain.selection import Selection

Children = str | Component | Sequence[str | Component]
"""What stands inside an element."""

MAP_PATH = "/"
SOURCES_PATH = "/sources"
DATA_PATH = "/donnees"
DOWNLOAD_PATH = "/telecharger"
COVERAGE_PATH = "/donnees/couverture"
TRIAL_PATH = "/donnees/essai"
TEMPLATE_ADDRESS = f"{DOWNLOAD_PATH}/modele-import.csv"


def address(selection: Selection, *, anchor: str = "") -> str:
    """Write the address that restores ``selection``."""
    return _with_query(MAP_PATH, selection) + (f"#{anchor}" if anchor else "")


def coverage_address(source: str) -> str:
    """Write the address of the map of what a source covers."""
    return f"{COVERAGE_PATH}/{source}.svg"


def download_address(selection: Selection, *, extension: str) -> str:
    """Write the address of what ``selection`` shows, as a file."""
    shown = replace(selection, record=None, territory=None, page=1)
    return _with_query(f"{DOWNLOAD_PATH}/carte.{extension}", shown)


TERRITORY_KEYS = "territoire fiche"
RECORD_KEYS = "fiche"
SORT_KEYS = "tri page"
PAGE_KEYS = "page"
FILTER_KEYS = "theme public annee compte page"
ALL_KEYS = "*"


def in_page_link(
    children: Children,
    selection: Selection,
    *,
    keys: str,
    anchor: str = "",
    class_name: str = "",
) -> html.A:
    """Make a link to another selection, followed without loading the page again.

    Args:
        children: what the link says.
        selection: where it leads.
        keys: the keys of the address it changes, separated by spaces, or ``*`` for all: what the
            reader has changed elsewhere since the link was drawn is kept.
        anchor: the part of the page to go to.
        class_name: how it looks.
    """
    return html.A(
        children,
        href=address(selection, anchor=anchor),
        className=class_name,
        **data(in_page=keys),
    )


def _with_query(path: str, selection: Selection) -> str:
    # Codes, slugs, years and words of closed lists: nothing in a selection needs to be quoted.
    words = [f"{key}={word}" for key, values in selection.to_query().items() for word in values]
    return f"{path}?{'&'.join(words)}" if words else path


def closing_link(label: str, selection: Selection) -> html.P:
    """Make the link that leaves a sheet."""
    return html.P(in_page_link(label, selection, keys=TERRITORY_KEYS, class_name="quiet-button"))
