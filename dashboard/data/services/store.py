"""A store that shows the shipped services beside what it keeps."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.stores.dataset import Dataset, Provenance, Restored, Store, in_order
from dashboard.domain.errors import StoreError


class StoreWithServices:
    """Reads the shipped services as editions like any other; writing goes to the store alone.

    An import of the same source and edition takes the place of a shipped one, a later edition
    replaces it as editions do, and once either is removed the shipped one is back.
    """

    def __init__(self, store: Store, services: Sequence[Dataset]) -> None:
        """Show ``services`` beside what ``store`` keeps."""
        self._store = store
        self._services = tuple(services)

    def stamp(self) -> str:
        """Return the stamp of the store: what is shipped does not change while a program runs."""
        return self._store.stamp()

    def provenances(self) -> tuple[Provenance, ...]:
        """List what is kept and shipped, sorted by source then edition.

        Raises:
            StoreError: what is kept cannot be read.
        """
        kept = self._store.provenances()
        names = {provenance.name for provenance in kept}
        shipped = (dataset.provenance for dataset in self._services)
        beside = (provenance for provenance in shipped if provenance.name not in names)
        return tuple(sorted((*kept, *beside), key=in_order))

    def read(self) -> tuple[Dataset, ...]:
        """Read what is kept as of one moment, and what is shipped, sorted by source then edition.

        Raises:
            StoreError: what is kept cannot be read.
        """
        kept = self._store.read()
        names = {dataset.provenance.name for dataset in kept}
        beside = (dataset for dataset in self._services if dataset.provenance.name not in names)
        return tuple(sorted((*kept, *beside), key=lambda dataset: in_order(dataset.provenance)))

    def add(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, beside those there are; see ``Store.add``."""
        self._store.add(*datasets)

    def write(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, in place of those of the same names; see ``Store.write``."""
        self._store.write(*datasets)

    def remove(self, *names: str) -> None:
        """Forget datasets, all or none; see ``Store.remove``.

        Raises:
            StoreError: there is none of a name, or it is shipped, which no removal can take away.
        """
        kept = {provenance.name for provenance in self._store.provenances()}
        shipped = {dataset.provenance.name for dataset in self._services}
        if lasting := sorted(set(names) & (shipped - kept)):
            message = (
                f"{', '.join(lasting)} : livré avec le programme, rien ne l’enlève ; "
                "DASHBOARD_SERVICES=none le laisse de côté."
            )
            raise StoreError(message)
        self._store.remove(*names)

    def restore(self) -> Restored:
        """Undo the last replacement or removal; see ``Store.restore``."""
        return self._store.restore()
