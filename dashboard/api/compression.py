"""Scripts and styles compressed once, kept, and marked as long-lived.

Flask-Compress handles what is computed for each request; compressing a three-megabyte script again
and again would not do, and it never answers 304 for such files.
"""

from __future__ import annotations

from threading import Lock

import brotli
from flask import Flask, Response, request

from dashboard.api.hashed_files import IMMUTABLE

_STATIC = ("/_dash-component-suites/", "/assets/")
_QUALITY = 9
_SMALLEST = 500


def register(server: Flask) -> None:
    """Compress static answers for clients that take Brotli, once per file."""
    kept: dict[tuple[str, object], bytes] = {}
    lock = Lock()

    @server.after_request
    def compress_static(response: Response) -> Response:
        if not request.path.startswith(_STATIC) or response.status_code != 200:  # noqa: PLR2004
            return response
        response.headers["Cache-Control"] = IMMUTABLE
        response.headers["Vary"] = "Accept-Encoding"
        if not request.accept_encodings["br"] or response.content_encoding:
            return response
        # Not the query: anyone could fill the memory with addresses of one file.
        key = (request.path, response.last_modified)
        if key not in kept:
            response.direct_passthrough = False
            body = brotli.compress(response.get_data(), quality=_QUALITY)
            with lock:
                kept[key] = body
        if len(kept[key]) >= _SMALLEST:
            response.direct_passthrough = False
            if close := getattr(response.response, "close", None):
                response.call_on_close(close)
            response.set_data(kept[key])
            response.headers["Content-Encoding"] = "br"
            response.headers.pop("ETag", None)
        return response
