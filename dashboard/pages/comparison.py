"""The page « Comparer »: territories side by side, their trends, and what to take away."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.comparison.controls import (
    BETWEEN,
    comparison_filters,
    map_controls,
)
from dashboard.components.comparison.maps import pair_panel
from dashboard.components.layout.notices import status_line
from dashboard.components.layout.page_parts import contents, search_and_filters, titled_part
from dashboard.components.layout.shell import framed_page
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.controls import view_tabs
from dashboard.components.shared.links import in_page_link
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import COMPARISON_SCRIPT, page_stores
from dashboard.domain.selections.comparison import COMPARISON, ComparisonSelection
from dashboard.domain.selections.shown import View

_SECTIONS = (
    ("Chiffres clés", "chiffres-cles", ids.COMPARISON_KEY),
    ("Écarts : région, département, voisins, strate", "ecarts", ids.COMPARISON_DEVIATIONS),
    ("Par thème", "par-theme", ids.COMPARISON_BY_THEME),
    ("Par public", "par-public", ids.COMPARISON_BY_PUBLIC),
    ("Par première année", "par-annee", ids.COMPARISON_BY_YEAR),
    ("Coopération avec d’autres intercommunalités", "cooperation", ids.COMPARISON_PARTNERS),
    ("Chiffres connus", "chiffres-connus", ids.COMPARISON_FIGURES),
    ("Ce qui est écrit, ce que dit la référence", "ecrits", ids.COMPARISON_CLAIMS),
)
_MAPS, _CHANGES = "cartes", "changements"
_KIND = "comparison"


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = ComparisonSelection.from_query(query)
    return framed_page(
        [
            *page_stores(COMPARISON_SCRIPT, selection),
            html.H1("Comment se situe mon territoire, et par rapport à qui ?"),
            status_line(options.basis),
            html.Div(
                [_side(options, selection), _answers()],
                className="workspace compared",
            ),
            *([] if selection.view is View.EMBEDDED else [_contents()]),
            *(
                titled_part(title, [html.Div(id=part)], anchor=anchor, kind=_KIND)
                for title, anchor, part in _SECTIONS[:5]
            ),
            _maps(options, selection),
            titled_part(
                "Ce qui a commencé, ce qui s’est arrêté",
                [_years_above(selection), html.Div(id=ids.COMPARISON_CHANGES)],
                anchor=_CHANGES,
                kind=_KIND,
            ),
            *(
                titled_part(title, [html.Div(id=part)], anchor=anchor, kind=_KIND)
                for title, anchor, part in _SECTIONS[5:]
            ),
            titled_part(
                "Emporter", [html.Div(id=ids.COMPARISON_DOWNLOADS)], anchor="emporter", kind=_KIND
            ),
        ],
        selection,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _side(options: PageData, selection: ComparisonSelection) -> html.Section:
    return search_and_filters(
        html.Div(id=ids.COMPARISON_SEARCH),
        filters=comparison_filters(options, selection),
        tabs=view_tabs(COMPARISON_SCRIPT, selection),
        title="Choisir et filtrer",
        summary="Filtres",
    )


def _answers() -> html.Section:
    return html.Section(
        [
            html.Div(id=ids.COMPARISON_NOTICE),
            html.P(
                id=ids.COMPARISON_COUNT,
                role="status",
                className="visually-hidden",
                **aria(live="polite"),
            ),
            html.Div(id=ids.COMPARISON_CHOSEN, tabIndex=-1),
        ],
        className="panel",
        **aria(label="Territoires comparés"),
    )


def _contents() -> html.Nav:
    links = (
        *((title, anchor) for title, anchor, _ in _SECTIONS[:5]),
        ("Cartes", _MAPS),
        ("Ce qui a changé", _CHANGES),
        *((title, anchor) for title, anchor, _ in _SECTIONS[5:]),
        ("Emporter", "emporter"),
    )
    return contents(links)


def _maps(options: PageData, selection: ComparisonSelection) -> html.Section:
    return html.Section(
        [
            html.H2(id=ids.COMPARISON_MAP_TITLE),
            map_controls(options, selection),
            *pair_panel(options.basis),
        ],
        id=_MAPS,
        tabIndex=-1,
        className="map-panel gaps-section",
        **aria(labelledby=ids.COMPARISON_MAP_TITLE),
    )


def _years_above(selection: ComparisonSelection) -> html.P:
    """Lead to the choice of two years, which on a phone is in the view of the maps."""
    maps = replace(selection, view=View.MAP)
    link = in_page_link(
        "Choisir les deux années", maps, keys=COMPARISON.keys("view"), anchor=BETWEEN
    )
    return html.P([link, ", les mêmes que celles des cartes."], className="note")
