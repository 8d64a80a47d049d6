"""The index of a folder: the one small file that lists what is kept."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from dashboard.data.stores.refusals import damaged_index, other_version

INDEX = "index.json"
VERSION = 2
READ_VERSIONS = frozenset({1, VERSION})
"""The first version kept nothing aside."""
_OURS = re.compile(r"[A-Za-z0-9._-]+\.[0-9a-f]{16}\.(parquet|json)")
"""Names of the files we write; no other file of the folder is ever removed."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True)
class IndexedDataset:
    """A file the index lists, with the SHA-256 of its content."""

    file: str
    digest: str


@dataclass(frozen=True)
class Entry:
    """A dataset the index lists."""

    name: str
    table: IndexedDataset
    provenance: IndexedDataset


@dataclass(frozen=True)
class Aside:
    """What the last replacement or removal took away, and the files of what came instead."""

    removed: tuple[Entry, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Index:
    """What a folder keeps, and keeps aside; ``revision`` differs after every change."""

    entries: tuple[Entry, ...] = ()
    aside: Aside = Aside()
    revision: str = field(default_factory=lambda: secrets.token_hex(8))

    def having(
        self, added: Sequence[Entry], *, reread: Collection[str] = (), follows: bool = False
    ) -> Index:
        """Return a new index that lists ``added`` too, in place of those of the same names.

        What was kept aside stays there unless something is replaced, or it would come back beside
        one of its name.

        Args:
            added: what is new.
            reread: names of what was kept of the same file already, which replaces nothing.
            follows: whether an edition is later than one of its source, which it then replaces.
        """
        names = {entry.name for entry in added}
        new = names - set(reread)
        replaced = tuple(entry for entry in self.entries if entry.name in new)
        if replaced or follows:
            aside = Aside(replaced, tuple(entry.table.file for entry in added if entry.name in new))
        elif new & {entry.name for entry in self.aside.removed}:
            aside = Aside()
        else:
            aside = self._aside_reread(added)
        return Index((*self._without(names), *added), aside)

    def _aside_reread(self, added: Sequence[Entry]) -> Aside:
        """Update the files of what was read again, and leave aside what is there."""
        now = {entry.name: entry.table.file for entry in added}
        files = {entry.table.file: now.get(entry.name, entry.table.file) for entry in self.entries}
        return replace(self.aside, added=tuple(files.get(file, file) for file in self.aside.added))

    def without(self, names: Collection[str]) -> Index:
        """Return a new index that lists none of ``names``, and keeps them aside."""
        removed = tuple(entry for entry in self.entries if entry.name in names)
        return Index(self._without(names), Aside(removed))

    def restored(self) -> Index:
        """Return a new index as it was before its last replacement or removal."""
        stayed = (entry for entry in self.entries if entry.table.file not in self.aside.added)
        return Index((*stayed, *self.aside.removed))

    def files(self) -> set[str]:
        """Return the names of the files listed, or kept aside."""
        listed_or_aside = (*self.entries, *self.aside.removed)
        return {
            listed.file for entry in listed_or_aside for listed in (entry.table, entry.provenance)
        }

    def _without(self, names: Collection[str]) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.name not in names)


def new_name(dataset: str, suffix: str) -> str:
    """Return a file name for a dataset that was never used before."""
    plain = _NOT_IN_NAMES.sub("-", dataset)[:_LONGEST_NAME]
    return f"{plain}.{secrets.token_hex(8)}.{suffix}"


def is_ours(file: str) -> bool:
    """Check whether a store gave a file its name."""
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
        entries, aside = _entries_and_aside(plain) if version in READ_VERSIONS else ((), Aside())
        revision = str(plain["revision"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged_index(path, f"it is not an index ({error})") from error
    if version not in READ_VERSIONS:
        raise other_version(path, version, VERSION)
    return Index(entries, aside, revision)


def _entries_and_aside(plain: dict[str, Any]) -> tuple[tuple[Entry, ...], Aside]:
    aside = plain.get("aside", {"removed": (), "added": ()})
    removed = tuple(map(_entry, aside["removed"]))
    return tuple(map(_entry, plain["entries"])), Aside(removed, tuple(map(str, aside["added"])))


def _entry(plain: dict[str, Any]) -> Entry:
    return Entry(str(plain["name"]), _listed(plain["table"]), _listed(plain["provenance"]))


def _listed(plain: dict[str, str]) -> IndexedDataset:
    if not is_ours(plain["file"]):
        raise ValueError(plain["file"])
    return IndexedDataset(plain["file"], plain["digest"])
