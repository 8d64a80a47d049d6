"""Files as answers to keep."""

from __future__ import annotations

from flask import Response, abort

from dashboard.domain.file_formats import format_of
from dashboard.domain.formats import listed
from dashboard.exports.formats.registry import Writers

_TEXTS = ("text/", "application/geo+json", "image/svg+xml")


def file_answer(writers: Writers, extension: str, name: str) -> Response:
    """Answer with the file of an extension to keep under ``name``; 404 names those that exist."""
    if extension not in writers:
        abort(404, f"Les formats proposés sont {listed(tuple(writers))}.")
    return attachment(writers[extension](), format_of(extension).media_type, name)


def attachment(body: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to keep under ``name``; texts are told to be UTF-8."""
    charset = "; charset=utf-8" if media_type.startswith(_TEXTS) else ""
    response = Response(body, content_type=f"{media_type}{charset}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
