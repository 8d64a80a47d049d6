"""The two fields of « Près de chez vous »: what is needed, and where; a plain form that scripts complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from dashboard.analysis.nearby.results import Nearby, NoOrigin
from dashboard.components.layout.plain_form import PlainChoice
from dashboard.components.shared import ids
from dashboard.components.shared.links import address
from dashboard.components.shared.templates import render
from dashboard.domain.help_needs import ALWAYS_SHOWN, emergency_text
from dashboard.domain.pages import NEARBY_PAGE
from dashboard.domain.selections.nearby import (
    LONGEST_NEED,
    LONGEST_PLACE,
    NEARBY,
    OPENING_LABELS,
    RADIUS_LABELS,
    NearbySelection,
)
from dashboard.domain.selections.query import FILTERABLE_PUBLICS
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS


@dataclass(frozen=True)
class Tile:
    """A need offered at a touch: the word it asks, what is written, the pictogram drawn."""

    word: str
    title: str
    pictogram: str


TILES = (
    Tile("aide alimentaire", "Manger", "bowl"),
    Tile("papiers", "Papiers, droits", "document"),
    Tile("logement", "Se loger", "house"),
    Tile("médecin", "Se soigner", "heart"),
    Tile("emploi", "Travailler", "briefcase"),
    Tile("cours de français", "Apprendre le français", "speech"),
    Tile("ordinateur", "Ordinateur, internet", "screen"),
    Tile("transport", "Se déplacer", "bus"),
)


def find_form(answer: Nearby | NoOrigin, selection: NearbySelection) -> Markup:
    """Write the form, its tiles and the emergency numbers; it asks the page by its address alone.

    Args:
        answer: what the page answers, which names the place.
        selection: what the reader asked for.
    """
    return render(
        "nearby/find.html.j2",
        path=NEARBY_PAGE.path,
        moves=ids.NEARBY_FORM,
        need=need_name(answer, selection),
        place=place_name(answer, selection),
        asked=bool(selection.need and selection.has_place),
        tiles=[(tile, _asking(selection, tile)) for tile in TILES],
        need_keys=NEARBY.keys("need", "record", "page"),
        choices=_choices(selection),
        emergency=[(number, emergency_text(number)) for number in ALWAYS_SHOWN],
        LONGEST_NEED=LONGEST_NEED,
        LONGEST_PLACE=LONGEST_PLACE,
    )


def need_name(answer: Nearby | NoOrigin, selection: NearbySelection) -> str:
    """Name what is asked for as the field shows it: the words typed."""
    if isinstance(answer, Nearby) and answer.help:
        return answer.help.text
    return selection.need


def place_name(answer: Nearby | NoOrigin, selection: NearbySelection) -> str:
    """Name the place as the field shows it: that found, else the words typed."""
    if selection.position:
        return str(selection.position)
    return answer.text if isinstance(answer, NoOrigin) else answer.origin.name


def _asking(selection: NearbySelection, tile: Tile) -> str:
    return address(replace(selection, need=tile.word, record=None, page=1))


def _choices(selection: NearbySelection) -> Sequence[PlainChoice]:
    """List the filters that the form offers where no script runs."""
    theme, public = (
        next(iter(codes), "") for codes in (selection.filters.themes, selection.filters.publics)
    )
    publics = {code: PUBLIC_LABELS[code] for code in FILTERABLE_PUBLICS}
    radii = {radius.value: text for radius, text in RADIUS_LABELS.items()}
    every, any_hours = {"": "Tous"}, {"": "Peu importe"}
    return (
        PlainChoice("rayon", "Rayon", radii, (selection.radius,)),
        PlainChoice("theme", "Thème", every | THEME_LABELS, (theme,)),
        PlainChoice("public", "Public", every | publics, (public,)),
        PlainChoice("ouvert", "Horaires", any_hours | OPENING_LABELS, (selection.opening or "",)),
    )
