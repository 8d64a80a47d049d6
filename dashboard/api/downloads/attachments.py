"""Files as answers to keep."""

from __future__ import annotations

from flask import Response

_TEXTS = ("text/", "application/geo+json", "image/svg+xml")


def attachment(body: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to keep under ``name``; texts are declared as UTF-8."""
    charset = "; charset=utf-8" if media_type.startswith(_TEXTS) else ""
    response = Response(body, content_type=f"{media_type}{charset}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
