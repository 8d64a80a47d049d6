"""Starts the dashboard again and again, each time as if for the first.

The application is built once and has answered nothing; every line read, the number of a port, forks a
server from it, as gunicorn forks its workers. Its process number is written once the port is open.
"""

import os
import sys

import click

from dashboard.factory import create_app
from dashboard.server.gunicorn import HOST, serve
from dashboard.settings import Settings


def main() -> None:
    server = create_app(Settings.from_environment()).server
    for line in sys.stdin:
        started = os.fork()
        if not started:
            serve(server, host=HOST, port=int(line), workers=1, tell=tell_process)
        os.waitpid(started, 0)


def tell_process(_: object) -> None:
    click.echo(os.getpid())


if __name__ == "__main__":
    main()
