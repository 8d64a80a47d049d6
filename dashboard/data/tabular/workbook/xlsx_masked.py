"""Which rows and columns of an XLSX workbook are hidden, by its author or by a filter left on."""

from __future__ import annotations

import posixpath
import re

from dashboard.data.tabular.limits import Limits
from dashboard.data.tabular.maps.xml_walk import Attributes, Steps, walk
from dashboard.data.tabular.workbook.masked import SHOWN, Masked

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ROW = re.compile(rb"<(?:[^\s<>/]+:)?row(?=[\s/>])([^<>]*)>")
_COLUMN = re.compile(rb"<(?:[^\s<>/]+:)?col(?=[\s/>])([^<>]*)>")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_NUMBER = rb"\s%s\s*=\s*[\"']([0-9]{1,7})[\"']"
_OWN, _FIRST, _LAST = (re.compile(_NUMBER % key) for key in (b"r", b"min", b"max"))


def xlsx_masked(name: str, parts: dict[str, bytes], limits: Limits) -> list[Masked]:
    """Return what is hidden in every sheet of a workbook, in their order.

    Raises:
        ImportFileError: the list of its sheets is broken.
    """
    sheets = [parts.get(path, b"") for path in _paths(name, parts)]
    return [_masked(sheet, limits) if b"hidden" in sheet else SHOWN for sheet in sheets]


def _paths(name: str, parts: dict[str, bytes]) -> list[str]:
    ids = [sheet.get("id", "") for sheet in _elements(name, parts.get(_WORKBOOK, b"<x/>"), "sheet")]
    targets = relations(name, parts.get(_RELATIONS, b"<x/>"))
    # An absolute path replaces the folder it is joined to.
    joined = [posixpath.join("/xl", targets.get(key, "")) for key in ids]
    return [posixpath.normpath(path).lstrip("/") for path in joined]


def relations(name: str, part: bytes) -> dict[str, str]:
    """Return the path of each part a workbook names, by its identifier.

    Raises:
        ImportFileError: the list of parts is broken.
    """
    related = _elements(name, part, "Relationship")
    return {relation.get("Id", ""): relation.get("Target", "") for relation in related}


def _elements(name: str, part: bytes, wanted: str) -> list[Attributes]:
    elements: list[Attributes] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == wanted:
            elements.append(attributes)

    walk(name, part, Steps(start, lambda _: None, lambda _: None))
    return elements


def _masked(sheet: bytes, limits: Limits) -> Masked:
    rows, number = set(), 0
    for match in _ROW.finditer(sheet):
        own = _OWN.search(match[1])
        number = int(own[1]) if own else number + 1
        if _HIDDEN.search(match[1]):
            rows.add(number)
    columns: set[int] = set()
    for match in _COLUMN.finditer(sheet):
        first, last = _FIRST.search(match[1]), _LAST.search(match[1])
        if first and last and _HIDDEN.search(match[1]):
            columns |= set(range(int(first[1]), min(int(last[1]), limits.columns) + 1))
    return Masked(frozenset(rows), frozenset(columns))
