"""Reading a tree of components as a reader does: its elements and its words."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from dash.development.base_component import Component

Props = dict[str, Any]


def elements(tree: object, kind: str | None = None) -> Iterator[Props]:
    """Yield the properties of every element in ``tree``, or of those of one kind (``"A"``)."""
    if isinstance(tree, Component):
        tree = tree.to_plotly_json()
    if isinstance(tree, dict):
        if "namespace" in tree and kind in (None, tree["type"]):
            yield tree["props"]
        for value in tree.values():
            yield from elements(value, kind)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from elements(value, kind)


def words(tree: object) -> str:
    """Return what ``tree`` says, its parts separated by single spaces."""
    return " ".join(_texts(tree))


def identifiers(tree: object) -> set[str]:
    """Return the ids of all elements of ``tree``."""
    return {props["id"] for props in elements(tree) if "id" in props}


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, Component):
        tree = tree.to_plotly_json()
    if isinstance(tree, dict):
        yield from _texts(tree["props"].get("children"))
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from _texts(part)
    elif tree is not None:
        yield str(tree)


def tree(html: str) -> list[Any]:
    """Read markup as a tree of components in JSON."""
    reader = _TreeReader()
    reader.feed(html)
    assert len(reader.open) == 1, "an element is not closed"
    return reader.open[0]


_VOID = {"br", "hr", "img", "input", "wbr"}
"""Elements that hold nothing and are not closed."""


class _TreeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[Any]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {"class": "className", "tabindex": "tabIndex"}
        children: list[Any] = []
        props: Props = {names.get(name, name): value for name, value in attrs} | {
            "children": children
        }
        element = {"namespace": "markup", "type": tag.capitalize(), "props": props}
        self.open[-1].append(element)
        if tag not in _VOID:
            self.open.append(children)

    def handle_endtag(self, _tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].append(data)
