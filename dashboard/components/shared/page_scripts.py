"""What the scripts of the pages that have addresses must know, made from the fields of these addresses.

``assets/address.js`` reads it as JSON: no key, default, identifier of a control or part of a page is spelled
again there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components.shared import ids
from dashboard.domain.pages import (
    COMPARISON_PAGE,
    COVERAGE_PAGE,
    MAP_PAGE,
    NEARBY_PAGE,
    SelectionPage,
)
from dashboard.domain.selections.comparison import COMPARISON, ComparisonTab
from dashboard.domain.selections.coverage import CoverageTab
from dashboard.domain.selections.fields import (
    AddressField,
    ControlKind,
    PageFields,
    PageSelection,
    UsualBy,
)
from dashboard.domain.selections.map import MAP
from dashboard.domain.selections.shown import View

Json = dict[str, object]
Parts = tuple[str, ...]
_PROPERTIES = {ControlKind.SWITCH: "checked"}
"""The property that holds what a control shows, where it is not ``value``."""
_SHOWING = ("tab", "view")


@dataclass(frozen=True)
class PartsRequest:
    """A store that asks the server to draw parts of a page again.

    Attributes:
        parts: those it asks for.
        first: what it asks for when the page opens, where it is in sight; ``parts`` by default.
        draws_map: whether its answers change a map, which must not lose what an answer dropped was to change.
    """

    parts: Parts
    first: Parts = ()
    draws_map: bool = False

    @property
    def opening(self) -> Parts:
        """What it asks for when the page opens with all in sight."""
        return self.first or self.parts


@dataclass(frozen=True)
class PageScript:
    """A page whose address is its state.

    Attributes:
        page: its entry among pages.
        marker: a part that only this page has.
        panel: the part that opens what is chosen, which takes the focus.
        opened_by: the attributes that open something in it.
        requests: by store.
        notice: the part of the page where a failed answer is reported.
        keeps_place: whether the focus stays where it was in a panel that grows.
        set_back: the attributes that another question sets back.
        spans: by key of a field of years, the part that holds the first and the last one known.
        read_in: by part, the tabs that show it, and the view of narrow screens that does; what is not named
            is always in sight.
    """

    page: SelectionPage
    marker: str
    panel: str
    opened_by: tuple[str, ...]
    requests: Mapping[str, PartsRequest]
    notice: str
    keeps_place: bool = False
    set_back: tuple[str, ...] = ()
    spans: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    read_in: Mapping[str, tuple[StrEnum, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def fields(self) -> PageFields[Any]:
        """The fields of its addresses."""
        return self.page.fields

    @property
    def subject(self) -> str:
        """The page's word."""
        return self.fields.subject

    @property
    def selection_store(self) -> str:
        """The store of the whole selection."""
        return f"{self.subject}-selection"

    @property
    def committed_store(self) -> str:
        """The store that the script's functions answer to."""
        return f"{self.subject}-committed"

    @property
    def answer_store(self) -> str:
        """The store of what the page's script is told."""
        return f"{self.subject}-answer"

    @property
    def search_box(self) -> str:
        """Where the search for a territory goes, on every page but « Près de chez vous »."""
        return f"{self.subject}-search"

    def in_sight(self, parts: Parts, selection: PageSelection) -> list[str]:
        """Return those of some parts that are seen: a closed tab asks for its own once it is opened."""
        opened = {entry.of(selection) for entry in self.showing}
        return [
            part
            for part in parts
            if part not in self.read_in or opened & {*self.read_in[part], View.EMBEDDED}
        ]

    def opening_parts(self, selection: PageSelection) -> list[str]:
        """Return what a page asks for when it opens, whichever its requests."""
        return [
            part
            for request in self.requests.values()
            for part in self.in_sight(request.opening, selection)
        ]

    @property
    def showing(self) -> list[AddressField]:
        """The fields that choose what of the page is in sight."""
        return [entry for entry in self.fields.fields if entry.attribute in _SHOWING]


MAP_SCRIPT = PageScript(
    MAP_PAGE,
    marker=ids.MAP_BOUNDS,
    panel=ids.PANEL,
    opened_by=("territory", "position", "record"),
    requests={
        ids.MAP_REQUEST: PartsRequest(
            ("values", "points", "halls", "focus", "level", "table", "panel"),
            first=("all", "table", "panel"),
            draws_map=True,
        ),
    },
    notice=ids.NOTICE,
    spans={MAP.keys("filters.years"): ids.MAP_BOUNDS},
)
NEARBY_SCRIPT = PageScript(
    NEARBY_PAGE,
    marker=ids.NEARBY_RESULTS,
    panel=ids.NEARBY_RESULTS,
    opened_by=("record",),
    requests={
        ids.NEARBY_REQUEST: PartsRequest(("list",)),
        ids.NEARBY_MAP_REQUEST: PartsRequest(("map",)),
    },
    notice=ids.NEARBY_NOTICE,
    keeps_place=True,
)
COVERAGE_SCRIPT = PageScript(
    COVERAGE_PAGE,
    marker=ids.COVERAGE_DEFINITION,
    panel=ids.COVERAGE_PANEL,
    opened_by=("territory",),
    requests={
        ids.COVERAGE_REQUEST: PartsRequest(
            ("answer", "table", "places", "equity", "values", "level", "sites", "focus"),
            first=("answer", "table", "places", "equity", "all"),
            draws_map=True,
        ),
    },
    notice=ids.COVERAGE_NOTICE,
    set_back=("exact",),
    # The table is read on paper too, whichever tab is opened.
    read_in={"places": (CoverageTab.SITES,), "equity": (CoverageTab.EQUITY,)},
)
_COMPARED_IN = {
    "synthesis": ComparisonTab.SYNTHESIS,
    "themes": ComparisonTab.THEMES,
    "publics": ComparisonTab.PUBLICS,
    "time": ComparisonTab.TIME,
    "changes": ComparisonTab.TIME,
    "written": ComparisonTab.WRITTEN,
    "downloads": ComparisonTab.DOWNLOADS,
}
"""The tab that shows each of the parts of « Comparer » but its maps, and what is seen in all of them."""
COMPARISON_SCRIPT = PageScript(
    COMPARISON_PAGE,
    marker=ids.COMPARISON_BOUNDS,
    panel=ids.COMPARISON_CHOSEN,
    opened_by=("territories",),
    requests={
        ids.COMPARISON_REQUEST: PartsRequest(
            ("standing", *_COMPARED_IN, "values", "sides"),
            first=("standing", *_COMPARED_IN, "sides"),
            draws_map=True,
        ),
    },
    notice=ids.COMPARISON_NOTICE,
    spans=dict.fromkeys(COMPARISON.keys("filters.years", "between").split(), ids.COMPARISON_BOUNDS),
    read_in={
        **{part: (tab,) for part, tab in _COMPARED_IN.items()},
        **dict.fromkeys(("values", "sides"), (ComparisonTab.MAPS, View.MAP)),
    },
)
PAGE_SCRIPTS = (MAP_SCRIPT, NEARBY_SCRIPT, COVERAGE_SCRIPT, COMPARISON_SCRIPT)


def control_id(page: PageFields[Any], key: str) -> str:
    """Return the identifier of the control of a key."""
    return f"{page.subject}-{key}"


def search_field_id(page: PageFields[Any]) -> str:
    """Return the identifier of the field where a territory is searched."""
    return f"{page.subject}-cherche"


def usual_id(control: str) -> str:
    """Return the identifier of what names the choice that stands for the usual one, not offered."""
    return f"{control}-usual"


def control_property(address_field: AddressField) -> str:
    """Return the property that holds what the control of a field shows."""
    kind = address_field.control.kind if address_field.control else ControlKind.ONE
    return _PROPERTIES.get(kind, "value")


def page_stores(script: PageScript, selection: PageSelection, **more: object) -> list[Component]:
    """Make the stores of a page: its selection, what it asks for first, and what answers fill.

    Args:
        script: the page.
        selection: what the reader asked for.
        more: what the requests hold besides.
    """
    words = script.fields.write(selection)
    request_stores = [
        dcc.Store(
            id=store,
            data={"query": words, "parts": script.in_sight(request.opening, selection), **more},
        )
        for store, request in script.requests.items()
    ]
    empty = (script.committed_store, script.answer_store)
    return [
        dcc.Store(id=script.selection_store, data=words),
        *request_stores,
        *(dcc.Store(id=identifier) for identifier in empty),
    ]


def scripts_data() -> Json:
    """Describe every page to its script, by the page's word."""
    return {script.subject: _page_data(script) for script in PAGE_SCRIPTS}


def _page_data(script: PageScript) -> Json:
    page = script.fields
    return {
        "store": script.selection_store,
        "marker": script.marker,
        "search": script.search_box,
        "title": script.page.title,
        "keys": [entry.key for entry in page.fields],
        "controls": {entry.key: _control_data(script, entry) for entry in page.controlled()},
        "parts": {entry.key: list(entry.redraws) for entry in page.fields},
        "requests": {store: list(request.parts) for store, request in script.requests.items()},
        "first": {store: list(request.opening) for store, request in script.requests.items()},
        "drawing": [store for store, request in script.requests.items() if request.draws_map],
        "showing": {entry.key: str(entry.default) for entry in script.showing},
        "readIn": {
            part: [*map(str, words), str(View.EMBEDDED)] for part, words in script.read_in.items()
        },
        "quiet": [entry.key for entry in page.fields if entry.keeps_page],
        "asks": [entry.key for entry in page.fields if entry.asks],
        "again": {key: [] for key in page.keys(*script.set_back).split()},
        "panel": {
            "id": script.panel,
            "keys": page.keys(*script.opened_by).split(),
            "keepsPlace": script.keeps_place,
        },
    }


def _usual(script: PageScript, usual_by: UsualBy | None) -> Json:
    if usual_by is None:
        return {}
    words = {str(value): str(usual) for value, usual in usual_by.values.items()}
    return {"key": script.fields.keys(usual_by.attribute), "words": words}


def _control_data(script: PageScript, address_field: AddressField) -> Json:
    control = address_field.control
    if control is None:
        return {}
    return {
        "id": control_id(script.fields, address_field.key),
        "prop": control_property(address_field),
        "kind": control.kind,
        "initial": control.initial,
        "usual": _usual(script, address_field.usual_by),
        "nothing": control.nothing if control.kind is ControlKind.BOXES else "",
        "choices": list(control.choices) if control.kind is ControlKind.BOXES else [],
        "span": script.spans.get(address_field.key, ""),
    }
