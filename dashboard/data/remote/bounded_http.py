"""Asking a web service that may be slow, broken or endless: one question, one bounded answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from http import HTTPStatus
from http.client import HTTPException
from threading import Thread
from typing import TypeVar

import requests
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

FAILURES = (OSError, HTTPException, ValueError)
"""What a broken service raises: no answer in time, a cut answer, an answer that is none."""

_HEADERS = {"User-Agent": "solidarity-map", "Accept-Encoding": "identity"}
_PIECE = 65_536
_Answer = TypeVar("_Answer")


class StatusError(ValueError):
    """The service answers with another status than 200."""

    def __init__(self, status: int) -> None:
        """Tell the status."""
        super().__init__(f"the service answers with status {status}.")
        self.status = status


def get(url: str, *, timeout_s: float, largest_bytes: int) -> bytes:
    """Read what is at ``url``, whose scheme the settings checked; no redirect is followed.

    Raises:
        FAILURES: there is no whole answer of status 200, in time and of at most so many bytes.
    """
    return _asked("GET", url, timeout_s=timeout_s, largest_bytes=largest_bytes)


def post_file(
    url: str,
    file: tuple[str, bytes, str],
    fields: Sequence[tuple[str, str]],
    *,
    timeout_s: float,
    largest_bytes: int,
) -> bytes:
    """Send a file named ``data`` as a form does, and read the answer.

    Args:
        url: the address, whose scheme the settings checked.
        file: its name, content and media type.
        fields: the other fields, which may repeat.
        timeout_s: longest wait, from the name server to the last byte.
        largest_bytes: longest answer.

    Raises:
        FAILURES: there is no whole answer of status 200, in time and of at most so many bytes.
    """
    return in_time(
        lambda: _asked(
            "POST", url,
            timeout_s=timeout_s, largest_bytes=largest_bytes, files={"data": file}, fields=fields,
        ),
        timeout_s,
    )  # fmt: skip


def in_time(work: Callable[[], _Answer], timeout_s: float) -> _Answer:
    """Work in a thread, which a name server or dripping headers may hold without holding us.

    Raises:
        FAILURES: those of ``work``, or it is not done in time.
    """
    answer: Future[_Answer] = Future()
    Thread(target=_answer, args=(work, answer), daemon=True).start()
    return answer.result(timeout_s)


def _answer(work: Callable[[], _Answer], answer: Future[_Answer]) -> None:
    try:
        answer.set_result(work())
    except FAILURES as error:
        answer.set_exception(error)


def _asked(  # noqa: PLR0913 - a question and its bounds
    method: str,
    url: str,
    *,
    timeout_s: float,
    largest_bytes: int,
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
    fields: Sequence[tuple[str, str]] = (),
) -> bytes:
    until = time.monotonic() + timeout_s
    with requests.request(
        method, url,
        headers=_HEADERS, files=files, data=list(fields), timeout=timeout_s, stream=True,
        allow_redirects=False,
    ) as response:  # fmt: skip
        if response.status_code != HTTPStatus.OK:
            raise StatusError(response.status_code)
        try:
            return _read(response.raw, until=until, largest_bytes=largest_bytes)
        except HTTPError as error:
            message = f"the answer is cut: {error}"
            raise OSError(message) from error


def _read(body: BaseHTTPResponse, *, until: float, largest_bytes: int) -> bytes:
    """Read a body piece by piece, so that a service that drips bytes is left in time."""
    read = bytearray()
    while piece := body.read1(_PIECE):
        read += piece
        if time.monotonic() > until or len(read) > largest_bytes:
            raise TimeoutError
    return bytes(read)
