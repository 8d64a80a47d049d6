"""The two fields of « Près de chez vous »: what is needed, and where; a plain form that scripts complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from dashboard.analysis.nearby.results import Nearby, NoOrigin
from dashboard.components.nearby.wording import emergency_text
from dashboard.components.shared import ids
from dashboard.components.shared.links import address
from dashboard.components.shared.templates import render
from dashboard.domain.help_needs import ALWAYS_SHOWN
from dashboard.domain.pages import NEARBY_PAGE
from dashboard.domain.selections.nearby import (
    LONGEST_NEED,
    LONGEST_PLACE,
    NEARBY,
    OPENING_LABELS,
    RADIUS_LABELS,
    NearbySelection,
)
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, TOUS_PUBLICS


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


@dataclass(frozen=True)
class Choice:
    """A list to choose from in the form.

    Attributes:
        key: its key in the address.
        label: what is chosen.
        options: the words of the address, and the text shown for each.
        chosen: the word that was chosen.
    """

    key: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


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


def _choices(selection: NearbySelection) -> Sequence[Choice]:
    """List the filters that the form offers where no script runs."""
    theme, public = (
        next(iter(codes), "") for codes in (selection.filters.themes, selection.filters.publics)
    )
    publics = [(code, text) for code, text in PUBLIC_LABELS.items() if code != TOUS_PUBLICS]
    every, any_hours = ("", "Tous"), ("", "Peu importe")
    return (
        Choice("rayon", "Rayon", tuple(RADIUS_LABELS.items()), selection.radius),
        Choice("theme", "Thème", (every, *THEME_LABELS.items()), theme),
        Choice("public", "Public", (every, *publics), public),
        Choice("ouvert", "Horaires", (any_hours, *OPENING_LABELS.items()), selection.opening or ""),
    )
