"""The words of the legend of « Zones blanches », written from the very values that colour its map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

from dashboard.analysis.coverage.results import NeedMap
from dashboard.analysis.kernel.results import Classes
from dashboard.components.coverage.wording import (
    BORDER_LABEL,
    STATE_LABELS,
    host_text,
    need_label,
)
from dashboard.components.shared.legend_wording import OUTSIDE_MARK, class_marks
from dashboard.domain.counting import ValueState
from dashboard.domain.coverage import CoverageState
from dashboard.domain.formats import counted, french_number
from dashboard.domain.indicators import Scale
from dashboard.domain.needs import NEED_INDICATORS, PERCENT, NeedIndicator, Sense
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry

REACH_WORDS = ("Desservie", "Proche d’un lieu", "Ni desservie ni proche")
SHARE_WORDS = (
    "90\u202f% couverts ou plus",
    "50 à 90\u202f% couverts",
    "Moins de 50\u202f% couverts",
)
SITE_MARK = LegendEntry(palette.SITE, "nouveau lieu proposé, numéroté dans l’ordre", "dot")
PLACE_MARK = LegendEntry(palette.POINT, "lieu existant", "small-dot")
AROUND_MARK = LegendEntry(palette.NEIGHBOUR, "autour du territoire choisi")
UNTOLD_MARK = LegendEntry(palette.NEIGHBOUR, "nos sources ne permettent pas de répondre")
COVERAGE_NOTE = (
    "Entre parenthèses : nombre de communes. Une zone desservie l’emporte sur la distance."
)
_NEEDS = ("Besoin faible", "Besoin moyen", "Besoin élevé")


def site_mark(selection: CoverageSelection) -> LegendEntry:
    """Return the legend's entry of new places, with which communes may get one where not all may."""
    among = host_text(selection)
    return (
        replace(SITE_MARK, text=f"{SITE_MARK.text}, dans une commune {among}")
        if among
        else SITE_MARK
    )


def state_marks(selection: CoverageSelection) -> list[LegendEntry]:
    """List the states of communes, without numbers, as a report does."""
    border = f"{BORDER_LABEL} : services possibles au-delà"
    return [
        *(
            LegendEntry(colour, text)
            for colour, text in zip(palette.COVERAGE, _state_texts(selection), strict=True)
        ),
        LegendEntry(palette.BORDER, border, "low_population"),
    ]


def coverage_marks(numbers: Sequence[int], selection: CoverageSelection) -> list[LegendEntry]:
    """List the states that communes are in, each with its number of communes.

    Args:
        numbers: communes by code of the map: the four states, the border, the two fragile ones.
        selection: what the reader asked for.
    """
    steps = [
        LegendEntry(colour, f"{text} ({french_number(number)})")
        for colour, text, number in zip(
            palette.COVERAGE, _state_texts(selection), numbers, strict=False
        )
        if number
    ]
    fragile = [
        LegendEntry(
            palette.FRAGILE_NEAR,
            f"proche, mais plus à 20\u202f% de rayon en moins ({french_number(numbers[5])})",
        ),
        LegendEntry(
            palette.FRAGILE_GAP,
            f"loin, mais proche à 20\u202f% de rayon en plus ({french_number(numbers[6])})",
        ),
    ]
    border = f"{BORDER_LABEL}, à part ({french_number(numbers[4])})"
    return [
        *steps,
        *(fragile if selection.fragile else []),
        *([LegendEntry(palette.BORDER, border, "low_population")] if numbers[4] else []),
        OUTSIDE_MARK,
    ]


def classes_marks(classes: Classes, scale: Scale) -> list[LegendEntry]:
    """List the classes of a share or of the score, then the states that are in none."""
    zero = french_number(classes.states.get(int(ValueState.ZERO), 0))
    missing = french_number(classes.states.get(int(ValueState.MISSING), 0))
    return [
        *class_marks(classes, scale),
        LegendEntry(palette.STATE_COLOURS[ValueState.ZERO], f"0 recensé ({zero})", "zero"),
        LegendEntry(
            palette.STATE_COLOURS[ValueState.MISSING],
            f"non renseigné : sans habitant ({missing})",
            "missing",
        ),
        OUTSIDE_MARK,
    ]


def classes_note(classes: Classes) -> str:
    """Describe how values are classed."""
    return f"Classes : {classes.method}. Entre parenthèses : nombre de territoires."


def need_marks(need_map: NeedMap, selection: CoverageSelection) -> list[LegendEntry]:
    """List the nine colours of need by coverage, each with its number of territories."""
    cells = [
        LegendEntry(
            palette.NEED_BY_COVERAGE[row][column],
            f"{reach}, {need[:1].lower()}{need[1:]} ({french_number(need_map.counts[row][column])})",
        )
        for row, reach in enumerate(reach_words(selection.level))
        for column, need in enumerate(need_heads(need_map, selection))
    ]
    return [*cells, *other_need_marks(need_map, selection.level)]


def other_need_marks(need_map: NeedMap, level: Level) -> tuple[LegendEntry, ...]:
    """List what the map has beside its nine colours: needs that are not known, or taken from the EPCI."""
    borrowed = LegendEntry(
        palette.BORROWED,
        f"besoin emprunté à l’intercommunalité ({french_number(need_map.from_epci)})",
        "borrowed",
    )
    return (
        *([borrowed] if need_map.from_epci else []),
        unknown_mark(need_map, level),
        OUTSIDE_MARK,
    )


def unknown_mark(need_map: NeedMap, level: Level) -> LegendEntry:
    """Return the legend's entry of territories whose need or coverage is not known."""
    return LegendEntry(
        palette.STATE_COLOURS[ValueState.MISSING],
        f"{_unknown_text(level)} ({french_number(need_map.unknown)})",
        "missing",
    )


def reach_words(level: Level) -> tuple[str, ...]:
    """Name the three steps of coverage, the best first."""
    return REACH_WORDS if level is Level.COMMUNE else SHARE_WORDS


def no_reach_word(level: Level) -> str:
    """Explain why a territory has no coverage."""
    return BORDER_LABEL if level is Level.COMMUNE else "sans habitant"


def need_heads(need_map: NeedMap, selection: CoverageSelection) -> list[str]:
    """Name the thirds of a need, with what bounds them where it is a share."""
    indicator = NEED_INDICATORS[selection.need]
    if isnan(need_map.bounds[0]):
        return list(_NEEDS)
    if indicator.unit != PERCENT:
        return _quantity_heads(need_map, indicator)
    low, high = (f"{french_number(bound, 1)}\u202f%" for bound in need_map.bounds)
    ranges = (f"jusqu’à {low}", f"jusqu’à {high}", f"plus de {high}")
    return [f"{name} ({bounds})" for name, bounds in zip(_NEEDS, ranges, strict=True)]


def _quantity_heads(need_map: NeedMap, indicator: NeedIndicator) -> list[str]:
    """Name the thirds of a quantity of which little tells of need; its bounds were turned round."""
    if indicator.sense is not Sense.LOW:
        return list(_NEEDS)
    most, least = (f"{french_number(-bound, 0)}\u202f{indicator.unit}" for bound in need_map.bounds)
    ranges = (f"à partir de {most}", f"à partir de {least}", f"moins de {least}")
    return [f"{name} ({bounds})" for name, bounds in zip(_NEEDS, ranges, strict=True)]


def need_note(need_map: NeedMap, selection: CoverageSelection) -> str:
    """Explain the darkest colour, and where values come from."""
    return (
        f"La couleur la plus sombre : beaucoup de besoin ({need_label(selection.need).lower()}) et "
        "pas de couverture. " + _borrowed_text(need_map, selection.level)
    )


def _state_texts(selection: CoverageSelection) -> list[str]:
    texts = [STATE_LABELS[state] for state in CoverageState]
    texts[CoverageState.NEAR] += f", à {selection.radius}\u202fkm au plus de la mairie"
    texts[CoverageState.FAR] = f"loin de tout lieu (plus de {selection.radius}\u202fkm)"
    texts[CoverageState.NONE] = "0 recensé : aucun lieu pour ces choix"
    return texts


def _unknown_text(level: Level) -> str:
    if level is Level.COMMUNE:
        return f"besoin non renseigné (secret statistique ou non publié), ou {BORDER_LABEL}"
    return "besoin non renseigné, ou connu pour moins de la moitié des habitants"


def _borrowed_text(need_map: NeedMap, level: Level) -> str:
    """Describe which values are not the territory's own."""
    if need_map.from_epci:
        borrowed = counted(
            need_map.from_epci,
            "commune prend la valeur publiée pour son intercommunalité",
            "communes prennent la valeur publiée pour leur intercommunalité",
        )
        return f"{borrowed} : la leur est sous secret statistique ou n’est pas publiée."
    if not need_map.partial:
        return ""
    part = counted(need_map.partial, level.singular, level.plural)
    return (
        f"{part} : valeur tirée des seules communes renseignées ; connue pour moins de la moitié des "
        "habitants, elle n’est pas classée."
    )
