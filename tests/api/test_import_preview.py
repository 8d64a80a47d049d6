"""Files tried from the page « Données »: read in memory, shown, forgotten."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.api import import_preview as trials
from dashboard.components.shared.links import SOURCE_MAPS_PATH, TEMPLATE_ADDRESS, TRIAL_PATH
from dashboard.factory import create_app
from dashboard.settings import IMPORT_TEMPLATE, Settings
from tests.helpers import small_files as files


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
    assert "Format reconnu : France services<" in page
    assert "7\u00a0lignes lues = 3\u00a0conservées + 2 hors périmètre + 1\u00a0doublon" in page
    assert "ligne 8, colonne «\u00a0MATRICULE\u00a0»" in page
    assert "France services – Annonay" in page
    assert "code postal et nom" in page
    # One record has a position; the point of another was 43 km off, the third has none.
    told = "3\u00a0fiches placées sur la carte, dont 2 au centre de la commune, faute de point."
    assert told in page
    assert page.count("<svg") == 1


def test_nothing_of_it_is_kept(tmp_path, catalogue_counts):
    folder = tmp_path / "kept"
    client = create_app(Settings(data_folder=folder, services_folder=None)).server.test_client()
    assert tried(client, "modele.csv", files.OUR_TEMPLATE).status_code == 200
    assert not folder.exists()
    assert client.get("/sante").json["initiatives"] == catalogue_counts.initiatives


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
    assert '<div class="empty-answer">' in answer.text
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
    answer = client.get(f"{SOURCE_MAPS_PATH}/catalogue.svg")
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.startswith("<svg")
    missing = client.get(f"{SOURCE_MAPS_PATH}/nulle-part.svg")
    assert missing.status_code == 404
    assert "Aucune source utilisée ne porte ce nom." in missing.text


def test_the_template_is_downloaded_as_it_is_and_can_be_tried(client):
    answer = client.get(TEMPLATE_ADDRESS)
    assert answer.status_code == 200
    assert answer.data == Path(IMPORT_TEMPLATE).read_bytes()
    assert "modele-import.csv" in answer.headers["Content-Disposition"]
    again = tried(client, "modele-import.csv", answer.data)
    assert again.status_code == 200
    assert "Format reconnu : Modèle d’import<" in again.text
    answer.close()


def test_a_body_cut_on_its_way_is_not_read_as_a_file(client):
    cut, announced = io.BytesIO(b"nom;commune\n"), {"CONTENT_LENGTH": "5000"}
    answer = client.post("/donnees/essai", input_stream=cut, environ_overrides=announced)
    assert answer.status_code == 400
    assert "pas arrivé entier" in answer.text


LIST = (
    "Qui;CP;Ville;Téléphone;Public;Horaires;Subvention\n"
    "Épicerie des Exemples;01000;Bourg-en-Bresse;04.65.71.00.13;Tout public;mardi 9h-12h;1200\n"
    "Vestiaire des Exemples;38000;Grenoble;0465710012;Familles;sur rendez-vous;800\n"
).encode()
NAMED = LIST.replace(b"Qui;", b"Nom de la structure;")
CHOICES = {
    "version": 1,
    "format": "",
    "columns": {"nom": ["Qui"], "code_postal": ["CP"], "commune": ["Ville"]},
}


def posted(client: FlaskClient, name: str, content: bytes, choices: object = "") -> TestResponse:
    form: dict[str, object] = {trials.FILE_FIELD: (io.BytesIO(content), name)}
    if choices:
        form[trials.COLUMNS_FIELD] = choices if isinstance(choices, str) else json.dumps(choices)
    return client.post(TRIAL_PATH, data=form, content_type="multipart/form-data")


def selected(answer: TestResponse) -> dict[str, str]:
    """Return the label chosen for each column."""
    selects = re.findall(r'<select [^>]*data-colonne="([^"]*)"[^>]*>(.*?)</select>', answer.text)
    return {
        header: match[1]
        for header, options in selects
        if (match := re.search(r'<option selected="selected"[^>]*>([^<]*)<', options))
    }


def test_the_columns_of_a_list_are_shown_with_what_they_are_taken_for(client):
    answer = posted(client, "liste été.csv", NAMED)
    assert answer.status_code == 200
    assert selected(answer) == {
        "Nom de la structure": "Nom du lieu ou du service",
        "CP": "Code postal",
        "Ville": "Commune",
        "Téléphone": "Téléphone",
        "Public": "Publics",
        "Horaires": "Horaires",
        "Subvention": "— ne pas reprendre —",
    }
    assert "Colonnes du fichier : 6\u00a0reprises sur 7" in answer.text
    assert "Épicerie des Exemples · Vestiaire des Exemples" in answer.text
    assert "2\u00a0lignes lues = 2\u00a0conservées" in answer.text
    assert '<div class="publish-slot" data-file="liste été.csv" id="publication">' in answer.text


def test_a_list_that_is_not_understood_can_have_its_columns_said(client):
    answer = posted(client, "liste.csv", LIST)
    assert answer.status_code == 422
    assert "--" not in answer.text
    assert selected(answer)["Qui"] == "Nom du lieu ou du service"
    assert "à vérifier" in answer.text
    corrected = posted(client, "liste.csv", LIST, CHOICES)
    assert corrected.status_code == 200
    assert "Bourg-en-Bresse (01053)" in corrected.text
    assert selected(corrected)["Téléphone"] == "— ne pas reprendre —"


def test_choices_are_kept_in_a_file_that_can_be_given_back(client):
    shown = posted(client, "liste.csv", LIST, CHOICES).text
    (kept,) = re.findall(
        r'download="colonnes-liste.json" href="data:application/json;[^,]*,([^"]*)"', shown
    )
    choices = json.loads(unquote(kept))
    assert choices == {**CHOICES, "format": "liste"}
    assert posted(client, "liste-2027.csv", LIST, choices).status_code == 200


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ("pas du json", "ne dit pas à quoi servent des colonnes"),
        ({**CHOICES, "columns": {"nom": ["Absente"]}}, "la colonne « Absente » n’y est pas"),
        ({**CHOICES, "columns": {"prénoms": ["Qui"]}}, "n’est pas une colonne que l’on sait lire"),
        ({**CHOICES, "columns": {"commune": ["Ville"]}}, "il manque le nom"),
        ({**CHOICES, "columns": {"nom": ["Qui"]}}, "il manque de quoi situer"),
        ({**CHOICES, "format": "excel"}, "n’existe pas"),
    ],
)
def test_choices_that_cannot_be_followed_are_a_sentence(client, choices, sentence):
    answer = posted(client, "liste.csv", LIST, choices)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "body",
    [b"", b"--x\r\n", b'--x\r\nContent-Disposition: form-data; name="fichier"; filename="a"\r\n'],
)
def test_a_form_without_a_whole_file_is_a_sentence(client, body):
    answer = client.post(TRIAL_PATH, data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400
    assert "empty-answer" in answer.text


def test_a_form_too_large_is_refused(client, monkeypatch):
    monkeypatch.setattr(trials, "LARGEST_BYTES", 1_000)
    answer = posted(client, "liste.csv", b"x" * (1_001 + trials.MAPPING_BYTES))
    assert answer.status_code == 413


def test_columns_a_published_format_leaves_are_listed(client):
    content = files.FRANCE_SERVICES_2022.replace(b"id_fs", b"Avis interne,id_fs", 1)
    content = b"\n".join(
        line if not at else b"bon," + line for at, line in enumerate(content.split(b"\n")) if line
    )
    answer = posted(client, "fs_20221201.csv", content)
    assert (
        "Colonnes non reprises, que ce format ne prévoit pas\u00a0: «\u00a0Avis interne\u00a0»."
        in answer.text
    )
    assert "<select" not in answer.text


def test_a_file_of_a_thousand_columns_shows_some(client):
    headers = ["nom", "commune", *(f"c{at}" for at in range(1000)), "téléphone"]
    row = ["Lieu", "Vif", *["mot"] * 1000, "04 65 71 00 13"]
    answer = posted(client, "large.csv", f"{';'.join(headers)}\n{';'.join(row)}\n".encode())
    assert answer.status_code == 200
    assert len(selected(answer)) == trials.MOST_COLUMNS + 1
    assert selected(answer)["téléphone"] == "Téléphone"
    assert "942\u00a0autres colonnes du fichier" in answer.text
