"""The real application on the repository's own data, built once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import settings as hypothesis_settings

from dashboard.data.atlas import load_atlas
from dashboard.desks import build_desk
from dashboard.factory import build_app
from dashboard.options import page_options
from dashboard.served import serve
from dashboard.settings import Settings

# Nothing timed is asserted: a busy machine is no defect.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def atlas():
    settings = Settings()
    return load_atlas(settings.geo_folder, settings.initiatives_folder)


@pytest.fixture(scope="session")
def app(atlas):
    return build_app(atlas, Settings())


@pytest.fixture
def client(app):
    return app.server.test_client()


@pytest.fixture(scope="session")
def desk(atlas):
    return build_desk(atlas, serve(atlas, Settings()), contact="carte@exemple.fr")


@pytest.fixture(scope="session")
def options(atlas, desk):
    return page_options(atlas, desk, Settings(), today=dt.date(2026, 11, 24))
