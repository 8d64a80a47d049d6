"""Datasets as files of one folder: GeoParquet tables, JSON provenances, one index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dashboard.data.stores.dataset import (
    Dataset,
    DatasetKind,
    Provenance,
    Restored,
    follows,
    in_order,
    same_files,
)
from dashboard.data.stores.folder import locked, sync_folder, write_new
from dashboard.data.stores.geoparquet import decode_table, encode_table
from dashboard.data.stores.index import (
    INDEX,
    Aside,
    Entry,
    Index,
    IndexedDataset,
    digest,
    index_json,
    index_of,
    is_ours,
    new_name,
)
from dashboard.data.stores.provenance import provenance_json, provenance_of
from dashboard.data.stores.refusals import (
    already_kept,
    answering,
    damaged,
    not_confirmed,
    nothing_to_restore,
    unknown_name,
)
from dashboard.data.stores.tables import storable
from dashboard.domain.errors import StoreError


class FileStore:
    """Keeps datasets in a folder; the index is replaced last, in one move of the system.

    Writers wait for one another; readers wait for nobody. A missing folder is an empty store.
    """

    def __init__(self, folder: Path) -> None:
        """Set the folder; nothing is opened yet."""
        self._folder = folder

    def stamp(self) -> str:
        """Return the digest of the index, empty where nothing was ever written."""
        with answering(self._folder):
            content = self._index_content()
        return "" if content is None else digest(content)

    def provenances(self) -> tuple[Provenance, ...]:
        """List what is kept, sorted by source then edition.

        Raises:
            StoreError: a file is missing, damaged or cannot be read.
        """
        index, contents = self._of_one_index(lambda entry: [entry.provenance])
        return tuple(provenance for provenance, _ in self._sorted(index, contents))

    def read(self) -> tuple[Dataset, ...]:
        """Read everything as of one index, sorted by source then edition.

        Raises:
            StoreError: a file is missing, damaged or cannot be read.
        """
        index, contents = self._of_one_index(lambda entry: [entry.provenance, entry.table])
        return tuple(
            Dataset(provenance, self._table(entry, provenance.kind, contents.pop(entry.table.file)))
            for provenance, entry in self._sorted(index, contents)
        )

    def add(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, beside those there are.

        Raises:
            AlreadyKeptError: one of the same name is kept, made from another file.
            StoreError: they cannot be written; what was kept before is untouched.
        """
        self._put(datasets, self._require_same_files)

    def write(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, in place of those of the same names.

        Raises:
            StoreError: they cannot be written; what was kept before is untouched.
        """
        self._put(datasets, lambda _index, _datasets: None)

    def remove(self, *names: str) -> None:
        """Forget datasets, all or none.

        Raises:
            StoreError: there is none of a name; the message lists those there are.
        """
        with self._writing() as index:
            stored = {entry.name for entry in index.entries}
            for name in names:
                if name not in stored:
                    raise unknown_name(name, stored)
            self._replace(index.without(names), {})

    def restore(self) -> Restored:
        """Undo the last replacement or removal.

        Raises:
            StoreError: there is none to undo.
        """
        with self._writing() as index:
            if index.aside == Aside():
                raise nothing_to_restore()
            gone = [entry.name for entry in index.entries if entry.table.file in index.aside.added]
            back = [entry.name for entry in index.aside.removed]
            self._replace(index.restored(), {})
        return Restored(tuple(back), tuple(gone))

    def _put(
        self, datasets: Sequence[Dataset], allow: Callable[[Index, Sequence[Dataset]], None]
    ) -> None:
        stored = [storable(dataset) for dataset in datasets]
        contents: dict[str, bytes] = {}
        entries = [_encoded(dataset, contents) for dataset in stored]
        with self._writing() as index:
            allow(index, stored)
            own, there = [dataset.provenance for dataset in stored], self._readable(index)
            reread = same_files(own, there)
            having = index.having(entries, reread=reread, follows=follows(own, there, reread))
            self._replace(having, contents)

    def _readable(self, index: Index) -> list[Provenance]:
        """List the provenances that are not damaged."""
        provenances = []
        for entry in index.entries:
            with suppress(StoreError, FileNotFoundError):
                provenances.append(self._provenance(entry))
        return provenances

    def _require_same_files(self, index: Index, datasets: Sequence[Dataset]) -> None:
        entries = {entry.name: entry for entry in index.entries}
        for provenance in (dataset.provenance for dataset in datasets):
            if entry := entries.get(provenance.name):
                there = self._provenance(entry)
                if there.digest != provenance.digest:
                    raise already_kept(provenance, there)

    @contextmanager
    def _writing(self) -> Iterator[Index]:
        with answering(self._folder), locked(self._folder):
            index = self._index(self._index_content())
            index = replace(index, entries=tuple(map(self._named_anew, index.entries)))
            self._clean(index)
            yield index

    def _named_anew(self, entry: Entry) -> Entry:
        """Rename an entry as its provenance does: the first version named it after its format."""
        try:
            return replace(entry, name=self._provenance(entry).name)
        except (StoreError, FileNotFoundError):  # damaged, it can still be replaced or removed
            return entry

    def _provenance(self, entry: Entry) -> Provenance:
        listed = entry.provenance
        return provenance_of(self._content(listed), self._folder / listed.file)

    def _replace(self, index: Index, contents: dict[str, bytes]) -> None:
        moved = new_name(INDEX, "json")
        try:
            for file, content in {**contents, moved: index_json(index)}.items():
                write_new(self._folder / file, content)
            sync_folder(self._folder)
            (self._folder / moved).replace(self._folder / INDEX)
        except OSError:
            self._forget({*contents, moved})
            raise
        try:
            sync_folder(self._folder)
        except OSError as error:
            # The old files stay: a power cut may bring the old index back.
            raise not_confirmed(self._folder, error) from error
        self._clean(index)

    def _clean(self, index: Index) -> None:
        """Remove our files that the index does not list: replaced ones, or those of a crash."""
        ours = {path.name for path in self._folder.iterdir() if is_ours(path.name)}
        self._forget(ours - index.files())

    def _forget(self, files: set[str]) -> None:
        for file in files:
            # What cannot be removed now is removed by a later write.
            with suppress(OSError):
                (self._folder / file).unlink()

    def _index_content(self) -> bytes | None:
        try:
            return (self._folder / INDEX).read_bytes()
        except FileNotFoundError:
            return None

    def _index(self, content: bytes | None) -> Index:
        return Index() if content is None else index_of(content, self._folder / INDEX)

    def _of_one_index(
        self, wanted: Callable[[Entry], Iterable[IndexedDataset]]
    ) -> tuple[Index, dict[str, bytes]]:
        """Read the wanted files of one index; again when a writer replaced it meanwhile."""
        while True:
            with answering(self._folder):
                before = self._index_content()
                index = self._index(before)
                files = [listed for entry in index.entries for listed in wanted(entry)]
                try:
                    return index, {listed.file: self._content(listed) for listed in files}
                except FileNotFoundError as error:
                    if self._index_content() == before:
                        raise damaged(error.filename, "it is missing") from error

    def _content(self, listed: IndexedDataset) -> bytes:
        path = self._folder / listed.file
        content = path.read_bytes()
        if digest(content) != listed.digest:
            raise damaged(path, "its digest is not the one of what was written")
        return content

    def _sorted(self, index: Index, contents: dict[str, bytes]) -> list[tuple[Provenance, Entry]]:
        files = [entry.provenance.file for entry in index.entries]
        provenances = [provenance_of(contents[file], self._folder / file) for file in files]
        pairs = zip(provenances, index.entries, strict=True)
        return sorted(pairs, key=lambda pair: in_order(pair[0]))

    def _table(self, entry: Entry, kind: DatasetKind, content: bytes) -> pd.DataFrame:
        return decode_table(content, kind, self._folder / entry.table.file)


def _encoded(dataset: Dataset, contents: dict[str, bytes]) -> Entry:
    """Add the files of a dataset to ``contents`` and list them."""
    name = dataset.provenance.name
    files = {
        new_name(name, "parquet"): encode_table(dataset),
        new_name(name, "json"): provenance_json(dataset.provenance).encode(),
    }
    contents |= files
    return Entry(name, *(IndexedDataset(file, digest(content)) for file, content in files.items()))
