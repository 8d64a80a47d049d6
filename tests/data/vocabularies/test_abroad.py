"""Towns and countries beyond the border."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.data.vocabularies.abroad import read_abroad
from dashboard.data.vocabularies.files import VocabularyError
from dashboard.settings import VOCABULARIES_FOLDER

HEAD = "word,name,country\n"


def test_towns_have_a_country_and_countries_have_none() -> None:
    abroad = read_abroad(VOCABULARIES_FOLDER).set_index("word")
    assert abroad.loc["Genève"].tolist() == ["Genève", "Suisse"]
    assert abroad.loc["Geneva"].tolist() == ["Genève", "Suisse"]
    assert abroad.loc["Suisse"].tolist() == ["Suisse", ""]
    assert set(abroad["country"]) - {""} <= set(abroad["name"])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Genève,Genève,Suisse\nGENEVE,Genève,Suisse\n", "a word once: see line 2"),
        (",Genève,Suisse\n", "a word and a name"),
        ("Genève,,Suisse\n", "a word and a name"),
    ],
)
def test_a_word_twice_or_missing_is_refused(tmp_path: Path, rows: str, expected: str) -> None:
    (tmp_path / "abroad.csv").write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(VocabularyError, match=expected):
        read_abroad(tmp_path)


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"abroad\.csv"):
        read_abroad(tmp_path)
