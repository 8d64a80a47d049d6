"""The controls of « Zones blanches », rendered already set to the selection."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.components.coverage.wording import need_label
from dashboard.components.shared import ids
from dashboard.components.shared.controls import (
    LEVEL_LABELS,
    many_control,
    one_control,
    publics_control,
    radio_group,
    themes_control,
)
from dashboard.components.shared.page_data import PageData
from dashboard.components.sources.datasets import by_source
from dashboard.domain.formats import french_percent
from dashboard.domain.selections.coverage import (
    FRAGILE_SHARE,
    MOST_SITES,
    CoverageIndicator,
    CoverageSelection,
    Distance,
    SiteKind,
)
from dashboard.domain.selections.query import year_text

TODAY = "aujourdhui"
"""The choice of no year: what has not ended."""
_RADII = {radius: f"{radius}\u202fkm" for radius in Distance}
_KINDS = {
    SiteKind.FIXED: "Lieux fixes",
    SiteKind.TRAVELLING: "Arrêts d’une tournée (rayon divisé par deux)",
}


def gap_filters(options: PageData, selection: CoverageSelection) -> html.Div:
    """All controls but the search and those of new places, in the order of the reader's questions."""
    return html.Div(
        [
            themes_control(ids.GAPS_THEMES, selection.filters.themes),
            publics_control(ids.GAPS_PUBLICS, selection.filters.publics),
            radio_group(ids.GAPS_RADIUS, "Un lieu est proche jusqu’à", _RADII, selection.radius),
            radio_group(ids.GAPS_LEVEL, "Afficher par", LEVEL_LABELS, selection.level),
            radio_group(ids.GAPS_SHOWN, "Carte", _shown(options), selection.shown),
            *_need(options, selection),
            _switch(
                ids.GAPS_FRAGILE,
                f"Montrer ce qui change à {french_percent(FRAGILE_SHARE, 0)} de rayon près",
                on=selection.fragile,
            ),
            one_control(ids.GAPS_YEAR, "Année d’activité", _years(options), _year(selection)),
            many_control(
                ids.GAPS_SOURCES,
                "Sources",
                "Toutes les sources",
                # One choice per source, whatever its editions: the kit takes equal values for none.
                [
                    {"value": latest.code, "label": latest.title}
                    for latest, *_ in by_source(options.datasets)
                ],
                selection.filters.sources,
            ),
            _switch(
                ids.GAPS_WIDE,
                "Compter les dispositifs départementaux et régionaux",
                on=selection.filters.wide,
            ),
        ],
        className="filters",
    )


def site_controls(selection: CoverageSelection) -> html.Div:
    """How many new places to look for, and of which kind."""
    numbers = [{"value": str(one), "label": str(one)} for one in range(1, MOST_SITES + 1)]
    return html.Div(
        [
            one_control(ids.GAPS_SITES, "Nombre de nouveaux lieux", numbers, str(selection.sites)),
            radio_group(ids.GAPS_KIND, "Ce que l’on ajoute", _KINDS, selection.kind),
        ],
        className="filters site-controls",
    )


def _shown(options: PageData) -> dict[CoverageIndicator, str]:
    choices = {
        CoverageIndicator.COVERAGE: "Couverture",
        CoverageIndicator.ACCESS: "Accès (services pour 10 000 habitants)",
    }
    if options.need_codes:
        choices[CoverageIndicator.NEED] = "Besoin et couverture"
    return choices


def _need(options: PageData, selection: CoverageSelection) -> list[dmc.Select | html.Div]:
    """Offer the needs that were imported; the control is there, hidden, where there are none."""
    choices = [{"value": code, "label": need_label(code)} for code in options.need_codes]
    control = one_control(ids.GAPS_NEED, "Besoin", choices, selection.need)
    return [control if choices else html.Div(control, hidden=True)]


def _years(options: PageData) -> list[dict[str, str]]:
    years = range(options.last_year, options.first_year - 1, -1)
    return [
        {"value": TODAY, "label": "Aujourd’hui"},
        *({"value": str(year), "label": str(year)} for year in years),
    ]


def _year(selection: CoverageSelection) -> str:
    return year_text(selection.filters.years) if selection.filters.years else TODAY


def _switch(identifier: str, label: str, *, on: bool) -> dmc.Switch:
    return dmc.Switch(id=identifier, label=label, checked=on, size="md")
