"""The map with its title, sentence, legend and the way past it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.legend import nearby_legend
from dashboard.components.shared.page_data import DataSummary
from dashboard.components.shared.wording import source_text

GRAPH_CONFIG: Any = {
    "locale": "fr",
    "displaylogo": False,
    "showSendToCloud": False,
    "displayModeBar": False,
    "scrollZoom": True,
    "responsive": True,
}
"""The one configuration of every graph."""


NO_MAP = (
    "La carte ne peut pas être dessinée sur cet appareil (WebGL absent). La légende, la phrase et le "
    "tableau disent la même chose."
)

Overview = Mapping[str, float]
"""Where a map looks to show the whole region, as ``PageData`` has it."""

WHOLE = "whole"
MAP_BUTTONS = {
    "nearer": "Zoomer",
    "farther": "Dézoomer",
    WHOLE: "Vue d’ensemble",
}
"""What the buttons on a map do, as its script calls it, and their names."""

NO_NEARBY_MAP = (
    "La carte ne peut pas être dessinée sur cet appareil (WebGL absent). "
    "La liste dit la même chose."
)


def map_panel(overview: Overview) -> html.Section:
    """Frame the map, its title and legend on it; its answers are filled by callbacks."""
    return _panel(
        ids.MAP,
        title=ids.MAP_TITLE,
        filters=ids.MAP_FILTERS,
        sentence=ids.MAP_SENTENCE,
        legend=ids.LEGEND,
        points=ids.POINTS_LEGEND,
        overview=overview,
    )


def coverage_map_panel(overview: Overview) -> html.Section:
    """Frame the map of « Zones blanches », its title and legend on it; its table holds the same values."""
    return _panel(
        ids.COVERAGE_MAP,
        title=ids.COVERAGE_MAP_TITLE,
        filters=ids.COVERAGE_MAP_FILTERS,
        sentence=ids.COVERAGE_MAP_SENTENCE,
        legend=ids.COVERAGE_LEGEND,
        points=ids.COVERAGE_POINTS_LEGEND,
        overview=overview,
    )


def map_notes(basis: DataSummary) -> html.Div:
    """Write under the map what it shows, in a sentence, and where its numbers come from."""
    return html.Div(
        [
            html.P(id=ids.MAP_SENTENCE, className="map-sentence"),
            html.P(source_text(basis), className="legend-note"),
        ],
        className="map-notes",
    )


def coverage_map_notes(basis: DataSummary) -> html.Div:
    """Write under the map where its numbers come from; its sentence is for who does not see it.

    What is answered of the region stands above the map already.
    """
    return html.Div(
        [
            html.P(id=ids.COVERAGE_MAP_SENTENCE, className="map-sentence visually-hidden"),
            html.P(source_text(basis), className="legend-note"),
        ],
        className="map-notes",
    )


def _panel(  # noqa: PLR0913 - the parts that answers fill
    graph: str,
    *,
    title: str,
    filters: str,
    sentence: str,
    legend: str,
    points: str,
    overview: Overview,
) -> html.Section:
    """Frame a map with a card on it, the way past it, and what is said where it cannot be drawn.

    Args:
        graph: its identifier.
        title: the identifier of what names it.
        filters: that of its filters.
        sentence: that of the sentence that stands for it.
        legend: that of what explains its territories.
        points: that of what explains the points on them.
        overview: where the map looks to show the whole region.
    """
    return html.Section(
        [
            html.Div(
                [
                    html.H2(id=title, className="map-title"),
                    html.P(id=filters, className="map-filters"),
                    html.Div(id=legend, className="legend"),
                    html.Ul(id=points, className="legend-list legend-points"),
                ],
                id=ids.MAP_CARD,
                className="map-card",
                tabIndex=0,
                role="group",
                **aria(label="Titre et légende de la carte"),
            ),
            html.A("Passer la carte", href=f"#{ids.AFTER_MAP}", className="skip-link"),
            _framed(
                graph, labelledby=title, describedby=f"{filters} {sentence}", overview=overview
            ),
            html.P(NO_MAP, id=ids.MAP_ABSENT, hidden=True, className="map-absent"),
        ],
        className="map-panel",
        **aria(labelledby=title),
    )


def _framed(graph: str, *, labelledby: str, describedby: str, overview: Overview) -> html.Div:
    """Draw the frame of a map with its buttons: nearer, farther, all of the region."""
    return html.Div(
        [
            dcc.Graph(id=graph, config=GRAPH_CONFIG, responsive=True, className="map-graph"),
            html.Div(
                [
                    html.Button(
                        className=f"map-button {kind}",
                        type="button",
                        title=name,
                        **aria(label=name),
                        **data(map=kind, **_whole(kind, overview)),
                    )
                    for kind, name in MAP_BUTTONS.items()
                ],
                className="map-buttons",
                role="group",
                **aria(label="Zoom de la carte"),
            ),
        ],
        className="map-frame",
        role="group",
        **aria(labelledby=labelledby, describedby=describedby),
    )


def _whole(kind: str, overview: Overview) -> dict[str, str]:
    return {key: str(value) for key, value in overview.items()} if kind == WHOLE else {}


def nearby_map_panel(basis: DataSummary) -> html.Section:
    """Frame the map of what was found near a place; the list holds the same without it."""
    return html.Section(
        [
            html.H2(id=ids.NEARBY_MAP_TITLE, className="map-title"),
            html.A("Passer la carte", href=f"#{ids.NEARBY_MAP_SENTENCE}", className="skip-link"),
            html.Div(
                dcc.Graph(
                    id=ids.NEARBY_MAP, config=GRAPH_CONFIG, responsive=True, className="map-graph"
                ),
                className="map-frame",
                role="group",
                **aria(labelledby=ids.NEARBY_MAP_TITLE, describedby=ids.NEARBY_MAP_SENTENCE),
            ),
            html.P(NO_NEARBY_MAP, id=ids.MAP_ABSENT, hidden=True, className="map-absent"),
            nearby_legend(),
            html.P(id=ids.NEARBY_MAP_SENTENCE, className="map-sentence", tabIndex=-1),
            html.P(source_text(basis), className="legend-note"),
        ],
        className="map-panel",
        **aria(labelledby=ids.NEARBY_MAP_TITLE),
    )
