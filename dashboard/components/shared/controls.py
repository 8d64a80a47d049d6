"""The controls of the map, rendered already set to the selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.page_data import PageData
from dashboard.domain.indicator import INDICATOR_TEXTS, Counting, Indicator
from dashboard.domain.region import Region
from dashboard.domain.selections.map import MapSelection, PointLayer, View
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLICS, THEMES, TOUS_PUBLICS

LEVEL_LABELS = {
    Level.EPCI: "Intercommunalités (EPCI)",
    Level.COMMUNE: "Communes",
    Level.DEPARTEMENT: "Départements",
}
COUNTINGS = {
    Counting.PRESENT: "Recensées (implantées ou desservant)",
    Counting.LOCATED: "Implantées seulement",
}
INDICATORS = {
    Indicator.RATE: "Initiatives pour 10\u202f000 habitants",
    Indicator.NUMBER: "Nombre (cercles)",
    Indicator.SHARE: INDICATOR_TEXTS[Indicator.SHARE].title,
}
_POINTS = {PointLayer.INITIATIVES: "Lieux des initiatives", PointLayer.TOWN_HALLS: "Mairies"}
_INLINE: dict[str, Any] = {
    "withinPortal": False,
    "shadow": "md",
    "transitionProps": {"duration": 0},
}


def search_box(
    identifier: str,
    *,
    region: Region,
    label: str = "Chercher une commune, une intercommunalité ou un code postal",
    choices: Sequence[Mapping[str, Any]] = (),
) -> dmc.Select:
    """The search for a commune, an EPCI or a postal code; the server answers what is typed.

    Args:
        identifier: the box's id.
        region: where it searches.
        label: what it searches.
        choices: what it offers before anything is typed.
    """
    return dmc.Select(
        id=identifier,
        label=label,
        placeholder=f"Ex. {region.search_example}",
        searchable=True,
        clearable=True,
        data=list(choices),
        filter={"function": "keepEveryAnswer"},
        nothingFoundMessage=f"Aucune réponse pour ce nom {region.inside}.",
        comboboxProps=_INLINE,
        withScrollArea=False,
        clearButtonProps={"aria-label": "Effacer la recherche"},
        size="md",
    )


def filters(options: PageData, selection: MapSelection) -> html.Div:
    """All controls but the search, in the order of the reader's questions."""
    return html.Div(
        [
            themes_control(ids.THEMES, selection.themes),
            publics_control(ids.PUBLICS, selection.publics),
            _years(options, selection),
            radio_group(ids.LEVEL, "Afficher par", LEVEL_LABELS, selection.level),
            radio_group(ids.INDICATOR, "Indicateur", INDICATORS, selection.indicator),
            radio_group(ids.COUNTING, "Initiatives comptées", COUNTINGS, selection.counting),
            wide_control(ids.WIDE, on=selection.wide),
            dmc.CheckboxGroup(
                dmc.Stack(
                    [dmc.Checkbox(label=label, value=code) for code, label in _POINTS.items()],
                    gap="xs",
                ),
                id=ids.POINTS,
                label="Points",
                value=[str(layer) for layer in selection.points],
            ),
        ],
        className="filters",
    )


def view_tabs(identifier: str, view: View) -> dmc.SegmentedControl:
    """The choice between list and map on a narrow screen."""
    return dmc.SegmentedControl(
        id=identifier,
        value=view,
        data=[{"value": View.LIST, "label": "Liste"}, {"value": View.MAP, "label": "Carte"}],
        fullWidth=True,
        size="md",
        className="view-tabs",
        attributes={"root": {"aria-label": "Afficher la liste ou la carte"}},
    )


def themes_control(identifier: str, chosen: tuple[str, ...]) -> dmc.MultiSelect:
    """The choice of themes."""
    return many_control(
        identifier,
        "Thèmes",
        "Tous les thèmes",
        [{"value": theme.code, "label": theme.label} for theme in THEMES],
        chosen,
    )


def publics_control(identifier: str, chosen: tuple[str, ...]) -> dmc.MultiSelect:
    """The choice of beneficiary types."""
    return many_control(
        identifier,
        "Publics",
        "Tous les publics",
        [
            {"value": public.code, "label": public.label}
            for public in PUBLICS
            if public.code != TOUS_PUBLICS
        ],
        chosen,
    )


def wide_control(identifier: str, *, on: bool) -> dmc.Switch:
    """The switch that lets services of a whole département or the region reach its communes."""
    return dmc.Switch(
        id=identifier,
        label="Compter les dispositifs départementaux et régionaux dans la part desservie",
        checked=on,
        size="md",
    )


def many_control(
    identifier: str, label: str, nothing: str, choices: list[dict[str, str]], value: tuple[str, ...]
) -> dmc.MultiSelect:
    """Make a choice of any number among many."""
    return dmc.MultiSelect(
        id=identifier,
        label=label,
        placeholder=nothing,
        data=choices,
        value=list(value),
        clearable=True,
        searchable=True,
        hidePickedOptions=False,
        nothingFoundMessage="Aucun choix de ce nom.",
        comboboxProps=_INLINE,
        withScrollArea=False,
        clearButtonProps={"aria-label": f"Effacer : {label}"},
        size="md",
    )


def _years(options: PageData, selection: MapSelection) -> html.Div:
    bounds = (options.first_year, options.last_year)
    return html.Div(
        [
            html.Div("Années d’activité", id="annees-libelle", className="control-label"),
            year_range(
                ids.YEARS, bounds, selection.years, thumbs=("Première année", "Dernière année")
            ),
        ],
        id="annees-bornes",
        role="group",
        className="years",
        **aria(labelledby="annees-libelle"),
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


def radio_group(
    identifier: str, label: str, choices: Mapping[Any, str], value: str
) -> dmc.RadioGroup:
    """Make a choice of one among a few."""
    return dmc.RadioGroup(
        dmc.Stack([dmc.Radio(text, value=code) for code, text in choices.items()], gap="xs"),
        id=identifier,
        label=label,
        value=str(value),
        size="md",
    )


def one_control(
    identifier: str, label: str, choices: Sequence[Mapping[str, str]], value: str
) -> dmc.Select:
    """Make a choice of one among many."""
    return dmc.Select(
        id=identifier,
        label=label,
        data=list(choices),
        value=value,
        allowDeselect=False,
        comboboxProps=_INLINE,
        withScrollArea=False,
        size="md",
    )
