"""What small files are imported against: the repository's own territory and vocabularies."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.data.imports.importer import Importer, make_importer
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.settings import VOCABULARIES_FOLDER


@pytest.fixture(scope="session")
def importer(atlas) -> Importer:
    return make_importer(
        build_gazetteer(atlas.geography),
        (),
        vocabularies=VOCABULARIES_FOLDER,
        today=dt.date(2026, 11, 24),
    )
