"""A page's layout with its answers in their places, for who reads it before any script runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.markup import NAMESPACE, Tree

ById = Mapping[str, Tree]
_REFERENCES = ("aria-labelledby", "aria-describedby")


def filled(tree: Tree, places: ById, instead: ById) -> Tree:
    """Return a layout as a tree of HTML alone: nothing of it needs the browser's part.

    A place that answers fill has no identifier yet: scripts look for those of the page that they draw. What
    leads to it is left out, as are buttons, which do nothing yet, and controls that nothing stands for.

    Args:
        tree: the layout.
        places: by id, what an element contains.
        instead: by id, what stands for an element or a control.
    """
    if isinstance(tree, Component):
        return _component(tree, places, instead)
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return [filled(part, places, instead) for part in tree]
    return tree


def _component(component: Component, places: ById, instead: ById) -> Tree:
    props = vars(component)
    identifier = props.get("id", "")
    if identifier in instead:
        return instead[identifier]
    if component._namespace != NAMESPACE or _does_nothing(component, places):  # noqa: SLF001 - Dash gives it no other name
        return None
    children: Tree
    if identifier in places:
        children, own = places[identifier], None
    else:
        children, own = filled(props.get("children"), places, instead), identifier or None
    return _copy(component, {"id": own, "children": children, **_references(props, places)})


def _copy(component: Component, changes: dict[str, Any]) -> Component:
    """Copy a component with other properties, past what Dash checks of each: a third of a page's time."""
    twin = object.__new__(type(component))
    vars(twin).update(vars(component), **changes)
    return twin


def _does_nothing(component: Component, places: ById) -> bool:
    href = vars(component).get("href") or ""
    return isinstance(component, html.Button) or (href.startswith("#") and href[1:] in places)


def _references(props: dict[str, Any], places: ById) -> dict[str, str | None]:
    """Keep of an element's references those to what has an identifier."""
    return {
        name: " ".join(one for one in props[name].split() if one not in places) or None
        for name in _REFERENCES
        if props.get(name)
    }
