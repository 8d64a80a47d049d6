"""``region.toml``: what is written is read back, and what cannot be one is refused with its keys."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data.geography import read_geography
from dashboard.data.region import REGION_FILE, read_region, write_region
from dashboard.domain.errors import GeographyError, MissingFileError
from dashboard.settings import GEO_FOLDER
from tests.helpers.rhone_alpes import RHONE_ALPES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose description a test may break."""
    shutil.copy(GEO_FOLDER / REGION_FILE, tmp_path)
    return tmp_path


def broken(folder: Path, old: str, new: str) -> Path:
    """Replace ``old`` once in the description."""
    path = folder / REGION_FILE
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    return folder


def test_the_shipped_region_is_rhone_alpes_and_is_written_again_byte_for_byte(
    tmp_path: Path,
) -> None:
    assert (RHONE_ALPES.name, RHONE_ALPES.code) == ("Rhône-Alpes", "R82")
    assert RHONE_ALPES.departements == ("01", "07", "26", "38", "42", "69", "73", "74")
    write_region(RHONE_ALPES, tmp_path)
    assert (tmp_path / REGION_FILE).read_bytes() == (GEO_FOLDER / REGION_FILE).read_bytes()


def test_words_with_quotation_marks_and_backslashes_are_read_back(tmp_path: Path) -> None:
    odd = replace(RHONE_ALPES, name='Le "Nord" \\ l’Est', description="Deux\nlignes.")
    write_region(odd, tmp_path)
    assert read_region(tmp_path) == odd


def test_a_missing_description_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"region.toml is missing; run .*build-geo"):
        read_region(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "', "name = ", r"region.toml: not TOML: .*line 3"),
        (
            "inside =",
            "inisde =",
            r"region.toml: missing keys: inside \(expected a text such as « en Rhône-Alpes »\)",
        ),
        ("code =", 'capital = "Lyon"\ncode =', r"region.toml: unknown keys: capital\."),
        ('code = "R82"', "code = 82", r"unusable keys: code \(expected a text of R and two digits"),
        ('"R82"', '"82"', r"unusable keys: code \(expected a text of R and two digits, such as"),
        ('"01", ', "1, ", r"unusable keys: departements \(expected a sorted list of codes"),
        ('"01", "07"', '"07", "01"', r"unusable keys: departements \(expected a sorted list"),
        ('"de Rhône-Alpes"', '" "', r"unusable keys: of \(expected a text such as « de Rhône"),
    ],
)
def test_a_broken_description_is_refused(folder: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(GeographyError, match=told):
        read_region(broken(folder, old, new))


def test_a_description_of_other_departements_is_refused(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("boundaries")
    geo = shutil.copytree(GEO_FOLDER, tmp_path / "geo", ignore=ignored)
    write_region(replace(RHONE_ALPES, departements=("01", "35")), geo)
    told = r"region.toml: départements are not those of departements.parquet: 07, 26, 35, 38"
    with pytest.raises(GeographyError, match=told):
        read_geography(geo)
