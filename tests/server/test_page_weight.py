"""How much a page weighs before it is compressed, on what is shipped: what a slow line reads first."""

from __future__ import annotations

import json
import re

import pytest
from dash.development.base_component import ComponentRegistry

from dashboard.data.atlas import load_atlas
from dashboard.data.services.files import read_services
from dashboard.domain.pages import PAGES
from dashboard.factory import build_app
from dashboard.settings import GEO_FOLDER, INITIATIVES_FOLDER, SERVICES_FOLDER, Settings

MOST_BYTES = 40_000
HEAVIER = {
    # Fifty communes, each with why nothing reaches it in three or four sentences: 38 kB of rows.
    "/zones-blanches?onglet=communes": 66_000,
    # Two territories beside four means each, in twelve measures, a bar and a passport for every one: 15 kB.
    "/comparer?territoire=200071751&territoire=200068781": 56_000,
}
"""Addresses that cannot weigh as little without losing what they ask for, and what they may."""
_CONFIG = re.compile(r'<script id="_dash-config" type="application/json">(.*?)</script>')
_FILE = re.compile(r'<script src="(/fichiers/pages\.[^"]*)">')


@pytest.fixture(scope="module")
def reader():
    shipped = load_atlas(GEO_FOLDER, INITIATIVES_FOLDER, read_services(SERVICES_FOLDER))
    return build_app(shipped, Settings()).server.test_client()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_weighs_no_more_than_it_may(reader, page):
    assert len(reader.get(page.path).data) <= MOST_BYTES


@pytest.mark.parametrize("address", HEAVIER)
def test_what_an_address_asks_for_weighs_no_more_than_it_may(reader, address):
    assert len(reader.get(address).data) <= HEAVIER[address]


def test_what_is_the_same_on_every_page_stands_in_a_file_that_is_kept(reader):
    text = reader.get("/sources").text
    config = json.loads(_CONFIG.findall(text)[0])
    assert len(json.dumps(config)) < 700
    assert config["suppress_callback_exceptions"] is True
    file = reader.get(_FILE.findall(text)[0])
    assert "immutable" in file.headers["Cache-Control"]
    told = re.findall(r"children_props: (\{.*\}) \}\);", file.text)
    assert [json.loads(one) for one in told] == [dict(ComponentRegistry.children_props)]
    # Dash's own scripts read the configuration after the file has completed it.
    assert (
        text.index('id="_dash-config"')
        < text.index("/fichiers/pages.")
        < text.index("dash_renderer")
    )
