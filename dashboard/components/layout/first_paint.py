"""What a page shows before any script runs: its own layout, answers in their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.components.layout.plain_form import plain_form, plain_tabs
from dashboard.components.layout.shell import page
from dashboard.components.layout.tabs import closed_parts
from dashboard.components.layout.territory_search import territory_search
from dashboard.components.shared import ids
from dashboard.components.shared.controls import ByKey
from dashboard.components.shared.filled import ById, filled
from dashboard.components.shared.markup import Tree, markup
from dashboard.components.shared.page_scripts import PageScript, control_id
from dashboard.components.shared.templates import render
from dashboard.domain.region import Region
from dashboard.domain.selections.fields import PageSelection

_PICTURE_SIZE = (1000, 850)
"""About what pictures of maps measure; how high one is depends on its legend."""
_DRAWN, _FILLED = "drawn", "filled"
"""What a page is before it takes the place of what was read first: there, or there with its answers."""


@dataclass(frozen=True, eq=False)
class FirstAnswers:
    """What is answered to a page's address before any script asks.

    Attributes:
        script: the page.
        selection: what the reader asked for.
        places: by the id of its place, what scripts fill the page with later.
        maps: by the id of each map, what stands for it without scripts.
        form: the attributes that its plain form sets.
    """

    script: PageScript
    selection: PageSelection
    places: ById
    maps: Mapping[str, Markup]
    form: tuple[str, ...]


def first_paint(layout: Component, answers: FirstAnswers, known: ByKey, region: Region) -> Markup:
    """Write a layout with its answers, and what stands for its controls and its maps.

    Args:
        layout: the page's own.
        answers: what fills it.
        known: by key, the choices of the form that only the data know.
        region: the map's.
    """
    script, selection = answers.script, answers.selection
    view = control_id(script.fields, script.fields.field("view").key)
    coming = render("layout/map_coming.html.j2")
    instead: dict[str, Tree] = {
        script.search_box: territory_search(script, selection, region),
        ids.FILTERS: plain_form(selection, *answers.form, known=known),
        view: plain_tabs(selection),
        **{identifier: coming + picture for identifier, picture in answers.maps.items()},
        **closed_parts(layout, selection),
    }
    tree = filled(layout, answers.places, instead)
    return _until(_FILLED, markup(tree), view=selection.view)


def plain_page(content: Markup, *, path: str, site: str, view: str) -> Markup:
    """Frame answers that are a page of their own, as pages are."""
    return _until(_FILLED, markup(page([content], path=path, site=site)), view=view)


def written_page(layout: Component) -> Markup:
    """Write the layout of a page that holds no answer: its own markup is what is read first."""
    return _until(_DRAWN, markup(filled(layout, {ids.TRIAL: None}, {})))


def _until(state: str, content: Markup, *, view: str = "") -> Markup:
    """Wrap what is shown until the page that scripts draw is in a state; ``view`` is its tab."""
    return render("layout/first_paint.html.j2", content=content, until=state, view=view)


def map_picture(address: str, sentence: str) -> Markup:
    """Write a map as a picture, for who runs no script: for others it would weigh on the map itself."""
    width, height = _PICTURE_SIZE
    return render(
        "layout/map_picture.html.j2",
        address=address,
        sentence=sentence,
        width=width,
        height=height,
    )
