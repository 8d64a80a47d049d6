"""Fetching one tile of an online base map."""

from __future__ import annotations

from threading import BoundedSemaphore

from dashboard.data.remote.bounded_http import FAILURES, Body, get

TIMEOUT_S = 4.0
LARGEST_BYTES = 2_000_000
MOST_REDIRECTS = 10
DEEPEST_ZOOM = 19
AT_ONCE = 3
"""Tiles fetched at the same time: the other threads of the server are for its pages."""
IMAGES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8", "image/webp": b"RIFF"}
"""Media types passed on, and how such files begin."""

_SLOTS = BoundedSemaphore(AT_ONCE)


def fetch_tile(template: str, *, z: int, x: int, y: int) -> Body | None:
    """Fetch a tile, an image; ``None`` where the service does not give an image in time.

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
        tile = get(
            address,
            timeout_s=TIMEOUT_S,
            largest_bytes=LARGEST_BYTES,
            most_redirects=MOST_REDIRECTS,
        )
    except FAILURES:
        return None
    finally:
        _SLOTS.release()
    is_image = tile.media_type in IMAGES and tile.content.startswith(IMAGES[tile.media_type])
    return tile if is_image else None
