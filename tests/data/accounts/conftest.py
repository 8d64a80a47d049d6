"""Both stores of accounts, empty."""

from __future__ import annotations

import psycopg
import pytest

from dashboard.data.accounts.files import FileAccounts
from dashboard.data.accounts.postgres import PostgresAccounts
from tests.helpers.postgresql_server import running_server


@pytest.fixture(scope="session")
def accounts_socket():
    with running_server() as folder:
        yield folder


@pytest.fixture
def postgres(accounts_socket):
    with psycopg.connect(host=str(accounts_socket), user="carte", dbname="postgres") as connection:
        connection.autocommit = True
        connection.execute("SET client_min_messages = error")
        connection.execute("DROP SCHEMA IF EXISTS solidarity_map CASCADE")
    return PostgresAccounts(f"postgresql://carte@/postgres?host={accounts_socket}")


@pytest.fixture
def files(tmp_path):
    return FileAccounts(tmp_path / "imports")


@pytest.fixture(params=["files", "postgres"])
def store(request):
    """A store of either kind."""
    return request.getfixturevalue(request.param)
