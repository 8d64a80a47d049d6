"""The sheet « Zones blanches » as a PDF, for scripts: ``coverage-sheet``."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from dashboard.__main__ import main
from dashboard.commands import coverage as coverage_command
from dashboard.server.static_geography import level_windows
from tests.helpers.nearby_answers import TUESDAY


@pytest.fixture
def asked(atlas, snapshot, monkeypatch):
    """Run the command on the catalogue already read, as of a Tuesday."""
    stored = (snapshot, level_windows(atlas.geography))
    monkeypatch.setattr(coverage_command, "paris_now", lambda: TUESDAY)
    monkeypatch.setattr(coverage_command, "stored_coverage_reports", lambda: stored)

    def run(*arguments):
        result = CliRunner().invoke(main, ["coverage-sheet", *map(str, arguments)])
        assert isinstance(result.exception, SystemExit | None), result.exception
        return result

    return run


def words(path):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("200071751", "CA du Bassin de Bourg-en-Bresse"),
        ("07129", "Lamastre"),
        ("01", "Ain"),
        ("d01", "Ain"),
        ("r82", "Région Rhône-Alpes"),
        ("69159", "Porte des Pierres Dorées"),
    ],
)
def test_a_sheet_is_written_and_told(asked, tmp_path, code, name):
    path = tmp_path / "fiche.pdf"
    result = asked(code, "--output", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{name}: {path}, {path.stat().st_size} bytes\n"
    assert f"Zones blanches : {name}" in words(path)
    assert [one.name for one in tmp_path.iterdir()] == ["fiche.pdf"]


def test_filters_and_radius_are_those_of_the_page(asked, tmp_path):
    path = tmp_path / "fiche.pdf"
    options = ("--theme", "mobilite", "--public", "jeunes", "--year", "2019", "--radius", "20")
    assert asked("D01", "--output", path, *options).exit_code == 0
    assert "Thèmes : Mobilité · Publics : Jeunes" in words(path)
    assert "Rayon : 20 km" in words(path)
    assert "Nos sources ne permettent pas de répondre" in words(path)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("zzz",), "'zzz' is no territory of the map; expected a commune as 01053"),
        (("R84",), "a département as 01 or D01, or R82"),
        (("D01", "--radius", "7"), "'5', '10', '20', '30'"),
        (("D01", "--source", "zzz"), "there are: catalogue"),
    ],
)
def test_a_wrong_value_says_what_is_expected_and_nothing_is_written(
    asked, tmp_path, arguments, expected
):
    result = asked(*arguments, "--output", tmp_path / "fiche.pdf")
    assert result.exit_code == 2
    assert expected in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(asked, tmp_path):
    result = asked("01053", "--output", tmp_path / "none" / "fiche.pdf")
    assert result.exit_code == 2
    assert "does not exist; make it first" in result.stderr
