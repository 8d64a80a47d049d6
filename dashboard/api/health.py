"""Whether the application is up, and on what data."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from dashboard.analysis.current import Current


def register(server: Flask, current: Current) -> None:
    """Serve ``/sante``: 200 with the number of records and territories."""

    @server.get("/sante")
    def health() -> Response:
        desk = current.desk
        return jsonify(
            status="ok",
            initiatives=len(desk.observatory.records),
            territories={
                level.value: len(table) for level, table in desk.observatory.territories.items()
            },
        )
