"""The fields for what is opened and how it is shown, as pages share them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from dashboard.domain.position import position_of
from dashboard.domain.selections.fields import AddressField, Control, ControlKind
from dashboard.domain.selections.filter_fields import first, word_field
from dashboard.domain.selections.query import page_of, slug_of, territory_of
from dashboard.domain.territory import Level

_Tab = TypeVar("_Tab", bound=StrEnum)

LEVEL_LABELS = {
    Level.EPCI: "Intercommunalités (EPCI)",
    Level.COMMUNE: "Communes",
    Level.DEPARTEMENT: "Départements",
}


_LEVEL_WORDS = {
    word: level for level in Level for word in (str(level), str(level).removesuffix("s"))
}


class View(StrEnum):
    """The tab shown on a narrow screen, or both in the page of another site.

    The value is the word used in addresses.
    """

    LIST = "liste"
    MAP = "carte"
    EMBEDDED = "integree"


def level_field(default: Level, *redraws: str) -> AddressField:
    """Describe the field of the level of the territories shown; it is read in the singular too."""
    return word_field(
        "niveau",
        "level",
        default,
        redraws=redraws,
        control=Control(ControlKind.SELECT, "Afficher par", 40, LEVEL_LABELS, initial=default),
    ).on(parse=lambda words: _LEVEL_WORDS.get(first(words)))


def territory_field(*redraws: str, **more: object) -> AddressField:
    """Describe the field of the territory that is opened or looked from."""
    return _opened_field("territoire", "territory", territory_of, redraws, more)


def position_field(*redraws: str, **more: object) -> AddressField:
    """Describe the field of a position that is looked from, or whose records are listed."""
    return _opened_field("position", "position", position_of, redraws, more)


def record_field(*redraws: str) -> AddressField:
    """Describe the field of the record that is opened."""
    return _opened_field("fiche", "record", slug_of, redraws, {"keeps_page": True})


def _opened_field(
    key: str,
    attribute: str,
    read: Callable[[str], object],
    redraws: tuple[str, ...],
    more: Mapping[str, object],
) -> AddressField:
    return AddressField(
        key,
        attribute,
        parse=lambda words: read(first(words)),
        write=lambda opened: [opened],
        default=None,
        redraws=redraws,
        **more,  # type: ignore[arg-type]
    )


def page_field(*redraws: str) -> AddressField:
    """Describe the field of the page of a list."""
    return AddressField(
        "page",
        "page",
        parse=lambda words: page_of(first(words)),
        write=lambda page: [page],
        default=1,
        redraws=redraws,
        keeps_page=True,
    )


def view_field() -> AddressField:
    """Describe the field of the tab that is shown on a narrow screen."""
    return word_field(
        "vue",
        "view",
        View.LIST,
        keeps_page=True,
        control=Control(
            ControlKind.TABS,
            "Afficher la liste ou la carte",
            100,
            {View.LIST: "Liste", View.MAP: "Carte"},
            initial=View.LIST,
        ),
    )


def tab_field(first_tab: _Tab) -> AddressField:
    """Describe the field of the tab that is opened beside or under a map; its links are on the page."""
    return word_field("onglet", "tab", first_tab, keeps_page=True)
