"""A catalogue on this machine, and a folder to download to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.helpers.online_catalogue import Catalogue


@pytest.fixture
def catalogue(monkeypatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    catalogue = Catalogue()
    thread = Thread(target=catalogue.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield catalogue
    finally:
        catalogue.released.set()
        catalogue.server.shutdown()
        thread.join()
        catalogue.server.server_close()


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "telechargements"
