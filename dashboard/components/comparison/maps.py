"""The two maps of « Comparer »: their frame, their sentences, and the table that equals them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.components.layout.plain_form import PlainChoice, kept_words
from dashboard.components.map.panel import GRAPH_CONFIG, NO_MAP
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.page_data import DataSummary
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import cell_text, column_title, source_text
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import counted, french_number
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.pages import COMPARISON_PAGE
from dashboard.domain.selections.comparison import COMPARISON, ComparisonSelection, PairKind
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.territory import Level


@dataclass(frozen=True)
class MapRow:
    """A territory in one of the maps.

    Attributes:
        name: its name.
        values: by indicator, ``None`` where not known.
        cautious: whether its rate rests on few inhabitants.
    """

    name: str
    values: Mapping[Indicator, float | None]
    cautious: bool

    @property
    def number(self) -> int:
        """The distinct initiatives."""
        return round(self.values[Indicator.NUMBER] or 0)

    def value_text(self, indicator: Indicator) -> str:
        """Write the value of an indicator."""
        value = self.values[indicator]
        doubtful = indicator.scale is Scale.RATE and self.cautious and value
        caution = f" ({ValueState.LOW_POPULATION.label})" if doubtful else ""
        return f"{cell_text(indicator, value)}{caution}"


@dataclass(frozen=True)
class MapSide:
    """One of the maps, in words.

    Attributes:
        title: its title.
        rows: its territories; both sides list them in the same order where they show the same ones.
        undated: a sentence on how many initiatives count although their first year is unknown; empty
            where no year is chosen.
    """

    title: str
    rows: tuple[MapRow, ...]
    undated: str = ""


def pair_panel(basis: DataSummary) -> list[Component]:
    """Frame the two maps side by side, with one legend; the table under them holds the same values."""
    return [
        html.P(id=ids.COMPARISON_MAP_FILTERS, className="map-filters"),
        html.A("Passer les cartes", href=f"#{ids.COMPARISON_LEGEND}", className="skip-link"),
        html.P(NO_MAP, id=ids.MAP_ABSENT, hidden=True, className="map-absent"),
        html.Div(
            [
                _frame(
                    ids.COMPARISON_LEFT,
                    ids.COMPARISON_LEFT_CHOICE,
                    ids.COMPARISON_LEFT_TITLE,
                    ids.COMPARISON_LEFT_SENTENCE,
                ),
                _frame(
                    ids.COMPARISON_RIGHT,
                    ids.COMPARISON_RIGHT_CHOICE,
                    ids.COMPARISON_RIGHT_TITLE,
                    ids.COMPARISON_RIGHT_SENTENCE,
                ),
            ],
            className="map-pair",
        ),
        html.Div(id=ids.COMPARISON_LEGEND, className="legend", tabIndex=-1),
        html.Ul(id=ids.COMPARISON_POINTS_LEGEND, className="legend-list legend-points"),
        html.P(source_text(basis), className="legend-note"),
        html.Div(id=ids.COMPARISON_MAP_TABLE),
    ]


def side_choices(
    selection: ComparisonSelection, names: Mapping[str, str], shown: tuple[str, str]
) -> dict[str, Markup]:
    """Write the list of what each map can show, by the id of its place; two years are of one territory.

    Args:
        selection: what the reader asked for, with what the maps set side by side.
        names: by code, those that can be chosen; fewer than two leave no choice.
        shown: the codes that are.
    """
    sides = [
        (ids.COMPARISON_LEFT_CHOICE, "left", "Sur la première carte"),
        (ids.COMPARISON_RIGHT_CHOICE, "right", "Sur la seconde carte"),
    ]
    if selection.sides is PairKind.YEARS:
        sides = [(ids.COMPARISON_LEFT_CHOICE, "left", "Territoire des deux cartes")]
    written = dict.fromkeys((ids.COMPARISON_LEFT_CHOICE, ids.COMPARISON_RIGHT_CHOICE), Markup())
    if len(names) > 1:
        for (place, attribute, label), code in zip(sides, shown, strict=False):
            key = COMPARISON.field(attribute).key
            written[place] = render(
                "comparison/side_choice.html.j2",
                path=COMPARISON_PAGE.path,
                choice=PlainChoice(key, label, names, (code,)),
                kept=list(kept_words(selection, {key})),
            )
    return written


def maps_title(selection: ComparisonSelection, level: Level) -> str:
    """Describe what the two maps show."""
    what = f"{column_title(selection.indicator)}, par {level.singular}"
    beside = "deux années" if selection.sides is PairKind.YEARS else "deux territoires"
    same = "même échelle" if selection.indicator.scale is Scale.COUNT else "mêmes classes"
    return f"{what}\u00a0: {beside} côte\u00a0à\u00a0côte, {same}"


def side_title(name: str, selection: ComparisonSelection, map_selection: MapSelection) -> str:
    """Name one of the maps: its territory, with its year where years are compared."""
    if selection.sides is PairKind.YEARS and map_selection.filters.years:
        return f"{name}, {map_selection.filters.years[0]}"
    return name


def maps_filters(selection: ComparisonSelection, left: MapSelection, right: MapSelection) -> str:
    """Describe the filters of both maps; ``left`` and ``right`` are what they show."""
    if selection.sides is PairKind.TERRITORIES or not (left.filters.years and right.filters.years):
        return MAP.sentence(left)
    years = f"Actives en {left.filters.years[0]}, puis en {right.filters.years[0]}"
    return MAP.sentence(left, instead={"filters.years": years})


def counts_note(selection: ComparisonSelection, title: str) -> tuple[str, ...]:
    """Name the map whose numbers are in the legend, where the two maps differ in theirs."""
    if selection.sides is PairKind.TERRITORIES:
        return ()
    return (f"Les nombres entre parenthèses sont ceux de la carte « {title} ».",)


def side_sentence(side: MapSide, level: Level, indicator: Indicator) -> str:
    """Describe in plain French what a map shows of its territories."""
    sentence = _side_sentence(side, level, indicator)
    return f"{sentence} {side.undated}".strip()


def pair_table(
    left: MapSide, right: MapSide, selection: ComparisonSelection, level: Level
) -> Markup:
    """Write what both maps show as a table, folded."""
    by_year = selection.sides is PairKind.YEARS
    titles, rows = (
        _years_table(left, right, selection.indicator)
        if by_year
        else _territories_table((left, right), selection.at(level).shown_indicators)
    )
    return render(
        "comparison/pair.html.j2",
        caption=maps_title(selection, level),
        titles=(level.singular.capitalize(), *titles),
        rows=rows,
    )


def _side_sentence(side: MapSide, level: Level, indicator: Indicator) -> str:
    having = [row for row in side.rows if row.number]
    count = (
        f"{counted(len(having), level.singular, level.plural)} sur {french_number(len(side.rows))}"
    )
    if not having:
        return (
            f"{side.title} : aucune initiative recensée ; cela ne prouve pas qu’il n’existe rien."
        )
    ranked = [row for row in having if indicator.scale is not Scale.RATE or not row.cautious]
    if len(ranked) < 2:  # noqa: PLR2004 - nothing is the highest of one
        return f"{side.title} : {count} avec au moins une initiative."
    most = max(ranked, key=lambda row: row.values[indicator] or 0)
    return (
        f"{side.title} : {count} avec au moins une initiative ; la valeur la plus haute : "
        f"{most.name} ({most.value_text(indicator)})."
    )


_Table = tuple[list[str], list[tuple[str, ...]]]
"""Titles of the columns after the territory's, and rows."""


def _territories_table(sides: Sequence[MapSide], indicators: Sequence[Indicator]) -> _Table:
    rows = [
        (row.name, side.title, *(row.value_text(indicator) for indicator in indicators))
        for side in sides
        for row in side.rows
    ]
    return ["Carte", *map(column_title, indicators)], rows


def _years_table(left: MapSide, right: MapSide, indicator: Indicator) -> _Table:
    measures = (Indicator.NUMBER, indicator)
    titles = [
        f"{column_title(measure)}, {side.title}" for measure in measures for side in (left, right)
    ]
    rows = [
        (pair[0].name, *(row.value_text(measure) for measure in measures for row in pair))
        for pair in zip(left.rows, right.rows, strict=True)
    ]
    return titles, rows


def _frame(identifier: str, choice: str, title: str, sentence: str) -> html.Div:
    return html.Div(
        [
            html.Div(id=choice),
            html.H3(id=title, className="map-title"),
            html.Div(
                dcc.Graph(
                    id=identifier, config=GRAPH_CONFIG, responsive=True, className="map-graph"
                ),
                className="map-frame",
                role="group",
                **aria(labelledby=title, describedby=sentence),
            ),
            html.P(id=sentence, className="map-sentence"),
        ]
    )
