"""What a page is answered with: maps drawn whole or what changes on them, and markup for its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from dash import no_update
from markupsafe import Markup, escape

Markups = Mapping[str, str]
"""Markup, by the ids of the parts that it fills."""
MapChange = dict[str, object]
"""What changes on a map, as ``assets/map-changes.js`` reads it."""


class Told(TypedDict):
    """What a page's script is told, as ``answered`` in ``assets/address.js`` reads it."""

    changes: Mapping[str, MapChange] | None
    """By the id of each map, what changes on it, if anything; ``None`` where no map is told of."""
    markup: Markups
    failed: NotRequired[bool]
    """Whether no answer could be made: the markup says so, and what was asked for is still to come."""


@dataclass(frozen=True, eq=False)
class MapsAnswer:
    """The maps of a page and what is around them.

    Attributes:
        figures: each map, in the page's order, drawn whole or left as it is.
        changes: by the id of each map, what changes on it, if anything; ``None`` where they are drawn whole.
        markup: what is around them, where it changes.
    """

    figures: tuple[object, ...] = (no_update,)
    changes: Mapping[str, MapChange] | None = None
    markup: Markups = field(default_factory=dict)

    def with_markup(self, beside: Markups) -> tuple[object, ...]:
        """Answer the page, in the order of its callback's outputs: the maps, then what its script is told."""
        told: Told = {"changes": self.changes, "markup": {**self.markup, **beside}}
        return (*self.figures, told)


def written(texts: Markups) -> dict[str, Markup]:
    """Write texts as markup, by the ids of the parts they fill; what is markup stays as it is."""
    return {part: escape(text) for part, text in texts.items()}
