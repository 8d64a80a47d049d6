"""Files of « Zones blanches » where sources hold too little: none gives its numbers as facts."""

import csv
import io
import json
import re

import openpyxl
import pytest

from dashboard.domain.downloads import (
    COVERAGE_DOWNLOAD,
    LORENZ_DOWNLOAD,
    SITES_DOWNLOAD,
    SIZES_DOWNLOAD,
)
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.svg_tree import drawing_of, lines_in

NO_ANSWER = "Nos sources ne permettent pas de répondre"
EVERY = pytest.mark.parametrize(
    "download",
    [COVERAGE_DOWNLOAD, SITES_DOWNLOAD, SIZES_DOWNLOAD, LORENZ_DOWNLOAD],
    ids=lambda download: download.name,
)
WITH_SHAPES = pytest.mark.parametrize(
    "download", [COVERAGE_DOWNLOAD, SITES_DOWNLOAD], ids=lambda download: download.name
)
QUERY = "territoire=D38&theme=alimentation"


@pytest.fixture(scope="module")
def served(atlas):
    """The application with what is written by hand alone: five places of food in the region."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def file(client, download, extension, query=QUERY):
    answer = client.get(f"{download.path(extension)}?{query}")
    assert answer.status_code == 200
    return answer.data


def rows(client, download, query=QUERY):
    text = file(client, download, "csv", query).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@EVERY
def test_every_row_of_a_table_carries_the_caveat(served, download):
    said = {row["avertissement"] for row in rows(served, download)}
    assert len(said) == 1
    assert re.match(f"{NO_ANSWER}\u00a0: pour ces choix elles connaissent 5\u00a0lieux d’", *said)


@EVERY
def test_a_workbook_carries_it_among_its_sources(served, download):
    book = openpyxl.load_workbook(io.BytesIO(file(served, download, "xlsx")))
    about = dict(book["Filtres et sources"].iter_rows(values_only=True))
    assert about["avertissement"].startswith(NO_ANSWER)
    assert "proposition" not in about


@WITH_SHAPES
def test_shapes_carry_it_too(served, download):
    found = json.loads(file(served, download, "geojson"))
    assert found["metadata"]["avertissement"].startswith(NO_ANSWER)


@EVERY
def test_a_picture_says_so_and_draws_neither_places_nor_shares(served, download):
    picture = drawing_of(file(served, download, "svg"))
    lines = lines_in(picture)
    assert NO_ANSWER in " ".join(lines)
    assert "%" not in " ".join(lines)
    assert {"1", "2", "3"} & set(lines) == set()


@EVERY
@pytest.mark.usefixtures("few_are_enough")
def test_where_sources_hold_enough_no_file_has_a_caveat(served, download):
    assert "avertissement" not in rows(served, download)[0]
    assert NO_ANSWER not in " ".join(lines_in(drawing_of(file(served, download, "svg"))))
