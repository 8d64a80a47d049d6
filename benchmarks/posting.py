"""The page's own requests, sent through Flask's test client: routing, callback, JSON, Brotli."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import brotli
from flask import Flask

from dashboard.domain.selections.map import MapSelection

MAP_STORE = "map-request"
MAP_PARTS = ("values", "points")
LISTING_PARTS = ("table", "panel")


@dataclass(frozen=True)
class Answer:
    """One answer: how long it took, its bytes before and after compression, and what it says."""

    ms: float
    raw: bytes
    sent: int

    def read(self) -> dict[str, Any]:
        """Return what the callback changes, by component and property."""
        response: dict[str, Any] = json.loads(self.raw)["response"]
        return response


class Poster:
    """Sends the requests that a change of a store would make the page send."""

    def __init__(self, server: Flask) -> None:
        """Ask the application which callbacks it has."""
        self._client = server.test_client()
        found = self._client.get("/_dash-dependencies").get_json()
        self._by_input = {entry["inputs"][0]["id"]: entry for entry in found if entry["inputs"]}

    def post(self, store: str, value: object) -> Answer:
        """Send the request of the callback that listens to ``store``."""
        body = json.dumps(_payload(self._by_input[store], value)).encode()
        begun = time.perf_counter()
        response = self._client.post(
            "/_dash-update-component",
            data=body,
            content_type="application/json",
            headers={"Accept-Encoding": "br"},
        )
        sent = response.get_data()
        ms = 1e3 * (time.perf_counter() - begun)
        assert response.status_code == 200, (response.status_code, sent[:300])
        packed = response.headers.get("Content-Encoding") == "br"
        return Answer(ms, brotli.decompress(sent) if packed else sent, len(sent))

    def map(self, selection: MapSelection, parts: Sequence[str] = MAP_PARTS) -> Answer:
        """Send the map's request."""
        return self.post(MAP_STORE, {"query": selection.to_query(), "parts": list(parts)})

    def listing(self, selection: MapSelection, parts: Sequence[str] = LISTING_PARTS) -> Answer:
        """Send the map's request for the table and the panel alone."""
        return self.map(selection, parts)


def _payload(callback: dict[str, Any], value: object) -> dict[str, Any]:
    source = callback["inputs"][0]
    outputs = [_output(name) for name in callback["output"].strip(".").split("...")]
    many = callback["output"].startswith("..")
    return {
        "output": callback["output"],
        "outputs": outputs if many else outputs[0],
        "inputs": [{**source, "value": value}],
        "changedPropIds": [f"{source['id']}.{source['property']}"],
        "state": [],
    }


def _output(name: str) -> dict[str, str]:
    identifier, prop = name.rsplit(".", 1)
    return {"id": identifier, "property": prop}
