"""The real application on the repository's own data, built once."""

from __future__ import annotations

import pytest

from dashboard.analysis.desk import Desk
from dashboard.analysis.observatory import build_observatory
from dashboard.analysis.shelf import build_shelf
from dashboard.data.atlas import load_atlas
from dashboard.factory import build_app, serve
from dashboard.options import page_options
from dashboard.settings import Settings


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
    """What callbacks and routes are handed, with an address to write to."""
    catalogue, geography, served = atlas.catalogue, atlas.geography, serve(atlas, Settings())
    shelf = build_shelf(
        initiatives=catalogue.initiatives,
        places=catalogue.places,
        figures=catalogue.figures,
        organisations=catalogue.organisations,
        indicators=catalogue.indicators,
        sources=catalogue.sources,
        epci=geography.epci,
        town_halls=geography.town_halls,
    )
    return Desk(
        observatory=build_observatory(geography, catalogue, atlas.pairs),
        shelf=shelf,
        boundaries={level: file.address for level, file in served.boundaries.items()},
        style=served.style.address,
        contact="carte@exemple.fr",
    )


@pytest.fixture(scope="session")
def options(atlas, desk):
    return page_options(atlas, desk.observatory, Settings())
