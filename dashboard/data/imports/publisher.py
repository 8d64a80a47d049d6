"""Putting a file on the map, and taking it back: what editors do, over the store that commands use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.data.importers.matching import from_json
from dashboard.data.imports.gathering import Plan, gather, plan
from dashboard.data.imports.importer import Imported, Importer
from dashboard.data.imports.naming import Request
from dashboard.data.imports.pipeline import read_import
from dashboard.data.stores.dataset import Dataset, Store
from dashboard.data.tabular.limits import UPLOAD_LIMITS
from dashboard.domain.errors import AlreadyKeptError, ImportFileError
from dashboard.domain.publishing import Published, PublishPlan, PublishRequest
from dashboard.domain.sources import EXHAUSTIVE_SOURCES

NOTHING_KEPT = "Aucune ligne de ce fichier n’est à conserver : rien ne serait publié."


class ImportPublisher:
    """Publishes files into a store; see ``domain.publishing.Publisher``."""

    def __init__(self, store: Store, importer: Callable[[Sequence[Dataset]], Importer]) -> None:
        """Publish into ``store``; ``importer`` gives what files are read against, knowing what is kept."""
        self._store = store
        self._importer = importer

    def preview(self, name: str, content: bytes, request: PublishRequest) -> PublishPlan:
        """Describe in French what publishing the file would do; nothing is written.

        Raises:
            ImportFileError: the file cannot be read, or the request is not for it.
            StoreError: what is kept cannot be read.
        """
        imported, plans = self._planned(name, content, request)
        return PublishPlan(
            _sentences(imported, plans),
            needs_replace=any(planned.asks_to_replace for planned in plans),
            refused="" if plans else NOTHING_KEPT,
        )

    def publish(self, name: str, content: bytes, request: PublishRequest) -> Published:
        """Publish the file on the map.

        Raises:
            ImportFileError: the file cannot be read, holds nothing to keep, or would replace what the
                request does not allow to replace.
            StoreError: it cannot be written.
        """
        imported, plans = self._planned(name, content, request)
        if not plans:
            raise ImportFileError(NOTHING_KEPT)
        try:
            keep = self._store.write if request.replace else self._store.add
            keep(*(planned.gathered.dataset for planned in plans))
        except AlreadyKeptError as error:
            raise ImportFileError(str(error)) from error
        return Published(
            _sentences(imported, plans),
            tuple(planned.provenance.name for planned in plans),
            replaced=any(planned.replaces for planned in plans),
        )

    def withdraw(self, datasets: Sequence[str]) -> Published:
        """Remove from the map what a publication added.

        Raises:
            StoreError: it is not there any more, or the store cannot be written.
        """
        self._store.remove(*datasets)
        return Published((f"Retiré de la carte : {', '.join(datasets)}.",), tuple(datasets))

    def restore(self) -> Published:
        """Restore what the last replacement or removal took away.

        Raises:
            StoreError: there is nothing to bring back, or the store cannot be written.
        """
        restored = self._store.restore()
        return Published((f"Rétabli : {', '.join(restored.back)}.",), restored.back)

    def _planned(
        self, name: str, content: bytes, request: PublishRequest
    ) -> tuple[tuple[Imported, ...], tuple[Plan, ...]]:
        known = self._store.read()
        imported = read_import(
            self._importer(known), name, content, _decided(request), limits=UPLOAD_LIMITS
        )
        if not request.exhaustive:
            imported = tuple(map(_partial, imported))
        return imported, plan(gather(imported), known)


def _partial(imported: Imported) -> Imported:
    """Mark a list as partial, whatever its earlier editions were, unless it was declared complete."""
    own = imported.dataset.provenance
    if own.source in EXHAUSTIVE_SOURCES:
        return imported
    return replace(
        imported, dataset=replace(imported.dataset, provenance=replace(own, exhaustive=False))
    )


def _decided(request: PublishRequest) -> Request:
    return Request(
        edition=request.edition,
        source=request.source,
        title=request.title,
        publisher=request.publisher,
        licence=request.licence,
        exhaustive=request.exhaustive or None,
        mapping=from_json(request.mapping) if request.mapping else None,
    )


def _sentences(imported: Sequence[Imported], plans: Sequence[Plan]) -> tuple[str, ...]:
    about_tables = [sentence for part in imported for sentence in part.report.sentences()]
    return (*about_tables, *(sentence for planned in plans for sentence in planned.sentences()))
