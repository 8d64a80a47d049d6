"""Trees of HTML components written as markup, for the parts of a page that hold no control.

The browser sets such a part in one step; as components it would draw every cell, link and list
item one by one (half a second for a table of fifty rows on a small machine).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

Tree = Component | str | int | float | None | Sequence["Tree"]

NAMESPACE = "dash_html_components"
_NAMES = {"className": "class", "tabIndex": "tabindex", "htmlFor": "for", "colSpan": "colspan"}
_NO_ATTRIBUTE = frozenset(vars(html.Div())) | {"children"}
"""What every component carries beside the properties it was given."""
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
_UPPER = re.compile(r"(?=[A-Z])")


class NotHtmlError(TypeError):
    """Markup was asked of a component that only the browser can draw."""

    @classmethod
    def of_component(cls, kind: str) -> NotHtmlError:
        """Name the component."""
        return cls(f"{kind} is no HTML element; markup takes dash.html only.")


def markup(tree: Tree) -> Markup:
    """Write a tree as HTML; every text and attribute is escaped.

    Raises:
        NotHtmlError: the tree holds a component that is not plain HTML, which needs the browser's part.
    """
    written: list[str] = []
    _write(tree, written)
    return Markup("".join(written))  # noqa: S704 - escaped as it was written


def _write(tree: Tree, written: list[str]) -> None:
    if isinstance(tree, Markup):
        written.append(tree)
    elif isinstance(tree, str):
        written.append(escape(tree, quote=False))
    elif isinstance(tree, Component):
        _write_element(tree, written)
    elif isinstance(tree, Sequence):
        for part in tree:
            _write(part, written)
    elif tree is not None:
        written.append(str(tree))


def _write_element(component: Component, written: list[str]) -> None:
    if component._namespace != NAMESPACE:  # noqa: SLF001 - Dash gives it no other name
        raise NotHtmlError.of_component(component._type)  # noqa: SLF001
    tag = _tag(component._type)  # noqa: SLF001
    props = vars(component)
    written.append(f"<{tag}")
    # Dash sets properties in an order that differs from one process to the next.
    written.extend(_attribute(name, props[name]) for name in sorted(props.keys() - _NO_ATTRIBUTE))
    written.append(">")
    if tag not in _VOID:
        _write(props.get("children"), written)
        written.append(f"</{tag}>")


@cache
def _tag(kind: str) -> str:
    return kind.lower()


def _attribute(name: str, value: Any) -> str:  # noqa: ANN401 - whatever HTML takes
    if value is None or value is False or (name == "className" and not value):
        return ""
    text = _style(value) if isinstance(value, dict) else "" if value is True else str(value)
    return f' {_NAMES.get(name, name)}="{escape(text)}"'


def _style(rules: dict[str, str]) -> str:
    return ";".join(f"{_UPPER.sub('-', name).lower()}:{value}" for name, value in rules.items())
