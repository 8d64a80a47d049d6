"""Importing from the command line, on small files and a folder of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.commands.import_files import is_yes
from tests.helpers import small_files as files

REPORT_KEYS = {
    "read",
    "kept",
    "outside",
    "duplicates",
    "rejected",
    "unattached",
    "linked_by",
    "rows",
}
LINKED_KEYS = ["insee", "point", "postal_and_name", "postal", "departement"]

CARS = (
    "\ufeffInsee - Statistiques locales; ; \r\n"
    "Référentiel géographique : France par commune; ; \r\n"
    "Code;Libellé;Part des ménages ayant au moins 1 voiture 2021\r\n"
    "01001;Ici;97.2\r\n"
    "38185;Là;s\r\n"
)


@pytest.fixture
def france_services(write) -> Path:
    return write("fs_20200131.csv", files.FRANCE_SERVICES_2020)


def test_an_import_is_told_kept_listed_and_removed(run, folder, france_services):
    done = run("import", france_services)
    assert done.exit_code == 0
    assert "fs_20200131.csv : format france-services, édition : 31 janvier 2020." in done.stdout
    assert (
        "7\u00a0lignes lues = 3\u00a0conservées + 2 hors périmètre + 1\u00a0doublon" in done.stdout
    )
    assert "  rejetée : ligne 8, colonne « MATRICULE »." in done.stdout
    listed = run("imports", "list")
    assert listed.stdout == (
        "france-services\t2020-01-31\t3\u00a0lignes\tfs_20200131.csv\tFrance services\n"
    )
    assert run("imports", "remove", "france-services", "2020-01-31").exit_code == 0
    assert run("imports", "list").stdout == "Aucun jeu de données importé.\n"
    assert len(list(folder.glob("*.parquet"))) == 1  # kept aside
    assert "Rétabli : france-services-2020-01-31." in run("imports", "restore").stdout
    assert run("imports", "list").stdout == listed.stdout


def test_a_second_import_of_an_edition_takes_the_place_of_the_first(run, france_services):
    for _ in range(2):
        run("import", france_services)
    assert len(run("imports", "list").stdout.splitlines()) == 1


def test_a_dry_run_reports_and_writes_nothing(run, folder, france_services):
    done = run("import", "--dry-run", france_services)
    assert done.exit_code == 0
    assert "7\u00a0lignes lues" in done.stdout
    assert "Essai : rien n’a été conservé." in done.stdout
    assert not folder.exists()


def test_the_report_is_the_one_promised(run, tmp_path, france_services):
    path = tmp_path / "report.json"
    assert run("import", "--dry-run", "--report", path, france_services).exit_code == 0
    report = json.loads(path.read_text(encoding="utf-8"))
    assert set(report) >= REPORT_KEYS
    assert list(report["linked_by"]) == LINKED_KEYS
    numbers = {key: report[key] for key in REPORT_KEYS - {"linked_by", "rows"}}
    assert numbers == {
        "read": 7,
        "kept": 3,
        "outside": 2,
        "duplicates": 1,
        "rejected": 1,
        "unattached": 0,
    }
    assert list(report["linked_by"].values()) == [2, 0, 1, 0, 0]
    assert report["rows"][0] == {
        "line": 3,
        "outcome": "kept",
        "column": "LONGITUDE / LATITUDE",
        "value": "5.9 / 46.18",
        "reason": (
            "Le point est à 43 km de la commune du code INSEE, Ceyzériat (01072) : il est écarté."
        ),
        "nearest": "",
    }


def test_the_report_of_several_files_adds_them_up(run, tmp_path, write, france_services):
    path, other = tmp_path / "report.json", write("modele.csv", files.OUR_TEMPLATE)
    run("import", "--dry-run", "--report", path, france_services, other)
    report = json.loads(path.read_text(encoding="utf-8"))
    assert (report["read"], report["kept"], report["unattached"]) == (13, 8, 1)
    assert [row["file"] for row in report["rows"]].count("modele.csv") == 1


def test_structures_locate_the_services_of_the_next_file_and_of_the_next_command(run, write):
    structures = write("lieux_20230223.json", files.structures())
    services = write("services_20221208.csv", files.SERVICES)
    assert "2\u00a0conservées" in run("import", "--dry-run", structures, services).stdout
    assert "0\u00a0conservée " in run("import", "--dry-run", services).stdout
    run("import", structures)
    assert "2\u00a0conservées" in run("import", services).stdout


def test_strict_ends_with_1_when_a_row_is_rejected(run, write, france_services):
    assert run("import", "--strict", france_services).exit_code == 1
    clean = write("fs_20221201.csv", files.FRANCE_SERVICES_2022)
    assert run("import", "--strict", clean).exit_code == 0
    # The rows that are good are kept all the same.
    assert len(run("imports", "list").stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        (None, [], "fichier illisible"),
        (b"", [], "le fichier est vide"),
        (b"a,b\n1,2\n", [], "n’est d’aucun format connu"),
        (b"\x00\x01\x02", [], "liste"),
        (files.OUR_TEMPLATE, ["--format", "modelle"], "du plus proche au plus éloigné : modele"),
        (files.OUR_TEMPLATE, ["--edition", "mai 2024"], "--edition"),
        (files.OUR_TEMPLATE, ["--columns", "nom"], "--columns"),
    ],
)
def test_what_cannot_be_imported_ends_with_2_and_a_sentence(run, tmp_path, content, options, told):
    path = tmp_path / "liste.csv"
    if content is not None:
        path.write_bytes(content)
    done = run("import", *options, path)
    assert done.exit_code == 2
    assert told in done.stderr
    assert [one.name for one in tmp_path.iterdir()] in ([], ["liste.csv"])


def test_one_file_that_cannot_be_read_keeps_the_others_out_too(run, folder, write, france_services):
    done = run("import", france_services, write("liste.csv", b"a,b\n1,2\n"))
    assert done.exit_code == 2
    assert "liste.csv" in done.stderr
    assert not folder.exists()


def test_a_report_that_cannot_be_written_keeps_nothing(run, folder, tmp_path, france_services):
    done = run("import", "--report", tmp_path / "nowhere" / "report.json", france_services)
    assert done.exit_code == 2
    assert "nowhere" in done.stderr
    assert not folder.exists()


def test_a_dataset_nobody_kept_cannot_be_removed(run, france_services):
    run("import", france_services)
    done = run("imports", "remove", "siae-2019-07-01")
    assert done.exit_code == 2
    assert "ce qui l’est : france-services 2020-01-31." in done.stderr


def test_need_indicators_are_imported_listed_and_refused(run, tmp_path, folder, write):
    cars, path = write("voiture_2021.csv", CARS.encode()), tmp_path / "report.json"
    assert run("import-needs", "--dry-run", cars).exit_code == 0
    assert not folder.exists()
    done = run("import-needs", "--report", path, cars)
    assert done.exit_code == 0
    assert "2\u00a0lignes lues" in done.stdout
    [table] = json.loads(path.read_text(encoding="utf-8"))["tables"]
    assert table["read"] == 2
    assert "voiture_2021.csv" in run("imports", "list").stdout
    assert run("import-needs", write("liste.csv", b"a,b\n1,2\n")).exit_code == 2


@pytest.mark.parametrize(
    ("answer", "agrees"),
    [("o", True), ("Oui ", True), ("y", True), ("n", False), ("non", False), ("", False)],
)
def test_an_import_is_agreed_to_in_french_too(answer, agrees):
    assert is_yes(answer) is agrees
