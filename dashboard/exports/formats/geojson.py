"""Rows and where they are as GeoJSON, the collection saying where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Geometry = dict[str, Any]
"""A geometry as GeoJSON writes it, EPSG:4326."""


def geojson_bytes(
    name: str,
    features: Iterable[tuple[str, Mapping[str, object], Geometry | None]],
    about: Mapping[str, str],
) -> bytes:
    """Write a collection of features.

    Args:
        name: what it shows.
        features: id, properties and geometry of each, in order; one may have no geometry.
        about: filters, date, sources, licence.
    """
    collection = {
        "type": "FeatureCollection",
        "name": name,
        "metadata": about,
        "features": [
            {"type": "Feature", "id": identifier, "properties": properties, "geometry": geometry}
            for identifier, properties, geometry in features
        ],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def geometries_of(shapes: bytes) -> dict[str, Geometry | None]:
    """Return the geometry of each feature of a collection, by its id."""
    return {feature["id"]: feature["geometry"] for feature in json.loads(shapes)["features"]}


def point_geometry(point: tuple[float, float]) -> Geometry:
    """Write a point from its longitude and latitude."""
    return {"type": "Point", "coordinates": list(point)}
