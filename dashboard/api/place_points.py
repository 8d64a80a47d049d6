"""The file about the places of all records, which changes with the data and never under its address."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, Response, abort

from dashboard.analysis.current import SnapshotHolder
from dashboard.api.http.hashed_files import PREFIX, HashedFile, answer


def register(server: Flask, current: SnapshotHolder) -> None:
    """Serve the file of the snapshot that answers are made from; that of an earlier one is not found."""

    @server.get(f"{PREFIX}/lieux.<digest>.json")
    def place_points(digest: str) -> Response:
        snapshot = current.snapshot
        if not snapshot.places.endswith(f".{digest}.json"):
            abort(404, "Ce fichier n’existe pas, ou plus : rechargez la page de la carte.")
        return answer(_compressed(snapshot.places_json))


@lru_cache(maxsize=2)
def _compressed(content: bytes) -> HashedFile:
    return HashedFile.of("lieux", "json", "application/json", content)
