"""Errors on records: where they are reported, kept and dealt with."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.data.accounts.files import ACCOUNTS, ERROR_REPORTS, FOLDER, FileAccounts
from dashboard.data.accounts.passwords import new_account
from dashboard.domain.error_reports import LONGEST_MESSAGE, ErrorKind
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.editors_visit import EMAIL, PASSWORD, Visit, token_in

RECORD = "mobilite-solidaire-bresse"
FORM = {
    "fiche": RECORD,
    "retour": f"/?fiche={RECORD}",
    "quoi": ["ferme", "zzz"],
    "message": " Fermé.\n",
}
ANOTHER_SITE = "//ailleurs.exemple/x"


def server_of(atlas, folder, **settings):
    return build_app(atlas, Settings(data_folder=folder, **settings)).server


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports") / "imports"
    FileAccounts(folder).add(new_account(EMAIL, PASSWORD, today=dt.date(2026, 11, 28)))
    return folder


@pytest.fixture(scope="module")
def server(atlas, folder):
    return server_of(atlas, folder, contact="carte@exemple.fr")


@pytest.fixture
def store(folder):
    """The accounts, before anything is reported."""
    (folder / FOLDER / ERROR_REPORTS).unlink(missing_ok=True)
    return FileAccounts(folder)


@pytest.fixture
def visit(server, store, request):
    """Somebody whose network nobody else of these tests has."""
    assert store.error_reports().entries == ()
    return Visit(server.test_client(), f"2001:db8:{abs(hash(request.node.name)) % 65_536:x}::1")


def test_what_a_reader_sends_is_kept_with_the_record_and_the_moment(visit, store):
    page = visit.get(f"/signaler?fiche={RECORD}&retour=/?fiche={RECORD}")
    assert "Mobilité Solidaire Bresse" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers
    sent = visit.post("/signaler", {**FORM, "reponse": "06 00 00 00 00"})
    assert sent.status_code == 303
    thanks = visit.get(sent.location)
    assert "votre signalement est gardé sous le n° 1" in thanks.text
    assert f'href="/?fiche={RECORD}"' in thanks.text
    (report,) = store.error_reports().waiting
    assert (report.record, report.kinds, report.message, report.reply_to) == (
        RECORD,
        (ErrorKind.CLOSED,),
        "Fermé.",
        "06 00 00 00 00",
    )
    assert dt.datetime.fromisoformat(report.at).utcoffset() is not None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"quoi": [], "message": "  "}, "Cochez ce qui ne va pas, ou dites-le en quelques mots."),
        ({"message": "x" * (LONGEST_MESSAGE + 1)}, "Votre message compte 2\u202f001 caractères"),
        ({"reponse": "a@b.fr " * 30}, "Donnez un seul courriel"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused_with_what_was_typed(visit, store, changed, why):
    answer = visit.post("/signaler", FORM | changed)
    assert answer.status_code == 422
    assert why in answer.text
    assert ("checked" in answer.text) == bool((FORM | changed)["quoi"])
    assert store.error_reports().entries == ()


def test_a_line_break_is_one_sign_and_what_is_not_seen_is_nothing(visit, store):
    assert visit.post("/signaler", FORM | {"message": "x\r\n" * 1_000}).status_code == 303
    unseen = visit.post("/signaler", FORM | {"quoi": [], "message": "\u200b \r\n\0"})
    assert unseen.status_code == 422
    assert len(store.error_reports().entries) == 1


@pytest.mark.parametrize("number", ["1", "0", "-1", "abc", "9" * 4_300])
def test_nobody_is_thanked_for_what_was_not_kept(visit, number):
    page = visit.get(f"/signaler?fiche={RECORD}&garde={number}").text
    assert "Merci" not in page
    assert "<form" in page
    refused = visit.post(f"/signaler?garde={number}", FORM | {"quoi": [], "message": ""})
    assert (refused.status_code, "Merci" in refused.text) == (422, False)


def test_a_way_back_too_long_to_lead_to_is_left_for_the_record(visit):
    sent = visit.post("/signaler", FORM | {"retour": "/" + 700 * "é"})
    assert len(sent.location) < 200
    assert "gardé sous le n°" in visit.get(sent.location).text


def test_words_are_shown_as_words(visit):
    text = visit.post("/signaler", FORM | {"quoi": [], "message": "</textarea><script>" * 200}).text
    assert "<script>" not in text
    assert "&lt;/textarea&gt;&lt;script&gt;" in text


def test_a_record_that_is_none_and_another_site_are_not_led_to(visit, store):
    unknown = visit.post("/signaler", FORM | {"fiche": "rien", "retour": ANOTHER_SITE})
    assert unknown.status_code == 404
    assert "Cette fiche n’existe pas" in unknown.text
    assert "ailleurs.exemple" not in unknown.text
    known = visit.get(f"/signaler?fiche={RECORD}&retour={ANOTHER_SITE}")
    assert f'href="/?fiche={RECORD}"' in known.text
    assert "ailleurs.exemple" not in known.text
    assert store.error_reports().entries == ()


def test_the_sixth_of_a_minute_is_asked_to_wait_and_keeps_its_words(visit, store):
    refused = [visit.post("/signaler", FORM | {"quoi": [], "message": ""}) for _ in range(6)]
    assert {answer.status_code for answer in refused} == {422}
    assert all("Cochez ce qui ne va pas" in answer.text for answer in refused)
    statuses = [visit.post("/signaler", FORM).status_code for _ in range(6)]
    assert statuses == [303] * 5 + [422]
    assert len(store.error_reports().waiting) == 5


def test_a_folder_that_cannot_be_written_loses_no_words(visit, folder):
    (folder / FOLDER / ERROR_REPORTS).mkdir()
    answer = visit.post("/signaler", FORM)
    (folder / FOLDER / ERROR_REPORTS).rmdir()
    assert answer.status_code == 503
    assert "Il n’a pas pu être enregistré" in answer.text
    assert "Fermé." in answer.text


@pytest.mark.parametrize(
    "damaged", ["", "{", '{"version": 9}', '{"version": 1, "accounts": [{"email": 3}]}']
)
def test_accounts_that_cannot_be_read_lose_no_words(atlas, tmp_path, damaged):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / ACCOUNTS).write_text(damaged)
    answer = server_of(atlas, tmp_path).test_client().post("/signaler", data=FORM)
    assert answer.status_code == 503
    assert " Fermé." in answer.text
    assert not (tmp_path / FOLDER / ERROR_REPORTS).exists()


def test_what_nobody_would_read_is_not_kept(atlas, tmp_path):
    answer = server_of(atlas, tmp_path).test_client().post("/signaler", data=FORM)
    assert answer.status_code == 422
    assert "Plus personne ne lit les signalements" in answer.text
    assert " Fermé." in answer.text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("odd", ['{"settles": 1e999, "at": "", "editor": ""}', "[" * 100_000, "{"])
def test_an_odd_line_is_counted_and_hides_no_report(visit, store, folder, odd):
    (folder / FOLDER / ERROR_REPORTS).write_text(f"{odd}\n")
    assert visit.post("/signaler", FORM).status_code == 303
    reports = store.error_reports()
    assert (len(reports.waiting), reports.unreadable) == (1, 1)


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("a@b.fr", 'href="mailto:a@b.fr?subject=Erreur%20sur%20la%20fiche%20'),
        ("https://b.fr/ecrire", f'href="https://b.fr/ecrire?fiche={RECORD}"'),
        ("https://b.fr/?a=1", f'href="https://b.fr/?a=1&amp;fiche={RECORD}"'),
        ("", f"<code>Erreur sur la fiche {RECORD} (Mobilité Solidaire Bresse) : </code>"),
    ],
)
def test_without_editors_one_writes_or_copies_and_no_form_is_shown(atlas, tmp_path, contact, shown):
    client = server_of(atlas, tmp_path, contact=contact).test_client()
    page = client.get(f"/signaler?fiche={RECORD}").text
    assert shown in page
    assert "<form" not in page
    assert ("mailto:" in page) == contact.startswith("a@")


def test_an_editor_reads_what_waits_and_marks_it_once(visit, store):
    visit.post("/signaler", FORM | {"message": "<b>Fermé</b>"})
    visit.post("/signaler", FORM | {"quoi": ["horaires"]})
    assert visit.get("/editeurs/signalements").location.startswith(
        "/connexion?suivant=/editeurs/sig"
    )
    visit.signs_in()
    assert "2\u00a0signalements à traiter." in visit.get("/connexion").text
    page = visit.get("/editeurs/signalements").text
    assert "&lt;b&gt;Fermé&lt;/b&gt;" in page
    assert f'<a href="/?fiche={RECORD}">Mobilité Solidaire Bresse</a>' in page
    form = {"csrf_token": token_in(page), "numero": "1"}
    assert visit.post("/editeurs/signalements", {"numero": "1"}).status_code == 400
    assert visit.post("/editeurs/signalements", form).status_code == 303
    again = visit.post("/editeurs/signalements", form, follow_redirects=True).text
    assert "Le signalement n° 1 n’attend plus" in again
    assert "1\u00a0signalement à traiter, 1\u00a0déjà traité." in again
    assert f"par {EMAIL}" in again
    assert [report.number for report in store.error_reports().waiting] == [2]
