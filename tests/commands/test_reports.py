"""The sheet of a territory as a PDF, for scripts: ``sheet``."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from dashboard.__main__ import main
from dashboard.commands import reports as sheet_command
from dashboard.server.static_geography import report_shapes
from tests.helpers.nearby_answers import TUESDAY


@pytest.fixture
def asked(atlas, snapshot, monkeypatch):
    """Run the command on the catalogue already read, as of a Tuesday."""
    monkeypatch.setattr(sheet_command, "paris_now", lambda: TUESDAY)
    monkeypatch.setattr(sheet_command, "stored_reports", lambda: (snapshot, report_shapes(atlas)))

    def run(*arguments):
        result = CliRunner().invoke(main, ["sheet", *map(str, arguments)])
        assert isinstance(result.exception, SystemExit | None), result.exception
        return result

    return run


def words(path):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


def test_a_sheet_is_written_and_told(asked, tmp_path):
    path = tmp_path / "fiche.pdf"
    result = asked("200071751", "--output", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"CA du Bassin de Bourg-en-Bresse: {path}, {path.stat().st_size} bytes\n"
    )
    assert "137 046 habitants" in words(path)
    assert [one.name for one in tmp_path.iterdir()] == ["fiche.pdf"]


def test_filters_are_those_of_the_page(asked, tmp_path):
    path = tmp_path / "fiche.pdf"
    options = ("--theme", "mobilite", "--public", "jeunes", "--year", "2019-2024")
    assert asked("D01", "--output", path, *options).exit_code == 0
    assert "Thèmes : Mobilité · Publics : " in words(path)
    assert "Actives entre 2019 et 2024" in words(path)


def test_a_file_that_is_there_is_replaced(asked, tmp_path):
    path = tmp_path / "fiche.pdf"
    path.write_bytes(b"old")
    assert asked("01053", "--output", path).exit_code == 0
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("code", ["99999", "R82", "zzz", "75", "d75"])
def test_an_unknown_code_is_refused_and_nothing_is_written(asked, tmp_path, code):
    path = tmp_path / "fiche.pdf"
    result = asked(code, "--output", path)
    assert result.exit_code == 2
    assert f"{code!r} is no territory of the map; expected a commune as 01053" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_former_commune_is_told_in_the_sheet_of_today(asked, tmp_path):
    path = tmp_path / "fiche.pdf"
    result = asked("69159", "--output", path)
    assert (result.exit_code, result.stdout[:26]) == (0, "Porte des Pierres Dorées: ")
    assert "Vous avez demandé l’ancienne commune Pouilly-le-Monial (69159)" in words(path)


@pytest.mark.parametrize("code", ["01", "D01", "d01"])
def test_a_departement_is_written_as_insee_does_or_as_addresses_do(asked, tmp_path, code):
    path = tmp_path / "fiche.pdf"
    result = asked(code, "--output", path)
    assert (result.exit_code, result.stdout[:5]) == (0, "Ain: ")


def test_a_folder_that_is_not_there_is_refused(asked, tmp_path):
    result = asked("01053", "--output", tmp_path / "none" / "fiche.pdf")
    assert result.exit_code == 2
    assert f"the folder {tmp_path / 'none'} does not exist; make it first" in result.stderr


def test_a_write_that_fails_leaves_what_was_there(asked, tmp_path, monkeypatch):
    path = tmp_path / "fiche.pdf"
    path.write_bytes(b"old")

    def full(partial, content):
        partial.write_bytes(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheet_command, "write_new", full)
    result = asked("01053", "--output", path)
    assert result.exit_code == 1
    assert f"{path} cannot be written: No space left on device" in result.stderr
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["fiche.pdf"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--theme", "vélo"), "'mobilite'"),
        (("--public", "tous-publics"), "'jeunes'"),
        (("--year", "99"), "expected a year as 2024, or 2020-2024"),
    ],
)
def test_a_wrong_value_says_what_is_expected(asked, tmp_path, options, expected):
    result = asked("01053", "--output", tmp_path / "fiche.pdf", *options)
    assert result.exit_code == 2
    assert expected in result.stderr


def test_an_output_must_be_named(asked):
    result = asked("01053")
    assert result.exit_code == 2
    assert "--output" in result.stderr
