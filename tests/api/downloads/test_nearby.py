"""The list of « Près de chez vous » as a file, to print, and before any script."""

import csv
import datetime as dt
import io
from dataclasses import replace
from html.parser import HTMLParser

import openpyxl
import pytest

from dashboard.analysis.opening_hours.evaluate import opening_state
from dashboard.api.downloads.nearby import file_name, first_paint, list_writers
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY, found, nearby, serves

LAMASTRE = NearbySelection(filters=Filters(themes=("mobilite",)), territory="07129")
CSV, XLSX, PRINTED, PAGE = (
    "/telecharger/pres-de-chez-vous.csv",
    "/telecharger/pres-de-chez-vous.xlsx",
    "/pres-de-chez-vous/imprimer",
    "/pres-de-chez-vous",
)
SCRIPT = "%3Cscript%3Ealert(1)%3C/script%3E"


@pytest.fixture(scope="module")
def on_tuesday(atlas):
    """The application as of a Tuesday morning."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def table(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def csv_file(snapshot, answer, selection):
    return list_writers(snapshot, answer, selection)["csv"]()


def download(client, query):
    return table(client.get(f"{CSV}?{query}").data)


# The file.


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
    assert "Les formats proposés sont csv, xlsx et ods." in answer.text


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


# The list to print.


def test_the_list_to_print_holds_every_answer_and_no_script(on_tuesday):
    answer = on_tuesday.get(f"{PRINTED}?territoire=01254")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert '<html lang="fr">' in answer.text
    assert "<script" not in answer.text
    body = answer.text.partition("<main ")[2].partition(">")[2].partition("</main>")[0]
    entries = [words(p["children"]) for p in elements(tree(body), "Li")]
    assert len(entries) == 13
    assert entries[0].startswith("Épicerie solidaire itinérante de la Bresse Environ, au centre")
    assert "Liste du 24 novembre 2026 à 10\u202fh\u202f30." in words(tree(body))
    assert "Premier contact : mairie de Montagnat" in words(tree(body))


def test_the_list_to_print_of_an_unknown_place_says_so(client):
    answer = client.get(f"{PRINTED}?territoire=99999")
    assert answer.status_code == 200
    assert "« 99999 » ne correspond à aucune commune" in answer.text


# Before any script.


def test_the_page_holds_its_list_before_any_script(client):
    text = client.get(f"{PAGE}?territoire=07129").text
    before = text.partition("<script")[0]
    assert "Près de Lamastre" in before
    why = "Dessert votre commune : toute l’intercommunalité (CC du Pays de Lamastre)"
    assert f'<span class="why">{why}</span>' in before
    assert 'href="tel:0475064192"' in before
    assert '<form action="/pres-de-chez-vous" method="get" role="search">' in before
    assert "Loading..." not in text
    assert "Chargement de la carte…" not in text


def test_ten_answers_are_enough_before_the_scripts(snapshot):
    text = first_paint(snapshot, {"territoire": ["38185"], "rayon": ["50"]}, now=TUESDAY)
    (near,) = list(elements(tree(text), "Ol"))
    assert len(near["children"]) <= 10


def test_other_pages_say_that_they_load(client):
    assert "Chargement de la carte…" in client.get("/").text
    assert "Qui peut m’aider, près de chez moi ?</h1>" not in client.get("/").text


HOSTILE = [
    f"lieu={SCRIPT}",
    f"territoire={SCRIPT}",
    f"position={SCRIPT}&rayon={SCRIPT}&annee={SCRIPT}&ouvert={SCRIPT}&fiche={SCRIPT}",
    f"territoire=07129&lieu={SCRIPT}&theme={SCRIPT}",
    f"territoire=07129&lieu={{name}}{SCRIPT}",
    "lieu=%22%20onfocus=%22alert(1)",
    "lieu=%27%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "territoire=07129&rayon=0",
    "territoire=07129&rayon=-1",
    "territoire=07129&rayon=1e9",
    "territoire=07129&annee=99&page=-1&fiche=../../etc/passwd",
    "territoire=07129&theme=a&theme=b&public=%FF",
    "position=91,0",
    "position=-90,180",
    "position=NaN,NaN",
    "lieu=%00",
    "lieu=%ED%A0%80",
    "lieu=" + "x" * 5_000,
    "lieu={%25config%25}{0}{content}",
    "%FF=%FE&=&&&",
    "territoire[]=07129",
    "options=1&self=2&func=3",
]


class _Runnable(HTMLParser):
    """Lists what a browser would run, or fetch, that is not the page's own."""

    def __init__(self):
        super().__init__()
        self.tag, self.found = "", []

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        self.found += [name for name, _ in attrs if name.startswith("on")]
        self.found += [tag] if tag == "img" else []

    def handle_data(self, data):
        self.found += [data] if self.tag == "script" and "alert(" in data else []


def runnable(text):
    reader = _Runnable()
    reader.feed(text)
    return reader.found


def test_what_a_browser_would_run_is_seen():
    assert runnable("<p onclick='x'><script>alert(1)</script><img>") == [
        "onclick",
        "alert(1)",
        "img",
    ]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", [CSV, PRINTED, PAGE])
def test_no_address_is_an_error_nor_comes_back_as_markup(client, path, query):
    answer = client.get(f"{path}?{query}")
    assert answer.status_code in {200, 404}
    assert answer.status_code == 200 or path == CSV
    text = answer.data.decode("utf-8-sig")
    assert "Traceback" not in text
    if answer.mimetype == "text/html":
        assert runnable(text) == []


def test_words_that_could_not_be_read_are_told_before_the_scripts_too(client):
    text = client.get(f"{PAGE}?territoire=07129&rayon=1e9").text
    assert "Le rayon demandé n’est pas proposé" in text
    assert "1e9" not in text.partition("<form")[2].partition("<script")[0]
