from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.vocabularies import Vocabularies, read_vocabularies
from dashboard.settings import VOCABULARIES_FOLDER


@pytest.fixture(scope="session")
def shipped() -> Vocabularies:
    return read_vocabularies(VOCABULARIES_FOLDER)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write mapping files of a few rows; a file that is not given has its header only."""

    def fill(themes: str = "", publics: str = "") -> Path:
        (tmp_path / "themes.csv").write_text(f"scheme,term,becomes,themes\n{themes}", "utf-8")
        (tmp_path / "publics.csv").write_text(f"scheme,term,becomes,publics\n{publics}", "utf-8")
        return tmp_path

    return fill
