"""The store of accounts the settings ask for."""

from __future__ import annotations

from dashboard.data.accounts.files import FileAccounts
from dashboard.data.accounts.store import AccountStore
from dashboard.settings import Settings


def open_accounts(settings: Settings) -> AccountStore:
    """Return the accounts beside the imported data: in the shared base where one is named, else files.

    Nothing is opened, connected to or made before it is needed.
    """
    if not settings.database_url:
        return FileAccounts(settings.data_folder)
    # Where there is no base, its libraries would take twenty megabytes of each process.
    from dashboard.data.accounts.postgres import PostgresAccounts  # noqa: PLC0415

    return PostgresAccounts(settings.database_url)
