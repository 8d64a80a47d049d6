"""What a record's sheet takes from each page it stands on."""

from __future__ import annotations

from dataclasses import replace

from dashboard.components.shared.links import (
    PLACE_KEYS,
    RECORD_KEYS,
    TERRITORY_KEYS,
    closing_link,
    in_page_link,
)
from dashboard.components.summaries.opening_status import opening_now
from dashboard.components.summaries.record import CardPage
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NearbySelection


def on_the_map(selection: MapSelection) -> CardPage:
    """Stand on « Carte »: communes are shown there; its answers do not depend on the hour."""
    return CardPage(
        closing=closing_link(
            "Fermer la fiche", replace(selection, record=None), keys=TERRITORY_KEYS
        ),
        commune_link=lambda children, code: in_page_link(
            children, replace(selection, territory=code, record=None), keys=TERRITORY_KEYS
        ),
    )


def on_nearby(selection: NearbySelection) -> CardPage:
    """Stand on « Près de chez vous »: communes are places to look from, and places open now or not."""
    return CardPage(
        closing=closing_link(
            "Revenir à la liste", replace(selection, record=None), keys=RECORD_KEYS
        ),
        commune_link=lambda children, code: in_page_link(
            children, selection.at(code), keys=PLACE_KEYS
        ),
        opening=opening_now,
    )
