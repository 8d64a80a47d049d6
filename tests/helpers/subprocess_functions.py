"""What the tests run in a process of its own, and how they wait for it; imports next to nothing."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

Reached = TypeVar("Reached")

LONGEST_WAIT_S = 30.0


def until(reached: Callable[[], Reached | None]) -> Reached:
    """Ask again until it is so, and return what was reached."""
    deadline = time.monotonic() + LONGEST_WAIT_S
    while not (found := reached()):
        assert time.monotonic() < deadline, "it never came"
        Event().wait(0.02)
    return found


def is_running(process: int) -> bool:
    """Tell whether a process is there, and more than a zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def is_gone(process: int) -> bool:
    """Tell whether nothing is left of a process, not even a zombie."""
    return not Path(f"/proc/{process}").exists()


def process_in(file: Path) -> int:
    """Return the process that a function below wrote its number for."""
    return until(lambda: file.exists() and int(file.read_text(encoding="utf-8")))


def add(one: int, other: int) -> int:
    return one + other


def loaded_modules() -> set[str]:
    return set(sys.modules)


def fail(what: str) -> None:
    raise ValueError(what)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def give_what_cannot_be_sent() -> Callable[[], None]:
    return lambda: None


def never_end(file: Path) -> None:
    draft = Path(f"{file}.draft")
    draft.write_text(str(os.getpid()), encoding="utf-8")
    draft.replace(file)
    Event().wait()


def never_found(_problem: object, _count: int, _time_limit_s: float) -> None:
    Event().wait()


def refuse_to_end(file: Path) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    never_end(file)
