"""The real application on the repository's own data, built once."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings as hypothesis_settings
from syrupy import snapshot as sentences  # noqa: F401 - here, `snapshot` is the dashboard's own

from dashboard.__main__ import main
from dashboard.analysis.coverage import results as coverage_results
from dashboard.data.atlas import load_atlas
from dashboard.factory import build_app
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.page_data import page_options
from dashboard.server.static_geography import static_geography
from dashboard.settings import NO_SERVICES, Settings
from tests.helpers.catalogue_counts import CatalogueCounts, count_catalogue

Run = Callable[..., Result]

# Nothing timed is asserted: a busy machine is no defect.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


# Values one can check by eye are of what is written by hand and imported; what is shipped beside it
# has tests of its own, which ask for it.
os.environ["DASHBOARD_SERVICES"] = NO_SERVICES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave drawn examples out of the measure of coverage: they are many, and never quite the same."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def catalogue_counts() -> CatalogueCounts:
    """The repository's own catalogue, counted from its files: a new record changes no test."""
    return count_catalogue()


@pytest.fixture(scope="session")
def atlas():
    settings = Settings()
    return load_atlas(settings.geo_folder, settings.initiatives_folder)


@pytest.fixture(scope="session")
def app(atlas):
    return build_app(atlas, Settings())


@pytest.fixture
def client(app):
    return app.server.test_client()


@pytest.fixture(scope="session")
def snapshot(atlas):
    return snapshot_of(atlas, static_geography(atlas, Settings()))


@pytest.fixture
def few_are_enough(monkeypatch):
    """Tell of gaps from however few records: those written by hand alone are too few to tell anything."""
    monkeypatch.setattr(coverage_results, "LEAST_LOCATED", 0)
    monkeypatch.setattr(coverage_results, "LEAST_EPCI_SHARE", 0.0)


@pytest.fixture(scope="session")
def options(atlas, snapshot):
    return page_options(atlas, snapshot, Settings(), today=dt.date(2026, 11, 24))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where datasets are kept: made by the first import."""
    return tmp_path / "kept"


def running(folder: Path) -> Run:
    """Return what runs the program with datasets kept in ``folder``; nothing may end in a traceback."""

    def asked(*arguments: object) -> Result:
        result = CliRunner().invoke(
            main,
            [str(argument) for argument in arguments],
            env={"DASHBOARD_DATA_DIR": str(folder), "DASHBOARD_DATABASE_URL": ""},
        )
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert "Traceback" not in result.output
        return result

    return asked


@pytest.fixture
def run(folder: Path) -> Run:
    """Run the program."""
    return running(folder)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def written(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written
