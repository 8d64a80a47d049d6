"""What the site that answers is called; another server of the same process may have another name."""

from __future__ import annotations

from flask import Flask, current_app

_NAME = "SITE_NAME"


def name_site(server: Flask, name: str) -> None:
    """Give a server its name: « Carte de la solidarité en Rhône-Alpes »."""
    server.config[_NAME] = name


def site_name() -> str:
    """Return the name of the server that answers the present request."""
    name: str = current_app.config[_NAME]
    return name
