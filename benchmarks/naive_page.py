"""The page most people would write first: one whole plotly.express figure per answer.

Boundaries are embedded in the figure, records are a table with lists, counts are exploded.
``python -m benchmarks.naive_page --port 8051`` serves it with the real catalogue.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import plotly.express as px  # type: ignore[import-untyped]
import plotly.graph_objects as go  # type: ignore[import-untyped]
from dash import Dash, Input, Output, dcc, html
from flask_compress import Compress

from benchmarks.kernel import pandas_numbers
from benchmarks.region import NaiveTables
from dashboard.data.atlas import load_atlas
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS
from dashboard.server.gunicorn import HOST, serve
from dashboard.settings import Settings

REQUEST = "naive-request"
_POPULATION = {Level.COMMUNE: "population", Level.EPCI: "population_inside"}


@dataclass(frozen=True, eq=False)
class NaivePage:
    """The records with their lists, and the polygons of both levels indexed by code."""

    tables: NaiveTables
    polygons: dict[Level, gpd.GeoSeries]

    @classmethod
    def of(cls, tables: NaiveTables) -> NaivePage:
        """Index the polygons once, as Plotly's page on GeoPandas tables does."""
        geography = tables.atlas.geography
        return cls(
            tables,
            {
                Level.COMMUNE: geography.communes.set_index("code").geometry,
                Level.EPCI: geography.epci.set_index("code").geometry,
            },
        )


def naive_values(page: NaivePage, selection: MapSelection) -> pd.DataFrame:
    """Count and rate every territory: ``code, name, number, rate``, NaN without inhabitants."""
    level = selection.level
    region = page.tables.region
    table = region.communes if level is Level.COMMUNE else region.epci
    number = pandas_numbers(page.tables.records, region, selection, (level,))[level]
    population = table[_POPULATION[level]].to_numpy(float, na_value=0)
    rate = np.divide(
        1e4 * number, population, out=np.full(len(number), np.nan), where=population > 0
    )
    return pd.DataFrame(
        {"code": table["code"], "name": table["name"], "number": number, "rate": rate}
    )


def naive_figure(page: NaivePage, selection: MapSelection) -> go.Figure:
    """Draw the rates, boundaries embedded."""
    return px.choropleth_map(
        naive_values(page, selection),
        geojson=page.polygons[selection.level],
        locations="code",
        color="rate",
        hover_name="name",
        hover_data=["number"],
        center={"lon": 4.9, "lat": 45.3},
        zoom=6.5,
        map_style="white-bg",
    )


def naive_app(page: NaivePage) -> Dash:
    """Make the application, compressed as ours is."""
    app = Dash("naive", assets_folder="no-assets", enable_mcp=False)
    app.server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.server.config["COMPRESS_BR_LEVEL"] = 5
    Compress(app.server)
    app.layout = html.Div(
        [
            dcc.Store(id=REQUEST, data={}),
            dcc.RadioItems([*THEME_LABELS], id="theme"),
            dcc.RadioItems([Level.EPCI.value, Level.COMMUNE.value], "epci", id="level"),
            dcc.Graph(id="map", style={"height": "600px"}),
        ]
    )
    app.clientside_callback(
        "(theme, level) => ({theme: theme ? [theme] : [], niveau: [level]})",
        Output(REQUEST, "data"),
        Input("theme", "value"),
        Input("level", "value"),
    )

    @app.callback(Output("map", "figure"), Input(REQUEST, "data"), prevent_initial_call=True)
    def draw(query: dict[str, list[str]]) -> go.Figure:
        return naive_figure(page, MapSelection.from_query(query))

    return app


def main() -> None:
    """Serve the page on the loopback interface."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    settings = Settings()
    atlas = load_atlas(settings.geo_folder, settings.initiatives_folder)
    app = naive_app(NaivePage.of(NaiveTables.of(atlas)))
    port = parser.parse_args().port
    serve(app.server, host=HOST, port=port, workers=1, tell=print)


if __name__ == "__main__":
    main()
