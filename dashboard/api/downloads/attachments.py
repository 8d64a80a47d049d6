"""Files as answers to keep."""

from __future__ import annotations

from flask import Response, abort

from dashboard.domain.formats import listed
from dashboard.exports.formats.territory_files import Writers

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""By extension."""
_TEXTS = ("text/", "application/geo+json", "image/svg+xml")


def file_answer(writers: Writers, extension: str, name: str) -> Response:
    """Answer with the file of an extension to keep under ``name``; 404 names those that exist."""
    if extension not in writers:
        abort(404, f"Les formats proposés sont {listed(tuple(writers))}.")
    return attachment(writers[extension](), MEDIA_TYPES[extension], name)


def attachment(body: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to keep under ``name``; texts are told to be UTF-8."""
    charset = "; charset=utf-8" if media_type.startswith(_TEXTS) else ""
    response = Response(body, content_type=f"{media_type}{charset}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
