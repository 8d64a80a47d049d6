"""Asking a web service that may be slow, broken or endless: one question, one bounded answer."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from http import HTTPStatus
from http.client import HTTPException
from threading import Thread
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urljoin

from requests import Request, Response
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

FAILURES = (OSError, HTTPException, HTTPError, ValueError)
"""What a broken service raises: no answer in time, a cut answer, an answer that cannot be used."""

_HEADERS = {
    "User-Agent": "solidarity-map",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_PIECE = 262_144
_Answer = TypeVar("_Answer")


class StatusError(ValueError):
    """The service answers with another status than 200."""

    def __init__(self, status: int) -> None:
        """Write the status."""
        super().__init__(f"the service answers with status {status}.")
        self.status = status


class LargeBodyError(ValueError):
    """The body is longer than its limit."""

    def __init__(self, largest_bytes: int) -> None:
        """Write the limit."""
        super().__init__(f"the body is longer than {largest_bytes} bytes.")
        self.largest_bytes = largest_bytes


class CompressedBodyError(ValueError):
    """The body is compressed, which was not asked for: what it may become is not known."""


class Body(NamedTuple):
    """A whole answer, and its type as the service announced it (``text/csv``)."""

    content: bytes
    media_type: str


def get(url: str, *, timeout_s: float, largest_bytes: int, most_redirects: int = 0) -> Body:
    """Read what is at ``url``, whose scheme the settings checked.

    Args:
        url: the address.
        timeout_s: longest wait for a connection, a silence and, redirects included, the whole body.
        largest_bytes: longest body.
        most_redirects: to other addresses, followed one after the other.

    Raises:
        FAILURES: there is no whole answer of status 200, in time and of at most so many bytes.
    """
    until = time.monotonic() + timeout_s
    with ask(Request("GET", url), timeout_s=timeout_s) as response:
        if not (most_redirects and response.is_redirect):
            return _whole(response, until=until, largest_bytes=largest_bytes)
        url = urljoin(url, response.headers["Location"])
    return get(
        url,
        timeout_s=until - time.monotonic(),
        largest_bytes=largest_bytes,
        most_redirects=most_redirects - 1,
    )


def post_file(
    url: str,
    file: tuple[str, bytes, str],
    fields: Sequence[tuple[str, str]],
    *,
    timeout_s: float,
    largest_bytes: int,
) -> Body:
    """Send a file named ``data`` as a form does, and read the answer; no redirect is followed.

    Args:
        url: the address, whose scheme the settings checked.
        file: its name, content and media type.
        fields: the other fields, which may repeat.
        timeout_s: longest wait, from the name server to the last byte.
        largest_bytes: longest answer.

    Raises:
        FAILURES: there is no whole answer of status 200, in time and of at most so many bytes.
    """

    def send() -> Body:
        until = time.monotonic() + timeout_s
        question = Request("POST", url, files={"data": file}, data=list(fields))
        with ask(question, timeout_s=timeout_s) as response:
            return _whole(response, until=until, largest_bytes=largest_bytes)

    return in_time(send, timeout_s)


def in_time(work: Callable[[], _Answer], timeout_s: float) -> _Answer:
    """Work in a thread, which a name server or dripping headers may hold without holding us.

    Raises:
        FAILURES: those of ``work``, or it is not done in time.
    """
    answer: Future[_Answer] = Future()
    Thread(target=_answer, args=(work, answer), daemon=True).start()
    return answer.result(timeout_s)


def ask(question: Request, *, timeout_s: float) -> Response:
    """Send a question, and return an answer whose body is still to be read: see ``pieces``.

    Proxies are those of the environment. Nothing else happens behind our back: a session would send
    what ``~/.netrc`` holds, and read the body of a redirect to its end even where it follows none.

    Args:
        question: what is asked; its scheme is http or https.
        timeout_s: longest wait for a connection, and longest silence after it.

    Raises:
        FAILURES: nobody answers in time.
    """
    prepared = question.prepare()
    prepared.headers.update(_HEADERS)
    proxies = get_environ_proxies(prepared.url or "")
    return _Adapter().send(prepared, stream=True, timeout=timeout_s, proxies=proxies)


def pieces(response: Response, *, largest_bytes: int) -> Iterator[bytes]:
    """Read a body as it comes, so that a service that drips bytes can be left.

    Raises:
        LargeBodyError: it is longer than ``largest_bytes``, or announced to be.
        CompressedBodyError: it is compressed.
        FAILURES: it stops before its end, or nothing comes any more.
    """
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise CompressedBodyError
    if (response.raw.length_remaining or 0) > largest_bytes:
        raise LargeBodyError(largest_bytes)
    left = largest_bytes
    while piece := response.raw.read1(_PIECE):
        left -= len(piece)
        if left < 0:
            raise LargeBodyError(largest_bytes)
        yield piece


def media_type(response: Response) -> str:
    """Return the type of a body as the service announced it, without its encoding."""
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class _Adapter(HTTPAdapter):
    """Trusts what the system trusts too: an organisation may have an authority of its own."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as it is called
        super().init_poolmanager(*args, **options, ssl_context=ssl.create_default_context())

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as it is called
        return super().proxy_manager_for(*args, **options, ssl_context=ssl.create_default_context())


def _answer(work: Callable[[], _Answer], answer: Future[_Answer]) -> None:
    try:
        answer.set_result(work())
    except FAILURES as error:
        answer.set_exception(error)


def _whole(response: Response, *, until: float, largest_bytes: int) -> Body:
    if response.status_code != HTTPStatus.OK:
        raise StatusError(response.status_code)
    content = bytearray()
    for piece in pieces(response, largest_bytes=largest_bytes):
        content += piece
        if time.monotonic() > until:
            raise TimeoutError
    return Body(bytes(content), media_type(response))
