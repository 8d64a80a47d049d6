"""Long computations in a process of their own: the server goes on answering, and they can be stopped.

The module is imported by that process, and hence imports little. So is a script that starts a server by
itself, which is Python's way; ``python -m dashboard`` is not, and of gunicorn only its command.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Thread
from typing import Any, TypeVar, TypeVarTuple

from dashboard.domain.errors import DashboardError

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_END = 2.0
"""What a process is given to end when it is terminated, before it is killed."""

_SPAWN = multiprocessing.get_context("spawn")
_Given = TypeVarTuple("_Given")
_Result = TypeVar("_Result")


class Stopped(DashboardError):  # noqa: N818 - no error: what was asked for
    """Nobody waits for the result any more."""


class OutOfTime(DashboardError):  # noqa: N818 - no error: what the caller sets a limit for
    """The result did not come within the time given."""


class SubprocessError(DashboardError):
    """A computation in a process of its own gave no result."""

    @classmethod
    def failed(cls, name: str, traceback_text: str) -> SubprocessError:
        """Name the function and repeat the traceback of its process."""
        return cls(f"{name} failed in its own process:\n{traceback_text}")

    @classmethod
    def died(cls, name: str, exit_code: int | None) -> SubprocessError:
        """Name the function and how its process ended."""
        return cls(
            f"The process of {name} ended without a result, with exit code {exit_code} "
            "(a negative one is the signal that killed it: -9 when memory runs out)."
        )


def run_in_subprocess(
    function: Callable[[*_Given], _Result],
    *args: *_Given,
    stop: Callable[[], bool],
    within_s: float = math.inf,
) -> _Result:
    """Return what ``function`` gives for ``args``, computed in a fresh process.

    Any thread of a worker may call it. The process imports the module of the function and what its
    arguments are made of, and nothing else of ours.

    Args:
        function: a function at the top level of its module.
        args: its arguments, which can be pickled, as can its result.
        stop: called several times a second; once true, the process is ended.
        within_s: seconds the process is given, its start included; then it is ended.

    Raises:
        Stopped: ``stop`` was true.
        OutOfTime: there was no result in time.
        SubprocessError: the function raised, or its process was killed.
    """
    if stop():
        raise Stopped
    end_s = time.monotonic() + within_s
    receiver, sender = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_answer, args=(sender, function, args), daemon=True)
    with receiver:
        with sender:
            process.start()
        try:
            while not receiver.poll(min(SECONDS_BETWEEN_LOOKS, max(end_s - time.monotonic(), 0))):
                if stop():
                    raise Stopped
                if time.monotonic() >= end_s:
                    raise OutOfTime
            done, outcome = _received(receiver, process, function.__qualname__)
        finally:
            _end(process)
    if not done:
        raise SubprocessError.failed(function.__qualname__, outcome)
    result: _Result = outcome
    return result


def _received(receiver: Connection, process: SpawnProcess, name: str) -> tuple[bool, Any]:
    try:
        received: tuple[bool, Any] = receiver.recv()
    except (EOFError, OSError) as error:
        process.join(SECONDS_TO_END)
        raise SubprocessError.died(name, process.exitcode) from error
    return received


def _end(process: SpawnProcess) -> None:
    """End the process, whatever it is at, and wait until it is gone."""
    process.terminate()
    process.join(SECONDS_TO_END)
    if process.is_alive():
        process.kill()
        process.join()


def _answer(sender: Connection, function: Callable[..., object], args: tuple[object, ...]) -> None:
    """Send the function's result, or what went wrong; runs in the fresh process."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl+C is for the server, which ends this process
    Thread(target=_end_with_the_parent, daemon=True).start()
    try:
        sender.send((True, function(*args)))
    except Exception:  # noqa: BLE001 - whatever it is, the caller gets it
        sender.send((False, traceback.format_exc()))


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
