"""Background callbacks in threads of the worker that is asked, behind Dash's own interface.

Dash's managers need diskcache, which unpickles what it finds, or Celery, which needs a broker. Here a
job runs in the worker that received it, where the data are; what it tells lies in a folder that all
workers share, so that any of them answers the browser's polls and cancels.
"""

from __future__ import annotations

import logging
import os
import secrets
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import BoundedSemaphore, Thread
from typing import Any

import orjson
from dash import Dash, no_update
from dash._callback_context import context_value
from dash._get_app import app_context
from dash._utils import AttributeDict, to_json
from dash.background_callback._proxy_set_props import ProxySetProps
from dash.background_callback.managers import BaseBackgroundCallbackManager
from dash.exceptions import PreventUpdate
from flask import Flask, request

from dashboard.api.http.response_cache import forget_this_answer
from dashboard.data.job_store import JobFolder, JobPart
from dashboard.subprocess_runner import SECONDS_BETWEEN_LOOKS, STOP, Stopped

LOGGER = logging.getLogger(__name__)
AT_A_TIME = 2
"""Jobs that run at once in one worker; others wait."""
MOST_ASKED = 32
"""Jobs that run or wait in one worker; one more fails at once."""
_ERROR = "background_callback_error"


@dataclass(frozen=True)
class _Job:
    """One asking: its own name, the key of its question, and what calls the callback."""

    name: str
    key: str
    call: Callable[[], object]


class JobManager(BaseBackgroundCallbackManager):
    """Runs the background callbacks of one application.

    A job's name is for cancelling; the key of its question is for progress and result, which jobs that
    ask the same share. A question whose result is known starts nothing.
    """

    def __init__(self, folder: JobFolder, *, edition: Callable[[], object]) -> None:
        """Start without jobs, before the server forks.

        ``super().__init__`` would enter this manager in a list that Dash keeps for the whole process,
        and give it the callbacks of every application there, by keys that two of them may share.

        Args:
            folder: where jobs tell what they do.
            edition: gives what else an answer depends on, beside its question.
        """
        self.cache_by = [edition, _asked_output]
        self.func_registry: dict[str, object] = {}
        self._folder = folder
        self._signing_secret = secrets.token_bytes(32)
        self._running = BoundedSemaphore(AT_A_TIME)
        self._asked = BoundedSemaphore(MOST_ASKED)

    def attach(self, app: Dash) -> None:
        """Run the callbacks of ``app``; to be called once, before its first request.

        Dash signs the names of jobs with the secret of the application made last in the process,
        unless it is told at each request which one is asked.
        """
        self._app = app
        server: Flask = app.server

        @server.before_request
        def say_which() -> None:
            app_context.set(app)

    def get_or_create_signing_secret(self, generate: Callable[[], bytes]) -> bytes:  # noqa: ARG002
        """Return a secret made before the server forked: one for all workers."""
        return self._signing_secret

    def call_job_fn(
        self,
        key: str,
        job_fn: object,  # noqa: ARG002 - of the registry we stay out of
        args: object,
        context: dict[str, Any],
    ) -> str:
        """Start the callback being asked, unless its result is known; return the job's name."""
        forget_this_answer()
        self._folder.forget_old()
        call = partial(self._call, self._app.callback_map[_asked_output()], key, args, context)
        job = _Job(secrets.token_hex(16), key, call)
        self._folder.write(job.name, JobPart.STARTED, os.getpid())
        if self.result_ready(key):
            return job.name
        if not self._asked.acquire(blocking=False):
            self._folder.write(job.name, JobPart.ENDED, _error("Too many jobs are waiting already"))
            return job.name
        self._folder.drop(key, JobPart.PROGRESS)
        Thread(target=self._work, args=(job,), name=f"job-{job.name}", daemon=True).start()
        return job.name

    def terminate_job(self, job: str | None) -> None:
        """Mark a job as cancelled; the worker that runs it sees the mark."""
        if job is not None:
            self._folder.write(job, JobPart.STOPPED, value=True)

    def job_running(self, job: str) -> bool:
        """Tell whether the browser shall ask again.

        Dash asks after ``get_result``: a job that ends between both has its result asked for again.
        """
        return not self._folder.has(job, JobPart.STOPPED)

    def get_progress(self, key: str) -> object:
        """Return the latest progress of the question, if any."""
        return self._folder.read(key, JobPart.PROGRESS)

    def result_ready(self, key: str) -> bool:
        """Tell whether the question has its result."""
        return self._folder.has(key, JobPart.RESULT)

    def get_result(self, key: str, job: str | None) -> object:
        """Return the result, or how the job failed; ``UNDEFINED`` while neither is known."""
        if job is None or self._folder.has(job, JobPart.STOPPED):
            return self.UNDEFINED
        # Asked before the result is looked for: a job that ends between both is not lost.
        alive = self._is_alive(job)
        told = self._folder.read(job, JobPart.ENDED, self.UNDEFINED)
        if told is self.UNDEFINED:
            told = self._folder.read(key, JobPart.RESULT, self.UNDEFINED)
        if told is self.UNDEFINED and not alive:
            return _error("The job was lost: stopped, gone with its worker, or older than an hour")
        return told

    def get_updated_props(self, key: str | None) -> object:
        """Return what the job set with ``set_props`` since the last time."""
        return {} if key is None else self._folder.take(key, JobPart.PROPS, {})

    def _is_alive(self, job: str) -> bool:
        worker = self._folder.read(job, JobPart.STARTED)
        return isinstance(worker, int) and _runs(worker)

    def _is_stopped(self, job: str) -> bool:
        return self._folder.has(job, JobPart.STOPPED) or not self._folder.has(job, JobPart.STARTED)

    def _work(self, job: _Job) -> None:
        """Run a job in its turn; one that leaves no word of its end is forgotten, and so told as lost."""
        try:
            with self._turn(job):
                self._settle(job)
        except Stopped:
            self._folder.drop(job.name, JobPart.STARTED)
        except BaseException:
            self._folder.drop(job.name, JobPart.STARTED)
            raise
        finally:
            self._asked.release()

    @contextmanager
    def _turn(self, job: _Job) -> Iterator[None]:
        while not self._running.acquire(timeout=SECONDS_BETWEEN_LOOKS):
            if self._is_stopped(job.name):
                raise Stopped
        try:
            yield
        finally:
            self._running.release()

    def _settle(self, job: _Job) -> None:
        if self._is_stopped(job.name) or self.result_ready(job.key):
            return
        STOP.set(partial(self._is_stopped, job.name))
        try:
            self._folder.write(job.key, JobPart.RESULT, _plain(job.call()))
        except PreventUpdate:
            self._folder.write(job.name, JobPart.ENDED, _plain(no_update))
        except Stopped:
            raise
        except Exception as error:
            LOGGER.exception("A background callback failed")
            told = _error(str(error), traceback.format_exc())
            self._folder.write(job.name, JobPart.ENDED, told)
        self._folder.drop(job.key, JobPart.PROGRESS)

    def _call(
        self, callback: dict[str, Any], key: str, args: object, context: dict[str, Any]
    ) -> object:
        """Call the function of a callback as Dash's managers do."""
        asked = AttributeDict(**context)
        asked.ignore_register_page = False
        asked.updated_props = ProxySetProps(partial(self._add_props, key))
        context_value.set(asked)
        function = callback["callback"].__wrapped__
        if callback["background"].get("progress"):
            function = partial(function, partial(self._set_progress, key))
        if isinstance(args, dict):
            return function(**args)
        return function(*args) if isinstance(args, list | tuple) else function(args)

    def _set_progress(self, key: str, value: object) -> None:
        listed = value if isinstance(value, list | tuple) else [value]
        self._folder.write(key, JobPart.PROGRESS, _plain(listed))

    def _add_props(self, key: str, component: str, props: object) -> None:
        waiting: Any = self._folder.read(key, JobPart.PROPS, {})
        self._folder.write(key, JobPart.PROPS, waiting | {component: _plain(props)})


def _asked_output() -> str:
    """Return the output being asked for: two callbacks may have the same source and arguments."""
    output: str = request.get_json()["output"]
    return output


def _plain(value: object) -> object:
    """Write components and figures as Dash sends them."""
    return orjson.loads(to_json(value))


def _error(message: str, trace: str = "") -> dict[str, dict[str, str]]:
    """Word an error as Dash's managers do."""
    return {_ERROR: {"msg": message, "tb": trace}}


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
