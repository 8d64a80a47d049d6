"""The optional online base map, fetched by our server so that the reader's page asks nobody else.

A tile that cannot be had is answered with 204: one refused tile would freeze the map.
"""

from __future__ import annotations

from flask import Flask, Response

from dashboard.data.remote.tiles import fetch_tile

PATH = "/tuiles"


def register(server: Flask, tiles_url: str) -> None:
    """Serve ``/tuiles/z/x/y`` from the address set in ``DASHBOARD_TILES_URL``."""

    @server.get(f"{PATH}/<int:z>/<int:x>/<int:y>")
    def tile(z: int, x: int, y: int) -> Response:
        fetched = fetch_tile(tiles_url, z=z, x=x, y=y)
        if fetched is None:
            return Response(status=204)
        response = Response(fetched.content, mimetype=fetched.media_type)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response
