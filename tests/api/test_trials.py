"""Files tried from the page « Données »: read in memory, shown, forgotten."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.api import trials
from dashboard.components.links import COVERAGE_PATH, TEMPLATE_ADDRESS, TRIAL_PATH
from dashboard.factory import create_app
from dashboard.settings import IMPORT_TEMPLATE, Settings
from tests.data.imports import small_files as files


def tried(client: FlaskClient, name: str, content: bytes) -> TestResponse:
    headers = {trials.NAME_HEADER: quote(name)}
    return client.post(
        TRIAL_PATH, data=content, headers=headers, content_type="application/octet-stream"
    )


def test_a_file_is_shown_with_its_report_its_first_rows_and_its_map(client):
    answer = tried(client, "fs_20200131.csv", files.FRANCE_SERVICES_2020)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.text
    assert "(france-services)" in page
    assert "7\u00a0lignes lues = 3\u00a0conservées + 2 hors périmètre + 1\u00a0doublon" in page
    assert "ligne 8, colonne «\u00a0MATRICULE\u00a0»" in page
    assert "France services – Annonay" in page
    assert "code postal et nom" in page
    # One record has a position; the point of the other was 43 km off.
    assert "1\u00a0fiche placée" in page
    assert page.count("<svg") == 1


def test_nothing_of_it_is_kept(tmp_path):
    folder = tmp_path / "kept"
    client = create_app(Settings(data_folder=folder)).server.test_client()
    assert tried(client, "modele.csv", files.OUR_TEMPLATE).status_code == 200
    assert not folder.exists()
    assert client.get("/sante").json["initiatives"] == 55


def test_every_table_of_a_workbook_is_shown(client):
    page = tried(client, "modele_v1.xlsx", files.model_workbook()).text
    assert page.count("Format reconnu") == 2
    assert "Aide clavier" in page


def test_the_name_of_a_file_may_have_accents(client):
    assert "liste_d’été.csv" in tried(client, "liste_d’été.csv", files.OUR_TEMPLATE).text


def test_a_file_without_a_name_is_a_file(client):
    answer = client.post(TRIAL_PATH, data=files.OUR_TEMPLATE, content_type="text/csv")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"a,b\n1,2\n", 422, "n’est d’aucun format connu"),
        (b"PK\x03\x04 nothing of a workbook", 422, "liste.csv"),
        (b"", 400, "Aucun fichier n’a été reçu"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(client, content, status, sentence):
    answer = tried(client, "liste.csv", content)
    assert answer.status_code == status
    assert sentence in answer.text
    assert "Fichier refusé" in answer.text
    assert "Traceback" not in answer.text


def test_a_file_too_large_is_refused_before_it_is_read(client, monkeypatch):
    monkeypatch.setattr(trials, "LARGEST_BYTES", 1_000)
    answer = tried(client, "liste.csv", b"x" * 1_001)
    assert answer.status_code == 413
    assert "dépasse 20 Mo" in answer.text


def test_a_file_larger_than_other_requests_may_be_is_read(client):
    rows = b"".join(b"x%d;Point;numerique;Foyer;01053\n" % number for number in range(12_000))
    content = b"identifiant;nom;themes;organisme;code_insee\n" + rows
    assert len(content) > 256 * 1024
    answer = tried(client, "modele.csv", content)
    assert answer.status_code == 200
    assert "12\u202f000\u00a0conservées" in answer.text


def test_markup_in_a_file_or_its_name_is_words(client):
    bad = "<script>alert(1)</script>"
    content = (
        "identifiant;nom;themes;organisme;code_insee\n"
        'a;"Atelier "" onload=""x & <b";numerique;x;01053\n'
        f"b;Garage;{bad};x;01053\n"
    ).encode()
    answer = tried(client, f"{bad}.csv", content)
    assert answer.status_code == 200
    assert "&lt;script&gt;" in answer.text
    assert "<script" not in answer.text
    assert "<b" not in answer.text.replace("<button", "")


def test_the_coverage_of_a_source_is_a_map_and_of_another_a_refusal(client):
    answer = client.get(f"{COVERAGE_PATH}/catalogue.svg")
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.startswith("<svg")
    missing = client.get(f"{COVERAGE_PATH}/nulle-part.svg")
    assert missing.status_code == 404
    assert "Aucune source utilisée ne porte ce nom." in missing.text


def test_the_template_is_downloaded_as_it_is_and_can_be_tried(client):
    answer = client.get(TEMPLATE_ADDRESS)
    assert answer.status_code == 200
    assert answer.data == Path(IMPORT_TEMPLATE).read_bytes()
    assert "modele-import.csv" in answer.headers["Content-Disposition"]
    again = tried(client, "modele-import.csv", answer.data)
    assert again.status_code == 200
    assert "(modele)" in again.text
    answer.close()


def test_a_body_cut_on_its_way_is_not_read_as_a_file(client):
    cut, announced = io.BytesIO(b"nom;commune\n"), {"CONTENT_LENGTH": "5000"}
    answer = client.post("/donnees/essai", input_stream=cut, environ_overrides=announced)
    assert answer.status_code == 400
    assert "pas arrivé entier" in answer.text
