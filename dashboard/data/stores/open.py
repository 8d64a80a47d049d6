"""The store the settings ask for."""

from __future__ import annotations

from dashboard.data.stores.dataset import Store
from dashboard.data.stores.files import FileStore
from dashboard.data.stores.postgis.store import PostgisStore
from dashboard.settings import Settings


def open_store(settings: Settings) -> Store:
    """Return the shared base where one is named, else the folder.

    Nothing is opened, connected to or made before it is needed.
    """
    if settings.database_url:
        return PostgisStore(settings.database_url)
    return FileStore(settings.data_folder)
