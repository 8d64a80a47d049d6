"""New places, classes of communes and the Lorenz curve as files: each says what the page does."""

import csv
import io
import json
import struct

import numpy as np
import openpyxl
import pyogrio
import pytest

from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.coverage.equity_report import equity_report
from dashboard.analysis.siting.new_places import greedy_places
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.svg_tree import drawing_of, elements_in, lines_in

pytestmark = pytest.mark.usefixtures("few_are_enough")

SITES, SIZES, LORENZ = (
    f"/telecharger/zones-blanches-{part}" for part in ("lieux", "villages-et-villes", "lorenz")
)
SITE_COLOUR = "#8a1c5b"


@pytest.fixture(scope="module")
def served(atlas):
    """The application as of a Tuesday of 2026."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def asked(snapshot, **query):
    return assess_coverage(snapshot, CoverageSelection.from_query(query), year=TUESDAY.year)


def table(client, path, query=""):
    text = client.get(f"{path}.csv?{query}").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def drawing(client, path, query=""):
    return drawing_of(client.get(f"{path}.svg?{query}").data)


def number(text):
    return float(text.replace(",", "."))


def test_new_places_are_those_of_the_page_in_their_order(served, snapshot):
    found = greedy_places(asked(snapshot, territoire="D38", lieux="5"))
    rows = table(served, SITES, "territoire=D38&lieux=5")
    codes = [snapshot.communes.codes[row] for row in found.rows]
    assert [row["code_commune"] for row in rows] == codes
    assert [row["ordre"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [int(row["personnes_en_plus"]) for row in rows] == list(found.gains)
    assert int(rows[-1]["personnes_en_tout"]) == found.total
    assert {row["code_departement"] for row in rows} == {"38"}
    assert {row["contenu"] for row in rows} == {"Nouveaux lieux proposés, Isère"}
    assert rows[0]["proposition"].startswith("5\u00a0nouveaux lieux à 10\u202fkm de rayon")
    assert "Calculer l’optimum" not in rows[0]["proposition"]


def test_new_places_keep_to_the_communes_asked_for_and_say_so(served):
    rows = table(served, SITES, "territoire=D38&lieux=5&accueil=5000")
    assert len(rows) == 5
    assert min(int(row["habitants"]) for row in rows) >= 5_000
    among = "dans des communes d’au moins 5\u202f000\u00a0habitants"
    assert among in rows[0]["proposition"]
    said = " ".join(lines_in(drawing(served, SITES, "territoire=D38&lieux=5&accueil=5000")))
    assert "d’au moins 5\u202f000" in said
    name = served.get(f"{SITES}.csv?territoire=D38&accueil=5000").headers["Content-Disposition"]
    assert "10km_3-lieux_communes-de-5000-habitants-ou-plus_" in name


def test_the_picture_of_gaps_has_the_new_places_of_the_communes_asked_for(served):
    path = "/telecharger/zones-blanches"
    legend = "nouveau lieu proposé, numéroté dans l’ordre"
    towns = " ".join(lines_in(drawing(served, path, "territoire=D38&accueil=5000")))
    assert f"{legend}, dans une commune d’au moins 5\u202f000 habitants" in towns
    assert f"{legend}, dans" not in " ".join(lines_in(drawing(served, path, "territoire=D38")))


def test_without_a_commune_of_that_population_the_file_says_why_it_is_empty(served):
    asked_for = "territoire=07232&accueil=10000&theme=sante"
    why = "Aucune commune d’au moins 10\u202f000\u00a0habitants ici : aucun nouveau lieu n’est proposé."
    drawn = " ".join(lines_in(drawing(served, SITES, asked_for)))
    assert why.replace("\u00a0", " ") in drawn
    about = openpyxl.load_workbook(io.BytesIO(served.get(f"{SITES}.xlsx?{asked_for}").data))
    told = [cell for row in about["Filtres et sources"].values for cell in row if cell]
    assert any(str(cell).startswith(why) for cell in told)


def test_new_places_stand_at_the_town_halls(served, snapshot, tmp_path):
    package = tmp_path / "lieux.gpkg"
    package.write_bytes(served.get(f"{SITES}.gpkg?territoire=D07").data)
    read = pyogrio.read_dataframe(package)
    halls = snapshot.catalogue_index.town_halls.loc[read["code_commune"]]
    assert read.geometry.x.tolist() == halls["longitude"].tolist()
    assert read.geometry.y.tolist() == halls["latitude"].tolist()
    features = json.loads(served.get(f"{SITES}.geojson?territoire=D07").data)["features"]
    assert [one["geometry"]["type"] for one in features] == ["Point"] * 3
    assert features[0]["id"] == "1"


def test_the_picture_numbers_the_new_places_and_lists_them(served):
    picture = drawing(served, SITES, "territoire=D38&lieux=4")
    rows = table(served, SITES, "territoire=D38&lieux=4")
    said = " ".join(lines_in(picture))
    assert said.startswith("Nouveaux lieux proposés, Isère ")
    numbers = [line for line in lines_in(picture) if line in {"1", "2", "3", "4"}]
    assert numbers == ["4", "3", "2", "1"]
    for row in rows:
        assert f"{row['ordre']}. {row['commune']}" in said
    marks = [one for one in elements_in(picture, "circle") if one.get("fill") == SITE_COLOUR]
    assert len(marks) == 8


def test_what_only_shows_the_page_changes_no_file_of_new_places(served):
    plain = served.get(f"{SITES}.svg?territoire=D07").data
    shown = served.get(f"{SITES}.svg?territoire=D07&niveau=epci&indicateur=acces&page=2").data
    assert plain == shown


def test_classes_hold_what_the_page_counts(served, snapshot):
    report = equity_report(asked(snapshot, territoire="D38"))
    rows = table(served, SIZES, "territoire=D38")
    sizes = [row for row in rows if row["classes_selon"] == "taille"]
    assert [
        (row["classe"], int(row["communes"]), int(row["habitants"]), int(row["habitants_couverts"]))
        for row in sizes
    ] == [(line.label, line.communes, line.population, line.covered) for line in report.by_size]
    assert len(rows) == len(report.by_size) + len(report.by_density)
    share = number(sizes[0]["part_des_habitants_couverts"])
    assert share == pytest.approx(report.by_size[0].share, abs=1e-6)


def test_an_empty_class_has_no_share(served):
    rows = table(served, SIZES, "territoire=D07")
    (empty,) = (row for row in rows if row["classe"].startswith("50\u202f000"))
    assert (empty["communes"], empty["part_des_habitants_couverts"]) == ("0", "")


def test_the_curve_goes_from_nothing_to_all(served, snapshot):
    report = equity_report(asked(snapshot, territoire="D38"))
    rows = table(served, LORENZ, "territoire=D38")
    read = np.array(
        [
            [number(row["part_cumulee_des_habitants"]), number(row["part_cumulee_de_l_acces"])]
            for row in rows
        ]
    )
    assert read == pytest.approx(report.lorenz, abs=1e-6)
    assert read[[0, -1]].tolist() == [[0, 0], [1, 1]]
    book = openpyxl.load_workbook(io.BytesIO(served.get(f"{LORENZ}.xlsx?territoire=D38").data))
    assert book.sheetnames == ["Courbe de Lorenz", "Filtres et sources"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (SIZES, "Habitants couverts dans les villages et dans les villes, Isère"),
        (LORENZ, "Courbe de Lorenz de l’accès aux services, Isère"),
    ],
)
def test_pictures_say_what_where_filters_and_licence(served, path, title):
    said = " ".join(lines_in(drawing(served, path, "territoire=D38&theme=alimentation&rayon=20")))
    assert said.startswith(title)
    for words in ("Alimentation", "Rayon : 20\u202fkm", "Licence Ouverte 2.0", "Sources : "):
        assert words in said


def test_a_curve_that_does_not_exist_is_said(served):
    said = " ".join(lines_in(drawing(served, LORENZ, "territoire=D38&theme=sante&annee=1900")))
    assert "Aucun lieu à portée de qui que ce soit" in said


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (SITES, "zones-blanches_nouveaux-lieux_isere_D38_10km_3-lieux_"),
        (SIZES, "zones-blanches_villages-et-villes_isere_D38_10km_"),
        (LORENZ, "zones-blanches_lorenz_isere_D38_10km_"),
    ],
)
def test_files_are_named_by_what_and_where(served, path, name):
    answer = served.get(f"{path}.png?territoire=D38")
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{name}')
    assert struct.unpack(">I", answer.data[16:20]) == (1600,)
