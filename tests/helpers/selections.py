"""What a reader asked for, written shortly: filters and the rest side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

from dashboard.domain.selections.fields import PageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.order import SortOrder

Asked = TypeVar("Asked", bound=PageSelection)
_FILTERS = {field.name for field in fields(Filters)}


def asked(kind: type[Asked], /, **facts: Any) -> Asked:
    """Make a selection: ``asked(MapSelection, themes=("sante",), page=2)``."""
    filters = {name: value for name, value in facts.items() if name in _FILTERS}
    rest = {name: value for name, value in facts.items() if name not in _FILTERS}
    if "sort" in rest:
        rest["order"] = SortOrder(rest.pop("sort"), rest.pop("descending", True))
    made: Callable[..., Asked] = kind
    return made(filters=Filters(**filters), **rest)
