"""The tabs of a page: links to the same view with another part of it opened, and the parts themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.links import address
from dashboard.components.shared.markup import Tree
from dashboard.domain.pages import page_showing
from dashboard.domain.selections.fields import AddressField, PageSelection

AnyTab = TypeVar("AnyTab", bound=StrEnum)


def tab_links(
    selection: PageSelection, labels: Mapping[tuple[AnyTab, ...], str], *, label: str
) -> html.Nav:
    """Link to each tab of a page; the one that is opened is marked, which a script keeps up.

    Args:
        selection: what the reader asked for.
        labels: by tab, its name; after the tab that a link opens come those it is marked for too.
        label: what the tabs choose between, for screen readers.
    """
    links = [
        html.Li(tab_link(text, selection, tabs[0], *tabs[1:], marked=True))
        for tabs, text in labels.items()
    ]
    return html.Nav(
        html.Ul(links),
        className="tabs",
        **aria(label=label),
        **data(usual=str(_field(selection).default)),
    )


def tab_link(
    text: str, selection: PageSelection, tab: StrEnum, *alike: StrEnum, marked: bool = False
) -> html.A:
    """Link to a tab; ``marked`` where the link says by itself that it, or one ``alike``, is opened."""
    field = _field(selection)
    tabs = (tab, *alike)
    current = marked and field.of(selection) in tabs
    return html.A(
        text,
        href=address(selection.changed(tab=tab)),
        **data(in_page=field.key),
        **(data(marked_in=" ".join(tabs)) if marked else {}),
        **(aria(current="true") if current else {}),
    )


def in_tabs(selection: PageSelection, *tabs: StrEnum, listed: bool = False) -> dict[str, Any]:
    """Return the attributes of a part that is seen in some tabs only.

    Args:
        selection: what the reader asked for.
        tabs: those that show it.
        listed: whether narrow screens, which have no room for tabs, show it in all of them.
    """
    hidden = _field(selection).of(selection) not in tabs
    return {**data(tabs=" ".join(tabs), **({"listed": ""} if listed else {})), "hidden": hidden}


def closed_parts(tree: Tree, selection: PageSelection) -> dict[str, html.Section]:
    """Return by id what stands for the parts of closed tabs: a link that opens them.

    Before scripts run a tab is a page of its own: the others would be read by nobody.

    Args:
        tree: the layout of a page.
        selection: what the reader asked for.
    """
    kind = type(_field(selection).of(selection))
    parts: dict[str, html.Section] = {}
    for part in _components(tree):
        props = vars(part)
        tabs, anchor = props.get("data-tabs"), props.get("id")
        if not (props.get("hidden") and tabs and anchor) or "data-listed" in props:
            continue
        opened = selection.changed(tab=kind(tabs.split(" ")[0]))
        link = html.A("Ouvrir cette partie", href=address(opened, anchor=anchor))
        parts[anchor] = html.Section(html.P(link), id=anchor, hidden=True, **data(tabs=tabs))
    return parts


def _components(tree: Tree) -> Iterator[Component]:
    """Yield the components of a layout, each before what it holds."""
    if isinstance(tree, Component):
        yield tree
        yield from _components(vars(tree).get("children"))
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        for part in tree:
            yield from _components(part)


def widening(selection: PageSelection, beside: StrEnum, wide: StrEnum) -> html.P:
    """Link from a table beside the map to the same in the place of the map, and back."""
    return html.P(
        [
            html.Span(
                tab_link("Voir en pleine largeur", selection, wide), **in_tabs(selection, beside)
            ),
            html.Span(
                tab_link("Remettre à côté de la carte", selection, beside),
                **in_tabs(selection, wide),
            ),
        ],
        className="widening",
    )


def sheet_handle() -> html.Div:
    """Make what sets the height of the sheet that stands over a map where there is no room beside it."""
    return html.Div(
        [
            html.Button(
                className=kind, type="button", title=name, **aria(label=name), **data(sheet=kind)
            )
            for kind, name in (("higher", "Agrandir le volet"), ("lower", "Réduire le volet"))
        ],
        className="sheet-handle",
    )


def _field(selection: PageSelection) -> AddressField:
    return page_showing(selection).fields.field("tab")
