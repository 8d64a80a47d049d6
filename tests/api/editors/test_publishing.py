"""Publishing by an editor, on a real store: the plan, the publication, the journal, the undoing."""

from __future__ import annotations

import datetime as dt
import io
import shutil

import pytest

from dashboard.api.editors import publishing
from dashboard.data.accounts.files import FileAccounts
from dashboard.data.accounts.passwords import new_account
from dashboard.data.stores.files import FileStore
from dashboard.domain.errors import StoreError
from dashboard.factory import Watched, build_app
from dashboard.settings import Settings
from tests.helpers.editors_visit import EMAIL, PASSWORD, Visit, token_in

TODAY = dt.date(2026, 11, 28)
NOW = dt.datetime(2026, 11, 28, 10, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))
LIST = (
    "identifiant;nom;themes;publics;organisme;code_insee\n"
    "velo-1;Atelier vélo des Exemples;mobilite;tous-publics;Exemples;01053\n"
    "nord-1;Atelier du Nord;mobilite;tous-publics;Exemples;59350\n"
).encode()
DATED = {"edition": "2026-10-01"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("publishing") / "imports"


@pytest.fixture(scope="module")
def kept(folder):
    """The store that editors publish into."""
    return FileStore(folder)


@pytest.fixture(scope="module")
def server(atlas, folder, kept):
    settings = Settings(data_folder=folder, services_folder=None)
    return build_app(atlas, settings, Watched(kept, kept.stamp()), clock=lambda: NOW).server


@pytest.fixture
def accounts(folder):
    shutil.rmtree(folder, ignore_errors=True)
    store = FileAccounts(folder)
    store.add(new_account(EMAIL, PASSWORD, today=TODAY))
    return store


@pytest.fixture
def visit(server, accounts):
    assert accounts.accounts()
    someone = Visit(server.test_client())
    assert someone.signs_in().status_code == 303
    return someone


def posted(visit, path, content=LIST, name="liste.csv", *, token=None, **fields):
    known = visit.state()["csrf"] if token is None else token
    form = {**fields, "fichier": (io.BytesIO(content), name)}
    return visit.post(
        path, form, headers={"X-CSRFToken": known}, content_type="multipart/form-data"
    )


def published(visit, content=LIST, **fields):
    return posted(visit, "/editeurs/publier", content, **{**DATED, **fields})


def names(store):
    return [one.name for one in store.provenances()]


def undoes(visit, number="1"):
    token = token_in(visit.get("/editeurs/journal").text)
    return visit.post("/editeurs/annuler", {"csrf_token": token, "numero": number})


def test_the_state_says_that_one_may_publish(visit):
    assert visit.state()["publishing"]


def test_the_plan_tells_and_writes_nothing(visit, kept, accounts):
    answer = posted(visit, "/editeurs/publier/apercu", **DATED)
    assert answer.status_code == 200
    assert not answer.json["needs_replace"]
    assert "1\u00a0conservée" in " ".join(answer.json["sentences"])
    assert names(kept) == []
    assert accounts.journal().entries == ()


def test_a_published_file_is_kept_and_in_the_journal(visit, kept, accounts):
    answer = published(visit, titre="Ateliers de Vif", editeur="CCAS de Vif")
    assert answer.status_code == 200
    assert answer.json["datasets"] == ["liste-2026-10-01"]
    assert answer.json["map"] == "/"
    (own,) = kept.provenances()
    assert (own.title, own.publisher) == ("Ateliers de Vif", "CCAS de Vif")
    (entry,) = accounts.journal().entries
    assert (entry.editor, entry.action, entry.at) == (
        EMAIL,
        "published",
        "2026-11-28T10:05:00+01:00",
    )
    assert entry.datasets == ("liste-2026-10-01",)


def test_replacing_has_to_be_confirmed(visit, kept, accounts):
    published(visit)
    other = LIST.replace(b"velo-1", b"velo-2")
    assert posted(visit, "/editeurs/publier/apercu", other, **DATED).json["needs_replace"]
    refused = published(visit, other)
    assert refused.status_code == 422
    assert "déjà importée d’un autre contenu" in refused.json["error"]
    assert kept.read()[0].table["id"].tolist() == ["velo-1"]
    assert published(visit, other, remplacer="oui").json["replaced"]
    assert [one.action for one in accounts.journal().entries] == ["published", "replaced"]


@pytest.mark.parametrize("path", ["/editeurs/publier", "/editeurs/publier/apercu"])
def test_nobody_publishes_without_an_account(server, accounts, kept, path):
    stranger = Visit(server.test_client())
    answer = posted(stranger, path, token=token_in(stranger.get("/connexion").text))
    assert answer.status_code == 401
    assert "reconnectez-vous" in answer.json["error"]
    assert names(kept) == []
    assert accounts.journal().entries == ()


@pytest.mark.parametrize("token", ["", "forged"])
def test_nothing_is_published_without_the_token(visit, kept, token):
    answer = posted(visit, "/editeurs/publier", token=token)
    assert answer.status_code == 400
    assert "ouvrez-la de nouveau" in answer.json["error"]
    assert names(kept) == []


def test_a_removed_editor_no_longer_publishes(visit, accounts, kept):
    token = visit.state()["csrf"]
    accounts.remove(EMAIL)
    assert posted(visit, "/editeurs/publier", token=token).status_code == 401
    assert names(kept) == []


@pytest.mark.parametrize(
    ("content", "fields", "refusal"),
    [
        (b"couleur;poids\nrouge;3\n", {}, (422, "liste.csv")),
        (b"PK\x03\x04 nothing of a workbook", {}, (422, "liste.csv")),
        (b"", {}, (400, "Aucun fichier")),
        (LIST, {"edition": "demain"}, (422, "date passée")),
        (LIST, {"edition": "2026-11-29"}, (422, "date passée")),
        (LIST, {"correspondance": "{"}, (422, "correspondance des colonnes")),
        (LIST, {"correspondance": "[1]"}, (422, "correspondance des colonnes")),
        (LIST, {"correspondance": "[" * 100_000}, (422, "correspondance des colonnes")),
        (LIST, {"titre": "x" * 201}, (422, "plus de 200 caractères")),
    ],
)
def test_what_cannot_be_published_is_a_sentence(visit, kept, content, fields, refusal):
    answer = posted(visit, "/editeurs/publier", content, **fields)
    status, told = refusal
    assert answer.status_code == status
    assert told in answer.json["error"]
    assert names(kept) == []


def test_a_form_without_a_file_is_a_sentence(visit):
    headers = {"X-CSRFToken": visit.state()["csrf"]}
    answer = visit.post("/editeurs/publier", {"titre": "x"}, headers=headers)
    assert (answer.status_code, "Aucun fichier" in answer.json["error"]) == (400, True)


def test_a_file_too_large_is_refused(visit, monkeypatch):
    monkeypatch.setattr(publishing, "LARGEST_BYTES", 1_000)
    answer = published(visit, b"x" * 1_001)
    assert answer.status_code == 413
    assert "dépasse 20 Mo" in answer.json["error"]
    monkeypatch.setattr(publishing, "LARGEST_BYTES", -600_000)
    assert published(visit, b"x" * 1_001).status_code == 413


def test_a_file_larger_than_other_requests_may_be_is_published(visit):
    rows = b"".join(b"x%d;Point;numerique;;Foyer;01053\n" % number for number in range(12_000))
    content = LIST.partition(b"\n")[0] + b"\n" + rows
    assert len(content) > 256 * 1024
    answer = published(visit, content)
    assert answer.status_code == 200
    assert "12\u202f000\u00a0conservées" in " ".join(answer.json["sentences"])


def test_a_store_that_refuses_is_a_sentence_and_no_publication(visit, accounts, kept, monkeypatch):
    def full(*_datasets):
        raise StoreError

    monkeypatch.setattr(kept, "add", full)
    answer = published(visit)
    assert answer.status_code == 503
    assert "ne peuvent pas être lues ou écrites" in answer.json["error"]
    assert accounts.journal().entries == ()


def test_a_journal_that_cannot_be_written_is_told_and_the_file_is_published(visit, folder, kept):
    (folder / "editors" / "journal.jsonl").mkdir()
    answer = published(visit)
    assert answer.status_code == 200
    assert "Le journal, lui, n’a pas pu être écrit" in answer.json["sentences"][-1]
    assert names(kept) == ["liste-2026-10-01"]


def test_the_journal_is_a_table_from_which_the_last_publication_is_undone(visit, kept, accounts):
    published(visit)
    page = visit.get("/editeurs/journal").text
    assert (
        '<th scope="row">28 novembre 2026 à 10\u00a0h\u00a005</th><td>anne@exemple.fr</td><td>Publié</td>'
        in page
    )
    answer = undoes(visit)
    assert (answer.status_code, answer.location) == (303, "/editeurs/journal")
    page = visit.get("/editeurs/journal").text
    assert "Retiré de la carte : liste-2026-10-01." in page
    assert "Annuler cette action" not in page
    assert names(kept) == []
    assert [one.action for one in accounts.journal().entries] == ["published", "restored"]


def test_what_was_replaced_comes_back(visit, kept):
    published(visit)
    published(visit, LIST.replace(b"velo-1", b"velo-2"), remplacer="oui")
    undoes(visit, "2")
    assert kept.read()[0].table["id"].tolist() == ["velo-1"]


def test_an_old_page_undoes_nothing_else_than_it_shows(visit, kept):
    published(visit)
    published(visit, edition="2026-11-01")
    undoes(visit, "1")
    assert "Autre chose a été fait entre-temps" in visit.get("/editeurs/journal").text
    assert len(names(kept)) == 2


def test_an_undoing_that_fails_is_a_sentence(visit, kept, accounts):
    published(visit)
    kept.remove("liste-2026-10-01")
    undoes(visit)
    assert "L’annulation n’a pas pu se faire." in visit.get("/editeurs/journal").text
    assert len(accounts.journal().entries) == 1


def test_nobody_reads_the_journal_or_undoes_without_an_account(server, accounts):
    assert accounts.accounts()
    stranger = Visit(server.test_client())
    assert stranger.get("/editeurs/journal").status_code == 303
    token = token_in(stranger.get("/connexion").text)
    answer = stranger.post("/editeurs/annuler", {"csrf_token": token, "numero": "1"})
    assert (answer.status_code, answer.location) == (303, "/connexion?suivant=/editeurs/journal")


def test_markup_in_a_journal_is_words(visit, server):
    assert server
    published(visit, titre="<b>x</b>", editeur="<script>alert(1)</script>")
    page = visit.get("/editeurs/journal").text
    assert "<script" not in page
    assert "<b>" not in page


def test_the_name_of_a_file_has_no_folder(visit):
    answer = posted(visit, "/editeurs/publier", b"a,b\n1,2\n", "../../etc/<i>liste.csv")
    assert answer.status_code == 422
    assert answer.json["error"].startswith("<i>liste.csv")
