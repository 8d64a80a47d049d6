"""The way from the controls to the selection: in the reader's browser, by ``assets/map-page.js``."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.components.shared import ids

_NAMESPACE = "selection"


def register(app: Dash) -> None:
    """Register the clientside callbacks; their inputs stand in the order of the script's controls."""
    app.clientside_callback(
        ClientsideFunction(_NAMESPACE, "keep"),
        Output(ids.COMMITTED, "data"),
        Input(ids.LEVEL, "value"),
        Input(ids.INDICATOR, "value"),
        Input(ids.COUNTING, "value"),
        Input(ids.THEMES, "value"),
        Input(ids.PUBLICS, "value"),
        Input(ids.YEARS, "value"),
        Input(ids.WIDE, "checked"),
        Input(ids.POINTS, "value"),
        Input(ids.VIEW, "value"),
        State(ids.SELECTION, "data"),
    )
    for markups in (ids.MAP_MARKUP, ids.LISTING_MARKUP):
        app.clientside_callback(
            ClientsideFunction(_NAMESPACE, "fill"),
            Output(ids.COMMITTED, "data", allow_duplicate=True),
            Input(markups, "data"),
            prevent_initial_call=True,
        )
    app.clientside_callback(
        ClientsideFunction(_NAMESPACE, "found"),
        Output(ids.COMMITTED, "data", allow_duplicate=True),
        Input(ids.SEARCH, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction(_NAMESPACE, "clicked"),
        Output(ids.COMMITTED, "data", allow_duplicate=True),
        Input(ids.MAP, "clickData"),
        prevent_initial_call=True,
    )
