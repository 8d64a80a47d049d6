"""Both stores, empty, and small datasets to put in them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace

import psycopg
import pytest

from dashboard.data.stores.open import open_store
from dashboard.settings import Settings
from tests.helpers import ROOT
from tests.helpers.postgresql_server import running_server


@dataclass(frozen=True)
class Place:
    """Where a store keeps its data, as the environment names it."""

    environment: dict[str, str]

    def open(self):
        return open_store(
            replace(Settings.from_environment(self.environment), services_folder=None)
        )

    def start(self, script, *arguments):
        """Run ``script`` in another process; ``store`` is a store of this place."""
        beginning = "import sys; from tests.helpers.store_datasets import *; store = opened()\n"
        return subprocess.Popen(
            [sys.executable, "-c", beginning + script, *arguments],
            env={**os.environ, **self.environment, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(scope="session")
def socket_folder():
    with running_server() as folder:
        yield folder


@pytest.fixture
def base(socket_folder):
    """A connection to a base without our schema."""
    with psycopg.connect(host=str(socket_folder), user="carte", dbname="postgres") as connection:
        connection.autocommit = True
        connection.execute("SET client_min_messages = error")
        connection.execute("DROP SCHEMA IF EXISTS solidarity_map CASCADE")
        yield connection


@pytest.fixture
def postgis(base, socket_folder):
    url = f"postgresql://carte@/{base.info.dbname}?host={socket_folder}"
    return Place({"DASHBOARD_DATABASE_URL": url})


@pytest.fixture
def files(tmp_path):
    return Place({"DASHBOARD_DATA_DIR": str(tmp_path / "imports")})


@pytest.fixture(params=["files", "postgis"])
def place(request):
    """A place of either kind."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def store(place):
    return place.open()
