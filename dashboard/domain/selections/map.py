"""What a reader of « Carte » asked for: behind the address, the map, the table, the exports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.counting import Counting
from dashboard.domain.indicators import MAPPED, USUAL, Indicator, Scale
from dashboard.domain.position import Position
from dashboard.domain.selections.fields import (
    AddressField,
    Control,
    ControlKind,
    Names,
    PageFields,
    PageSelection,
    UsualBy,
    Words,
)
from dashboard.domain.selections.filter_fields import (
    COUNTING_FIELD,
    WIDE_FIELD,
    WIDE_TEXT,
    YEARS_FIELD,
    common_filters,
    word_field,
)
from dashboard.domain.selections.filters import NO_FILTERS, Filters
from dashboard.domain.selections.order import SortOrder, order_field
from dashboard.domain.selections.query import Query
from dashboard.domain.selections.shown import (
    View,
    level_field,
    page_field,
    position_field,
    record_field,
    tab_field,
    territory_field,
    view_field,
)
from dashboard.domain.territory import Level


class PointLayer(StrEnum):
    """A layer of points; the value is the word used in addresses."""

    INITIATIVES = "initiatives"
    TOWN_HALLS = "mairies"


class MapTab(StrEnum):
    """What stands beside the map; the value is the word used in addresses."""

    SUMMARY = "fiche"
    TABLE = "tableau"
    WIDE_TABLE = "tableau-large"
    """The table in the place of the map."""


class NameColumn(StrEnum):
    """The column of a table that holds no number; the value is the word used in addresses."""

    NAME = "nom"


TerritoryColumn = NameColumn | Indicator
"""A column of the table."""
TERRITORY_COLUMNS = (
    NameColumn.NAME,
    Indicator.INHABITANTS,
    *(indicator for indicator in Indicator if indicator in MAPPED),
)


NO_POINTS = "aucun"
POINT_LABELS = {
    PointLayer.INITIATIVES: "Lieux des initiatives",
    PointLayer.TOWN_HALLS: "Mairies",
}
INDICATOR_LABELS = {indicator: indicator.entry.choice for indicator in MAPPED}


@dataclass(frozen=True)
class MapSelection(PageSelection):
    """The whole view of « Carte »: filters, what is shown and how, what is opened.

    Attributes:
        position: where the initiatives stand that are listed, instead of those of ``territory``.
        record: the initiative that is told of, before both.
        indicator: of communes, usually whether they are served: most are too small for a rate.
    """

    filters: Filters = NO_FILTERS
    level: Level = Level.EPCI
    indicator: Indicator = Indicator.RATE
    points: tuple[PointLayer, ...] = (PointLayer.INITIATIVES,)
    territory: str | None = None
    position: Position | None = None
    record: str | None = None
    order: SortOrder[TerritoryColumn] | None = None
    page: int = 1
    view: View = View.LIST
    tab: MapTab = MapTab.SUMMARY

    @property
    def shown_indicators(self) -> tuple[Indicator, ...]:
        """What the table shows: the usual numbers, that of the map, and that it is sorted by."""
        chosen = {self.indicator, *([self.order.column] if self.order else [])}
        return tuple(
            indicator
            for indicator in Indicator
            if indicator in USUAL or (indicator in chosen and indicator in MAPPED)
        )

    @property
    def drawn_points(self) -> tuple[PointLayer, ...]:
        """The layers of points that are drawn: circles, which tell how many, leave out the places."""
        counted = self.indicator.scale is Scale.COUNT
        return tuple(
            layer for layer in self.points if layer is not PointLayer.INITIATIVES or not counted
        )

    @classmethod
    def from_query(cls, query: Query) -> MapSelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        return MAP.read(query)

    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""
        return MAP.write(self)


def _points(words: Words) -> tuple[PointLayer, ...] | None:
    known = tuple(layer for layer in PointLayer if layer in words)
    return known if known or NO_POINTS in words else None


def _wide_text(selection: MapSelection, _: Names) -> str:
    """Write that wide services count, where they do: in shares of inhabitants served."""
    shares = (
        selection.indicator is Indicator.SHARE and selection.filters.counting is Counting.PRESENT
    )
    return WIDE_TEXT if selection.filters.wide and shares else ""


INDICATOR_FIELD = word_field(
    "indicateur",
    "indicator",
    Indicator.RATE,
    MAPPED,
    control=Control(ControlKind.SELECT, "Indicateur", 50, INDICATOR_LABELS, initial=Indicator.RATE),
)
_POINTS = AddressField(
    "points",
    "points",
    parse=_points,
    write=lambda layers: list(layers) or [NO_POINTS],
    default=(PointLayer.INITIATIVES,),
    redraws=("points", "halls"),
    control=Control(
        ControlKind.BOXES,
        "Points",
        90,
        POINT_LABELS,
        nothing=NO_POINTS,
        initial=PointLayer.INITIATIVES,
    ),
)
_COUNTED = ("values", "points", "table", "panel")

MAP: PageFields[MapSelection] = PageFields(
    "map",
    MapSelection,
    (
        level_field(Level.EPCI, "values", "level", "table"),
        COUNTING_FIELD.on(redraws=_COUNTED),
        INDICATOR_FIELD.on(
            redraws=("values", "points", "table"),
            usual_by=UsualBy("level", {Level.COMMUNE: Indicator.SHARE}),
        ),
        *common_filters(*_COUNTED),
        YEARS_FIELD.on(redraws=_COUNTED),
        WIDE_FIELD.on(redraws=("values", "table", "panel"), sentence=_wide_text),
        _POINTS,
        territory_field("focus", "panel", "table", keeps_page=True),
        position_field("panel", keeps_page=True),
        record_field("panel"),
        order_field(TERRITORY_COLUMNS, "table"),
        page_field("table"),
        view_field(),
        tab_field(MapTab.SUMMARY),
    ),
)
"""The fields of the addresses of « Carte »."""
