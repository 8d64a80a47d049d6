"""Scripts and styles compressed once, kept, and marked as long-lived.

Flask-Compress handles what is computed for each request; compressing a three-megabyte script again
and again would not do, and it never answers 304 for such files.
"""

from __future__ import annotations

import gzip
import re
from http import HTTPStatus
from threading import Lock

import brotli
from flask import Flask, Response, request

from dashboard.api.http.hashed_files import IMMUTABLE, accepted_encoding

_STATIC = ("/_dash-component-suites/", "/assets/")
_FINGERPRINT = re.compile(r"\.v[0-9_]+m[0-9]+\.")
_ONE_DAY = "public, max-age=86400"
_BROTLI_QUALITY, _GZIP_LEVEL = 9, 6
_SMALLEST = 500
_FOUND = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


def register(server: Flask) -> None:
    """Compress static answers, once per file and encoding; see that refused encodings are not used."""

    @server.before_request
    def drop_refused_encodings() -> None:
        # Flask-Compress would answer « br;q=0 » with Brotli.
        accepted = [name for name, quality in request.accept_encodings if quality > 0]
        request.environ["HTTP_ACCEPT_ENCODING"] = ", ".join(accepted)

    bodies: dict[tuple[str, object, str], bytes] = {}
    lock = Lock()

    @server.after_request
    def compress_static(response: Response) -> Response:
        if not request.path.startswith(_STATIC) or response.status_code not in _FOUND:
            return response
        response.headers["Cache-Control"] = IMMUTABLE if is_fingerprinted() else _ONE_DAY
        response.headers["Vary"] = "Accept-Encoding"
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response
        encoding = accepted_encoding()
        if encoding == "identity" or response.content_encoding:
            return response
        # Neither the query nor the fingerprint, which Dash does not check: anyone could fill the memory
        # with addresses of one file.
        key = (_FINGERPRINT.sub(".", request.path), response.last_modified, encoding)
        if key not in bodies:
            # Many ask for the same script when a server starts: one compresses it, the others wait.
            with lock:
                if key not in bodies:
                    response.direct_passthrough = False
                    bodies[key] = compressed(response.get_data(), encoding)
        return with_body(response, bodies[key], encoding)


def is_fingerprinted() -> bool:
    """Check whether the address changes with the file: Dash's ``?m=…`` or ``.v4_4_1m….``."""
    return "m" in request.args or _FINGERPRINT.search(request.path) is not None


def compressed(body: bytes, encoding: str) -> bytes:
    """Compress a script or style with ``br`` or ``gzip``."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))
    return gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0)


def with_body(response: Response, body: bytes, encoding: str) -> Response:
    """Answer with the compressed body, closing the file the answer was read from."""
    if len(body) < _SMALLEST:
        return response
    response.direct_passthrough = False
    if close := getattr(response.response, "close", None):
        response.call_on_close(close)
    response.set_data(body)
    response.headers["Content-Encoding"] = encoding
    response.headers.pop("ETag", None)
    return response
