"""Signing in and out: who may, how often, for how long, and where it leads."""

from __future__ import annotations

import datetime as dt
import shutil
import time

import pytest

from dashboard.api.http.visitors import network_of, own_path
from dashboard.data.accounts.files import FileAccounts
from dashboard.data.accounts.passwords import new_account, with_password
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.editors_visit import EMAIL, OTHER_PASSWORD, PASSWORD, Visit, token_in

OTHER = "bruno@exemple.fr"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("editors") / "imports"


@pytest.fixture(scope="module")
def server(atlas, kept):
    return build_app(atlas, Settings(data_folder=kept)).server


@pytest.fixture
def folder(kept):
    """The folder of the server's data, empty."""
    shutil.rmtree(kept, ignore_errors=True)
    return kept


@pytest.fixture
def accounts(folder):
    store = FileAccounts(folder)
    for email in (EMAIL, OTHER):
        store.add(new_account(email, PASSWORD, today=dt.date(2026, 11, 28)))
    return store


@pytest.fixture
def visit(server, accounts):
    assert accounts.accounts()
    return Visit(server.test_client())


def another(server, address="192.0.2.2"):
    return Visit(server.test_client(), address)


def test_the_right_password_leads_to_the_data_and_a_session(visit):
    answer = visit.signs_in()
    assert (answer.status_code, answer.location) == (303, "/donnees")
    state = visit.state()
    assert (state["signed_in"], state["email"]) == (True, EMAIL)
    assert "Espace des éditeurs" in visit.get("/connexion").text


def test_an_address_is_typed_in_any_case(visit):
    assert visit.signs_in("  Anne@EXEMPLE.fr ").status_code == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "cheval agrafe pilE"), (EMAIL, ""), ("personne@exemple.fr", PASSWORD), ("", "")],
)
def test_anything_else_is_refused_in_the_same_words(visit, email, password):
    answer = visit.signs_in(email, password)
    assert answer.status_code == 403
    assert "Le courriel ou le mot de passe ne convient pas." in answer.text
    assert "<title>Erreur : Connexion des éditeurs" in answer.text
    assert not visit.state()["signed_in"]


def test_what_was_typed_stays_but_for_the_password_and_is_words(visit):
    answer = visit.signs_in('"><script>alert(1)</script>', "secret typed")
    assert "<script" not in answer.text
    assert "secret typed" not in answer.text
    assert 'value="&#34;&gt;&lt;script&gt;' in answer.text


def test_who_has_no_account_waits_as_long(visit, monkeypatch):
    checked = []
    monkeypatch.setattr(
        "dashboard.data.accounts.passwords.check_password_hash",
        lambda known, _: checked.append(known[:6]) or False,
    )
    visit.signs_in()
    visit.signs_in("personne@exemple.fr")
    visit.signs_in("no address")
    assert checked == ["scrypt"] * 3


@pytest.mark.parametrize("path", ["/connexion", "/editeurs/deconnexion", "/editeurs/annuler"])
def test_a_form_without_its_token_is_refused(visit, path):
    visit.signs_in()
    form = {"courriel": EMAIL, "mot-de-passe": PASSWORD, "numero": "1"}
    for sent in (form, {**form, "csrf_token": "forged"}):
        answer = visit.post(path, sent)
        assert answer.status_code == 400
        assert "ouvrez-la de nouveau" in answer.text
    assert visit.state()["signed_in"]


def test_a_token_of_another_browser_is_refused(server, visit):
    token = token_in(another(server).get("/connexion").text)
    visit.get("/connexion")
    form = {"csrf_token": token, "courriel": EMAIL, "mot-de-passe": PASSWORD}
    assert visit.post("/connexion", form).status_code == 400


def test_the_sixth_try_of_a_minute_from_one_address_is_refused(server, visit):
    emails = [f"p{number}@exemple.fr" for number in range(5)]
    assert [visit.signs_in(email).status_code for email in emails] == [403] * 5
    answer = visit.signs_in()
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "attendez une minute" in answer.text
    assert another(server).signs_in().status_code == 303


def test_the_sixth_try_of_a_minute_on_one_account_is_refused_from_anywhere(server, visit):
    tries = [
        another(server, f"192.0.2.{n}").signs_in(password=OTHER_PASSWORD).status_code
        for n in range(9, 14)
    ]
    assert tries == [403] * 5
    assert visit.signs_in().status_code == 429
    assert visit.signs_in(OTHER).status_code == 303


def test_workers_count_together(atlas, folder, visit):
    other_worker = build_app(atlas, Settings(data_folder=folder)).server
    for number in range(3):
        visit.signs_in(f"p{number}@exemple.fr")
    there = Visit(other_worker.test_client())
    assert [there.signs_in(f"q{n}@exemple.fr").status_code for n in range(3)] == [403, 403, 429]


@pytest.mark.parametrize(
    ("base_url", "secure"),
    [
        ("http://127.0.0.1:8050", False),
        ("http://localhost", False),
        ("https://localhost", True),
        ("https://carte.exemple.fr", True),
        ("http://carte.exemple.fr", True),
    ],
)
def test_the_cookie_is_for_this_site_alone_and_over_https(visit, base_url, secure):
    cookie = visit.get("/connexion", base_url=base_url).headers["Set-Cookie"]
    parts = set(cookie.split("; ")[1:])
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= parts
    assert ("Secure" in parts) is secure


def test_a_proxy_tells_the_readers_address_and_https_only_where_it_is_set(atlas, folder, visit):
    told = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    cookie = visit.get("/connexion", base_url="http://127.0.0.1", headers=told).headers[
        "Set-Cookie"
    ]
    assert "Secure" not in cookie
    behind = build_app(atlas, Settings(data_folder=folder, proxies=1)).server
    there = Visit(behind.test_client(), "127.0.0.1")
    cookie = there.get("/connexion", base_url="http://127.0.0.1", headers=told).headers[
        "Set-Cookie"
    ]
    assert "Secure" in cookie


def test_readers_get_no_cookie_and_their_answers_depend_on_none(client):
    for path in ("/", "/donnees", "/sante", "/assets/style.css", "/fiche/01053"):
        with client.get(path) as answer:
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in client.get("/editeurs/etat").headers


def test_what_is_about_one_person_is_kept_nowhere(visit):
    visit.signs_in()
    for path in ("/connexion", "/editeurs/etat", "/editeurs/journal"):
        assert visit.get(path).headers["Cache-Control"] == "no-store"


def test_the_policy_of_the_site_holds_and_no_script_is_needed(visit):
    answer = visit.get("/connexion")
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert "style=" not in answer.text


def test_signing_out_ends_the_session_here_and_in_other_browsers(server, visit):
    elsewhere = another(server)
    visit.signs_in()
    elsewhere.signs_in()
    kept = visit.client.get_cookie("editeur").value
    answer = visit.signs_out()
    assert (answer.status_code, answer.location) == (303, "/connexion")
    assert "Vous êtes déconnecté" in visit.get("/connexion").text
    assert not elsewhere.state()["signed_in"]
    thief = another(server)
    thief.client.set_cookie("editeur", kept)
    assert not thief.state()["signed_in"]


def test_a_removed_account_is_out_at_once(visit, accounts):
    visit.signs_in()
    accounts.remove(EMAIL)
    assert not visit.state()["signed_in"]
    answer = visit.get("/editeurs/journal")
    assert (answer.status_code, answer.location) == (303, "/connexion?suivant=/editeurs/journal")


def test_another_password_ends_the_session(visit, accounts):
    visit.signs_in()
    accounts.change(EMAIL, lambda one: with_password(one, OTHER_PASSWORD))
    assert not visit.state()["signed_in"]
    assert visit.signs_in().status_code == 403
    assert visit.signs_in(password=OTHER_PASSWORD).status_code == 303


def test_a_session_ends_after_eight_hours_used_or_not(visit, monkeypatch):
    visit.signs_in()
    start = time.time()
    monkeypatch.setattr("dashboard.api.editors.sessions.time.time", lambda: start + 8 * 3600 - 60)
    assert visit.state()["signed_in"]
    monkeypatch.setattr("dashboard.api.editors.sessions.time.time", lambda: start + 8 * 3600 + 1)
    assert not visit.state()["signed_in"]


def test_signing_in_leads_to_the_page_that_asked(visit):
    page = visit.get("/connexion?suivant=/editeurs/journal").text
    assert 'name="suivant" value="/editeurs/journal"' in page
    assert visit.signs_in(suivant="/editeurs/journal").location == "/editeurs/journal"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://mechant.exemple",
        "//mechant.exemple",
        "/\\mechant.exemple",
        "\\\\mechant.exemple",
        "/\t/mechant.exemple",
        "\n//mechant.exemple",
        "javascript:alert(1)",
        "mechant",
        "",
    ],
)
def test_signing_in_leads_to_no_other_site(visit, elsewhere):
    assert own_path(elsewhere, otherwise="/donnees") == "/donnees"
    assert visit.signs_in(suivant=elsewhere).location == "/donnees"


@pytest.mark.usefixtures("folder")
def test_without_accounts_the_page_says_how_one_is_made(server):
    visit = Visit(server.test_client())
    assert "python -m dashboard editors add" in visit.get("/connexion").text
    assert visit.state() == {
        "signed_in": False,
        "email": "",
        "editors_exist": False,
        "publishing": False,
        "csrf": "",
    }


def test_where_nothing_can_be_published_it_is_said(visit):
    visit.signs_in()
    headers = {"X-CSRFToken": visit.state()["csrf"]}
    answer = visit.post("/editeurs/publier", {}, headers=headers)
    assert (answer.status_code, answer.json) == (404, {"error": "Ce serveur ne publie pas."})
    answer = visit.post("/editeurs/annuler", {"csrf_token": visit.state()["csrf"]})
    assert answer.status_code == 404
    assert "Ce serveur ne publie pas." in answer.text


def test_accounts_that_cannot_be_read_are_a_sentence(folder, visit):
    (folder / "editors" / "accounts.json").write_text("damaged")
    for path in ("/connexion", "/editeurs/etat"):
        answer = visit.get(path)
        assert answer.status_code == 503
    assert "ne peuvent pas être lues" in visit.get("/connexion").text


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_a_household_is_one_address(address, network):
    assert network_of(address) == network
