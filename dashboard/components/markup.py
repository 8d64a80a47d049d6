"""Trees of HTML components written as markup, for the parts of a page that hold no control.

The browser sets such a part in one step; as components it would draw every cell, link and list
item one by one (half a second for a table of fifty rows on a small machine).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from dash.development.base_component import Component

Tree = Component | str | int | float | None | Sequence["Tree"]

_NAMESPACE = "dash_html_components"
_NAMES = {"className": "class", "tabIndex": "tabindex", "htmlFor": "for", "colSpan": "colspan"}
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
_UPPER = re.compile(r"(?=[A-Z])")


class NotHtmlError(TypeError):
    """A component that only the browser can draw stands where markup is written."""

    @classmethod
    def found(cls, kind: str) -> NotHtmlError:
        """Name the component."""
        return cls(f"{kind} is no HTML element; markup takes dash.html only.")


def markup(tree: Tree) -> str:
    """Write a tree as HTML; every text and attribute is escaped.

    Raises:
        NotHtmlError: the tree holds a component that is not plain HTML, which needs the browser's part.
    """
    return "".join(_written(tree))


def _written(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Component):
        yield from _element(tree)
    elif isinstance(tree, str):
        yield escape(tree, quote=False)
    elif isinstance(tree, Sequence):
        for part in tree:
            yield from _written(part)
    elif tree is not None:
        yield str(tree)


def _element(component: Component) -> Iterator[str]:
    if component._namespace != _NAMESPACE:  # noqa: SLF001 - Dash gives it no other name
        raise NotHtmlError.found(component._type)  # noqa: SLF001
    tag = str(component._type).lower()  # noqa: SLF001
    props: dict[str, Any] = component.to_plotly_json()["props"]
    children = props.pop("children", None)
    yield f"<{tag}{''.join(_attributes(props))}>"
    if tag in _VOID:
        return
    yield from _written(children)
    yield f"</{tag}>"


def _attributes(props: dict[str, Any]) -> Iterator[str]:
    for name, value in props.items():
        if value is None or value is False:
            continue
        text = _style(value) if isinstance(value, dict) else "" if value is True else str(value)
        yield f' {_NAMES.get(name, name)}="{escape(text)}"'


def _style(rules: dict[str, str]) -> str:
    return ";".join(f"{_UPPER.sub('-', name).lower()}:{value}" for name, value in rules.items())
