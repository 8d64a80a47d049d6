"""« Comparer » as files: each format read back, beside the others and beside what the page computes."""

import csv
import io
import json
import re

import openpyxl
import pandas as pd
import pyogrio
import pytest

from dashboard.analysis.comparison.compare import compare
from dashboard.domain.file_formats import PICTURE, TABLE
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.exports.formats.xlsx import ABOUT_SHEET
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.file_formats import offered
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.svg_tree import drawing_of, elements_in, lines_in

FILE = "/telecharger/comparer"
BOURG, VALENCE = "200071751", "200068781"
TWO = f"territoire={BOURG}&territoire={VALENCE}"
QUERIES = [TWO, f"{TWO}&theme=alimentation&annee=2024", "territoire=D01&territoire=D73"]
NUMBERS = {
    Indicator.NUMBER: "initiatives",
    Indicator.RATE: "initiatives_pour_10000_habitants",
    Indicator.SHARE: "part_habitants_desservis",
    Indicator.ORGANISATIONS: "organisations",
    Indicator.SHARED: "initiatives_partagees",
}


@pytest.fixture(scope="module")
def served(atlas):
    """The application as of a Tuesday of 2026."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def body(client, query, extension, part=""):
    answer = client.get(f"{FILE}{part}.{extension}?{query}")
    assert answer.status_code == 200
    return answer.data


def of_csv(client, query):
    text = body(client, query, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def of_workbook(client, query, sheet="Territoires"):
    book = openpyxl.load_workbook(io.BytesIO(body(client, query, "xlsx")))
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def of_package(client, query, folder):
    path = folder / "comparer.gpkg"
    path.write_bytes(body(client, query, "gpkg"))
    return pyogrio.read_dataframe(path), pyogrio.read_info(path)["layer_metadata"]


def asked(query):
    words = {}
    for pair in query.split("&"):
        key, word = pair.split("=")
        words.setdefault(key, []).append(word)
    return ComparisonSelection.from_query(words)


def as_number(text):
    return float(text.replace(",", ".")) if text else None


@pytest.mark.parametrize("query", QUERIES)
def test_the_csv_file_holds_what_the_page_computes(served, snapshot, query):
    found = compare(snapshot, asked(query)).territories
    rows = of_csv(served, query)
    assert [row["code"] for row in rows] == [one.code.removeprefix("D") for one in found]
    for row, one in zip(rows, found, strict=True):
        assert row["nom"] == one.name
        assert row["habitants_dans_la_region"] == str(one.population)
        for measure, column in NUMBERS.items():
            assert as_number(row[column]) == round(one.ranks[measure].value, 4)


@pytest.mark.parametrize("query", QUERIES)
def test_every_format_holds_the_same_territories_and_values(served, tmp_path, query):
    rows = of_csv(served, query)
    sheet = of_workbook(served, query)
    package, _ = of_package(served, query, tmp_path)
    features = json.loads(body(served, query, "geojson"))["features"]
    assert len(rows) == len(sheet) == len(package) == len(features) == 2
    for column in ("code", "nom", "strate", "effectif_faible"):
        told = [row[column] for row in rows]
        assert [row[column] for row in sheet] == told
        assert package[column].tolist() == told
        assert [one["properties"][column] for one in features] == told
    for column in ("habitants_dans_la_region", "habitants_par_km2", *NUMBERS.values()):
        told = [as_number(row[column]) for row in rows]
        assert [row[column] for row in sheet] == told
        assert package[column].tolist() == told
        assert [one["properties"][column] for one in features] == told


RANKS = {
    "rang_region": "rank",
    "classes_region": "ranked",
    "rang_strate": "stratum_rank",
    "classes_strate": "stratum_ranked",
}
REFERENCES = {
    "moyenne_regionale": Reference.REGION,
    "mediane_strate": Reference.STRATUM,
    "moyenne_departement": Reference.DEPARTEMENT,
    "moyenne_voisins": Reference.NEIGHBOURS,
}


def told_beside(standing):
    known = {word: standing.references.get(reference) for word, reference in REFERENCES.items()}
    rounded = {word: value and round(value, 4) for word, value in known.items()}
    return rounded | {word: getattr(standing, name) for word, name in RANKS.items()}


@pytest.mark.parametrize("query", QUERIES)
def test_flat_files_hold_the_references_and_ranks_of_the_page(served, snapshot, tmp_path, query):
    found = compare(snapshot, asked(query)).territories
    rows = of_csv(served, query)
    package, _ = of_package(served, query, tmp_path)
    features = json.loads(body(served, query, "geojson"))["features"]
    for place, one in enumerate(found):
        for measure, column in NUMBERS.items():
            for word, value in told_beside(one.ranks[measure]).items():
                name = f"{column}_{word}"
                assert as_number(rows[place][name]) == value
                assert features[place]["properties"][name] == value
                kept = package[name].tolist()[place]
                assert (None if pd.isna(kept) else kept) == value


def test_the_first_sheet_of_the_workbook_holds_the_values_only(served):
    first = of_workbook(served, TWO)[0]
    assert len(first) == 9 + len(COMPARED)
    columns = [indicator.entry.column for indicator in COMPARED]
    assert list(first)[-len(columns) :] == columns
    assert "initiatives_partagees" in columns


def test_territories_have_the_shapes_of_the_map(served, snapshot, tmp_path):
    query = "territoire=D01&territoire=D73"
    features = json.loads(body(served, query, "geojson"))["features"]
    assert [one["id"] for one in features] == ["D01", "D73"]
    level = compare(snapshot, asked(query)).level
    drawn = json.loads(served.get(snapshot.boundaries[level]).data)["features"]
    known = {one["id"]: one["geometry"] for one in drawn}
    assert [one["geometry"] for one in features] == [known["D01"], known["D73"]]
    package, _ = of_package(served, query, tmp_path)
    assert package.crs == "EPSG:4326"
    assert package.geometry.notna().all()


def test_the_workbook_holds_every_part_of_the_page(served, snapshot):
    found = compare(snapshot, asked(TWO))
    themes = of_workbook(served, TWO, "Par thème")
    assert [(row["theme"], row["code"], row["initiatives"]) for row in themes] == [
        (line.label, one.code, share.number)
        for line in found.themes
        for one, share in zip(found.territories, line.shares, strict=True)
    ]
    references = of_workbook(served, TWO, "Repères et rangs")
    assert len(references) == 2 * len(COMPARED)
    assert references[0]["valeur"] == found.territories[0].ranks[Indicator.NUMBER].value
    years = of_workbook(served, TWO, "Par première année")
    assert years[-1]["annee"] == "inconnue"


def test_each_format_says_filters_method_and_edition(served, tmp_path):
    query = f"{TWO}&theme=alimentation"
    told = of_csv(served, query)[0]
    assert told["filtres"].startswith("Thèmes : Alimentation")
    assert told["exporte_le"] == "2026-11-24"
    _, layer = of_package(served, query, tmp_path)
    about = {row["rubrique"]: row["valeur"] for row in of_workbook(served, query, ABOUT_SHEET)}
    metadata = json.loads(body(served, query, "geojson"))["metadata"]
    for key in ("contenu", "filtres", "methode", "edition_des_donnees", "sources", "licence"):
        assert told[key] == layer[key] == about[key] == metadata[key]


@pytest.mark.parametrize("query", ["", "territoire=99999", "territoire=R82"])
@pytest.mark.parametrize(
    "file", [".csv", ".xlsx", ".geojson", ".gpkg", "-themes.svg", "-annees.png"]
)
def test_no_territory_is_refused_with_what_the_address_must_name(served, file, query):
    answer = served.get(f"{FILE}{file}?{query}")
    assert answer.status_code == 404
    assert "Aucun territoire à comparer\u00a0: l’adresse doit nommer" in answer.text
    assert "territoire=200071751" in answer.text


@pytest.mark.parametrize("part", ["-themes", "-publics", "-annees", "-cartes"])
def test_charts_and_maps_are_pictures_that_say_where_they_come_from(served, part):
    drawing = drawing_of(body(served, TWO, "svg", part))
    said = " ".join(lines_in(drawing))
    for words in ("CA du Bassin de Bourg-en-Bresse", "CA Valence Romans Agglo", "Thèmes : tous"):
        assert words in said
    assert "Sources : Carte de la solidarité" in said
    assert "Exporté le 24 novembre 2026." in said
    png = body(served, TWO, "png", part)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == 1600


@pytest.mark.parametrize(
    ("query", "titles", "scale"),
    [
        (TWO, ["CA du Bassin de Bourg-en-Bresse", "CA Valence Romans Agglo"], "Même échelle"),
        (
            f"territoire={BOURG}",
            ["CA du Bassin de Bourg-en-Bresse", "Région Rhône-Alpes"],
            "Chaque",
        ),
        (
            "territoire=D01&cartes=annees&entre=2019-2024&indicateur=nombre",
            ["Ain, 2019", "Ain, 2024"],
            "Même échelle",
        ),
        (
            "entre=2019-2024",
            ["Région Rhône-Alpes, 2019", "Région Rhône-Alpes, 2024"],
            "Même échelle",
        ),
    ],
)
def test_the_two_maps_are_named_and_their_scale_is_told(served, query, titles, scale):
    drawing = drawing_of(body(served, query, "svg", "-cartes"))
    lines = lines_in(drawing)
    assert [line for line in lines if line in titles] == titles
    assert [line for line in lines if line.startswith(scale)]
    assert len(elements_in(drawing, "svg")) == 3


def test_a_count_is_a_circle_never_a_colour(served):
    query = "territoire=D01&territoire=D73"
    rates, numbers = (
        drawing_of(body(served, f"{query}&indicateur={one}", "svg", "-cartes"))
        for one in ("taux", "nombre")
    )
    assert "Surface du cercle proportionnelle au nombre" in " ".join(lines_in(numbers))
    assert len(elements_in(numbers, "circle")) > len(elements_in(rates, "circle"))
    fills = [{one.get("fill") for one in elements_in(it, "path")} for it in (numbers, rates)]
    assert len(fills[0]) < len(fills[1])


def test_names_say_what_and_when(served):
    for address, name in (
        (f".csv?{TWO}", f"comparer_{BOURG}_{VALENCE}_toutes-annees_20261124.csv"),
        (
            ".xlsx?territoire=D01&annee=2020-2024&entre=2019-2024",
            "comparer_D01_2020-2024_entre-2019-2024_20261124.xlsx",
        ),
        (
            "-themes.svg?territoire=D01&theme=sante&theme=mobilite&public=jeunes&compte=implantees",
            "comparer-themes_D01_mobilite_sante_jeunes_implantees_toutes-annees_20261124.svg",
        ),
        (
            f"-cartes.svg?territoire={BOURG}&cartes=annees&entre=2005-2024&indicateur=part&elargi=oui",
            f"comparer-cartes_annees_2005-2024_part_{BOURG}_elargi_20261124.svg",
        ),
        ("-cartes.svg?entre=2005-2024", "comparer-cartes_annees_2005-2024_R82_20261124.svg"),
        (
            "-cartes.png?territoire=D01&annee=2024",
            "comparer-cartes_D01_2024_20261124.png",
        ),
    ):
        answer = served.get(f"{FILE}{address}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_name_too_long_counts_territories_and_themes(served):
    codes = ("200071751", "200068781", "240700302", "200070555", "200072015")
    themes = ("alimentation", "mobilite", "logement", "numerique", "sante", "emploi-formation")
    words = [f"territoire={one}" for one in codes] + [f"theme={one}" for one in themes]
    query = "&".join(
        [*words, "cartes=annees", "entre=2005-2024", "indicateur=nombre", "elargi=oui"]
    )
    answer = served.get(f"{FILE}-cartes.svg?{query}&compte=implantees")
    (name,) = re.findall(r'filename="(.*)"', answer.headers["Content-Disposition"])
    assert re.fullmatch(
        r"comparer-cartes_annees_2005-2024_nombre_\d-territoires_6-themes_implantees_elargi_20261124\.svg",
        name,
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (".pdf", offered(*TABLE)),
        (".svg", offered(*TABLE)),
        ("-themes.gif", offered(*PICTURE)),
        ("-cartes.csv", offered(*PICTURE)),
        ("-autre.svg", "Les images proposées sont themes, publics, annees, annees-taux et cartes."),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(served, address, sentence):
    answer = served.get(f"{FILE}{address}?{TWO}")
    assert answer.status_code == 404
    assert sentence in answer.text


def test_hostile_words_are_ignored(served):
    query = f"{TWO}&territoire=%3Cscript%3E&theme=%22%3E&entre=zz&territoire=07129"
    assert [row["code"] for row in of_csv(served, query)] == [BOURG, VALENCE]
    assert b"<script" not in body(served, query, "svg", "-cartes")


DEVIATIONS = "/telecharger/ecarts-aux-reperes"


def deviations(client, query):
    text = client.get(f"{DEVIATIONS}.csv?{query}").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("query", QUERIES)
def test_deviations_are_the_value_less_what_it_is_set_beside(served, snapshot, query):
    rows = deviations(served, query)
    territories = {
        one.code.removeprefix("D"): one for one in compare(snapshot, asked(query)).territories
    }
    known = [row for row in rows if row["etat_de_l_ecart"] == "valeur"]
    assert {row["code"] for row in known} == set(territories)
    for row in known:
        value, beside = as_number(row["valeur"]), as_number(row["valeur_du_repere"])
        assert as_number(row["ecart"]) == pytest.approx(value - beside, abs=2e-4)
    measures = {measure.entry.title: measure for measure in COMPARED}
    references = {reference.label: reference for reference in Reference}
    for row in known:
        standing = territories[row["code"]].ranks[measures[row["mesure"]]]
        gap = standing.gap(references[row["repere"]])
        assert as_number(row["ecart"]) == pytest.approx(gap, abs=1e-4)


def test_a_deviation_from_nothing_is_without_object_and_has_no_number(served):
    # Bourg has neighbours; a département has no département beside it.
    rows = deviations(served, "territoire=D01&territoire=D73")
    assert "Moyenne du département" not in {row["repere"] for row in rows}
    assert {row["effectif_faible"] for row in rows} == {"non"}
    assert {row["ecart"] for row in rows if row["etat_de_l_ecart"] != "valeur"} <= {""}


def test_the_picture_of_deviations_has_a_panel_per_territory(served):
    drawing = drawing_of(served.get(f"{DEVIATIONS}.svg?{TWO}").data)
    said = lines_in(drawing)
    assert " ".join(said[:2]).startswith("Écarts aux repères : ")
    assert said.count("Initiatives pour 10\u202f000 habitants") == 2
    panels = [one for one in elements_in(drawing, "g") if one.get("transform")]
    assert len(panels) == 2
    first = panels[0].find("{http://www.w3.org/2000/svg}title").text
    assert first.startswith("Écarts aux repères, CA du Bassin de Bourg-en-Bresse : ")


def test_deviations_need_a_territory_and_are_named_so(served):
    assert served.get(f"{DEVIATIONS}.csv").status_code == 404
    answer = served.get(f"{DEVIATIONS}.xlsx?territoire={BOURG}&entre=2019-2024")
    assert answer.headers["Content-Disposition"].startswith(
        f'attachment; filename="comparer-ecarts_{BOURG}_toutes-annees_2'
    )
