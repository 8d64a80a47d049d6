"""The page « Comparer »: territories side by side, their trends, and what to take away."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.components.comparison.controls import between_years, map_controls, one_year
from dashboard.components.comparison.maps import pair_panel
from dashboard.components.layout.notices import status_line
from dashboard.components.layout.page_parts import titled_part
from dashboard.components.layout.shell import framed_page
from dashboard.components.layout.tabs import in_tabs, tab_links
from dashboard.components.layout.toolbar import toolbar
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.controls import chosen_controls, page_controls, view_tabs
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import COMPARISON_SCRIPT, page_stores
from dashboard.domain.selections.comparison import COMPARISON, ComparisonSelection, ComparisonTab
from dashboard.domain.selections.shown import View

_TABS: Mapping[tuple[ComparisonTab, ...], str] = {
    (ComparisonTab.SYNTHESIS,): "Synthèse",
    (ComparisonTab.THEMES,): "Thèmes",
    (ComparisonTab.PUBLICS,): "Publics",
    (ComparisonTab.TIME,): "Temps",
    (ComparisonTab.MAPS,): "Cartes",
    (ComparisonTab.WRITTEN,): "Écrits",
    (ComparisonTab.DOWNLOADS,): "Emporter",
}
_FIRST = ("filters.themes", "filters.publics")
"""What readers choose first: the others are in a drawer."""
_ELSEWHERE = ("filters.years", "sides", "indicator", "between")
"""What is chosen above the drawings that it moves."""
_NOT_MOVED = (ComparisonTab.TIME,)
"""Where the year of activity changes nothing: first years are those of all years."""
_KIND = "comparison"


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = ComparisonSelection.from_query(query)
    return framed_page(
        [
            *page_stores(COMPARISON_SCRIPT, selection),
            html.Div(
                [
                    html.Div(
                        [
                            html.H1("Comment se situe mon territoire, et par rapport à qui ?"),
                            status_line(options.basis),
                        ],
                        className="page-head",
                    ),
                    _chosen(),
                    _toolbar(options, selection),
                    _read(options, selection),
                    *_parts(options, selection),
                ],
                className="screen compared",
            ),
        ],
        selection,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _chosen() -> html.Section:
    """Draw the row of the territories compared, which stays in sight."""
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
        className="chosen-row",
        **aria(label="Territoires comparés"),
    )


def _toolbar(options: PageData, selection: ComparisonSelection) -> html.Section:
    first = COMPARISON.keys(*_FIRST).split()
    elsewhere = COMPARISON.keys("view", *_FIRST, *_ELSEWHERE).split()
    more = [field.key for field in COMPARISON.controlled() if field.key not in elsewhere]
    return toolbar(
        html.Div(id=ids.COMPARISON_SEARCH),
        first=chosen_controls(COMPARISON_SCRIPT, selection, options, *_FIRST),
        more=page_controls(COMPARISON_SCRIPT, selection, options, without=[*first, *elsewhere]),
        more_keys=" ".join(more),
        tabs=view_tabs(COMPARISON_SCRIPT, selection),
        summary="Filtres",
    )


def _read(options: PageData, selection: ComparisonSelection) -> html.Div:
    """Draw the tabs, and beside them the year of activity, above what it moves."""
    return html.Div(
        [
            tab_links(selection, _TABS, label="Ce qui est comparé"),
            html.Div(
                one_year(options, selection),
                className="year-bar",
                **in_tabs(selection, *(tab for tab in ComparisonTab if tab not in _NOT_MOVED)),
            ),
        ],
        className="tab-row",
    )


def _parts(options: PageData, selection: ComparisonSelection) -> list[Component]:
    def part(tab: ComparisonTab, title: str, anchor: str, content: str) -> Component:
        return _part(
            selection, tab, titled_part(title, [html.Div(id=content)], anchor=anchor, kind=_KIND)
        )

    tab = ComparisonTab
    return [
        _part(selection, tab.SYNTHESIS, _standing()),
        part(tab.SYNTHESIS, "Chiffres clés", "chiffres-cles", ids.COMPARISON_KEY),
        part(
            tab.SYNTHESIS,
            "Écarts : région, département, voisins, strate",
            "ecarts",
            ids.COMPARISON_DEVIATIONS,
        ),
        part(
            tab.SYNTHESIS,
            "Les territoires, et ceux qui leur ressemblent",
            "territoires",
            ids.COMPARISON_FACTS,
        ),
        part(tab.THEMES, "Par thème", "par-theme", ids.COMPARISON_BY_THEME),
        part(tab.PUBLICS, "Par public", "par-public", ids.COMPARISON_BY_PUBLIC),
        part(tab.TIME, "Par première année", "par-annee", ids.COMPARISON_BY_YEAR),
        html.Div(
            between_years(options, selection),
            className="between-bar",
            **in_tabs(selection, tab.TIME, tab.MAPS),
        ),
        part(
            tab.TIME,
            "Ce qui a commencé, ce qui s’est arrêté",
            "changements",
            ids.COMPARISON_CHANGES,
        ),
        _part(selection, tab.MAPS, _maps(options, selection)),
        part(tab.WRITTEN, "Chiffres connus", "chiffres-connus", ids.COMPARISON_FIGURES),
        part(
            tab.WRITTEN,
            "Ce qui est écrit, ce que dit la référence",
            "ecrits",
            ids.COMPARISON_CLAIMS,
        ),
        part(
            tab.WRITTEN,
            "Coopération avec d’autres intercommunalités",
            "cooperation",
            ids.COMPARISON_PARTNERS,
        ),
        part(tab.DOWNLOADS, "Emporter", "emporter", ids.COMPARISON_DOWNLOADS),
    ]


def _standing() -> html.Section:
    """Draw the answer: where the territories stand, in a sentence and theme by theme."""
    return html.Section(
        [
            html.H2("Où en est ce territoire ?", className="visually-hidden"),
            html.Div(id=ids.COMPARISON_VERDICT),
            html.Div(id=ids.COMPARISON_GRID),
        ],
        id="verdict",
        tabIndex=-1,
        className=f"listing gaps-section {_KIND}",
    )


def _part(
    selection: ComparisonSelection, tab: ComparisonTab, section: html.Section
) -> html.Section:
    """Show a section in one tab only, the maps on the second view of narrow screens too."""
    listed = tab is ComparisonTab.MAPS and selection.view is View.MAP
    for name, value in in_tabs(selection, tab, listed=listed).items():
        setattr(section, name, value)
    return section


def _maps(options: PageData, selection: ComparisonSelection) -> html.Section:
    return html.Section(
        [
            html.H2(id=ids.COMPARISON_MAP_TITLE),
            map_controls(options, selection),
            *pair_panel(options.basis),
        ],
        id="cartes",
        tabIndex=-1,
        className="map-panel gaps-section",
        **aria(labelledby=ids.COMPARISON_MAP_TITLE),
    )
