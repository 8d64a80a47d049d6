"""The index of a folder: the one small file that says what is kept."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboard.data.stores.refusals import damaged_index, other_version

INDEX = "index.json"
VERSION = 1
_OURS = re.compile(r"[A-Za-z0-9._-]+\.[0-9a-f]{16}\.(parquet|json)")
"""Names of the files we write; no other file of the folder is ever removed."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Listed:
    """A file the index lists, with the SHA-256 of its content."""

    file: str
    digest: str


@dataclass(frozen=True)
class Entry:
    """A dataset the index lists."""

    name: str
    table: Listed
    provenance: Listed


@dataclass(frozen=True)
class Index:
    """What a folder keeps; ``revision`` differs after every change."""

    entries: tuple[Entry, ...] = ()
    revision: str = field(default_factory=lambda: secrets.token_hex(8))

    def without(self, name: str) -> Index:
        """Return a new index that does not list ``name``."""
        return Index(tuple(entry for entry in self.entries if entry.name != name))

    def having(self, entry: Entry) -> Index:
        """Return a new index that lists ``entry`` in place of the one of the same name."""
        return Index((*self.without(entry.name).entries, entry))

    def files(self) -> set[str]:
        """Name the files listed."""
        return {listed.file for entry in self.entries for listed in (entry.table, entry.provenance)}


def new_name(dataset: str, suffix: str) -> str:
    """Return a file name for a dataset that was never used before."""
    plain = _NOT_IN_NAMES.sub("-", dataset)[:_LONGEST_NAME]
    return f"{plain}.{secrets.token_hex(8)}.{suffix}"


def is_ours(file: str) -> bool:
    """Tell whether a store gave a file its name."""
    return _OURS.fullmatch(file) is not None


def digest(content: bytes) -> str:
    """Return the SHA-256 of ``content``, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def index_json(index: Index) -> bytes:
    """Write an index as JSON."""
    return json.dumps({"version": VERSION, **asdict(index)}, ensure_ascii=False, indent=1).encode()


def index_of(content: bytes, path: Path) -> Index:
    """Read what ``index_json`` wrote.

    Raises:
        StoreError: it is no index, or one of another version; ``path`` names it.
    """
    try:
        plain = json.loads(content)
        version = plain["version"]
        entries = tuple(
            Entry(str(one["name"]), _listed(one["table"]), _listed(one["provenance"]))
            for one in (plain["entries"] if version == VERSION else ())
        )
        revision = str(plain["revision"])
    except (ValueError, TypeError, KeyError) as error:
        raise damaged_index(path, f"it is not an index ({error})") from error
    if version != VERSION:
        raise other_version(path, version, VERSION)
    return Index(entries, revision)


def _listed(plain: dict[str, str]) -> Listed:
    if not is_ours(plain["file"]):
        raise ValueError(plain["file"])
    return Listed(plain["file"], plain["digest"])
