"""The counters of sign-in as a storage of the library ``limits``, shared by every worker."""

from __future__ import annotations

import time
from collections.abc import Callable

from limits.storage import Storage

from dashboard.data.accounts.store import AccountStore
from dashboard.domain.errors import StoreError


class SharedCounters(Storage):
    """Counts where the accounts are kept.

    What the library brings of its own counts in the memory of one process, or in a server of its own
    (Redis, Memcached): neither fits several workers on one machine with nothing else to run.
    """

    STORAGE_SCHEME = None

    def __init__(self, store: AccountStore, *, clock: Callable[[], float] = time.time) -> None:
        """Count in ``store``; ``clock`` gives the present moment in seconds, the same for all workers."""
        super().__init__()
        self._store, self._clock = store, clock

    @property
    def base_exceptions(self) -> type[Exception]:
        """What counting may raise."""
        return StoreError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to the counter of ``key``, which lives ``expiry`` seconds from its first count on."""
        return self._store.count(key, seconds=expiry, now=self._clock(), amount=amount)

    def get(self, key: str) -> int:
        """Return what the counter has come to."""
        return self._store.counted(key, now=self._clock())[0]

    def get_expiry(self, key: str) -> float:
        """Return the moment the counter ends."""
        return self._store.counted(key, now=self._clock())[1]

    def check(self) -> bool:
        """Check whether counting is possible."""
        self._store.counted("", now=self._clock())
        return True

    def reset(self) -> int | None:
        """Refuse to forget all counters: they end by themselves within a minute."""
        raise NotImplementedError

    def clear(self, key: str) -> None:
        """Refuse to forget a counter: it ends by itself within a minute."""
        raise NotImplementedError
