"""The store the settings ask for."""

from __future__ import annotations

from dashboard.data.services.files import read_services
from dashboard.data.services.store import StoreWithServices
from dashboard.data.stores.dataset import Store
from dashboard.data.stores.files import FileStore
from dashboard.settings import Settings


def open_store(settings: Settings) -> Store:
    """Return the shared base where one is named, else the folder, with the shipped services beside.

    Nothing is connected to or made before it is needed.

    Raises:
        MissingFileError: a file of the shipped services is not there.
        StoreError: a file of the shipped services is damaged.
    """
    kept = _kept(settings)
    if settings.services_folder is None:
        return kept
    return StoreWithServices(kept, read_services(settings.services_folder))


def _kept(settings: Settings) -> Store:
    if not settings.database_url:
        return FileStore(settings.data_folder)
    # Where there is no base, its libraries would take twenty megabytes of each process.
    from dashboard.data.stores.postgis.store import PostgisStore  # noqa: PLC0415

    return PostgisStore(settings.database_url)
