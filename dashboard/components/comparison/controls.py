"""The controls of « Comparer » that are its own: a year that can be played, and two years."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.controls import (
    chosen_controls,
    year_marks,
    year_range,
    year_within,
)
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import COMPARISON_SCRIPT, control_id
from dashboard.domain.selections.comparison import COMPARISON, ComparisonSelection

BETWEEN = "entre-deux-annees"
"""The choice of two years, which what began and ended leads to."""
PLAY = "Lecture"


def map_controls(page_data: PageData, selection: ComparisonSelection) -> html.Div:
    """What the two maps set side by side, and what they show."""
    return html.Div(
        chosen_controls(COMPARISON_SCRIPT, selection, page_data, "sides", "indicator"),
        className="filters site-controls",
    )


def between_years(page_data: PageData, selection: ComparisonSelection) -> html.Div:
    """The two years whose changes and maps are shown."""
    field = COMPARISON.field("between")
    identifier = control_id(COMPARISON, field.key)
    named = f"{identifier}-libelle"
    label = field.control.label if field.control else ""
    return html.Div(
        [
            html.Div(label, id=named, className="control-label"),
            year_range(
                identifier,
                (page_data.first_year, page_data.last_year),
                selection.between,
                thumbs=("Année de départ", "Année d’arrivée"),
            ),
        ],
        id=BETWEEN,
        role="group",
        tabIndex=-1,
        className="years between",
        **aria(labelledby=named),
    )


def one_year(page_data: PageData, selection: ComparisonSelection) -> html.Div:
    """Choose one year, or all of them at the end of the slider; play them one after the other."""
    first, last = page_data.first_year, page_data.last_year
    chosen = selection.filters.years[1] if selection.filters.years else last + 1
    field = COMPARISON.field("filters.years")
    identifier = control_id(COMPARISON, field.key)
    named = f"{identifier}-libelle"
    parts: list[Component] = [
        html.Div(field.control.label if field.control else "", id=named, className="control-label"),
        dmc.Slider(
            id=identifier,
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
                html.Button(PLAY, id=ids.COMPARISON_PLAY, className="quiet-button", type="button"),
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
    ]
    return html.Div(
        parts,
        id=ids.COMPARISON_BOUNDS,
        role="group",
        className="years one-year",
        **aria(labelledby=named),
        **data(first=str(first), last=str(last)),
    )
