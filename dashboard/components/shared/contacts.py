"""Ways to reach somebody: the map of the reader's own phone, and the way there."""

from __future__ import annotations

from urllib.parse import quote

_OPENSTREETMAP = "https://www.openstreetmap.org"


def phone_map_address(
    postal_address: str,
    label: str = "",
    longitude: float | None = None,
    latitude: float | None = None,
) -> str:
    """Write the address that opens the map of the reader's own phone; empty where nothing is known.

    Args:
        postal_address: where to look, empty where unknown.
        label: what stands there.
        longitude: degrees of an exact position, else ``None``.
        latitude: degrees of an exact position, else ``None``.

    Returns:
        An address of the scheme ``geo:`` (RFC 5870), with Android's ``q``: the page's script turns it
        into Apple's. A position that is only that of the commune is not given: the address is.
    """
    if longitude is not None and latitude is not None:
        point = f"{latitude:.5f},{longitude:.5f}"
        return f"geo:{point}?q={point}({quote(label)})"
    return f"geo:0,0?q={quote(postal_address)}" if postal_address else ""


def route_address(
    postal_address: str, longitude: float | None = None, latitude: float | None = None
) -> str:
    """Write the address of OpenStreetMap that shows the way to a place; empty where nothing is known.

    It is another site, which opens only when the reader follows the link.

    Args:
        postal_address: where to look, empty where unknown.
        longitude: degrees of an exact position, else ``None``.
        latitude: degrees of an exact position, else ``None``.
    """
    if longitude is not None and latitude is not None:
        return f"{_OPENSTREETMAP}/directions?to={latitude:.5f}%2C{longitude:.5f}"
    return f"{_OPENSTREETMAP}/search?query={quote(postal_address)}" if postal_address else ""
