"""Pages asked for again, sent as they were written and compressed the first time.

Nothing of a page depends on who reads it: what editors see has routes of its own, which are never kept.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Hashable

import brotli
from flask import Response, request

from dashboard.api.http.hashed_files import accepted_encoding
from dashboard.api.http.response_cache import KeptResponse, ResponseCache
from dashboard.api.http.site_name import site_address

_BROTLI_QUALITY, _GZIP_LEVEL = 6, 6
"""Half a millisecond for a page; more would save nothing worth the wait of its first reader."""


def page_answers(
    answers: ResponseCache, *, edition: Callable[[str], Hashable]
) -> Callable[[Callable[[], str]], Response]:
    """Return what answers with a page, written only where it is not kept.

    A page is told from others by its address with all that follows the path, where the site stands (pages
    name it), how the reader takes it compressed, and what ``edition`` gives.

    Args:
        answers: what keeps them.
        edition: gives for a path what else its page depends on: the state of the data, the time.
    """

    def answer(write: Callable[[], str]) -> Response:
        path, query, site = request.path, request.query_string, site_address()
        encoding = accepted_encoding()
        # Taken before the page is written: one written while data change is kept as an old one.
        key = (path, query, site, encoding, edition(path))
        page = answers.find(key)
        if page is None:
            body = _compressed(write().encode(), encoding)
            size = len(path) + len(query) + len(site)
            page = answers.keep(key, body, encoding, question=size)
        return _response(page)

    return answer


def _response(page: KeptResponse) -> Response:
    """Answer with the page, or that it is the one the reader has."""
    response = Response(page.body, mimetype="text/html")
    if page.encoding != "identity":
        response.headers["Content-Encoding"] = page.encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(page.tag)
    response.make_conditional(request)
    return response


def _compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))
    return gzip.compress(body, _GZIP_LEVEL, mtime=0) if encoding == "gzip" else body
