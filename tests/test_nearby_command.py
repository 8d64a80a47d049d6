"""Who can help near a place, for scripts."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.domain.codes import is_commune_code

IMPORTED = (
    "id,nom,commune,code_insee,themes,publics,latitude,longitude,telephone\n"
).encode()


def run(folder, *arguments):
    result = CliRunner().invoke(
        main,
        ["nearby", *arguments],
        env={"DASHBOARD_DATA_DIR": str(folder), "DASHBOARD_DATABASE_URL": ""},
    )
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def nearby(tmp_path):
    def asked(*arguments):
        return run(tmp_path / "none", *arguments)

    return asked


def answer(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)
