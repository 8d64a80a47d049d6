"""Ways to reach somebody: links that call, write, lead to a site, or open the phone's own map."""

from __future__ import annotations

from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.attributes import aria


def phone_link(phone: str, *, of: str = "") -> html.A:
    """Make a link that calls; ``of`` tells a screen reader whom."""
    named = aria(label=f"Appeler {of} : {phone}") if of else {}
    return html.A(phone, href=f"tel:{''.join(phone.split())}", **named)


def email_link(email: str) -> html.A:
    """Make a link that writes."""
    return html.A(email, href=f"mailto:{email}")


def site_link(website: str, *, text: str = "Site internet", of: str = "") -> html.A:
    """Make a link to an organisation's own site; ``of`` tells a screen reader whose."""
    named = aria(label=f"{text} : {of}") if of else {}
    return html.A(text, href=website, rel="noopener", **named)


def phone_map_link(
    *, label: str, address: str, longitude: float | None, latitude: float | None
) -> Component | None:
    """Make a link that opens the map of the reader's own phone; ``None`` where nothing is known.

    Args:
        label: what stands there.
        address: the postal address, empty where unknown.
        longitude: degrees of an exact position, else ``None``.
        latitude: degrees of an exact position, else ``None``.

    Returns:
        A link of the scheme ``geo:`` (RFC 5870), with Android's ``q``: the page's script turns it into
        Apple's. A position that is only that of the commune is not given: the address is.
    """
    if longitude is not None and latitude is not None:
        point = f"{latitude:.5f},{longitude:.5f}"
        target = f"geo:{point}?q={point}({quote(label)})"
    elif address:
        target = f"geo:0,0?q={quote(address)}"
    else:
        return None
    return html.A("Ouvrir dans la carte du téléphone", href=target)
