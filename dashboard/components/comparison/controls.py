"""The controls of « Comparer », rendered already set to the selection."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.controls import (
    COUNTINGS,
    INDICATORS,
    publics_control,
    radio_group,
    themes_control,
    wide_control,
    year_marks,
    year_range,
    year_within,
)
from dashboard.components.shared.page_data import PageData
from dashboard.domain.selections.comparison import ComparisonSelection, PairKind

BOUNDS = "comparer-bornes"
"""The part that tells the script the first and the last year known."""
BETWEEN = "entre-deux-annees"
"""The choice of two years, which what began and ended leads to."""
PLAY = "Lecture"
_SIDES = {
    PairKind.TERRITORIES: "Deux territoires (les deux premiers)",
    PairKind.YEARS: "Deux années",
}


def comparison_filters(options: PageData, selection: ComparisonSelection) -> html.Div:
    """All controls but the search and those of the maps, in the order of the reader's questions."""
    return html.Div(
        [
            themes_control(ids.COMPARISON_THEMES, selection.filters.themes),
            publics_control(ids.COMPARISON_PUBLICS, selection.filters.publics),
            _year(options, selection),
            radio_group(
                ids.COMPARISON_COUNTING,
                "Initiatives comptées",
                COUNTINGS,
                selection.filters.counting,
            ),
            wide_control(ids.COMPARISON_WIDE, on=selection.filters.wide),
        ],
        className="filters",
    )


def map_controls(options: PageData, selection: ComparisonSelection) -> html.Div:
    """What the two maps set side by side, what they show, and between which years."""
    return html.Div(
        [
            radio_group(ids.COMPARISON_SIDES, "Mettre côte à côte", _SIDES, selection.sides),
            radio_group(ids.COMPARISON_INDICATOR, "Indicateur", INDICATORS, selection.indicator),
            _between(options, selection),
        ],
        className="filters site-controls",
    )


def _between(options: PageData, selection: ComparisonSelection) -> html.Div:
    """The two years whose changes and maps are shown."""
    return html.Div(
        [
            html.Div(
                "Les deux années (des cartes, et de ce qui a changé)",
                id="comparer-entre-libelle",
                className="control-label",
            ),
            year_range(
                ids.COMPARISON_BETWEEN,
                (options.first_year, options.last_year),
                selection.between,
                thumbs=("Année de départ", "Année d’arrivée"),
            ),
        ],
        id=BETWEEN,
        role="group",
        tabIndex=-1,
        className="years between",
        **aria(labelledby="comparer-entre-libelle"),
    )


def _year(options: PageData, selection: ComparisonSelection) -> html.Div:
    """Choose one year, or all of them at the end of the slider; play them one after the other."""
    first, last = options.first_year, options.last_year
    chosen = selection.filters.years[1] if selection.filters.years else last + 1
    return html.Div(
        [
            html.Div("Année d’activité", id="comparer-annee-libelle", className="control-label"),
            dmc.Slider(
                id=ids.COMPARISON_YEAR,
                min=first,
                max=last + 1,
                value=year_within(chosen, (first, last + 1)),
                step=1,
                size="md",
                thumbSize=26,
                label=None,
                thumbLabel="Année d’activité, toutes à la fin",
                marks=[*year_marks(first, last)[:2], {"value": last + 1, "label": "Toutes"}],
            ),
            html.P(
                [
                    html.Button(
                        PLAY, id=ids.COMPARISON_PLAY, className="quiet-button", type="button"
                    ),
                    html.Strong(id=ids.COMPARISON_YEAR_TEXT, role="status", **aria(live="polite")),
                ],
                className="play",
            ),
            html.P(
                "Lecture automatique désactivée : votre appareil demande moins d’animations. Le "
                "curseur reste utilisable.",
                id=ids.COMPARISON_PLAY_OFF,
                className="note",
                hidden=True,
            ),
        ],
        id=BOUNDS,
        role="group",
        className="years one-year",
        **aria(labelledby="comparer-annee-libelle"),
        **data(first=str(first), last=str(last)),
    )
