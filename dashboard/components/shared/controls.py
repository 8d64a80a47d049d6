"""The controls of the pages, rendered already set to the selection: one for each field that has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import PageScript, control_id, usual_id
from dashboard.domain.selections.fields import AddressField, Control, ControlKind, PageSelection

Choices = Mapping[Any, str]
ByKey = Mapping[str, Choices]
"""By key of the address, the choices that only the data know."""

_INLINE: dict[str, Any] = {
    "withinPortal": False,
    "shadow": "md",
    "transitionProps": {"duration": 0},
}


def page_controls(
    script: PageScript,
    selection: PageSelection,
    page_data: PageData,
    *,
    known: ByKey | None = None,
    without: Sequence[str] = (),
) -> list[Component]:
    """Make the controls of a page in their order, all but the tabs.

    Args:
        script: the page.
        selection: what the reader asked for.
        page_data: the years known.
        known: by key, the choices that only the data know; a control without any is hidden.
        without: the keys whose controls are elsewhere on the page.
    """
    return [
        control(script, field, selection, page_data, known=known or {})
        for field in script.fields.controlled()
        if field.key not in without and not _is_tabs(field)
    ]


def chosen_controls(
    script: PageScript,
    selection: PageSelection,
    page_data: PageData,
    *attributes: str,
    known: ByKey | None = None,
) -> list[Component]:
    """Make the controls of some attributes, in their order; ``known`` holds the choices of the data."""
    fields = map(script.fields.field, attributes)
    return [control(script, field, selection, page_data, known=known) for field in fields]


def view_tabs(script: PageScript, selection: PageSelection) -> dmc.SegmentedControl:
    """The choice between list and map on a narrow screen."""
    field = script.fields.field("view")
    described = _described(field)
    return dmc.SegmentedControl(
        id=control_id(script.fields, field.key),
        value=field.of(selection),
        data=[{"value": word, "label": label} for word, label in described.choices.items()],
        fullWidth=True,
        size="md",
        className="view-tabs",
        attributes={"root": {"aria-label": described.label}},
    )


def control(
    script: PageScript,
    field: AddressField,
    selection: PageSelection,
    page_data: PageData,
    *,
    known: ByKey | None = None,
) -> Component:
    """Make the control of a field; one that has nothing to offer is there, hidden.

    Args:
        script: the page.
        field: what the control sets.
        selection: what the reader asked for.
        page_data: the years known.
        known: by key, the choices that only the data know.
    """
    described, value = _described(field), field.of(selection)
    described = replace(described, initial=field.initial_of(selection))
    identifier = control_id(script.fields, field.key)
    if described.kind is ControlKind.YEARS:
        return _years(identifier, described, value, page_data, span=script.spans.get(field.key, ""))
    choices = (known or {}).get(field.key, described.choices)
    words = field.words_of(selection)
    made = _MAKERS[described.kind](identifier, described, choices, words)
    if not choices and described.kind is not ControlKind.SWITCH:
        return html.Div(made, hidden=True)
    if described.kind is ControlKind.SELECT and str(described.initial) not in choices:
        return html.Div(made, id=usual_id(identifier), **data(usual=next(iter(choices))))
    return made


def _described(field: AddressField) -> Control:
    if field.control is None:
        raise LookupError(field.key)
    return field.control


def _is_tabs(field: AddressField) -> bool:
    return _described(field).kind is ControlKind.TABS


def _one(
    identifier: str, described: Control, choices: Choices, words: Sequence[str]
) -> dmc.RadioGroup:
    return dmc.RadioGroup(
        dmc.Stack([dmc.Radio(label, value=word) for word, label in choices.items()], gap="xs"),
        id=identifier,
        label=described.label,
        value=str(next(iter(words), described.initial)),
        size="md",
    )


def _select(
    identifier: str, described: Control, choices: Choices, words: Sequence[str]
) -> dmc.Select:
    usual = str(described.initial)
    return dmc.Select(
        id=identifier,
        label=described.label,
        data=_items(choices),
        value=next(iter(words), usual if usual in choices else next(iter(choices), usual)),
        allowDeselect=False,
        comboboxProps=_INLINE,
        withScrollArea=False,
        size="md",
    )


def _many(
    identifier: str, described: Control, choices: Choices, words: Sequence[str]
) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=identifier,
        label=described.label,
        placeholder=described.nothing,
        data=_items(choices),
        value=list(words),
        clearable=True,
        searchable=True,
        hidePickedOptions=False,
        nothingFoundMessage="Aucun choix de ce nom.",
        comboboxProps=_INLINE,
        withScrollArea=False,
        clearButtonProps={"aria-label": f"Effacer : {described.label}"},
        size="md",
    )


def _boxes(
    identifier: str, described: Control, choices: Choices, words: Sequence[str]
) -> dmc.CheckboxGroup:
    chosen = [word for word in words if word != described.nothing] if words else [described.initial]
    return dmc.CheckboxGroup(
        dmc.Stack(
            [dmc.Checkbox(label=label, value=word) for word, label in choices.items()], gap="xs"
        ),
        id=identifier,
        label=described.label,
        value=[str(word) for word in chosen],
    )


def _switch(
    identifier: str,
    described: Control,
    choices: Choices,  # noqa: ARG001 - on or off
    words: Sequence[str],
) -> dmc.Switch:
    return dmc.Switch(id=identifier, label=described.label, checked=bool(words), size="md")


def _items(choices: Choices) -> list[dict[str, str]]:
    return [{"value": word, "label": label} for word, label in choices.items()]


_MAKERS: Mapping[ControlKind, Callable[[str, Control, Choices, Sequence[str]], Component]] = {
    ControlKind.ONE: _one,
    ControlKind.SELECT: _select,
    ControlKind.MANY: _many,
    ControlKind.BOXES: _boxes,
    ControlKind.SWITCH: _switch,
}


def _years(
    identifier: str,
    described: Control,
    chosen: tuple[int, int] | None,
    page_data: PageData,
    *,
    span: str,
) -> html.Div:
    bounds = (page_data.first_year, page_data.last_year)
    slider = year_range(identifier, bounds, chosen, thumbs=("Première année", "Dernière année"))
    named = f"{identifier}-libelle"
    return html.Div(
        [html.Div(described.label, id=named, className="control-label"), slider],
        id=span,
        role="group",
        className="years",
        **aria(labelledby=named),
        **data(first=str(bounds[0]), last=str(bounds[1])),
    )


def year_range(
    identifier: str,
    bounds: tuple[int, int],
    chosen: tuple[int, int] | None,
    *,
    thumbs: tuple[str, str],
) -> dmc.RangeSlider:
    """The slider of a range of years, all of them unless some are chosen; ``thumbs`` names its ends."""
    first, last = bounds
    low, high = chosen or bounds
    return dmc.RangeSlider(
        id=identifier,
        min=first,
        max=last,
        value=[year_within(low, bounds), year_within(high, bounds)],
        step=1,
        minRange=0,
        size="md",
        thumbSize=26,
        labelAlwaysOn=False,
        thumbFromLabel=thumbs[0],
        thumbToLabel=thumbs[1],
        marks=year_marks(first, last),
    )


def year_within(year: int, bounds: tuple[int, int]) -> int:
    """Bring a year within the bounds of a slider."""
    return min(max(year, bounds[0]), bounds[1])


def year_marks(first: int, last: int) -> list[dict[str, Any]]:
    """Mark the first, the middle and the last year of a slider."""
    return [{"value": year, "label": str(year)} for year in (first, (first + last) // 2, last)]
