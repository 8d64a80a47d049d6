"""Serves the dashboard at a set time: ``python -m tests.helpers.serve_at 2026-11-24T10:30 --port N``."""

import datetime as dt

import click

from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.callbacks.coverage import siting
from dashboard.factory import create_app
from dashboard.server.gunicorn import HOST, serve
from dashboard.settings import Settings
from tests.helpers.subprocess_functions import never_found

BUSY_MACHINE_S = 20.0
"""Seconds a best choice is tried for: it comes within three where nothing else runs."""


@click.command()
@click.argument("moment")
@click.option("--port", required=True, type=int)
@click.option("--endless", is_flag=True, help="No best choice of new places is ever found.")
def main(moment: str, port: int, *, endless: bool) -> None:
    if endless:
        siting.place_exactly = never_found  # type: ignore[assignment, attr-defined]
    else:
        siting.TRY_LIMIT_S = BUSY_MACHINE_S
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    app = create_app(Settings.from_environment(), clock=lambda: now)
    serve(app.server, host=HOST, port=port, workers=1, tell=click.echo)


if __name__ == "__main__":
    main()
