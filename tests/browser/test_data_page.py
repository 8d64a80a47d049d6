"""The page « Données » with and without imports, and the trial of a file."""

import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, opened_at, start_server
from tests.browser.test_access import scrolls_sideways, tabs_to

HEADER = (
    "identifiant;nom;resume;themes;publics;organisme;code_postal;commune;code_insee;latitude;"
    "longitude;courriel;cout"
)
GOOD = f"""{HEADER}
velo-1;Atelier vélo des Exemples;;mobilite;tous-publics;;01000;Bourg-en-Bresse;01053;46,2052;5,2255;;
bus-1;Bus <b>des</b> Exemples;;mobilite;seniors;;01440;Viriat;01451;;;pas une adresse;
nord-1;Atelier du Nord;;mobilite;tous-publics;;59000;Lille;59350;;;;
"""
BAD = "couleur;poids\nrouge;3\n"
LIST = """Qui ?;CP;Ville;Tél.;Subvention
Épicerie des Exemples;01000;Bourg-en-Bresse;04 65 71 00 13;1200
Vestiaire des Exemples;38000;Grenoble;04 65 71 00 12;800
"""
LONG = "x" * 300
HARD = f"nom;CP;Ville;{LONG}\n{LONG};01000;Bourg-en-Bresse;{LONG}\n"
PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Jardin des Exemples", "id": "jardin-1"},
            "geometry": {"type": "Point", "coordinates": [4.8918, 44.9327]},
        }
    ],
}


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory):
    """A store that the import command filled: two editions of one source, one of another."""
    folder = tmp_path_factory.mktemp("imports")
    lines = GOOD.splitlines(keepends=True)
    for name, content, edition, source in (
        ("lieux-ancien.csv", "".join(lines[:2]), "2023-01-15", "Ateliers des Exemples"),
        ("lieux.csv", GOOD, "2024-03-15", "Ateliers des Exemples"),
        ("jardins.geojson", json.dumps(PLACES), "2024-05-01", "Jardins"),
    ):
        file = folder / name
        file.write_text(content, encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "dashboard", "import"),
                *("--edition", edition, "--source", source, str(file)),
            ],
            cwd=ROOT,
            env={**os.environ, "DASHBOARD_DATA_DIR": str(folder / "store")},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return folder / "store"


@pytest.fixture(scope="module")
def filled_server(data_folder):
    running = start_server(DASHBOARD_DATA_DIR=str(data_folder))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def bare_server(tmp_path_factory):
    """What the machine imported for itself does not count here."""
    running = start_server(DASHBOARD_DATA_DIR=str(tmp_path_factory.mktemp("nothing")))
    yield running
    running.stop()


@pytest.fixture
def filled(warm_context, filled_server):
    yield from opened_at(warm_context, filled_server, draws_maps=False)


@pytest.fixture
def bare(warm_context, bare_server):
    yield from opened_at(warm_context, bare_server, draws_maps=False)


@pytest.fixture
def narrow(warm_phone_context, filled_server):
    yield from opened_at(warm_phone_context, filled_server, draws_maps=False)


def opens_data(reader):
    reader.page.goto(f"{reader.address}/donnees")
    expect(reader.page.get_by_role("heading", level=1, name="Données")).to_be_visible()
    expect(reader.page.get_by_label("Fichier à essayer")).to_be_visible()
    return reader.page


def chooses_file(page, content, name="essai.csv"):
    page.get_by_label("Fichier à essayer").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )


def tries(reader, content, name="essai.csv"):
    chooses_file(reader.page, content, name)
    reader.page.get_by_role("button", name="Essayer", exact=True).click()
    result = reader.page.get_by_role("region", name="Résultat de l’essai")
    expect(result).to_be_visible()
    return result


def is_refused(reader):
    """The browser itself says in the console that an answer is no success."""
    reader.expected_messages = ("the server responded with a status of 422",)
    return tries(reader, BAD, "couleurs.csv")


def test_the_page_lists_the_sources_and_their_editions(filled):
    page = opens_data(filled)
    expect(page.locator("#sources > p").first).to_contain_text(
        "le catalogue écrit à la main et 2 listes importées, en 3 éditions"
    )
    rows = page.locator("#sources tbody tr")
    expect(rows).to_have_count(4)
    latest = rows.filter(has_text="15 mars 2024")
    assert latest.locator("td").all_inner_texts()[-6:] == ["3", "2", "1", "0", "0", "0"]
    older = rows.filter(has_text="15 janvier 2023")
    assert older.locator("td").all_inner_texts()[-6:] == ["1", "1", "0", "0", "0", "0"]
    sheets = page.locator("#couverture section")
    expect(sheets).to_have_count(3)
    template = sheets.filter(has_text="2 éditions réunies (15 janvier 2023 et 15 mars 2024)")
    expect(template).to_contain_text("1 intercommunalité couverte sur 126")
    page.wait_for_function(
        """() => [...document.querySelectorAll('#couverture img')]
            .every((image) => image.complete && image.naturalWidth > 0)"""
    )


def test_without_imports_the_page_says_so(bare):
    page = opens_data(bare)
    expect(page.locator("#sources")).to_contain_text("Aucune liste n’est importée")
    expect(page.locator("#sources tbody tr")).to_have_count(1)
    expect(page.locator("#besoins")).to_contain_text("Aucun indicateur de besoin n’est importé")


def test_a_tried_file_gives_report_rows_and_points_and_is_forgotten(filled):
    page = opens_data(filled)
    result = tries(filled, GOOD, "<b>essai</b>.csv")
    expect(result).to_be_focused()
    expect(result.get_by_role("heading", level=3).first).to_contain_text("« <b>essai</b>.csv »")
    expect(page.get_by_role("status")).to_have_text("Fichier lu : le résultat suit.")
    expect(result).to_contain_text("3 lignes lues = 2 conservées + 1 hors périmètre")
    rows = result.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Bourg-en-Bresse (01053)")
    expect(rows.nth(1)).to_contain_text("Bus des Exemples")
    expect(result.locator("circle")).to_have_count(2)
    expect(result).to_contain_text("2 fiches placées sur la carte, dont 1 au centre de la commune")
    expect(result).to_contain_text("pas une adresse")
    page.reload()
    expect(page.locator("#sources tbody tr")).to_have_count(4)


def test_a_refused_file_says_why(filled):
    page = opens_data(filled)
    result = is_refused(filled)
    expect(result).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Fichier refusé : la raison suit.")
    expect(result).to_contain_text("couleurs.csv")
    expect(result).to_contain_text("« couleur », « poids »")
    expect(result.locator("table")).to_have_count(0)


def test_without_a_file_the_field_is_asked_for(filled):
    page = opens_data(filled)
    page.get_by_role("button", name="Essayer", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Choisissez d’abord un fichier.")
    expect(page.get_by_label("Fichier à essayer")).to_be_focused()


def test_a_lost_connection_is_said_and_the_trial_can_be_repeated(filled):
    page = opens_data(filled)
    filled.expected_messages = ("Failed to load resource",)
    page.route("**/donnees/essai", lambda route: route.abort())
    chooses_file(page, GOOD)
    page.get_by_role("button", name="Essayer", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("La connexion est perdue : réessayez.")
    page.unroute("**/donnees/essai")
    page.get_by_role("button", name="Essayer", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Fichier lu")


def test_keyboard_alone_from_the_file_to_its_rows(filled):
    page = opens_data(filled)
    field = page.get_by_label("Fichier à essayer")
    tabs_to(page, field)
    # The dialog that opens next is the system's, which a headless browser does not show.
    chooses_file(page, GOOD)
    tabs_to(page, page.get_by_role("button", name="Essayer", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Résultat de l’essai")).to_be_focused()
    tabs_to(page, page.get_by_label("identifiant"))
    tabs_to(page, page.get_by_role("region", name="Premières lignes"))
    tabs_to(page, page.locator("summary", has_text="Intercommunalités sans fiche").first)
    page.keyboard.press("Enter")
    expect(page.locator("#couverture details[open]")).to_have_count(1)


def test_columns_are_corrected_by_keyboard_and_the_file_is_read_again(filled):
    page = opens_data(filled)
    filled.expected_messages = ("the server responded with a status of 422",)
    result = tries(filled, LIST, "liste.csv")
    expect(result).to_contain_text("Ce fichier n’est pas encore compris")
    name = page.get_by_label("Qui ?")
    expect(name).to_have_value("nom")
    expect(name).to_have_accessible_description(
        "Épicerie des Exemples · Vestiaire des Exemples "
        "Reconnue par ses cellules, à vérifier "
        "Aucune colonne ne s’appelle « nom » : à vérifier."
    )
    tabs_to(page, page.get_by_label("Subvention"))
    page.keyboard.press("End")
    expect(page.get_by_label("Subvention")).to_have_value("identifiant")
    tabs_to(page, page.get_by_role("button", name="Relire avec ces colonnes"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Fichier lu : le résultat suit.")
    expect(result).to_be_focused()
    expect(result).to_contain_text("2 lignes lues = 2 conservées")
    expect(result.locator("tbody tr").first).to_contain_text("Bourg-en-Bresse (01053)")
    expect(page.get_by_label("Subvention")).to_have_value("identifiant")
    expect(result).to_contain_text("5 reprises sur 5")


def test_choices_are_saved_and_given_back_with_the_next_list(filled, tmp_path):
    page = opens_data(filled)
    filled.expected_messages = ("the server responded with a status of 422",)
    result = tries(filled, LIST, "liste.csv")
    page.get_by_role("button", name="Relire avec ces colonnes").click()
    expect(page.get_by_role("status")).to_have_text("Fichier lu : le résultat suit.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Enregistrer ces choix").click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    assert kept.name == "colonnes-liste.json"
    assert json.loads(kept.read_text(encoding="utf-8"))["columns"] == {
        "nom": ["Qui ?"],
        "code_postal": ["CP"],
        "commune": ["Ville"],
        "telephone": ["Tél."],
    }
    page.reload()
    expect(page.get_by_label("Fichier à essayer")).to_be_visible()
    page.locator("summary", has_text="J’ai déjà enregistré").click()
    page.get_by_label("Choix de colonnes enregistrés").set_input_files(kept)
    result = tries(filled, LIST, "liste-2027.csv")
    expect(result).to_contain_text("2 lignes lues = 2 conservées")


def test_the_form_to_publish_is_offered_under_what_was_read(filled):
    page = opens_data(filled)
    page.evaluate(
        """() => { window.solidarity = { ...window.solidarity, publish: {
            offer: (slot, chosen) => { slot.textContent = `${chosen.file.name} ${chosen.mapping}`; },
        } }; }"""
    )
    tries(filled, LIST.replace("Qui ?", "Nom"), "liste.csv")
    expect(page.locator("#publication")).to_have_text(
        'liste.csv {"version":1,"format":"liste","columns":{"nom":["Nom"],"code_postal":["CP"],'
        '"commune":["Ville"],"telephone":["Tél."]}}'
    )


@pytest.mark.parametrize("width", [360, 390, 820])
def test_a_word_of_three_hundred_letters_widens_no_page(narrow, width):
    narrow.page.set_viewport_size({"width": width, "height": 800})
    page = opens_data(narrow)
    tries(narrow, HARD, f"{LONG}.csv")
    assert not scrolls_sideways(page)


def test_on_a_phone_tables_scroll_in_their_own_box_and_targets_are_large(narrow):
    page = opens_data(narrow)
    tries(narrow, GOOD)
    assert not scrolls_sideways(page)
    boxes = page.locator(".table-scroll").evaluate_all(
        "(boxes) => boxes.map((box) => box.scrollWidth > box.clientWidth)"
    )
    assert boxes == [True, True, True]
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                '.trial input, .trial button, .trial select, .trial-result a, .prose summary'
            )].filter((element) => element.checkVisibility())
            .filter((element) => element.getBoundingClientRect().height < 44)
            .map((element) => element.textContent || element.id)"""
    )
    assert small == []


def test_on_a_phone_a_refusal_does_not_scroll_sideways(narrow):
    page = opens_data(narrow)
    is_refused(narrow)
    assert not scrolls_sideways(page)


def test_axe_finds_nothing_serious_without_imports(bare):
    opens_data(bare)
    assert bare.violations() == []


@pytest.mark.parametrize("does", [None, tries, is_refused], ids=["list", "trial", "refusal"])
def test_axe_finds_nothing_serious_with_imports(filled, does):
    opens_data(filled)
    if does is tries:
        tries(filled, GOOD)
    elif does:
        does(filled)
    assert filled.violations() == []


def test_banner_record_and_sources_tell_documents_from_open_data(filled, catalogue_counts):
    filled.opens("/?fiche=ateliers-des-exemples-velo-1")
    page = filled.page
    expect(page.locator(".status-line")).to_contain_text(
        f"{catalogue_counts.documents} documents et 2 listes"
    )
    sheet = page.locator("#fiche")
    expect(sheet.locator("h2")).to_have_text("Atelier vélo des Exemples")
    expect(sheet).to_contain_text("15 mars 2024, licence non précisée")
    expect(sheet.locator("p.lead")).to_have_count(0)
    page.goto(f"{filled.address}/sources")
    expect(page.locator("#documents")).to_contain_text(
        f"{catalogue_counts.initiatives} initiatives relevées à la main, avec nos mots, dans "
        f"{catalogue_counts.documents} documents. "
        "3 autres reprises de 2 listes"
    )
    expect(page.locator("#documents table").last.locator("tbody tr")).to_have_count(2)
    expect(page.locator("#licences")).to_contain_text("licence non précisée")
