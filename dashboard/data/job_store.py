"""The results of background jobs, in a private folder that every worker of one server reads and writes."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import tempfile
import time
import weakref
from enum import StrEnum
from pathlib import Path

import orjson

from dashboard.domain.errors import DataError

SECONDS_KEPT = 3600.0
_KEY = re.compile(r"[0-9A-Za-z]{1,128}")


class JobKeyError(DataError):
    """A key could not have been given by this server, and might be a path."""

    @classmethod
    def refused(cls, key: str) -> JobKeyError:
        """Write the error with its key, cut short: a client chose its length."""
        return cls(f"{key[:80]!r} is no key of a job; expected 1 to 128 letters and digits.")


class JobPart(StrEnum):
    """What may be kept under the name of who waits for a job, or under the key of its question."""

    ASKED = "asked"
    STARTED = "started"
    RESULT = "result"


class JobFolder:
    """Keeps JSON values by key and part, each written whole or not at all.

    Made before the server forks, so that its workers share it; removed with the process that made it.
    Only the user who runs the server may look inside.
    """

    def __init__(self, *, seconds_kept: float = SECONDS_KEPT) -> None:
        """Make the folder, in the system's place for temporary files."""
        self.path = Path(tempfile.mkdtemp(prefix="solidarity-map-jobs-"))
        self._seconds_kept = seconds_kept
        # systemd-tmpfiles removes what nobody touched for days, unless it is locked.
        lock = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(lock, fcntl.LOCK_SH)
        weakref.finalize(self, _remove, self.path, lock, maker=os.getpid())

    def write(self, key: str, part: JobPart, value: object) -> None:
        """Keep ``value``, any that JSON can hold, instead of what was there.

        Raises:
            JobKeyError: the key is not of letters and digits.
        """
        target = self._file(key, part)
        draft = self._draft()
        draft.write_bytes(orjson.dumps(value))
        draft.replace(target)

    def read(self, key: str, part: JobPart) -> object:
        """Return what is kept; ``None`` when there is nothing."""
        try:
            return orjson.loads(self._file(key, part).read_bytes())
        except FileNotFoundError:
            return None

    def has(self, key: str, part: JobPart) -> bool:
        """Check whether something is kept."""
        return self._file(key, part).exists()

    def drop(self, key: str, part: JobPart) -> None:
        """Forget what is kept, if anything is."""
        self._file(key, part).unlink(missing_ok=True)

    def forget_old(self) -> None:
        """Forget what was written too long ago, drafts that were never finished included."""
        oldest = time.time() - self._seconds_kept
        for entry in self.path.iterdir():
            if _modified(entry) < oldest:
                entry.unlink(missing_ok=True)

    def _file(self, key: str, part: JobPart) -> Path:
        if not _KEY.fullmatch(key):
            raise JobKeyError.refused(key)
        return self.path / f"{key}.{part}.json"

    def _draft(self) -> Path:
        return self.path / f"{secrets.token_hex(16)}.draft"


def _modified(entry: Path) -> float:
    """Return when a file was written; never, for one that another worker has just removed."""
    try:
        return entry.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _remove(path: Path, lock: int, *, maker: int) -> None:
    os.close(lock)
    if os.getpid() == maker:
        shutil.rmtree(path, ignore_errors=True)
