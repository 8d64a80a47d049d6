"""What a reader of « Près de chez vous » asked for: a place, how far, for whom, and when open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.position import Position
from dashboard.domain.selections.fields import (
    AddressField,
    Control,
    ControlKind,
    PageFields,
    PageSelection,
    Removable,
)
from dashboard.domain.selections.filter_fields import (
    NOT_ENDED_OPTION,
    YEARS_FIELD,
    common_filters,
    first,
    switch_field,
    word_field,
)
from dashboard.domain.selections.filters import NO_FILTERS, Filters
from dashboard.domain.selections.query import Query, slug_of, year_text
from dashboard.domain.selections.shown import (
    View,
    page_field,
    position_field,
    record_field,
    territory_field,
    view_field,
)

MOST_CHOSEN = 20
"""Records a reader may keep; what an address names beyond is not read."""
LONGEST_NEED = 80
"""Characters of a need typed; what follows is not read."""
LONGEST_PLACE = 80
"""Characters of a place typed; what follows is not read."""


class Radius(StrEnum):
    """How far to look; the value is the word used in addresses."""

    KM_5 = "5"
    KM_10 = "10"
    KM_20 = "20"
    KM_50 = "50"
    EPCI = "intercommunalite"

    @property
    def metres(self) -> float | None:
        """The radius in metres, ``None`` for the whole EPCI."""
        return None if self is Radius.EPCI else 1000.0 * float(self)


class Opening(StrEnum):
    """When a place must be open; the value is the word used in addresses."""

    NOW = "maintenant"
    SATURDAY = "samedi"


RADIUS_LABELS = {
    **{radius: f"{radius.value}\u202fkm" for radius in Radius if radius.metres},
    Radius.EPCI: "Toute mon intercommunalité",
}
ANY_TIME = "toujours"
"""No filter of opening hours; never written in an address."""
OPENING_LABELS = {
    Opening.NOW: "Ouvert maintenant",
    Opening.SATURDAY: "Ouvert le samedi",
}
TRAVELLING_LABEL = "Itinérant seulement"


@dataclass(frozen=True)
class NearbySelection(PageSelection):
    """The whole view of « Près de chez vous »; without years, what has not ended is kept.

    The place is ``position`` where there is one, else ``territory``, else ``typed``.

    Attributes:
        territory: a commune or an EPCI.
        typed: the place that was typed.
        chosen: the records the reader keeps, to print or to send.
        need: what help is asked for, as typed or chosen; empty for any.
        refused: the keys whose words could not be read; the page names them.
    """

    filters: Filters = NO_FILTERS
    territory: str | None = None
    position: Position | None = None
    typed: str = ""
    need: str = ""
    radius: Radius = Radius.KM_10
    opening: Opening | None = None
    travelling: bool = False
    record: str | None = None
    chosen: tuple[str, ...] = ()
    page: int = 1
    view: View = View.LIST
    refused: frozenset[str] = frozenset()

    @classmethod
    def from_query(cls, query: Query) -> NearbySelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        return replace(NEARBY.read(query), refused=NEARBY.wrong_keys(query))

    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""
        return NEARBY.write(self)

    @property
    def has_place(self) -> bool:
        """Return whether a place was asked for, known or not."""
        return bool(self.territory or self.position or self.typed)

    def at(self, territory: str) -> NearbySelection:
        """Ask the same from a commune or an EPCI."""
        return replace(self, territory=territory, position=None, typed="", record=None, page=1)


def _opening(text: str) -> Opening | None:
    return Opening(text) if text in set(Opening) else None


_PARTS = ("list", "map")
_NEED = AddressField(
    "besoin",
    "need",
    parse=lambda words: " ".join(first(words).split())[:LONGEST_NEED],
    write=lambda need: [need],
    default="",
    redraws=_PARTS,
    rank=5,
    removables=lambda need, _: [Removable(f"Besoin : {need}", "")] if need else [],
)
_CHOSEN = AddressField(
    "choix",
    "chosen",
    parse=lambda words: tuple(dict.fromkeys(filter(slug_of, words)))[:MOST_CHOSEN],
    write=lambda chosen: chosen,
    default=(),
    redraws=("list",),
    keeps_page=True,
)
_RADIUS = word_field(
    "rayon",
    "radius",
    Radius.KM_10,
    redraws=_PARTS,
    control=Control(ControlKind.ONE, "Jusqu’où", 5, RADIUS_LABELS, initial=Radius.KM_10),
    reported_if_wrong=True,
)
_OPENING = AddressField(
    "ouvert",
    "opening",
    parse=lambda words: _opening(first(words)),
    write=lambda opening: [opening],
    default=None,
    redraws=_PARTS,
    control=Control(
        ControlKind.ONE,
        "Horaires",
        50,
        {ANY_TIME: "Peu importe"} | {str(key): label for key, label in OPENING_LABELS.items()},
        initial=ANY_TIME,
    ),
    rank=70,
    removables=lambda opening, _: [Removable(OPENING_LABELS[opening], None)] if opening else [],
    reported_if_wrong=True,
)
_TRAVELLING = switch_field(
    "itinerant",
    "travelling",
    redraws=_PARTS,
    control=Control(ControlKind.SWITCH, TRAVELLING_LABEL, 60),
    rank=80,
    removables=lambda on, _: [Removable(TRAVELLING_LABEL, rest=False)] if on else [],
)
_YEARS = YEARS_FIELD.on(
    redraws=_PARTS,
    control=None,
    removables=lambda years, _: [Removable(f"Active en {year_text(years)}", None)] if years else [],
    option=NOT_ENDED_OPTION,
    reported_if_wrong=True,
)

NEARBY: PageFields[NearbySelection] = PageFields(
    "nearby",
    NearbySelection,
    (
        territory_field(*_PARTS, reported_if_wrong=True),
        position_field(*_PARTS, reported_if_wrong=True),
        AddressField(
            "lieu",
            "typed",
            parse=lambda words: " ".join(first(words).split())[:LONGEST_PLACE],
            write=lambda typed: [typed],
            default="",
            redraws=_PARTS,
        ),
        _NEED,
        _RADIUS,
        *common_filters(*_PARTS, of_today=True),
        _YEARS,
        _OPENING,
        _TRAVELLING,
        record_field("list"),
        _CHOSEN,
        page_field(*_PARTS),
        view_field(),
    ),
)
"""The fields of the addresses of « Près de chez vous »."""
