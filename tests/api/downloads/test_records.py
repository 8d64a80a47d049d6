"""The records themselves as files, read back by other libraries."""

import csv
import datetime as dt
import io

import geopandas as gpd
import openpyxl
import pyogrio
import pytest

from dashboard.api.downloads.records import file_name, files_of
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from tests.helpers.small_coverage import WEST
from tests.helpers.small_reports import reports_snapshot

TODAY = dt.date(2026, 11, 21)
THEME = Filters(themes=("alimentation",))


def table(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture(scope="module")
def written():
    """The records of the western EPCI in a format: the bus at its stop, the grocery, the line."""
    snapshot = reports_snapshot()
    return files_of(snapshot, MapSelection(), WEST, today=TODAY).written


def download(client, query="", extension="csv"):
    return client.get(f"/telecharger/initiatives.{extension}{query}")


def test_each_place_says_what_it_is_and_how_well_its_point_is_known(written):
    columns = (
        "ligne",
        "nom",
        "presence",
        "comptee",
        "code_commune",
        "epci",
        "code_departement",
        "position",
    )
    assert [tuple(row[column] for column in columns) for row in table(written("csv"))] == [
        ("bus/1", "Bus", "implantée", "oui", "01001", "CC Ouest", "01", "exacte"),
        ("epicerie/1", "Epicerie", "implantée", "oui", "01002", "CC Ouest", "01", "au centre de la commune"),
        ("ligne/1", "Ligne", "dispositif départemental ou régional", "non", "", "", "", "sans point"),
    ]  # fmt: skip


def test_themes_area_served_state_and_source_stand_beside_it(written):
    bus, grocery, line = table(written("csv"))
    assert (bus["themes"], bus["publics"]) == ("Mobilité", "Tous publics")
    assert bus["aire_desservie"] == "CC Ouest | CC Est"
    assert (line["aire_desservie"], line["quelque_part_dans"]) == ("Département 01", "")
    assert (bus["listee"], bus["annee_de_debut"], bus["annee_de_fin"]) == ("oui", "2018", "")
    assert grocery["source_de_la_fiche"] == "Article | Enquête"
    assert grocery["date_de_la_source"] == "2026-01-01"


def test_the_file_says_how_many_rows_have_no_point(written):
    assert table(written("csv"))[0]["lignes"] == (
        "3\u00a0initiatives, dont 2\u00a0comptées dans le territoire ; 3\u00a0lignes : 1\u00a0lieu à leur "
        "position exacte, 1\u00a0lieu au centre de leur commune, 1\u00a0ligne sans point (aire desservie "
        "seule, ou commune non connue)"
    )


def test_a_geographer_s_tools_read_points_and_rows_without_one(written, tmp_path):
    package = tmp_path / "initiatives.gpkg"
    package.write_bytes(written("gpkg"))
    for read in (
        pyogrio.read_dataframe(package),
        gpd.read_file(io.BytesIO(written("geojson")), engine="pyogrio"),
    ):
        assert read["ligne"].tolist() == ["bus/1", "epicerie/1", "ligne/1"]
        assert [point and point.geom_type for point in read.geometry] == ["Point", "Point", None]
        first = read.iloc[0]
        assert (first.geometry.x, first.geometry.y) == (first["longitude"], first["latitude"])
        assert read["code_commune"].tolist() == ["01001", "01002", ""]
    told = pyogrio.read_info(package)
    assert (told["crs"], told["geometry_type"]) == ("EPSG:4326", "Point")
    assert told["layer_metadata"]["lignes"].startswith("3\u00a0initiatives, dont 2\u00a0comptées")


def test_the_workbook_keeps_codes_as_texts_and_what_is_not_known_empty(written):
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx")))
    head, bus, _, line = book["Initiatives"].iter_rows(values_only=True)
    cell = {name: place for place, name in enumerate(head)}
    assert (bus[cell["code_commune"]], bus[cell["code_departement"]]) == ("01001", "01")
    assert isinstance(bus[cell["longitude"]], float)
    assert (line[cell["longitude"]], line[cell["telephone"]]) == (None, None)
    assert "lignes" in dict(book["Filtres et sources"].iter_rows(values_only=True))


def test_an_address_chooses_the_territory_and_the_theme(client):
    rows = table(download(client, "?territoire=D01&theme=alimentation").data)
    assert {row["contenu"] for row in rows} == {"Initiatives, Ain"}
    assert {row["code_departement"] for row in rows if row["presence"] == "implantée"} == {"01"}
    assert [row["id"] for row in rows if "Alimentation" not in row["themes"]] == []


@pytest.mark.parametrize("query", ["", "?territoire=99999"])
def test_the_region_has_every_record_there_is(client, snapshot, query):
    rows = table(download(client, query).data)
    assert {row["id"] for row in rows} == set(snapshot.catalogue_index.columns["id"])


def test_the_name_of_the_file_says_which_territory_which_filters_and_when(client):
    selection = MapSelection(filters=THEME, territory="D38")
    assert file_name(selection, ("isere", "D38"), "csv", today=TODAY) == (
        "initiatives_isere_D38_alimentation_toutes-annees_20261121.csv"
    )
    disposition = download(client, "?territoire=D38", "geojson").headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="initiatives_isere_D38_toutes-annees_')
