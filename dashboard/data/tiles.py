"""Fetching one tile of an online base map."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from urllib.request import urlopen

TIMEOUT_S = 4.0
LARGEST_BYTES = 2_000_000
DEEPEST_ZOOM = 19


@dataclass(frozen=True)
class Tile:
    """An image and its media type."""

    body: bytes
    media_type: str


def fetch_tile(template: str, *, z: int, x: int, y: int) -> Tile | None:
    """Fetch a tile; ``None`` where the service does not give an image in time.

    Args:
        template: address with ``{z}``, ``{x}`` and ``{y}``, checked to be http(s) by the settings.
        z: zoom, 0 to 19.
        x: column, 0 to ``2^z - 1``.
        y: row, 0 to ``2^z - 1``.
    """
    if not (0 <= z <= DEEPEST_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z):
        return None
    address = template.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))
    try:
        with urlopen(address, timeout=TIMEOUT_S) as answer:  # noqa: S310 - scheme checked
            media_type = answer.headers.get_content_type()
            body = answer.read(LARGEST_BYTES + 1)
    except (OSError, HTTPException, ValueError):
        return None
    if not media_type.startswith("image/") or len(body) > LARGEST_BYTES:
        return None
    return Tile(body, media_type)
