"""The controls of « Près de chez vous », rendered already set to the selection."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.components.nearby.wording import OPENING_LABELS, RADIUS_LABELS, TRAVELLING_LABEL
from dashboard.components.shared import ids
from dashboard.components.shared.controls import (
    publics_control,
    radio_group,
    search_box,
    themes_control,
)
from dashboard.domain.region import Region
from dashboard.domain.selections.nearby import NearbySelection

Choice = dict[str, str]
Group = dict[str, Any]
"""``group``, its French name, and ``items``, the choices in it."""

HERE = "autour-de-moi"
"""What ``assets/nearby-page.js`` asks the browser's position for."""
HERE_FIRST: tuple[Group, ...] = (
    {"group": "Votre position", "items": [{"value": HERE, "label": "Autour de moi"}]},
)
ANY_TIME = "toujours"
"""No filter of opening hours; never written in an address."""


def place_search(region: Region) -> dmc.Select:
    """The search for a place of the region to look from; « Autour de moi » is offered first."""
    return search_box(
        ids.PLACE_SEARCH,
        region=region,
        label="Où ? Commune, intercommunalité, code postal, ou « Autour de moi »",
        choices=HERE_FIRST,
    )


def nearby_filters(selection: NearbySelection) -> html.Div:
    """All controls but the search: how far, what, for whom, when."""
    return html.Div(
        [
            radio_group(
                ids.NEARBY_RADIUS,
                "Jusqu’où",
                {str(radius): label for radius, label in RADIUS_LABELS.items()},
                selection.radius,
            ),
            themes_control(ids.NEARBY_THEMES, selection.themes),
            publics_control(ids.NEARBY_PUBLICS, selection.publics),
            radio_group(
                ids.NEARBY_OPENING,
                "Horaires",
                {
                    ANY_TIME: "Peu importe",
                    **{str(opening): label for opening, label in OPENING_LABELS.items()},
                },
                selection.opening or ANY_TIME,
            ),
            dmc.Switch(
                id=ids.NEARBY_TRAVELLING,
                label=TRAVELLING_LABEL,
                checked=selection.travelling,
                size="md",
            ),
        ],
        className="filters",
    )
