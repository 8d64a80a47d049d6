"""The way from the controls to the selection: in the reader's browser, by the script of each page."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.components.shared.page_scripts import PageScript, control_id, control_property

Watched = tuple[str, str, str]
"""A function of a page's script, and the component and property whose changes call it."""


def register_script(app: Dash, script: PageScript, *watched: Watched) -> None:
    """Register the functions of a page's script.

    The inputs of ``keep`` are in the order of the page's controls, which the script knows too.

    Args:
        app: the application.
        script: the page.
        watched: what else calls a function of the script.
    """
    page = script.fields
    app.clientside_callback(
        ClientsideFunction(script.subject, "keep"),
        Output(script.committed_store, "data"),
        *(
            Input(control_id(page, field.key), control_property(field))
            for field in page.controlled()
        ),
        State(script.selection_store, "data"),
    )
    for function, identifier, prop in (("answered", script.answer_store, "data"), *watched):
        app.clientside_callback(
            ClientsideFunction(script.subject, function),
            Output(script.committed_store, "data", allow_duplicate=True),
            Input(identifier, prop),
            prevent_initial_call=True,
        )
