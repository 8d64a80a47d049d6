"""« Zones blanches » away from its page: the table as files, and the sheet to print."""

import csv
import io
import json
from dataclasses import replace

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest

from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.coverage.needs import NeedTable, build_needs
from dashboard.analysis.coverage.table import listed
from dashboard.analysis.coverage.totals import coverage_totals, region_coverage
from dashboard.api.downloads.coverage import files_of
from dashboard.domain.coverage import CoverageState
from dashboard.domain.file_formats import PICTURE, TABLE
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.territory import Level
from dashboard.factory import build_app
from dashboard.figures.interactive.coverage_map import COVERAGE_COLOURS
from dashboard.settings import Settings
from tests.helpers.component_tree import elements, words
from tests.helpers.file_formats import offered
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.svg_tree import drawing_of, elements_in, lines_in

pytestmark = pytest.mark.usefixtures("few_are_enough")

FILE = "/telecharger/zones-blanches"
LEVELS = {"communes": 2738, "epci": 126, "departements": 8}
ABOUT = [
    "contenu", "filtres", "exporte_le", "catalogue_du", "geographie", "methode", "edition_des_donnees",
    "sources", "licence",
]  # fmt: skip
FOREZ = "200065886"
"""CA Loire Forez: none of its communes is covered, nor is it cut by the border."""
MONTBRISON = "42147"


@pytest.fixture(scope="module")
def served(atlas):
    """The application as of a Tuesday of 2026."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def asked(snapshot, **query):
    return assess_coverage(snapshot, CoverageSelection.from_query(query), year=TUESDAY.year)


def table(client, query=""):
    body = client.get(f"{FILE}.csv?{query}").data
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def shapes(client, query=""):
    return json.loads(client.get(f"{FILE}.geojson?{query}").data)


def rows(page, place):
    body = list(elements(page, "Tbody"))[place]
    return [
        [words(cell["props"]["children"]) for cell in row["children"]]
        for row in elements(body, "Tr")
    ]


# The table as a file for spreadsheets.


def test_a_spreadsheet_is_told_that_accents_are_utf_8(served):
    body = served.get(f"{FILE}.csv").data
    assert body.startswith(b"\xef\xbb\xbfcode;nom;intercommunalite;habitants;etat;")
    assert body.count(b"\r\n") == 2739


@pytest.mark.parametrize("level", LEVELS)
def test_every_territory_has_a_row_and_the_region_the_last_where_rows_are_territories(
    served, level
):
    found = table(served, f"niveau={level}")
    more = level != "communes"
    assert len(found) == LEVELS[level] + more
    assert len({row["code"] for row in found}) == len(found)
    assert (found[-1]["code"] == "R82") is more


def test_codes_are_text_and_decimals_have_a_comma(served):
    lamastre = table(served, "territoire=07129")[0]
    assert (lamastre["code"], lamastre["nom"]) == ("07129", "Lamastre")
    assert lamastre["distance_km_a_vol_d_oiseau"] == "25,3"
    assert table(served, "niveau=departements&tri=nom")[0]["code"] == "01"


@pytest.mark.parametrize("query", ["", "tri=-distance", "territoire=D07&tri=nom", "theme=mobilite"])
def test_the_rows_of_communes_are_those_of_the_table_in_its_order(served, snapshot, query):
    lines = listed(
        asked(snapshot, **{k: [v] for k, v in (p.split("=") for p in query.split("&") if p)}),
        slice(None),
    ).communes
    found = table(served, f"{query}&page=4&vue=carte")
    assert [row["code"] for row in found] == [line.code for line in lines]
    assert [row["habitants"] for row in found] == [str(line.population) for line in lines]


@pytest.mark.parametrize("level", ["epci", "departements"])
def test_the_rows_of_territories_are_their_tallies_and_the_region_s(served, snapshot, level):
    one = asked(snapshot, niveau=[level], rayon=["20"])
    found = table(served, f"niveau={level}&rayon=20")
    expected = {
        tally.name: tally for tally in [*coverage_totals(one, Level(level)), region_coverage(one)]
    }
    columns = ("desservis", "proches", "loin", "rien_de_recense")
    for row in found:
        tally = expected.pop(row["nom"])
        assert row["code"] == tally.code.removeprefix("D")
        assert row["habitants_en_zone_blanche"] == str(tally.uncovered)
        assert row["communes_en_zone_blanche"] == str(tally.gaps)
        assert row["habitants_limite_de_region"] == str(tally.border)
        told = [int(row[f"habitants_{name}"]) for name in columns]
        assert told == [tally.inhabitants[state] for state in CoverageState]
        assert sum(told) == int(row["habitants"])
    assert expected == {}


def test_a_commune_at_the_border_is_told_apart_and_a_fragile_one_too(served):
    found = table(served, "territoire=200040681")
    assert {row["limite_de_region"] for row in found} == {"oui"}
    assert {row["etat"] for row in found} == {"loin de tout lieu"}
    assert all("s’étend hors de la région" in row["pourquoi"] for row in found)
    everywhere = table(served)
    assert {row["limite_de_region"] for row in everywhere} == {"oui", "non"}
    assert {row["fragile"] for row in everywhere} == {"oui", "non"}


def test_what_is_not_known_is_empty(served):
    found = table(served, "theme=sante&annee=1950")
    assert {row["distance_km_a_vol_d_oiseau"] for row in found} == {""}
    assert {row["personnes_concernees"] for row in found} == {""}
    assert {row["personnes_concernees_selon"] for row in found} == {""}
    assert {row["acces_pour_10000_habitants"] for row in found} == {"0,0"}


@pytest.fixture(scope="module")
def with_poverty(snapshot):
    """A poverty rate of 10 %, known in Loire Forez but for Montbrison, and secret elsewhere."""
    communes = snapshot.region_index.territories[Level.COMMUNE]
    inside = (
        communes.parents[Level.EPCI] == snapshot.region_index.territories[Level.EPCI].rows[FOREZ]
    )
    codes = pd.Series(communes.codes)
    known = inside & (codes != MONTBRISON).to_numpy()
    frame = pd.DataFrame({"level": "communes", "code": codes, "indicator": "taux-pauvrete"})
    frame = frame.assign(value=np.where(known, 10.0, np.nan), label="")
    frame = frame.assign(state=np.where(known, "value", "secret"))
    told = NeedTable(frame, "2021", "INSEE")
    needs = build_needs([told], snapshot.region_index.territories)
    return replace(snapshot, needs=needs)


def of_desk(snapshot, **query):
    shapes_of = None  # the table needs none
    found = files_of(snapshot, asked(snapshot, **query), b"", shapes_of, today=TUESDAY.date())
    written = found.table()
    return [dict(zip(written.columns, row, strict=True)) for row in written.rows]


def test_people_concerned_are_empty_where_secret_and_say_for_how_many_they_are_known(with_poverty):
    epci = {row["code"]: row for row in of_desk(with_poverty, niveau=["epci"])}
    forez, region = epci[FOREZ], epci["R82"]
    # All of its communes are gaps, all but Montbrison known.
    communes = with_poverty.region_index.territories[Level.COMMUNE]
    known = forez["habitants"] - int(communes.populations[communes.rows[MONTBRISON]])
    assert forez["personnes_concernees"] == pytest.approx(known / 10, abs=1)
    assert forez["personnes_concernees_connues_pour_habitants"] == known
    assert region["personnes_concernees"] == forez["personnes_concernees"]
    others = [row for code, row in epci.items() if code not in {FOREZ, "R82"}]
    gaps = [row for row in others if row["habitants_en_zone_blanche"]]
    assert {row["personnes_concernees"] for row in gaps} == {None}
    assert {row["personnes_concernees_connues_pour_habitants"] for row in others} == {0}


def test_an_empty_cell_says_that_the_people_are_not_known(with_poverty):
    rows = {row["code"]: row for row in of_desk(with_poverty, territoire=[FOREZ])}
    secret = rows.pop(MONTBRISON)
    assert (secret["personnes_concernees"], secret["personnes_concernees_selon"]) == (
        None, "non connu",
    )  # fmt: skip
    assert {row["personnes_concernees_selon"] for row in rows.values()} == {"commune"}


def test_every_row_says_contents_filters_date_and_licence(served):
    found = table(served, "theme=mobilite&rayon=20")
    assert list(found[0])[-len(ABOUT) :] == ABOUT
    for column in ABOUT:
        assert len({row[column] for row in found}) == 1
    assert found[0]["filtres"].startswith("Thèmes : Mobilité · Publics : tous")
    assert found[0]["contenu"] == "État de couverture, par commune, Région Rhône-Alpes"
    assert found[0]["exporte_le"] == "2026-11-24"


def test_the_file_s_name_says_what_how_far_and_when(served):
    for query, name in (
        ("", "communes_10km"),
        ("niveau=epci&rayon=30", "epci_30km"),
    ):
        answer = served.get(f"{FILE}.csv?{query}")
        assert answer.headers["Content-Disposition"] == (
            f'attachment; filename="zones-blanches_{name}_20261124.csv"'
        )
        assert answer.mimetype == "text/csv"


# Its territories as shapes.


@pytest.mark.parametrize("level", LEVELS)
def test_features_have_the_ids_and_shapes_of_the_boundaries(served, snapshot, level):
    found = shapes(served, f"niveau={level}")
    drawn = json.loads(served.get(snapshot.boundaries[Level(level)]).data)["features"]
    known = {one["id"]: one["geometry"] for one in drawn}
    assert {one["id"]: one["geometry"] for one in found["features"]} == known
    assert len(found["features"]) == LEVELS[level]


def test_features_hold_the_row_of_the_file(served):
    query = "niveau=departements&tri=nom"
    (first, *_), rows_of = shapes(served, query)["features"], table(served, query)
    assert first["id"] == "D01"
    assert first["properties"]["code"] == rows_of[0]["code"] == "01"
    assert first["properties"]["habitants"] == int(rows_of[0]["habitants"])
    assert set(first["properties"]) == set(rows_of[0]) - set(ABOUT)


def test_the_collection_says_where_it_comes_from_and_holds_the_territory_asked_for(served):
    found = shapes(served, "territoire=200016905&theme=mobilite")
    assert len(found["features"]) == 11
    assert found["name"] == "État de couverture, par commune, CC du Pays de Lamastre"
    assert list(found["metadata"]) == ABOUT
    assert found["metadata"]["filtres"].startswith("Thèmes : Mobilité")


# The table for other programs, and the map as a picture.


@pytest.mark.parametrize("query", ["territoire=07129", "niveau=departements&rayon=20"])
def test_the_workbook_holds_the_rows_of_the_table_with_their_types(served, query):
    rows_of = table(served, query)
    body = served.get(f"{FILE}.xlsx?{query}").data
    sheet, about = openpyxl.load_workbook(io.BytesIO(body)).worksheets
    head, *read = sheet.iter_rows(values_only=True)
    assert list(head) == list(rows_of[0])[: len(head)]
    for row, cells in zip(rows_of, read, strict=True):
        for name, cell in zip(head, cells, strict=True):
            number = isinstance(cell, int | float)
            told = float(row[name].replace(",", ".")) if number else row[name]
            assert told == ("" if cell is None else cell), name
    assert {type(cells[0]) for cells in read} == {str}
    assert dict(about.iter_rows(values_only=True))["filtres"] == rows_of[0]["filtres"]


def test_the_geopackage_holds_every_commune_with_its_shape(served, tmp_path):
    file = tmp_path / "zones.gpkg"
    file.write_bytes(served.get(f"{FILE}.gpkg?theme=mobilite").data)
    read = gpd.read_file(file, engine="pyogrio")
    rows_of = table(served, "theme=mobilite")
    assert read["code"].tolist() == [row["code"] for row in rows_of]
    assert read["etat"].tolist() == [row["etat"] for row in rows_of]
    assert read.geometry.notna().all()


def test_the_picture_says_the_territory_the_filters_and_the_states(served):
    drawing = drawing_of(served.get(f"{FILE}.svg?territoire=D07&rayon=20").data)
    said = lines_in(drawing)
    assert said[0] == "État de couverture, par commune, Ardèche"
    assert "Rayon : 20\u202fkm" in said[1]
    assert any(line.startswith("desservie (") for line in said)
    drawn = [one for one in elements_in(drawing, "path") if one.get("fill") in COVERAGE_COLOURS]
    # The 335 communes of Ardèche, and those around it.
    assert 335 < len(drawn) < 2738


def test_the_picture_is_a_png_too(served):
    answer = served.get(f"{FILE}.png?niveau=epci")
    assert (answer.mimetype, answer.data[:4]) == ("image/png", b"\x89PNG")
    assert "zones-blanches_epci_10km_20261124.png" in answer.headers["Content-Disposition"]


# What there is not.


@pytest.mark.parametrize("extension", ["xls", "json", "CSV"])
def test_another_format_is_refused_with_those_there_are(served, extension):
    answer = served.get(f"{FILE}.{extension}")
    assert answer.status_code == 404
    assert offered(*TABLE, *PICTURE) in answer.text


@pytest.mark.parametrize(
    "query", ["page=-1&tri=%7B%7B&rayon=1e9", "territoire=%3Cb%3E", "exclure=x"]
)
def test_wrong_words_are_ignored(served, query):
    assert table(served, query) == table(served)
