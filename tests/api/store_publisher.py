"""A publisher that does the real work on a real store, as simply as can be."""

from __future__ import annotations

from dataclasses import replace

from dashboard.data.imports.pipeline import Request, read_import
from dashboard.data.stores.files import FileStore
from dashboard.data.tabular.limits import UPLOAD_LIMITS
from dashboard.domain.errors import ImportFileError, StoreError
from dashboard.domain.publishing import Published, PublishPlan

ALREADY = "Cette édition est déjà sur la carte : confirmez son remplacement."
NOTHING = "nothing to undo"


class StorePublisher:
    """Reads files against ``importer`` and keeps them in ``folder``."""

    def __init__(self, folder, importer):
        self.store, self.importer = FileStore(folder), importer
        self.undoing = None

    def preview(self, name, content, request):
        datasets, sentences = self._read(name, content, request)
        kept = {one.name for one in self.store.provenances()}
        needs = any(one.provenance.name in kept for one in datasets)
        return PublishPlan(sentences, needs_replace=needs)

    def publish(self, name, content, request):
        plan = self.preview(name, content, request)
        if plan.needs_replace and not request.replace:
            raise ImportFileError(ALREADY)
        datasets, sentences = self._read(name, content, request)
        before = {one.provenance.name: one for one in self.store.read()}
        for one in datasets:
            self.store.write(one)
        names = tuple(one.provenance.name for one in datasets)
        self.undoing = [(name, before.get(name)) for name in names]
        return Published(sentences, names, replaced=plan.needs_replace)

    def undo(self):
        if not self.undoing:
            raise StoreError(NOTHING)
        for name, dataset in self.undoing:
            if dataset is None:
                self.store.remove(name)
            else:
                self.store.write(dataset)
        names = tuple(name for name, _ in self.undoing)
        self.undoing = None
        return Published(("La publication est annulée.",), names)

    def _read(self, name, content, request):
        read = read_import(
            self.importer, name, content, Request(edition=request.edition), limits=UPLOAD_LIMITS
        )
        datasets = [
            replace(
                one.dataset,
                provenance=replace(
                    one.dataset.provenance,
                    label=request.title or one.dataset.provenance.label,
                    publisher=request.publisher or one.dataset.provenance.publisher,
                ),
            )
            for one in read
        ]
        return datasets, tuple(sentence for one in read for sentence in one.report.sentences())
