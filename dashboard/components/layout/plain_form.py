"""The filters of a page as a form that asks the same page by its address, without any script."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from dashboard.components.shared.controls import ByKey
from dashboard.components.shared.templates import render
from dashboard.domain.pages import page_showing
from dashboard.domain.selections.fields import SET_BACK, AddressField, ControlKind, PageSelection
from dashboard.domain.selections.shown import View

_ONE_AT_A_TIME = MappingProxyType({"filters.themes": "Thème", "filters.publics": "Public"})
"""What a field of several words is called where one is chosen."""
_NO_CHOICES: ByKey = MappingProxyType({})


@dataclass(frozen=True)
class PlainChoice:
    """A list to choose from.

    Attributes:
        key: its key in the address.
        label: what is chosen.
        options: by word of the address, the text shown.
        chosen: the words that are chosen; a list where several are takes several.
    """

    key: str
    label: str
    options: Mapping[str, str]
    chosen: tuple[str, ...]


def plain_form(selection: PageSelection, *attributes: str, known: ByKey = _NO_CHOICES) -> Markup:
    """Write a form that sets some attributes of a selection and keeps the others.

    Args:
        selection: what the reader asked for.
        attributes: what the form sets.
        known: by key, the choices that only the data know.
    """
    page = page_showing(selection)
    choices = [_choice(page.fields.field(attribute), selection, known) for attribute in attributes]
    return render(
        "layout/plain_form.html.j2",
        path=page.path,
        choices=[choice for choice in choices if len(choice.options) > 1],
        kept=list(kept_words(selection, {choice.key for choice in choices})),
    )


def plain_tabs(selection: PageSelection) -> Markup:
    """Write the choice between list and map, on a narrow screen, as links."""
    field = page_showing(selection).fields.field("view")
    choices = field.control.choices if field.control else {}
    tabs = [
        (label, selection.changed(view=View(word)), word == selection.view)
        for word, label in choices.items()
    ]
    return render("layout/plain_tabs.html.j2", tabs=tabs)


def _choice(field: AddressField, selection: PageSelection, known: ByKey) -> PlainChoice:
    control = field.control
    if control is None:
        return PlainChoice(field.key, "", {}, ())
    options = dict(known.get(field.key, control.choices))
    words = tuple(field.words_of(selection))
    if control.kind is ControlKind.MANY:
        options = {"": control.nothing} | options
    return PlainChoice(
        key=field.key,
        label=_ONE_AT_A_TIME.get(field.attribute, control.label),
        options={str(word): text for word, text in options.items()},
        chosen=words or (field.initial_of(selection),),
    )


def kept_words(selection: PageSelection, set_here: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys and words of what a form does not set, nor does another question start again."""
    fields = page_showing(selection).fields
    again = {field.key for field in fields.fields if field.attribute in SET_BACK}
    for key, words in selection.to_query().items():
        if key not in again and key not in set_here:
            yield from ((key, word) for word in words)
