"""Territories as GeoJSON, the collection saying where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping


def geojson_bytes(
    name: str,
    territories: Iterable[tuple[str, Mapping[str, object]]],
    shapes: bytes,
    about: Mapping[str, str],
) -> bytes:
    """Write a collection of territories.

    Args:
        name: what it shows.
        territories: id and properties of each, in order.
        shapes: the display boundaries, GeoJSON with the same ids; a territory without one has no shape.
        about: filters, date, sources, licence.
    """
    geometries = {feature["id"]: feature["geometry"] for feature in json.loads(shapes)["features"]}
    features = [
        {
            "type": "Feature",
            "id": identifier,
            "properties": properties,
            "geometry": geometries.get(identifier),
        }
        for identifier, properties in territories
    ]
    collection = {
        "type": "FeatureCollection",
        "name": name,
        "metadata": about,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
