import shutil
import socket
from dataclasses import replace

import pytest
from click.testing import CliRunner

from dashboard import __version__
from dashboard.__main__ import built_before, departement_codes, main, region_to_build
from dashboard.data.geo_build.region import NewRegion
from dashboard.data.region import write_region
from dashboard.settings import Settings
from tests.helpers.rhone_alpes import RHONE_ALPES

SETTINGS = Settings()


def run(*arguments, **environment):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def check(initiatives):
    return run("check", "--initiatives", initiatives, "--geo", SETTINGS.geo_folder)


@pytest.fixture
def catalogue(tmp_path):
    return shutil.copytree(SETTINGS.initiatives_folder, tmp_path / "initiatives")


def broken(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_version_is_that_of_the_package():
    assert run("--version").stdout == f"solidarity-map, version {__version__}\n"


def test_the_catalogue_of_the_repository_has_no_defect(catalogue_counts):
    result = check(SETTINGS.initiatives_folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{catalogue_counts.initiatives} initiatives" in result.stdout
    assert result.stdout.endswith(": no defect\n")


def test_every_defect_is_printed_at_once_with_its_place(catalogue):
    broken(catalogue / "initiatives.csv", "alimentation|", "alimentatoin|")
    broken(catalogue / "initiatives.csv", ",2018,", ",20223,")
    result = check(catalogue)
    assert result.exit_code == 1
    *defects, total = result.stderr.splitlines()
    assert total == f"defects found in {catalogue}: 2"
    assert sorted(line.split("; expected")[0] for line in defects) == [
        "initiatives.csv, line 2, column themes: 'alimentatoin'",
        "initiatives.csv, line 5, column start_year: '20223'",
    ]


def test_missing_boundaries_are_named_with_the_command_that_makes_them(tmp_path):
    result = run("check", "--geo", tmp_path)
    assert result.exit_code == 1
    assert "build-geo" in result.stderr


def test_a_busy_port_is_said_in_french_with_the_next_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.exit_code == 1
    assert f"Port {port} cannot be used" in result.stderr
    assert f"make run PORT={port + 1}" in result.stderr


def test_a_wrong_setting_stops_the_server_with_its_name():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    result = run("serve", "--port", port, DASHBOARD_CONTACT="nous")
    assert result.exit_code == 1
    assert "DASHBOARD_CONTACT is 'nous'" in result.stderr


def test_a_broken_catalogue_stops_the_server_with_its_first_defect(catalogue):
    broken(catalogue / "initiatives.csv", "alimentation|", "alimentatoin|")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    result = run("serve", "--port", port, DASHBOARD_INITIATIVES_DIR=str(catalogue))
    assert result.exit_code == 1
    assert "line 2, column themes: 'alimentatoin'" in result.stderr


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_a_port_that_is_none_is_refused(port):
    assert run("serve", "--port", port).exit_code == 2


@pytest.mark.parametrize(
    ("typed", "codes"), [("all", None), ("35,22", ("35", "22")), (" 2A , 01,", ("2A", "01"))]
)
def test_departements_are_separated_by_commas(typed, codes):
    assert departement_codes(typed) == codes


def test_without_options_the_region_built_before_is_built_again_with_its_words():
    assert region_to_build(RHONE_ALPES, None, "", "") is RHONE_ALPES
    assert region_to_build(RHONE_ALPES, "74,73,69,42,38,26,07,01", "Rhône-Alpes", "") is RHONE_ALPES


def test_other_departements_or_another_name_make_another_region():
    bretagne = region_to_build(RHONE_ALPES, "35,22,29,56", "Bretagne", "")
    assert bretagne == NewRegion("Bretagne", ("35", "22", "29", "56"))
    assert region_to_build(RHONE_ALPES, "all", "France", "R00") == NewRegion("France", None, "R00")
    renamed = region_to_build(RHONE_ALPES, None, "Ailleurs", "")
    assert renamed == NewRegion("Ailleurs", RHONE_ALPES.departements)


def test_other_departements_without_a_name_are_refused(tmp_path):
    result = run("build-geo", "--departements", "35,22", "--output", tmp_path / "geo")
    assert result.exit_code == 2
    assert "--name: needed: the départements are not those of Rhône-Alpes" in result.stderr
    assert not (tmp_path / "geo").exists()


def test_a_code_of_another_form_is_refused(tmp_path):
    result = run("build-geo", "--code", "53", "--output", tmp_path / "geo")
    assert result.exit_code == 2
    assert "--code: '53'; expected R and two digits, as R53" in result.stderr


def test_the_words_of_the_folder_built_in_are_kept(tmp_path):
    corrected = replace(RHONE_ALPES, inside="dans le Rhône-Alpes")
    write_region(corrected, tmp_path)
    assert built_before(tmp_path) == corrected
    assert built_before(tmp_path / "elsewhere") == RHONE_ALPES
