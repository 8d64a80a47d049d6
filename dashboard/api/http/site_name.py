"""What the site that answers is called and where it stands; another server of the process may differ."""

from __future__ import annotations

import re

from flask import Flask, current_app, request

_NAME, _ADDRESS = "SITE_NAME", "SITE_ADDRESS"
_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])"
    r"(?::[0-9]{1,5})?"
)


def name_site(server: Flask, name: str, *, address: str = "") -> None:
    """Give a server its name: « Carte de la solidarité en Rhône-Alpes ».

    ``address`` is where readers find it (``https://carte.exemple.fr``), empty to believe their requests.
    """
    server.config[_NAME] = name
    server.config[_ADDRESS] = address


def site_name() -> str:
    """Return the name of the server that answers the present request."""
    name: str = current_app.config[_NAME]
    return name


def site_address() -> str:
    """Return where the pages stand, without a last slash: the address that is set, else the request's host.

    Empty where the request names no host that could be one: whoever sends a request writes that header.
    """
    address: str = current_app.config[_ADDRESS]
    if address:
        return address
    host = request.headers.get("Host", "")
    return f"{request.scheme}://{host}" if _HOST.fullmatch(host) else ""
