"""Answers asked for again, sent as they were written and compressed the first time.

The same question about the same data has the same answer; readers come by the same links and try
the same filters one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from threading import Lock

from cachetools import LRUCache
from flask import Flask, Response, g, request

from dashboard.api.http.errors import CALLBACK_PATH
from dashboard.api.http.hashed_files import digest_of

MOST_BYTES = 64 * 1024 * 1024
"""Memory the answers kept may take, keys included."""
_OVERHEAD = 512
"""Bytes an entry takes beside its question and its answer, about."""
_KEY = "repeated_answers_key"


@dataclass(frozen=True)
class KeptResponse:
    """An answer as it was sent.

    Attributes:
        body: as it was sent, compressed or not.
        encoding: how it is compressed, empty or ``identity`` where it is not.
        size: the bytes it takes here with its question.
    """

    body: bytes
    encoding: str
    size: int

    @cached_property
    def tag(self) -> str:
        """What tells the body from others, for who has it already; computed once."""
        return digest_of(self.body)


class ResponseCache:
    """The latest answers by question, as many as fit in ``most_bytes``; threads may share it."""

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        """Start empty."""
        self._lock = Lock()
        self._kept: LRUCache[Hashable, KeptResponse] = LRUCache(
            most_bytes, getsizeof=lambda response: response.size
        )

    def find(self, key: Hashable) -> KeptResponse | None:
        """Return the answer to a question; ``None`` when it is not kept."""
        with self._lock:
            return self._kept.get(key)

    def keep(self, key: Hashable, body: bytes, encoding: str, *, question: int) -> KeptResponse:
        """Keep an answer to a question of ``question`` bytes, forgetting the oldest for room."""
        response = KeptResponse(body, encoding, len(body) + question + _OVERHEAD)
        with self._lock, suppress(ValueError):  # raised for one larger than all the room
            self._kept[key] = response
        return response

    @property
    def size(self) -> int:
        """The bytes taken."""
        with self._lock:
            return int(self._kept.currsize)


def register(
    server: Flask, answers: ResponseCache, *, edition: Callable[[bytes], Hashable]
) -> None:
    """Answer repeated questions from memory.

    To be registered before what compresses answers, so that they are kept compressed. Every
    callback must answer from its question and what ``edition`` gives, as those of this house do.

    Args:
        server: the application.
        answers: what keeps them.
        edition: gives what else an answer to a question depends on: the state of the data, the
            time where the answer depends on it.
    """

    @server.before_request
    def answer_again() -> Response | None:
        if request.method != "POST" or not request.path.endswith(CALLBACK_PATH):
            return None
        body = request.get_data()
        key = (edition(body), request.headers.get("Accept-Encoding", ""), body)
        kept_response = answers.find(key)
        if kept_response is None:
            setattr(g, _KEY, (key, len(body)))
            return None
        return _response(kept_response)

    @server.after_request
    def keep_answer(response: Response) -> Response:
        question = g.pop(_KEY, None)
        if question is not None and response.status_code == HTTPStatus.OK:
            key, size = question
            encoding = response.headers.get("Content-Encoding", "")
            answers.keep(key, response.get_data(), encoding, question=size)
        return response


def forget_this_answer() -> None:
    """Do not keep the answer being made: it reports a failure."""
    g.pop(_KEY, None)


def _response(kept_response: KeptResponse) -> Response:
    response = Response(kept_response.body, mimetype="application/json")
    if kept_response.encoding:
        response.headers["Content-Encoding"] = kept_response.encoding
    response.headers["Vary"] = "Accept-Encoding"
    return response
