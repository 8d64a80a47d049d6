"""Serving the application with gunicorn, threads, on the loopback interface."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from dashboard.domain.errors import DashboardError

HOST = "127.0.0.1"
THREADS = 8


class PortError(DashboardError):
    """The port cannot be listened on."""

    @classmethod
    def busy(cls, port: int, why: str) -> PortError:
        """Name the port and explain how to choose another."""
        return cls(
            f"Port {port} cannot be used ({why}). "
            f"Choose another one: --port {port + 1}, or make run PORT={port + 1}"
        )


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, load: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._load_application = load
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._load_application()


def require_free(host: str, port: int) -> None:
    """Check that ``port`` can be listened on.

    Raises:
        PortError: it cannot.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortError.busy(port, error.strerror or str(error)) from error


def serve(
    server: Flask, *, host: str, port: int, workers: int, tell: Callable[[str], None]
) -> None:
    """Serve until interrupted; ``tell`` gets one line once the port is open."""
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _: tell(
            f"The solidarity map is on http://{host}:{port} (Ctrl+C stops it)"
        ),
    }
    _Server(lambda: server, options).run()
