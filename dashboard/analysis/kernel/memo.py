"""A small memory of answers that are long to compute and asked for again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, MutableMapping
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

T = TypeVar("T")


class Memo(Generic[T]):
    """Keeps the latest answers, each under its key; several threads may ask at once.

    It belongs to one region_index, so that answers never pass from one to another.
    """

    def __init__(self, *, size: int = 256) -> None:
        """Keep up to ``size`` answers."""
        self._lock = Lock()
        self._answers: MutableMapping[Hashable, T] = LRUCache(size)

    def recall(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the answer kept under ``key``, computing it the first time.

        Two threads that ask at the same moment may both compute it; they get equal answers.
        """
        with self._lock:
            if key in self._answers:
                return self._answers[key]
        answer = compute()
        with self._lock:
            self._answers[key] = answer
        return answer
