"""The repository's territory, and rows of a few clues to place on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dashboard.data.linkage.gazetteer import Gazetteer, build_gazetteer
from dashboard.data.linkage.link import Linkage, link_rows
from tests.helpers.linkage_rows import common_rows


@pytest.fixture(scope="session")
def gazetteer(atlas) -> Gazetteer:
    return build_gazetteer(atlas.geography)


@pytest.fixture(scope="session")
def link(gazetteer) -> Callable[..., Linkage]:
    return lambda *rows: link_rows(common_rows(*rows), gazetteer)


@pytest.fixture(scope="session")
def place(link) -> Callable[..., tuple[str, str, str, bool]]:
    """Place one row: its commune, département, what linked it, and whether it is inside."""

    def placed(**clues: object) -> tuple[str, str, str, bool]:
        row = link(clues).places.iloc[0]
        return (row["commune_code"], row["departement_code"], row["linked_by"], bool(row["inside"]))

    return placed
