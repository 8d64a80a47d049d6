"""The legend of « Zones blanches », written from the very values that colour its map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.coverage.need_results import NeedMap
from dashboard.analysis.results import Classes
from dashboard.components.attributes import aria
from dashboard.components.gaps_wording import BORDER_LABEL, STATE_LABELS, need_label
from dashboard.components.legend import class_steps, outside_step, step
from dashboard.components.tables import scrolling
from dashboard.domain.formats import counted, french_number
from dashboard.domain.gaps import CoverageState, GapSelection
from dashboard.domain.indicator import Indicator, ValueState
from dashboard.domain.needs import NEED_INDICATORS, PERCENT
from dashboard.domain.territory import Level
from dashboard.figures import palette

REACH_WORDS = ("Desservie", "Proche d’un lieu", "Ni desservie ni proche")
SHARE_WORDS = (
    "90\u202f% couverts ou plus",
    "50 à 90\u202f% couverts",
    "Moins de 50\u202f% couverts",
)
_NEEDS = ("Besoin faible", "Besoin moyen", "Besoin élevé")


def state_list(selection: GapSelection) -> html.Ul:
    """List the states of communes, without numbers, as a sheet does."""
    texts = (*_state_texts(selection), f"{BORDER_LABEL} : services possibles au-delà")
    colours = (*palette.COVERAGE, palette.BORDER)
    return html.Ul(
        [step(colour, text) for colour, text in zip(colours, texts, strict=True)],
        className="legend-list",
    )


def coverage_legend(numbers: Sequence[int], selection: GapSelection) -> list[Component]:
    """List the states of communes, each with its number of communes.

    Args:
        numbers: communes by code of the map: the four states, the border, the two fragile ones.
        selection: what the reader asked for.
    """
    texts = _state_texts(selection)
    steps = [
        step(colour, f"{text} ({french_number(number)})")
        for colour, text, number in zip(palette.COVERAGE, texts, numbers, strict=False)
    ]
    border = step(
        palette.BORDER,
        f"{BORDER_LABEL}, à part ({french_number(numbers[4])})",
        kind="low_population",
    )
    fragile = [
        step(
            palette.FRAGILE_NEAR,
            f"proche, mais plus à 20\u202f% de rayon en moins ({french_number(numbers[5])})",
        ),
        step(
            palette.FRAGILE_GAP,
            f"loin, mais proche à 20\u202f% de rayon en plus ({french_number(numbers[6])})",
        ),
    ]
    return _legend(
        [*steps, *(fragile if selection.fragile else []), border],
        "Entre parenthèses : nombre de communes. Une zone desservie l’emporte sur la distance.",
    )


def classes_legend(classes: Classes, indicator: Indicator) -> list[Component]:
    """List the classes of a share or of the score, then the states that are in none."""
    zero = french_number(classes.states.get(int(ValueState.ZERO), 0))
    missing = french_number(classes.states.get(int(ValueState.MISSING), 0))
    return _legend(
        [
            *class_steps(classes, indicator),
            step(palette.STATE_COLOURS[ValueState.ZERO], f"0 recensé ({zero})", kind="zero"),
            step(
                palette.STATE_COLOURS[ValueState.MISSING],
                f"non renseigné : sans habitant ({missing})",
                kind="missing",
            ),
        ],
        f"Classes : {classes.method}. Entre parenthèses : nombre de territoires.",
    )


def need_legend(found: NeedMap, selection: GapSelection) -> list[Component]:
    """Explain the nine colours in words, as a table of need by coverage."""
    reach = REACH_WORDS if selection.level is Level.COMMUNE else SHARE_WORDS
    rows = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                *(
                    html.Td(_cell(palette.NEED_BY_COVERAGE[row][column], found.counts[row][column]))
                    for column in range(len(_NEEDS))
                ),
            ]
        )
        for row, name in enumerate(reach)
    ]
    heads = [html.Td(), *(html.Th(name, scope="col") for name in _need_heads(found, selection))]
    table = html.Table(
        [
            html.Caption("Nombre de territoires par couleur ; le besoin est coupé en trois tiers."),
            html.Thead(html.Tr(heads)),
            html.Tbody(rows),
        ],
        className="need-grid",
    )
    unknown = french_number(found.unknown)
    missing = step(
        palette.STATE_COLOURS[ValueState.MISSING],
        f"non renseigné, ou {BORDER_LABEL} ({unknown})",
        kind="missing",
    )
    return [
        html.H3("Légende", className="legend-title"),
        scrolling(table, label="Légende : besoin et couverture"),
        html.Ul([missing, outside_step()], className="legend-list"),
        html.P(
            f"La couleur la plus sombre : beaucoup de besoin ({need_label(selection.need).lower()}) et "
            "pas de couverture. " + _fallback(found),
            className="legend-note",
        ),
    ]


def _need_heads(found: NeedMap, selection: GapSelection) -> list[str]:
    """Name the thirds of a need, with what bounds them where it is a share."""
    if NEED_INDICATORS[selection.need].unit != PERCENT or isnan(found.bounds[0]):
        return list(_NEEDS)
    low, high = (f"{french_number(bound, 1)}\u202f%" for bound in found.bounds)
    ranges = (f"jusqu’à {low}", f"jusqu’à {high}", f"plus de {high}")
    return [f"{name} ({bounds})" for name, bounds in zip(_NEEDS, ranges, strict=True)]


def sites_legend() -> html.Ul:
    """List what is drawn above the territories."""
    marks: Mapping[str, tuple[str, str]] = {
        "dot": (palette.SITE, "nouveau lieu proposé"),
        "outline": (palette.SELECTED, "territoire choisi"),
    }
    return html.Ul(
        [step(colour, text, kind=kind) for kind, (colour, text) in marks.items()],
        className="legend-list legend-points",
    )


def _state_texts(selection: GapSelection) -> list[str]:
    texts = [STATE_LABELS[state] for state in CoverageState]
    texts[CoverageState.NEAR] += f", à {selection.radius}\u202fkm au plus de la mairie"
    texts[CoverageState.FAR] = f"loin de tout lieu (plus de {selection.radius}\u202fkm)"
    texts[CoverageState.NONE] = "0 recensé : aucun lieu pour ces choix"
    return texts


def _legend(steps: list[html.Li], note: str) -> list[Component]:
    return [
        html.H3("Légende", className="legend-title"),
        html.Ul([*steps, outside_step()], className="legend-list"),
        html.P(note, className="legend-note"),
    ]


def _cell(colour: str, number: int) -> list[Component]:
    return [
        html.Span(
            className="swatch swatch-class",
            style={"backgroundColor": colour},
            **aria(hidden="true"),
        ),
        html.Span(french_number(number)),
    ]


def _fallback(found: NeedMap) -> str:
    if not found.from_epci:
        return ""
    told = counted(
        found.from_epci,
        "commune prend la valeur de son intercommunalité",
        "communes prennent la valeur de leur intercommunalité",
    )
    return (
        f"{told} (publiée, ou à défaut la moyenne de ses communes qui en ont une) : la leur est sous "
        "secret statistique ou n’est pas publiée."
    )
