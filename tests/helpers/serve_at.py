"""Serves the dashboard at a set time: ``python -m tests.helpers.serve_at 2026-11-24T10:30 --port N``."""

import datetime as dt

import click

from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.factory import create_app
from dashboard.server.gunicorn import HOST, serve
from dashboard.settings import Settings


@click.command()
@click.argument("moment")
@click.option("--port", required=True, type=int)
def main(moment: str, port: int) -> None:
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    app = create_app(Settings.from_environment(), clock=lambda: now)
    serve(app.server, host=HOST, port=port, workers=1, tell=click.echo)


if __name__ == "__main__":
    main()
