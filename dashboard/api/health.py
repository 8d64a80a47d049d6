"""Whether the application is up, and on what data."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from dashboard.analysis.current import SnapshotHolder


def register(server: Flask, current: SnapshotHolder) -> None:
    """Serve ``/sante``: 200 with the number of records and territories."""

    @server.get("/sante")
    def health() -> Response:
        snapshot = current.snapshot
        return jsonify(
            status="ok",
            initiatives=len(snapshot.region_index.records),
            territories={
                level.value: len(table)
                for level, table in snapshot.region_index.territories.items()
            },
        )
