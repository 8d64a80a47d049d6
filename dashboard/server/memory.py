"""Memory that only loading takes, given back once it is done: what serves holds arrays and texts."""

from __future__ import annotations

import ctypes
import gc

import pyarrow as pa

_ARENAS_OPTION, _MOST_ARENAS = -8, 1
"""``M_ARENA_MAX`` of the C library: how many heaps threads may have, and have here."""


def share_one_heap() -> None:
    """Have what reads files, and what eight threads make, take memory from the process's own heap.

    Arrow's own keeps forty megabytes of what files of three took. A heap for each thread keeps the most
    that any answer of that thread took: thirty for maps and documents.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    if set_option := getattr(_c_library(), "mallopt", None):
        set_option(_ARENAS_OPTION, _MOST_ARENAS)


def keep_for_good() -> None:
    """Give back what loading took, and exempt what is left from garbage collection.

    It would walk a hundred thousand records again and again, in the middle of answers: at that
    size it took half the time of a table's answer. What was kept before stays so: to walk it once more
    would write into all that a worker shares with the others, and the data that new ones replace are let
    go of without it.
    """
    gc.collect()
    if give_back := getattr(_c_library(), "malloc_trim", None):
        give_back(0)
    gc.freeze()


def _c_library() -> ctypes.CDLL:
    """Return what the process is linked with; not every C library knows what is asked of it here."""
    return ctypes.CDLL(None)
