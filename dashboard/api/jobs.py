"""Long computations of a page: a route starts one, returns its state, and stops it.

A job runs in a thread of the worker that was asked, where the data are; its state lies in a folder that
all workers share, so that any of them answers the page that asks again, or stops.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from threading import BoundedSemaphore, Lock, Thread
from typing import Any
from uuid import UUID, uuid4

import orjson
from flask import Flask, Response, abort, request

from dashboard.api.http.callback_inputs import is_request
from dashboard.components.layout.notices import busy_answer, failed_answer
from dashboard.data.job_store import JobFolder, JobPart
from dashboard.subprocess_runner import SECONDS_BETWEEN_LOOKS, Stopped

LOGGER = logging.getLogger(__name__)
AT_A_TIME = 2
"""Jobs that run at once in one worker; others wait."""
MOST_ASKED = 32
"""Jobs that run or wait in one worker; one more is asked to come back."""
_COME_BACK_S = 60

Query = dict[str, Any]
Stop = Callable[[], bool]
"""Returns whether nobody waits any more."""


@dataclass(frozen=True)
class JobState:
    """What a job has come to: its result, or since how many seconds it runs; neither before its turn."""

    result: object = None
    seconds: float | None = None


class Jobs:
    """Runs one kind of computation, once for all who ask the same of one worker.

    Who asks is given a name, to wait and to stop with; the key of the question names its state and result.
    Workers count their editions of the data apart, and so keep to their own results.
    """

    def __init__(
        self,
        folder: JobFolder,
        compute: Callable[[Query, Stop], object],
        *,
        edition: Callable[[], object],
    ) -> None:
        """Start without jobs, before the server forks.

        Args:
            folder: where jobs write their state.
            compute: gives the result of a question, any that JSON can hold; it raises ``Stopped`` once
                its ``Stop`` returns that nobody waits.
            edition: gives what else a result depends on, beside its question.
        """
        self._folder, self._compute, self._edition = folder, compute, edition
        self._lock = Lock()
        self._waiting: dict[str, list[str]] = {}
        self._turns = BoundedSemaphore(AT_A_TIME)

    def ask(self, query: Query) -> UUID | None:
        """Start what answers a question, unless it runs or its result is known.

        Returns:
            Who waits for it; ``None`` where too many jobs are waiting already.
        """
        self._folder.forget_old()
        key = sha256(repr((os.getpid(), self._edition(), query)).encode()).hexdigest()
        name = uuid4()
        with self._lock:
            new = key not in self._waiting and not self._folder.has(key, JobPart.RESULT)
            if new and len(self._waiting) >= MOST_ASKED:
                LOGGER.error("Too many jobs are waiting already")
                return None
            self._folder.write(name.hex, JobPart.ASKED, [key, os.getpid()])
            if new:
                self._folder.drop(key, JobPart.STARTED)
                Thread(target=self._work, args=(key, query), name=f"job-{key}", daemon=True).start()
            if new or key in self._waiting:
                self._waiting.setdefault(key, []).append(name.hex)
        return name

    def find(self, name: UUID) -> JobState | None:
        """Return what a job has come to.

        Returns:
            ``None`` where there is none, or no more: stopped, failed, lost with its worker, or an hour old.
        """
        entry: Any = self._folder.read(name.hex, JobPart.ASKED)
        if entry is None:
            return None
        key, worker = entry
        # Asked before the result is looked for: a job that ends between both is not lost.
        alive = _runs(worker)
        result = self._folder.read(key, JobPart.RESULT)
        if result is None and not alive:
            return None
        start: Any = self._folder.read(key, JobPart.STARTED)
        return JobState(result, None if start is None else time.monotonic() - start)

    def stop(self, name: UUID) -> None:
        """Wait no more; once nobody does, the worker that runs the job ends it."""
        self._folder.drop(name.hex, JobPart.ASKED)

    def _is_left(self, key: str) -> bool:
        """Check whether nobody waits any more; who asks from then on starts another job."""
        with self._lock:
            if any(self._folder.has(name, JobPart.ASKED) for name in self._waiting.get(key, ())):
                return False
            self._waiting.pop(key, None)
            return True

    def _work(self, key: str, query: Query) -> None:
        """Run a job in its turn; who waits for one without a result is answered that it failed."""
        try:
            self._settle(key, query)
        except Stopped:
            return
        except Exception:
            LOGGER.exception("A job failed")
        with self._lock:
            waiting = self._waiting.pop(key)
        if not self._folder.has(key, JobPart.RESULT):
            for name in waiting:
                self._folder.drop(name, JobPart.ASKED)

    def _settle(self, key: str, query: Query) -> None:
        stop = partial(self._is_left, key)
        while not self._turns.acquire(timeout=SECONDS_BETWEEN_LOOKS):
            if stop():
                raise Stopped
        try:
            self._folder.write(key, JobPart.STARTED, time.monotonic())
            self._folder.write(key, JobPart.RESULT, self._compute(query, stop))
        finally:
            self._turns.release()


def register(server: Flask, path: str, jobs: Jobs, progress: Callable[[float], str]) -> None:
    """Start jobs by POST; each is given an address, to ask what it has come to by GET, to stop by DELETE.

    Args:
        server: the application.
        path: where jobs are started; the body is a request of a page, as JSON, which no page of another
            site can post.
        jobs: what runs them.
        progress: writes since how many seconds a job runs.
    """

    @server.post(path)
    def start() -> Response:
        body = request.get_json()
        if not is_request(body):
            abort(HTTPStatus.BAD_REQUEST)
        name = jobs.ask(body["query"])
        if name is None:
            busy = Response(busy_answer(), HTTPStatus.SERVICE_UNAVAILABLE)
            busy.headers["Retry-After"] = str(_COME_BACK_S)
            return busy
        answer = tell(name)
        answer.headers["Location"] = f"{path}/{name}"
        return answer

    @server.get(f"{path}/<uuid:name>")
    def tell(name: UUID) -> Response:
        state = jobs.find(name)
        if state is None:
            return Response(failed_answer(), HTTPStatus.NOT_FOUND)
        if state.result is None:
            text = "" if state.seconds is None else progress(state.seconds)
            return Response(text, HTTPStatus.ACCEPTED, mimetype="text/plain")
        return Response(orjson.dumps(state.result), mimetype="application/json")

    @server.delete(f"{path}/<uuid:name>")
    def stop(name: UUID) -> Response:
        jobs.stop(name)
        return Response(status=HTTPStatus.NO_CONTENT)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
