"""The files that browsers and crawlers ask every site for."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, send_from_directory

from dashboard.components.shared.links import REPORT_PATH
from dashboard.domain.downloads import DOWNLOAD_PATH

ROBOTS = f"""User-agent: *
Allow: /assets/
Allow: /_dash-
Disallow: /*?
Disallow: {DOWNLOAD_PATH}/
Disallow: {REPORT_PATH}/*.pdf$
Disallow: {REPORT_PATH}/*/chiffre/
"""
"""Every page and report may be read; not the filters, which are without number, nor files made when asked.

Scripts, styles and answers are what a page is made of: a crawler may need them.
"""
_ONE_DAY_S = 86_400


def register(server: Flask, assets: Path) -> None:
    """Serve ``/robots.txt``, and ``/favicon.ico`` from the folder of assets."""

    @server.get("/robots.txt")
    def robots() -> Response:
        return Response(ROBOTS, mimetype="text/plain")

    @server.get("/favicon.ico")
    def favicon() -> Response:
        return send_from_directory(assets.resolve(), "favicon.ico", max_age=_ONE_DAY_S)
