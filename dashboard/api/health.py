"""Whether the application is up, and on what data."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from dashboard.analysis.desk import Desk


def register(server: Flask, desk: Desk) -> None:
    """Serve ``/sante``: 200 with the number of records and territories."""

    @server.get("/sante")
    def health() -> Response:
        observatory = desk.observatory
        return jsonify(
            status="ok",
            initiatives=len(desk.shelf.rows),
            territories={
                level.value: len(table) for level, table in observatory.territories.items()
            },
        )
