"""What a first start says of itself, with nothing imported."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.components.shared.page_data import OldList
from dashboard.components.shared.wording import source_text
from dashboard.data.atlas import load_atlas
from dashboard.data.services.files import read_services
from dashboard.domain.pages import PAGES
from dashboard.pages.registry import LAYOUTS
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.page_data import page_options
from dashboard.settings import GEO_FOLDER, INITIATIVES_FOLDER, SERVICES_FOLDER, Settings
from tests.helpers.component_tree import words

TODAY = dt.date(2026, 11, 29)
CONFIRM = (
    "Liste de plus de trois ans, à confirmer par téléphone : Hinaura, via Cartographie nationale "
    "(ANCT) (2021 à 2022)."
)


@pytest.fixture(scope="module")
def shipped():
    return load_atlas(GEO_FOLDER, INITIATIVES_FOLDER, read_services(SERVICES_FOLDER))


@pytest.fixture(scope="module")
def page_data(shipped):
    return page_options(shipped, snapshot_of(shipped), Settings(), today=TODAY)


def test_the_shipped_list_is_old_and_said_to_be(page_data):
    title = "Hinaura, via Cartographie nationale (ANCT)"
    assert page_data.basis.old_lists == (OldList(title, 2021, 2022),)
    assert CONFIRM in source_text(page_data.basis)


def test_a_list_of_the_last_three_years_is_not(shipped):
    young = page_options(shipped, snapshot_of(shipped), Settings(), today=dt.date(2025, 9, 30))
    assert young.basis.old_lists == ()


def test_needs_that_the_geography_tells_may_be_chosen(page_data):
    assert page_data.need_codes == ("densite-population", "population-municipale")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_every_page_says_what_is_to_be_confirmed_by_phone(page_data, page):
    assert "à confirmer par téléphone" in words(LAYOUTS[page](page_data))
