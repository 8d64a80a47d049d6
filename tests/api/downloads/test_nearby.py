"""The list of « Près de chez vous » as a file."""

import csv
import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest

from dashboard.analysis.opening_hours.evaluate import opening_state
from dashboard.api.downloads.nearby import file_name, files_of
from dashboard.domain.file_formats import LIST
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.file_formats import offered
from tests.helpers.nearby_answers import TUESDAY, found, nearby, serves

LAMASTRE = NearbySelection(filters=Filters(themes=("mobilite",)), territory="07129")
CSV, XLSX = "/telecharger/pres-de-chez-vous.csv", "/telecharger/pres-de-chez-vous.xlsx"


@pytest.fixture(scope="module")
def on_tuesday(atlas):
    """The application as of a Tuesday morning."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def table(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def csv_file(snapshot, answer, selection):
    return files_of(snapshot, answer, selection).written("csv")


def download(client, query):
    return table(client.get(f"{CSV}?{query}").data)


def test_a_spreadsheet_is_told_that_accents_are_utf_8(client):
    body = client.get(f"{CSV}?territoire=01254").data
    assert body.startswith(b"\xef\xbb\xbfgroupe;identifiant;nom;distance_km_a_vol_d_oiseau;")


def test_the_rows_are_those_near_those_that_serve_then_the_town_hall(client):
    rows = download(client, "territoire=01254")
    assert [row["groupe"] for row in rows] == [
        *["à proximité"] * 2,
        *["dessert votre commune"] * 11,
        "premier contact",
    ]
    assert (rows[0]["identifiant"], rows[0]["pourquoi"]) == (
        "epicerie-solidaire-itinerante-bresse",
        "étape d’une tournée à Montagnat ; dessert votre commune",
    )
    assert (rows[-1]["nom"], rows[-1]["telephone"]) == ("Mairie de Montagnat", "04 74 51 69 69")


def test_codes_keep_their_zero_and_distances_their_comma(client):
    grocery, services = download(client, "territoire=01254")[:2]
    assert (grocery["code_commune"], grocery["commune"]) == ("01254", "Montagnat")
    assert (services["code_commune"], services["distance_km_a_vol_d_oiseau"]) == ("01053", "5,9")
    assert (grocery["itinerant"], services["itinerant"]) == ("oui", "non")


def test_an_approximate_position_is_not_given_as_one(client):
    grocery = download(client, "territoire=01254")[0]
    assert grocery["position_approximative"] == "oui"
    assert (grocery["latitude"], grocery["longitude"]) == ("", "")


def test_the_file_holds_the_filters_and_says_so(client):
    rows = download(client, "territoire=01254&itinerant=oui&rayon=20&page=7&fiche=x")
    assert [row["groupe"] for row in rows] == ["à proximité", "premier contact"]
    assert {row["filtres"] for row in rows} == {"Itinérant seulement"}
    assert {row["contenu"] for row in rows} == {
        "Initiatives à moins de 20\u202fkm de la mairie de Montagnat"
    }


def test_every_row_says_date_sources_and_licence(on_tuesday):
    rows = download(on_tuesday, "territoire=07129")
    for column in ("contenu", "filtres", "catalogue_du", "geographie", "sources", "licence"):
        assert len({row[column] for row in rows}) == 1
    assert (rows[0]["exporte_le"], rows[0]["geographie"]) == ("2026-11-24", "COG 2026")
    assert "Licence Ouverte 2.0" in rows[0]["licence"]


def test_the_hours_of_the_town_hall_are_as_of_the_export(on_tuesday):
    hall = download(on_tuesday, "territoire=01121")[-1]
    assert hall["a_l_heure_de_l_export"] == "ouvert, ferme à 12\u202fh"
    assert "mardi : 9\u202fh – 12\u202fh" in hall["horaires"]


def test_the_file_is_whole(client):
    rows = download(client, "territoire=200040715")
    groups = [row["groupe"] for row in rows]
    assert groups.count("dessert cette intercommunalité") == 12
    assert groups.count("à proximité") == 5


def test_its_name_says_where_and_when(on_tuesday):
    for query, name in (
        ("territoire=07129", "pres-de-lamastre"),
        ("lieu=Saint-Priest+(07)", "pres-de-saint-priest-07"),
        ("territoire=200071751", "pres-de-ca-du-bassin-de-bourg-en-bresse"),
    ):
        answer = on_tuesday.get(f"{CSV}?{query}")
        assert answer.headers["Content-Disposition"] == (
            f'attachment; filename="solidarite_{name}_20261124.csv"'
        )
    odd = nearby(origin=replace(nearby().origin, name='L’Œuvre "../x'))
    assert (
        file_name(odd, "csv", dt.date(2026, 1, 2)) == "solidarite_pres-de-l-oeuvre-x_20260102.csv"
    )


def test_the_workbook_holds_the_rows_of_the_list_with_their_types(on_tuesday):
    query = "territoire=01254&theme=mobilite"
    rows = download(on_tuesday, query)
    answer = on_tuesday.get(f"{XLSX}?{query}")
    assert "solidarite_pres-de-montagnat_20261124.xlsx" in answer.headers["Content-Disposition"]
    sheet, about = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets
    head, *read = sheet.iter_rows(values_only=True)
    assert [dict(zip(head, cells, strict=True))["code_commune"] for cells in read] == [
        row["code_commune"] or None for row in rows
    ]
    assert [cells[2] for cells in read] == [row["nom"] for row in rows]
    assert dict(about.iter_rows(values_only=True))["filtres"] == rows[0]["filtres"]


def test_another_format_is_refused_with_those_there_are(on_tuesday):
    answer = on_tuesday.get("/telecharger/pres-de-chez-vous.gpkg?territoire=01254")
    assert answer.status_code == 404
    assert offered(*LIST) in answer.text


@pytest.mark.parametrize("name", ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_is_disarmed(snapshot, name):
    hostile = found("bus", name=name, phone=name, address=name, opening_hours=name)
    (row, _) = table(csv_file(snapshot, nearby(hostile), LAMASTRE))
    assert [row[column] for column in ("nom", "telephone", "adresse", "horaires")] == [
        f"'{name}"
    ] * 4


def test_separators_and_quotes_stay_in_their_cell(snapshot):
    name = 'Bus ; "le" petit\nde nuit'
    rows = table(csv_file(snapshot, nearby(found("bus", name=name)), LAMASTRE))
    assert [row["nom"] for row in rows] == [name, "Mairie de Lamastre"]


def test_a_row_holds_all_that_is_known_and_nothing_for_what_is_not(snapshot):
    full = found(
        "bus",
        themes=("Mobilité", "Santé"),
        operators=("Croix-Rouge", "Secours"),
        place="Gare",
        longitude=4.5,
        latitude=45.25,
        opening_hours="Tu 09:00-12:00",
        opening=opening_state("Tu 09:00-12:00", TUESDAY),
    )
    bus, line, _ = table(
        csv_file(snapshot, nearby(full, serving=(serves("ligne", remote=True),)), LAMASTRE)
    )
    assert (bus["themes"], bus["organismes"]) == ("Mobilité | Santé", "Croix-Rouge | Secours")
    assert (bus["lieu"], bus["latitude"], bus["longitude"]) == ("Gare", "45,25", "4,5")
    assert (bus["a_l_heure_de_l_export"], bus["a_distance"]) == ("ouvert, ferme à 12\u202fh", "non")
    assert (line["distance_km_a_vol_d_oiseau"], line["latitude"], line["a_distance"]) == (
        "",
        "",
        "oui",
    )


def test_without_the_hall_the_file_ends_with_what_serves(snapshot):
    rows = table(csv_file(snapshot, nearby(found("bus"), hall=None), LAMASTRE))
    assert [row["groupe"] for row in rows] == ["à proximité"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("territoire=99999", "« 99999 » ne correspond à aucune commune"),
        ("lieu=saint+priest", "« saint priest » peut désigner plusieurs communes"),
        ("territoire=D01", "est trop vaste"),
        ("position=48.85,2.35", "hors du périmètre"),
        ("position=-90,0", "hors du périmètre"),
        ("", "Indiquez une commune"),
    ],
)
def test_without_a_place_there_is_no_file_but_a_sentence(client, query, sentence):
    answer = client.get(f"{CSV}?{query}")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert sentence in answer.text
    assert "nan" not in answer.text
