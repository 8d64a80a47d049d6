import csv
import datetime as dt
import io
import struct
from dataclasses import replace

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from dashboard.api.downloads.map import file_name, files_of
from dashboard.domain.file_formats import PICTURE, TABLE
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from tests.helpers.file_formats import offered
from tests.helpers.svg_tree import drawing_of, elements_in, lines_in

TODAY = dt.date(2026, 11, 21)
SIZES = {"epci": 126, "communes": 2738, "departements": 8}


def table(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def written(snapshot, extension):
    """The départements as a file, from a snapshot that no page serves."""
    selection = MapSelection(level=Level.DEPARTEMENT)
    return files_of(snapshot, selection, b"", None, today=TODAY).written(extension)


def sheet_rows(body, place=0):
    """The rows of a sheet of a workbook, under its head; what is empty is None."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    return list(book.worksheets[place].iter_rows(min_row=2, values_only=True))


def same(text, value):
    """Whether a cell of the CSV file and a value read elsewhere are one: « 0,0 » and 0 are."""
    if isinstance(value, str):
        return text == value
    if text == "":
        return pd.isna(value)
    return float(text.replace(",", ".")) == value


@pytest.fixture
def saved(client, tmp_path):
    """Save a GeoPackage: its reader warns of files without that extension."""

    def save(query):
        file = tmp_path / "carte.gpkg"
        file.write_bytes(download(client, query, "gpkg").data)
        return file

    return save


def download(client, query="", extension="csv"):
    return client.get(f"/telecharger/carte.{extension}{query}")


def test_a_spreadsheet_is_told_that_accents_are_utf_8(client):
    assert download(client).data.startswith(b"\xef\xbb\xbfcode;nom;niveau;")


@pytest.mark.parametrize("level", SIZES)
def test_every_territory_has_a_row_and_the_region_the_last(client, level):
    rows = table(download(client, f"?niveau={level}").data)
    assert len(rows) == SIZES[level] + 1
    assert len({row["code"] for row in rows}) == len(rows)
    assert (rows[-1]["code"], rows[-1]["nom"]) == ("R82", "Rhône-Alpes")


def test_codes_keep_their_zero_and_decimals_their_comma(client):
    bourg = next(
        row for row in table(download(client, "?niveau=communes").data) if row["nom"] == "Montagnat"
    )
    assert bourg["code"] == "01254"
    number, people = int(bourg["initiatives"]), int(bourg["habitants_dans_la_region"])
    assert people == 2186
    assert bourg["initiatives_pour_10000_habitants"] == (
        str(round(number / people * 10_000, 4)).replace(".", ",")
    )


def test_departements_have_the_code_that_insee_writes(client):
    codes = [row["code"] for row in table(download(client, "?niveau=departements&tri=nom").data)]
    assert codes == ["01", "07", "26", "74", "38", "42", "69", "73", "R82"]


def test_the_region_s_number_is_not_the_sum_of_the_rows(client, atlas):
    *rows, region = table(download(client).data)
    assert int(region["initiatives"]) == len(atlas.catalogue.initiatives)
    assert sum(int(row["initiatives"]) for row in rows) != int(region["initiatives"])


def test_the_file_holds_what_is_filtered_and_says_so(client):
    query = "?theme=mobilite&annee=2024&compte=implantees&fiche=x&page=2&territoire=01053"
    rows = table(download(client, query).data)
    assert len(rows) == 127
    assert {row["filtres"] for row in rows} == {
        "Thèmes : Mobilité · Publics : tous · Actives en 2024 · Initiatives implantées seulement"
    }
    assert int(rows[-1]["initiatives"]) < 55


def test_every_row_says_date_sources_and_licence(client):
    rows = table(download(client).data)
    for column in ("contenu", "exporte_le", "sources", "licence"):
        assert len({row[column] for row in rows}) == 1
    assert "Licence Ouverte 2.0" in rows[0]["licence"]
    assert dt.date.fromisoformat(rows[0]["exporte_le"])


def test_rows_come_in_the_order_of_the_screen(client):
    numbers = [int(row["initiatives"]) for row in table(download(client, "?tri=-nombre").data)[:-1]]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > numbers[-1]


@pytest.mark.parametrize("name", ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_name_that_a_spreadsheet_would_run_is_disarmed_or_kept_as_text(snapshot, name):
    territories = snapshot.region_index.territories
    departements = territories[Level.DEPARTEMENT]
    labels = (name, *departements.labels[1:])
    hostile = dict(territories) | {Level.DEPARTEMENT: replace(departements, labels=labels)}
    region_index = replace(snapshot.region_index, territories=hostile)
    body = written(replace(snapshot, region_index=region_index), "csv")
    assert f"'{name}" in [row["nom"] for row in table(body)]
    assert name.replace("\r", "_x000D_") in [
        row[1] for row in sheet_rows(written(replace(snapshot, region_index=region_index), "xlsx"))
    ]


def test_a_name_with_the_separator_stays_one_cell(snapshot):
    departements = snapshot.region_index.territories[Level.DEPARTEMENT]
    labels = ('Ain ; "ici"', *departements.labels[1:])
    hostile = dict(snapshot.region_index.territories) | {
        Level.DEPARTEMENT: replace(departements, labels=labels)
    }
    region_index = replace(snapshot.region_index, territories=hostile)
    body = written(replace(snapshot, region_index=region_index), "csv")
    assert 'Ain ; "ici"' in [row["nom"] for row in table(body)]


@pytest.mark.parametrize(
    ("indicator", "state"),
    [("taux", "effectif faible"), ("nombre", "valeur"), ("part", "valeur")],
)
def test_the_caution_of_a_rate_is_told_whichever_indicator_is_shown(client, indicator, state):
    rows = table(download(client, f"?niveau=communes&indicateur={indicator}").data)
    told = {row["code"]: row["etat"] for row in rows if row["taux_sur_effectif_faible"] == "oui"}
    small = {
        row["code"]
        for row in rows
        if int(row["initiatives"]) > 0 and int(row["habitants_dans_la_region"]) < 500
    }
    assert told == dict.fromkeys(small, state)
    assert told.keys() & {"26035", "01053", "07129"} == {"26035"}
    assert rows[-1]["taux_sur_effectif_faible"] == "non"


def test_the_name_of_the_file_says_what_and_when():
    selection = MapSelection(
        filters=Filters(years=(2019, 2024)), level=Level.COMMUNE, indicator=Indicator.SHARE
    )
    assert (
        file_name(selection, "csv", today=TODAY)
        == "solidarite_communes_part_2019-2024_20261121.csv"
    )
    assert file_name(MapSelection(), "geojson", today=TODAY) == (
        "solidarite_epci_taux_toutes-annees_20261121.geojson"
    )


@pytest.mark.parametrize(
    ("extension", "name"),
    [
        ("png", "solidarite_isere_D38_epci_taux_toutes-annees_"),
        ("svg", "solidarite_isere_D38_epci_taux_toutes-annees_"),
        ("csv", "solidarite_epci_taux_toutes-annees_"),
    ],
)
def test_a_picture_of_a_territory_is_named_so_a_table_of_all_is_not(client, extension, name):
    disposition = download(client, "?territoire=D38", extension).headers["Content-Disposition"]
    assert disposition.startswith(f'attachment; filename="{name}')


def test_the_picture_of_a_territory_is_titled_so(client):
    def title(query):
        return lines_in(drawing_of(download(client, query, "svg").data))[0]

    assert (
        title("?territoire=D38")
        == "Initiatives pour 10\u202f000 habitants, par intercommunalité, Isère"
    )
    assert title("") == "Initiatives pour 10\u202f000 habitants, par intercommunalité"


@pytest.mark.parametrize(("word", "size"), [("commune", 2738), ("departement", 8), ("epci", 126)])
def test_a_level_in_the_singular_is_that_level(client, word, size):
    rows = table(download(client, f"?niveau={word}").data)[:-1]
    assert len(rows) == size
    assert {row["niveau"] for row in rows} == {
        Level(word if word == "epci" else f"{word}s").singular
    }


def test_the_browser_saves_it_under_that_name(client):
    disposition = download(client, "?annee=2020").headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="solidarite_epci_taux_2020_')


@pytest.mark.parametrize("level", SIZES)
def test_a_geographer_s_tool_reads_every_territory_with_its_shape(client, level):
    body = download(client, f"?niveau={level}", "geojson").data
    read = gpd.read_file(io.BytesIO(body), engine="pyogrio")
    assert len(read) == SIZES[level]
    assert read.geometry.notna().all()
    assert read.geometry.is_valid.all()
    assert read["code"].map(len).unique().tolist() == [{"epci": 9, "communes": 5}.get(level, 2)]


def test_both_formats_hold_the_same_values(client):
    rows = table(download(client, "?niveau=departements").data)[:-1]
    features = download(client, "?niveau=departements", "geojson").json["features"]
    of_csv = [(row["code"], int(row["initiatives"])) for row in rows]
    of_json = [(f["properties"]["code"], f["properties"]["initiatives"]) for f in features]
    assert of_csv == of_json


def test_every_row_says_which_catalogue_and_geography_it_comes_from(client, catalogue_counts):
    row = table(download(client).data)[0]
    assert (row["catalogue_du"], row["geographie"]) == (catalogue_counts.date, "COG 2026")


def test_the_collection_says_filters_and_licence(client):
    about = download(client, "?theme=sante", "geojson").json["metadata"]
    assert about["filtres"].startswith("Thèmes : Santé et prévention · ")
    assert "Licence Ouverte" in about["licence"]


@pytest.mark.parametrize("extension", ["xls", "CSV", "csv.exe"])
def test_another_format_is_not_found_and_the_formats_are_named(client, extension):
    answer = download(client, extension=extension)
    assert answer.status_code == 404
    assert offered(*TABLE, *PICTURE) in answer.text


QUERIES = [
    "?niveau=communes&theme=mobilite&annee=2024&tri=nom",
    "?niveau=departements&indicateur=part",
    "?compte=implantees",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_workbook_holds_the_cells_of_the_table_and_their_types(client, query):
    rows = table(download(client, query).data)
    read = sheet_rows(download(client, query, "xlsx").data)
    assert len(read) == len(rows)
    for row, cells in zip(rows, read, strict=True):
        told = list(row.values())[: len(cells)]
        assert all(same(text, value) for text, value in zip(told, cells, strict=True)), (
            told,
            cells,
        )
    code, name, _, people, number, rate, *_ = read[0]
    assert [type(one) for one in (code, name, people, number)] == [str, str, int, int]
    assert isinstance(rate, int | float)
    assert {type(cells[0]) for cells in read} == {str}


@pytest.mark.parametrize("query", QUERIES)
def test_the_geopackage_holds_the_cells_of_the_table_and_a_shape_each(client, saved, query):
    *rows, _ = table(download(client, query).data)
    read = gpd.read_file(saved(query), engine="pyogrio")
    assert read.crs == "EPSG:4326"
    assert read.geometry.notna().all()
    assert len(read) == len(rows)
    columns = [name for name in read.columns if name != "geometry"]
    for row, cells in zip(rows, read[columns].itertuples(index=False), strict=True):
        told = [row[name] for name in columns]
        assert all(same(text, value) for text, value in zip(told, cells, strict=True)), (
            told,
            cells,
        )


def test_files_say_filters_method_and_edition(client, saved, catalogue_counts):
    query = "?theme=sante&niveau=departements"
    expected = table(download(client, query).data)[0]
    book = dict(sheet_rows(download(client, query, "xlsx").data, -1))
    layer = pyogrio.read_info(saved(query))["layer_metadata"]
    picture = download(client, query, "svg").get_data(as_text=True)
    assert expected["filtres"].startswith("Thèmes : Santé et prévention · ")
    assert expected["methode"] == "version 1.0 du 26 novembre 2026"
    assert expected["edition_des_donnees"] == f"{catalogue_counts.edition} ; territoires COG 2026"
    for column in ("contenu", "filtres", "methode", "edition_des_donnees", "sources", "licence"):
        assert book[column] == expected[column]
        assert layer[column] == expected[column]
    words = " ".join(lines_in(drawing_of(picture)))
    for column in ("filtres", "methode", "edition_des_donnees", "licence"):
        assert expected[column] in words


@pytest.mark.parametrize("indicator", ["taux", "nombre", "part"])
def test_the_map_is_a_picture_of_every_territory(client, indicator):
    drawing = drawing_of(download(client, f"?indicateur={indicator}", "svg").data)
    paths = elements_in(drawing, "path")
    assert len([one for one in paths if one.get("fill", "").startswith("#")]) == 126


def test_the_picture_is_a_png_of_1600_points(client):
    body = download(client, "?niveau=departements", "png").data
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", body[16:24])
    assert width == 1600
    assert 1200 <= height <= 1500
