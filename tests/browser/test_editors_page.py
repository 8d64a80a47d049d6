"""An editor signs in, publishes what was read of a file, and undoes it; with and without scripts."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from dashboard.data.accounts.files import FileAccounts
from dashboard.data.accounts.passwords import new_account, without_sessions
from tests.browser.conftest import (
    NARROW,
    WIDE,
    leaves_no_trace,
    opened_at,
    reader_at,
    start_server,
)
from tests.browser.test_access import scrolls_sideways, tabs_to
from tests.helpers.editors_visit import EMAIL, PASSWORD

LIST = (
    "identifiant;nom;themes;publics;organisme;code_insee\n"
    "velo-1;Atelier <b>vélo</b> des Exemples;mobilite;tous-publics;Exemples;01053\n"
)
OFFER = """content => {
    const slot = document.createElement("div");
    slot.id = "essai-publier";
    document.querySelector("#essai").append(slot);
    const file = new File([content], "liste.csv");
    window.solidarity.publish.offer(slot, {file, publisher: "CCAS de Vif", edition: "2026-10-01"});
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("editors")


@pytest.fixture(scope="module")
def publishing_server(folder):
    running = start_server(DASHBOARD_DATA_DIR=str(folder))
    yield running
    running.stop()


@pytest.fixture
def accounts(folder):
    """One editor, who has not tried to sign in yet."""
    store = FileAccounts(folder)
    (folder / "editors" / "counters.json").unlink(missing_ok=True)
    if not store.accounts():
        store.add(new_account(EMAIL, PASSWORD, today=dt.date(2026, 11, 28)))
    return store


@pytest.fixture
def editor(blind_browser, publishing_server):
    """A browser of its own, which is signed in nowhere."""
    context = blind_browser.new_context(viewport=WIDE)
    yield from opened_at(context, publishing_server, draws_maps=False)
    context.close()


def opens_sign_in(reader, query=""):
    reader.page.goto(f"{reader.address}/connexion{query}")
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    return reader.page


def signs_in(page, password=PASSWORD):
    # Typing before the page has put the reader in the form is told in the console; nobody is so quick.
    expect(page.locator("[autofocus]")).to_be_focused()
    page.get_by_label("Courriel").fill(EMAIL)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Se connecter").click()


def offers_file(reader, content=LIST):
    page = reader.page
    page.goto(f"{reader.address}/donnees")
    expect(page.get_by_label("Fichier à essayer")).to_be_visible()
    page.evaluate(OFFER, content)
    return page.locator("#essai-publier")


def test_before_the_first_account_the_button_is_off_and_says_how_to_make_one(editor, folder):
    assert FileAccounts(folder).accounts() == ()
    slot = offers_file(editor)
    button = slot.get_by_role("button", name="Publier sur la carte")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(
        "Aucun compte d’éditeur n’existe encore. La personne qui tient ce site en crée un avec la commande "
        "python -m dashboard editors add COURRIEL"
    )


@pytest.mark.usefixtures("accounts")
def test_a_wrong_password_is_told_first_and_the_right_one_leads_to_the_data(editor):
    page = opens_sign_in(editor)
    expect(page.get_by_label("Courriel")).to_be_focused()
    editor.expected_messages = ("the server responded with a status of 403",)
    signs_in(page, "not this one at all")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("ne convient pas")
    expect(page.get_by_label("Courriel")).to_have_value(EMAIL)
    expect(page.get_by_label("Mot de passe", exact=True)).to_have_value("")
    assert page.title().startswith("Erreur : ")
    assert editor.violations() == []
    signs_in(page)
    expect(page.get_by_role("heading", level=1, name="Données")).to_be_visible()


@pytest.mark.usefixtures("accounts")
def test_signing_in_and_out_needs_no_script_and_no_mouse(blind_browser, publishing_server):
    context = blind_browser.new_context(java_script_enabled=False)
    someone = reader_at(context.new_page(), publishing_server)
    page = opens_sign_in(someone, "?suivant=/editeurs/journal")
    expect(page.get_by_label("Courriel")).to_be_focused()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Journal des éditeurs")).to_be_visible()
    expect(page.get_by_text(EMAIL)).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Vous êtes déconnecté")
    leaves_no_trace(someone)
    context.close()


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("media", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_sign_in_is_for_everybody(blind_browser, publishing_server, media):
    context = blind_browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True, **media)
    someone = reader_at(context.new_page(), publishing_server)
    page = opens_sign_in(someone)
    assert someone.violations() == []
    assert not scrolls_sideways(page)
    for field in page.locator("main").locator("input:not([type=hidden]), button").all():
        assert field.bounding_box()["height"] >= 44
    leaves_no_trace(someone)
    context.close()


def test_an_editor_publishes_replaces_and_undoes(editor, accounts):
    slot = offers_file(editor)
    with editor.page.expect_popup() as opened:
        slot.get_by_role("link", name="Se connecter pour publier").click()
    signs_in(opened.value)
    expect(opened.value.get_by_role("heading", level=1, name="Espace des éditeurs")).to_be_visible()
    opened.value.close()
    editor.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    publishes(editor, slot)
    assert [one.action for one in accounts.journal().entries] == ["published"]
    slot = offers_file(editor, LIST.replace("velo-1", "velo-2"))
    publishes(editor, slot, replacing=True)
    slot.get_by_role("link", name="Journal et annulation").click()
    page = editor.page
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody tr").first).to_contain_text("Remplacé")
    assert editor.violations() == []
    page.get_by_role("button", name="Annuler cette action").click()
    expect(page.get_by_role("status")).to_contain_text("Rétabli : liste-2026-10-01.")
    expect(page.locator("tbody tr").first).to_contain_text("Rétabli")


def publishes(reader, slot, *, replacing=False):
    expect(slot.get_by_label("Organisme qui la publie")).to_have_value("CCAS de Vif")
    tabs_to(reader.page, slot.get_by_role("button", name="Voir ce qui changera"), most=120)
    reader.page.keyboard.press("Enter")
    plan = slot.locator(".publish-plan")
    expect(plan).to_be_focused()
    expect(plan).to_contain_text("1 ligne lue = 1 conservée")
    assert reader.violations() == []
    if replacing:
        plan.get_by_label("Remplacer ce qui est déjà publié").check()
    slot.get_by_role("button", name="Publier sur la carte").click()
    expect(slot.locator(".publish-done")).to_be_focused()
    expect(slot.get_by_role("link", name="Voir la carte")).to_have_attribute("href", "/")


@pytest.mark.usefixtures("accounts")
def test_what_is_refused_is_a_sentence_and_can_be_mended(editor):
    page = opens_sign_in(editor)
    signs_in(page)
    expect(page.get_by_role("heading", level=1, name="Données")).to_be_visible()
    slot = offers_file(editor)
    slot.get_by_label("Date de la liste").fill("2999-01-01")
    editor.expected_messages = ("the server responded with a status of 422",)
    slot.get_by_role("button", name="Voir ce qui changera").click()
    expect(slot.get_by_role("status")).to_have_text(
        "La date de la liste doit être une date passée."
    )
    slot.get_by_label("Date de la liste").fill("2026-01-01")
    slot.get_by_role("button", name="Voir ce qui changera").click()
    expect(slot.get_by_role("button", name="Publier sur la carte")).to_be_visible()
    slot.get_by_label("Titre de la liste").fill("Autre")
    expect(slot.get_by_role("button", name="Publier sur la carte")).to_have_count(0)


def test_a_session_that_ended_keeps_what_was_written(editor, accounts):
    page = opens_sign_in(editor)
    signs_in(page)
    expect(page.get_by_role("heading", level=1, name="Données")).to_be_visible()
    slot = offers_file(editor)
    slot.get_by_label("Titre de la liste").fill("Ateliers de Vif")
    accounts.change(EMAIL, without_sessions)
    editor.expected_messages = ("the server responded with a status of 401",)
    slot.get_by_role("button", name="Voir ce qui changera").click()
    expect(slot.get_by_role("status")).to_contain_text("Votre session est terminée")
    with page.expect_popup() as opened:
        slot.get_by_role("link", name="Se connecter pour publier").click()
    signs_in(opened.value)
    expect(opened.value.get_by_role("heading", level=1, name="Espace des éditeurs")).to_be_visible()
    opened.value.close()
    expect(slot.get_by_label("Titre de la liste")).to_have_value("Ateliers de Vif")
    slot.get_by_role("button", name="Voir ce qui changera").click()
    expect(slot.locator(".publish-plan")).to_be_focused()


@pytest.mark.usefixtures("accounts")
def test_a_reader_reports_an_error_and_an_editor_deals_with_it(
    blind_browser, publishing_server, editor
):
    context = blind_browser.new_context(viewport=NARROW, java_script_enabled=False)
    someone = reader_at(context.new_page(), publishing_server)
    page = someone.page
    page.goto(f"{someone.address}/pres-de-chez-vous?fiche=transport-solidaire-lamastre")
    page.get_by_role("link", name="Signaler une erreur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signaler une erreur")
    someone.expected_messages = ("the server responded with a status of 422",)
    page.get_by_role("button", name="Envoyer").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Cochez ce qui ne va pas")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Les horaires").check()
    page.get_by_label("Ce que vous savez").fill("Le mardi seulement.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("status")).to_contain_text("gardé sous le n°")
    page.get_by_role("link", name="Revenir à la fiche").click()
    expect(page.get_by_role("link", name="Revenir à la liste")).to_be_visible()
    leaves_no_trace(someone)
    context.close()

    page = opens_sign_in(editor, "?suivant=/editeurs/signalements")
    signs_in(page)
    row = page.get_by_role("row").filter(has_text="Le mardi seulement.")
    expect(row.get_by_role("link")).to_have_attribute("href", re.compile("transport-solidaire"))
    assert editor.violations() == []
    row.get_by_role("button", name=re.compile("comme traité$")).click()
    expect(page.get_by_role("status")).to_contain_text("est marqué comme traité")
    expect(page.get_by_text("0 signalement à traiter, 1 déjà traité.")).to_be_visible()
    page.get_by_text("Déjà traités", exact=True).click()
    expect(row).to_contain_text(f"par {EMAIL}")
    assert editor.violations() == []
