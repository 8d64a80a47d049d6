"""The search box of « Près de chez vous »."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc

from dashboard.components.shared import ids
from dashboard.components.shared.controls import search_box
from dashboard.domain.region import Region

Choice = dict[str, str]
Group = dict[str, Any]
"""``group``, its French name, and ``items``, the choices in it."""

HERE = "autour-de-moi"
"""What ``assets/nearby-page.js`` asks the browser's position for."""
HERE_FIRST: tuple[Group, ...] = (
    {"group": "Votre position", "items": [{"value": HERE, "label": "Autour de moi"}]},
)


def place_search(region: Region) -> dmc.Select:
    """The search for a place of the region to look from; « Autour de moi » is offered first."""
    return search_box(
        ids.NEARBY_SEARCH,
        region=region,
        label="Où ? Commune, intercommunalité, code postal, ou « Autour de moi »",
        choices=HERE_FIRST,
    )
