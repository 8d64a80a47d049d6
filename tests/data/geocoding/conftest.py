"""A geocoder on this machine, and the territories."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.data.linkage.gazetteer import Gazetteer, build_gazetteer
from tests.helpers.address_service import AddressService, serving_addresses


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture
def service() -> Iterator[AddressService]:
    with serving_addresses() as one:
        yield one


@pytest.fixture(scope="session")
def gazetteer(atlas) -> Gazetteer:
    return build_gazetteer(atlas.geography)
