"""The sheet of every territory, its document, and the passport of its numbers."""

import csv
import io
import re

import pytest
from pypdf import PdfReader

from dashboard.api.reports.territory import asked_question
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY

BOURG, EMPTY = "200071751", "42147"
"""An EPCI with initiatives, and Montbrison, where nothing is recorded."""
SECTIONS = [
    "Chiffres clés",
    "Carte",
    "Initiatives",
    "Par thème",
    "Zones blanches",
    "Chiffres connus",
    "Écrit et référence",
    "Contacts : mairies",
    "Sources, dates et méthode",
    "Ce que la fiche ne dit pas",
]
NO_SHEET = "Ce territoire n’est pas dans le périmètre de la carte"
NO_NUMBER = "Ce chiffre n’existe pas"


@pytest.fixture(scope="module")
def served(atlas):
    """The application as of a Tuesday of 2026."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def page(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "<script" not in answer.text
    (main,) = re.findall(r"<main\b[^>]*>(.*)</main>", answer.text, re.DOTALL)
    # A browser closes the shapes of a drawing by itself, our reader does not.
    return tree(re.sub(r"<(path|rect|line|circle) ([^>]*)/>", r"<\1 \2></\1>", main))


def sections(shown):
    return [words(one["children"]) for one in elements(shown, "H2")]


def links(shown):
    return [link["href"] for link in elements(shown, "A")]


def csv_rows(client, address):
    body = client.get(address).data
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


# The sheet.


def test_the_sheet_of_an_epci_tells_all_there_is(served):
    shown = page(served, f"/fiche/{BOURG}")
    assert words(next(elements(shown, "H1"))["children"]) == (
        "CA du Bassin de Bourg-en-Bresse\u00a0: fiche du territoire"
    )
    assert sections(shown) == SECTIONS
    assert "137\u202f046\u00a0habitants" in words(shown)
    assert "Fiche du 24 novembre 2026." in words(shown)


def test_it_leads_to_the_other_pages_with_the_same_filters(served):
    shown = page(served, f"/fiche/{BOURG}?theme=sante")
    ways = links(next(elements(shown, "Nav")))
    assert ways == [
        f"/fiche/{BOURG}.pdf?theme=sante",
        f"/?theme=sante&territoire={BOURG}",
        f"/comparer?territoire={BOURG}&theme=sante",
        f"/zones-blanches?theme=sante&territoire={BOURG}",
        f"/pres-de-chez-vous?territoire={BOURG}&theme=sante",
    ]
    assert "Thèmes : Santé et prévention" in words(shown)


def test_every_link_to_a_number_opens_a_passport(served):
    shown = page(served, f"/fiche/{BOURG}")
    numbers = {link for link in links(shown) if "/chiffre/" in link}
    assert len(numbers) > 30
    assert {served.get(link).status_code for link in numbers} == {200}


def test_every_page_of_ours_it_links_to_is_there(served):
    for code in (BOURG, EMPTY, "D07"):
        targets = {link for link in links(page(served, f"/fiche/{code}")) if link.startswith("/")}
        assert {served.get(link).status_code for link in targets} == {200}


@pytest.mark.usefixtures("few_are_enough")
def test_a_commune_where_nothing_is_recorded_says_so_and_is_not_empty(served):
    shown = page(served, f"/fiche/{EMPTY}")
    said = words(shown)
    assert "0 recensé : aucune initiative pour ces choix." in said
    assert "Voir ce qui est recensé dans son intercommunalité" in said
    assert "État de la commune : loin de tout lieu." in said
    assert re.search(r"Téléphone : +04 77", said)
    assert len(sections(shown)) >= 7
    assert len(list(elements(shown, "Path"))) > 80


def test_tables_are_real_ones(served):
    shown = page(served, f"/fiche/{BOURG}")
    for table in elements(shown, "Table"):
        assert list(elements(table["children"], "Caption"))
        heads = list(elements(table["children"], "Th"))
        assert all(head["scope"] in {"col", "row"} for head in heads)


def test_the_map_is_told_in_words(served):
    (svg,) = elements(page(served, f"/fiche/{BOURG}"), "Svg")
    assert svg["role"] == "img"
    assert svg["aria-label"].startswith("CA du Bassin de Bourg-en-Bresse : 7\u00a0communes où une")


# Every territory.


@pytest.mark.parametrize("level", [Level.EPCI, Level.DEPARTEMENT])
def test_every_territory_of_a_level_has_its_sheet(served, snapshot, level):
    codes = snapshot.region_index.territories[level].codes
    assert len(codes) == {Level.EPCI: 126, Level.DEPARTEMENT: 8}[level]
    assert [code for code in codes if served.get(f"/fiche/{code}").status_code != 200] == []


def test_communes_have_their_sheet(served, snapshot):
    codes = snapshot.region_index.territories[Level.COMMUNE].codes
    chosen = [*codes[::90], codes[-1]]
    assert [code for code in chosen if served.get(f"/fiche/{code}").status_code != 200] == []


@pytest.mark.parametrize("code", ["200071751", "01053", EMPTY, "D38", "240700302"])
def test_a_territory_has_its_document(served, code):
    answer = served.get(f"/fiche/{code}.pdf?annee=2019-2024")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    reader = PdfReader(io.BytesIO(answer.data))
    (name,) = re.findall(r'filename="(.*)"', answer.headers["Content-Disposition"])
    assert re.fullmatch(rf"fiche_[a-z0-9-]+_{code}_2019-2024_20261124\.pdf", name)
    assert "fiche du territoire" in reader.metadata.title
    assert "Actives entre 2019 et 2024" in reader.pages[0].extract_text().replace("\xa0", " ")


def test_the_document_says_what_the_page_says(served):
    shown = page(served, f"/fiche/{BOURG}")
    body = served.get(f"/fiche/{BOURG}.pdf").data
    said = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(body)).pages)
    flat = re.sub(r"\s+", "", said)
    assert [title for title in sections(shown) if re.sub(r"\s+", "", title) not in flat] == []
    for table in elements(shown, "Table"):
        for row in elements(table["children"], "Td"):
            value = re.sub(r"\s+", "", words(row["children"]))
            if re.search(r"\d", value) and len(value) < 12:
                assert value in flat


@pytest.mark.parametrize("extension", ["", ".pdf"])
@pytest.mark.parametrize("code", ["99999", "R82", "D75", "zzz", "200099999", "%3Cscript%3E"])
def test_an_unknown_code_has_no_sheet_and_a_sentence_says_why(served, code, extension):
    answer = served.get(f"/fiche/{code}{extension}")
    assert answer.status_code == 404
    assert NO_SHEET in answer.text
    assert "<script" not in answer.text


def test_wrong_filters_are_ignored(served):
    wrong = served.get(f"/fiche/{BOURG}?theme=%3Cscript%3E&annee=zz&niveau=canton").text
    assert wrong == served.get(f"/fiche/{BOURG}").text


# The passport.


def test_the_passport_of_a_rate_divides_what_it_lists(served):
    shown = page(served, f"/fiche/{BOURG}/chiffre/taux")
    said = words(shown)
    assert "0,88 pour 10\u202f000 hab." in said
    assert "Numérateur : initiatives distinctes recensées : 12" in said
    assert "Dénominateur : habitants du territoire dans la région : 137\u202f046" in said
    assert "Formule : 10\u202f000 × initiatives distinctes ÷ habitants" in said
    assert "Habitants : INSEE, populations légales (COG 2026)." in said
    assert "Méthode : version 1.0 du 26 novembre 2026." in said
    (body,) = elements(shown, "Tbody")
    assert len(list(elements(body, "Tr"))) == 12
    assert links(shown)[:2] == [f"/fiche/{BOURG}", f"/fiche/{BOURG}/chiffre/taux.csv"]


def test_the_passport_of_a_median_lists_the_territories_of_the_stratum(served):
    shown = page(served, f"/fiche/{BOURG}/chiffre/taux?repere=strate")
    said = words(shown)
    assert "médiane de la strate « communautés d’agglomération de 100\u202f000 habitants" in said
    assert re.search(r"CA du Bassin de Bourg-en-Bresse +\(ce territoire\)", said)
    (head,) = elements(shown, "Thead")
    assert words(head["children"]) == "Territoire Habitants Valeur"


def test_the_rows_behind_are_a_file_that_says_where_they_come_from(served):
    found = csv_rows(served, f"/fiche/{BOURG}/chiffre/nombre.csv?theme=mobilite")
    assert [row["id"] for row in found] == ["mobilite-solidaire-bresse"]
    assert found[0]["ou"] == "dessert"
    assert found[0]["filtres"].startswith("Thèmes : Mobilité")
    assert found[0]["methode"] == "version 1.0 du 26 novembre 2026"
    assert found[0]["source_de_la_fiche"].endswith("sur un territoire en mouvement (2025-10-25)")
    communes = csv_rows(served, f"/fiche/{BOURG}/chiffre/part.csv")
    assert len(communes) == 74
    assert communes[0]["code"] == "01053"
    members = csv_rows(served, "/fiche/D01/chiffre/taux.csv?repere=region")
    assert {row["code"] for row in members} == {"01", "07", "26", "38", "42", "69", "73", "74"}
    weights = [float(row["poids"].replace(",", ".")) for row in members]
    assert sum(weights) == pytest.approx(1, abs=1e-5)
    organisations = csv_rows(served, f"/fiche/{BOURG}/chiffre/organisations.csv")
    assert len(organisations) == 12


def test_many_rows_are_cut_on_the_page_and_whole_in_the_file(served):
    shown = page(served, "/fiche/R82/chiffre/part")
    (body,) = elements(shown, "Tbody")
    assert len(list(elements(body, "Tr"))) == 300
    assert "Et 2\u202f438\u00a0autres lignes, dans le fichier." in words(shown)
    assert len(csv_rows(served, "/fiche/R82/chiffre/part.csv")) == 2738


@pytest.mark.parametrize("number", list(Indicator))
@pytest.mark.parametrize("code", [BOURG, EMPTY, "D07", "R82"])
def test_every_number_of_a_sheet_has_its_passport(served, number, code):
    shown = page(served, f"/fiche/{code}/chiffre/{number}")
    assert sections(shown) == ["De quoi il est fait", "D’où il vient", "Les lignes derrière"]


def test_where_nothing_is_recorded_the_passport_says_so(served):
    said = words(page(served, f"/fiche/{EMPTY}/chiffre/nombre"))
    assert "0 recensé : aucune ligne." in said
    assert csv_rows(served, f"/fiche/{EMPTY}/chiffre/nombre.csv") == []


def test_a_number_that_sources_cannot_tell_is_none_in_its_file_which_says_so(served):
    (row,) = csv_rows(served, "/fiche/D01/chiffre/zone-blanche.csv?theme=participation-citoyenne")
    assert row["avertissement"].startswith("Nos sources ne permettent pas de répondre.")
    assert (row["commune"], row["habitants"]) == ("", "")


@pytest.mark.parametrize(
    "address",
    [
        f"{BOURG}/chiffre/zzz",
        "99999/chiffre/taux",
        "R82/chiffre/taux?repere=region",
        "D01/chiffre/taux?repere=departement",
        f"{BOURG}/chiffre/part?parmi-theme=sante",
        f"{BOURG}/chiffre/zzz.csv",
        f"{BOURG}/chiffre/%3Cscript%3E",
    ],
)
def test_a_number_that_does_not_exist_is_refused_with_a_sentence(served, address):
    answer = served.get(f"/fiche/{address}")
    assert answer.status_code == 404
    assert NO_NUMBER in answer.text
    assert "<script" not in answer.text


# Addresses beside those of sheets.


@pytest.mark.parametrize("written", ["d01", "01"])
@pytest.mark.parametrize("rest", ["", ".pdf", "/chiffre/taux", "/chiffre/taux.csv"])
def test_a_code_written_otherwise_leads_to_its_one_address(served, written, rest):
    answer = served.get(f"/fiche/{written}{rest}?theme=sante&annee=2019-2024")
    assert answer.status_code == 308
    assert answer.location == f"/fiche/D01{rest}?theme=sante&annee=2019-2024"
    assert served.get(answer.location).status_code == 200


def test_the_sheet_of_gaps_has_one_address_too(served):
    answer = served.get("/zones-blanches/fiche/d01?theme=sante")
    assert (answer.status_code, answer.location) == (308, "/zones-blanches/fiche/D01?theme=sante")


FORMER = {
    "69159": (
        "69114",
        "Vous avez demandé l’ancienne commune Pouilly-le-Monial (69159)\u00a0: elle fait aujourd’hui "
        "partie de la commune dont voici la fiche, Porte des Pierres Dorées (69114).",
    ),
    "69383": (
        "69123",
        "Vous avez demandé Lyon 3e Arrondissement (69383)\u00a0: cet arrondissement fait partie de la "
        "commune dont voici la fiche, Lyon (69123).",
    ),
    "74011": (
        "74010",
        "Vous avez demandé l’ancienne commune Annecy-le-Vieux (74011)\u00a0: elle fait aujourd’hui "
        "partie de la commune dont voici la fiche, Annecy (74010).",
    ),
    "74251": (
        "74256",
        "Vous avez demandé l’ancienne commune de code 74251\u00a0: elle fait aujourd’hui partie de la "
        "commune dont voici la fiche, Sallanches (74256).",
    ),
}
"""A delegated commune, an arrondissement, another delegated commune, a code without a name."""


@pytest.mark.parametrize("code", FORMER)
def test_a_former_commune_leads_to_that_of_today_which_says_so(served, code):
    today, sentence = FORMER[code]
    answer = served.get(f"/fiche/{code}?theme=sante")
    assert answer.status_code == 301
    assert answer.location == f"/fiche/{today}?ancien-code={code}&theme=sante"
    shown = page(served, answer.location)
    assert sentence in words(shown)
    assert "Thèmes : Santé et prévention" in words(shown)
    assert "Vous avez demandé" not in words(page(served, f"/fiche/{today}"))


@pytest.mark.parametrize("rest", [".pdf", "/chiffre/taux", "/chiffre/taux.csv"])
def test_whatever_follows_a_former_code_follows_that_of_today(served, rest):
    answer = served.get(f"/fiche/69159{rest}")
    assert (answer.status_code, answer.location) == (301, f"/fiche/69114{rest}?ancien-code=69159")
    assert served.get(answer.location).status_code == 200


def test_document_and_passport_say_what_was_asked_for(served):
    body = served.get("/fiche/69123.pdf?ancien-code=69383").data
    said = PdfReader(io.BytesIO(body)).pages[0].extract_text()
    assert "Vous avez demandé Lyon 3e Arrondissement (69383)" in re.sub(r"\s+", " ", said)
    shown = page(served, "/fiche/69114/chiffre/taux?ancien-code=69159")
    assert "partie de la commune dont voici un chiffre, Porte des Pierres" in words(shown)


def test_a_living_commune_goes_before_a_former_one_of_its_code(served):
    """Porte des Pierres Dorées has the code that Liergues had."""
    assert served.get("/fiche/69114").status_code == 200
    said = words(page(served, "/fiche/69114?ancien-code=69114"))
    assert "Vous avez demandé" not in said


@pytest.mark.parametrize("code", ["69383", "99999", "%3Cscript%3E", ""])
def test_a_sheet_tells_of_no_former_commune_that_is_not_part_of_it(served, code):
    assert "Vous avez demandé" not in words(page(served, f"/fiche/69114?ancien-code={code}"))


def test_all_former_communes_have_an_address(served, snapshot):
    former = snapshot.nearby_index.former
    assert {code: former[code].today for code in FORMER} == {
        code: today for code, (today, _) in FORMER.items()
    }
    assert {served.get(f"/fiche/{code}").status_code for code in former} == {301}


def test_a_slash_at_the_end_leads_to_the_sheet(served):
    answer = served.get("/fiche/69123/?theme=sante")
    assert (answer.status_code, answer.location) == (308, "/fiche/69123?theme=sante")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", f"chiffre_taux_{BOURG}_20261124.csv"),
        ("?repere=strate&annee=2024", f"chiffre_taux_{BOURG}_strate_2024_20261124.csv"),
        (
            "?parmi-theme=sante&public=jeunes&elargi=oui",
            f"chiffre_taux_{BOURG}_parmi-sante_jeunes_elargi_20261124.csv",
        ),
    ],
)
def test_the_file_of_a_number_is_named_after_what_was_asked(served, query, name):
    answer = served.get(f"/fiche/{BOURG}/chiffre/taux.csv{query}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_unknown_words_of_an_address_are_ignored():
    query = {"repere": ["lune"], "parmi-theme": ["x"], "parmi-public": ["y"], "theme": ["sante"]}
    question = asked_question("taux", query)
    assert question.subject is Indicator.RATE
    assert question.selection == MapSelection(filters=Filters(themes=("sante",)))
    assert (question.reference, question.theme, question.public) == (None, "", "")
    known = {"repere": "voisins", "parmi-theme": "sante", "parmi-public": "jeunes"}
    asked = asked_question("nombre", known)
    assert (asked.reference, asked.theme, asked.public) == (
        Reference.NEIGHBOURS,
        "sante",
        "jeunes",
    )
    assert asked_question("zzz", {}) is None
