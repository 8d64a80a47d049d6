"""What a folder needs so that a crash at any moment leaves it as it was: see decision 11."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "lock"
_MODE = 0o666
"""Permissions of new files, less what the umask of who imports takes away."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other writer works in ``folder``, and keep others waiting.

    The system lets go of the lock when its holder dies. The folder is made when missing.
    """
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, _MODE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def write_new(path: Path, content: bytes, *, mode: int = _MODE) -> None:
    """Write a file that must not exist yet, and wait until it is on the disk.

    Raises:
        OSError: the file is there already, or the disk refuses.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
