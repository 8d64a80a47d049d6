import csv
import datetime as dt
import io
from dataclasses import replace

import geopandas as gpd
import pytest

from dashboard.api.downloads import csv_file, file_name
from dashboard.domain.indicator import Indicator
from dashboard.domain.selection import Selection
from dashboard.domain.territory import Level

TODAY = dt.date(2026, 11, 21)
SIZES = {"epci": 126, "communes": 2738, "departements": 8}


def table(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


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
def test_a_name_that_a_spreadsheet_would_run_is_disarmed(desk, name):
    territories = desk.observatory.territories
    departements = territories[Level.DEPARTEMENT]
    labels = (name, *departements.labels[1:])
    hostile = dict(territories) | {Level.DEPARTEMENT: replace(departements, labels=labels)}
    observatory = replace(desk.observatory, territories=hostile)
    body = csv_file(
        replace(desk, observatory=observatory), Selection(level=Level.DEPARTEMENT), today=TODAY
    )
    assert f"'{name}" in [row["nom"] for row in table(body)]


def test_a_name_with_the_separator_stays_one_cell(desk):
    departements = desk.observatory.territories[Level.DEPARTEMENT]
    labels = ('Ain ; "ici"', *departements.labels[1:])
    hostile = dict(desk.observatory.territories) | {
        Level.DEPARTEMENT: replace(departements, labels=labels)
    }
    body = csv_file(
        replace(desk, observatory=replace(desk.observatory, territories=hostile)),
        Selection(level=Level.DEPARTEMENT),
        today=TODAY,
    )
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
    selection = Selection(level=Level.COMMUNE, indicator=Indicator.SHARE, years=(2019, 2024))
    assert (
        file_name(selection, "csv", today=TODAY)
        == "solidarite_communes_part_2019-2024_20261121.csv"
    )
    assert file_name(Selection(), "geojson", today=TODAY) == (
        "solidarite_epci_taux_toutes-annees_20261121.geojson"
    )


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


def test_every_row_says_which_catalogue_and_geography_it_comes_from(client):
    row = table(download(client).data)[0]
    assert (row["catalogue_du"], row["geographie"]) == ("2025-10-25", "COG 2026")


def test_the_collection_says_filters_and_licence(client):
    about = download(client, "?theme=sante", "geojson").json["metadata"]
    assert about["filtres"].startswith("Thèmes : Santé et prévention · ")
    assert "Licence Ouverte" in about["licence"]


@pytest.mark.parametrize("extension", ["xls", "CSV", "csv.exe"])
def test_another_format_is_not_found_and_the_formats_are_named(client, extension):
    answer = download(client, extension=extension)
    assert answer.status_code == 404
    assert "Les formats proposés sont csv et geojson." in answer.text
