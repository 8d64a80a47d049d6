"""Fetching one tile of an online base map."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from threading import BoundedSemaphore
from urllib.request import urlopen

TIMEOUT_S = 4.0
LARGEST_BYTES = 2_000_000
DEEPEST_ZOOM = 19
AT_ONCE = 3
"""Tiles fetched at the same time: the other threads of the server are for its pages."""
IMAGES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8", "image/webp": b"RIFF"}
"""Media types passed on, and how such files begin."""

_SLOTS = BoundedSemaphore(AT_ONCE)
_PIECE = 65_536


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
    if not _SLOTS.acquire(blocking=False):
        return None
    try:
        with urlopen(address, timeout=TIMEOUT_S) as answer:  # noqa: S310 - scheme checked
            media_type = answer.headers.get_content_type()
            body = _read(answer, until=time.monotonic() + TIMEOUT_S)
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        _SLOTS.release()
    if media_type not in IMAGES or not body.startswith(IMAGES[media_type]):
        return None
    return Tile(body, media_type)


def _read(answer: HTTPResponse, *, until: float) -> bytes:
    """Read a body piece by piece, so that a service that drips bytes is left in time."""
    pieces: list[bytes] = []
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        if time.monotonic() > until or sum(map(len, pieces)) > LARGEST_BYTES:
            raise TimeoutError
    return b"".join(pieces)
