"""Picking new imports up while the application runs, whole or not at all."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread

from flask import Flask

from dashboard.domain.errors import DashboardError

LOGGER = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 2.0


class Reloader:
    """Looks from time to time whether the store changed, and has everything made anew beside.

    Answers go on from the old data until the new ones are complete; data that cannot be read leave
    the old ones in place, and are tried again when the store changes again.
    """

    def __init__(
        self,
        stamp: Callable[[], str],
        renew: Callable[[], None],
        *,
        seen: str,
        seconds: float = SECONDS_BETWEEN_LOOKS,
    ) -> None:
        """Start from the stamp that the data served now had.

        Args:
            stamp: what changes with the store.
            renew: makes everything anew and swaps it in.
            seen: the stamp taken before the present data were read.
            seconds: least time between two looks.
        """
        self._stamp, self._renew, self._seconds = stamp, renew, seconds
        self._seen = seen
        self._next_look = time.monotonic() + seconds
        self._lock = Lock()

    def look(self) -> None:
        """Start making data anew where the store changed; return at once."""
        now = time.monotonic()
        if now < self._next_look or not self._lock.acquire(blocking=False):
            return
        self._next_look = now + self._seconds
        Thread(target=self._refresh, name="refresh", daemon=True).start()

    def _refresh(self) -> None:
        try:
            stamp = self._stamp()
            if stamp != self._seen:
                self._seen = stamp
                self._renew()
                LOGGER.info("New data are served")
        except DashboardError:
            LOGGER.exception("New data cannot be read; the previous ones are served")
        finally:
            self._lock.release()


def register(server: Flask, refresher: Reloader) -> None:
    """Look at the store when somebody asks something: no thread has to outlive a fork.

    First of all, for what is answered from memory ends the request there.
    """
    server.before_request_funcs.setdefault(None, []).insert(0, refresher.look)
