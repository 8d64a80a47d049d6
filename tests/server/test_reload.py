"""An application that picks up what is imported while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from dashboard.__main__ import main
from dashboard.domain.errors import StoreError
from dashboard.factory import create_app
from dashboard.server import reload
from dashboard.server.reload import Reloader
from dashboard.settings import Settings
from tests.helpers import small_files as files
from tests.helpers.asking import MAP, ask

LONGEST_WAIT_S = 60.0
BETWEEN_LOOKS_S = 0.05
IMPORTED = 3
NAME = "france-services-2020-01-31"


class Running(NamedTuple):
    """An application that looks at its store at every request, and the store's folder."""

    client: FlaskClient
    folder: Path

    def command(self, *arguments: object) -> None:
        """Run the program beside the application, on the same folder."""
        environment = {"DASHBOARD_DATA_DIR": str(self.folder), "DASHBOARD_DATABASE_URL": ""}
        done = CliRunner().invoke(main, [str(one) for one in arguments], env=environment)
        assert done.exit_code == 0, done.output

    def initiatives(self) -> int:
        return int(self.client.get("/sante").json["initiatives"])

    def map(self) -> bytes:
        request = {"query": {}, "parts": ["all"]}
        return bytes(ask(self.client, MAP, ("map-request", "data", request)).data)


def until(reached: Callable[[], bool]) -> None:
    """Ask again until it is so."""
    deadline = time.monotonic() + LONGEST_WAIT_S
    while not reached():
        assert time.monotonic() < deadline, "it never came"
        Event().wait(BETWEEN_LOOKS_S)


@pytest.fixture
def written(catalogue_counts) -> int:
    """The initiatives written by hand."""
    return catalogue_counts.initiatives


@pytest.fixture
def running(tmp_path, monkeypatch) -> Running:
    monkeypatch.setattr(reload, "Reloader", partial(Reloader, seconds=0.0))
    folder = tmp_path / "kept"
    return Running(
        create_app(Settings(data_folder=folder, services_folder=None)).server.test_client(), folder
    )


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "fs_20200131.csv"
    path.write_bytes(files.FRANCE_SERVICES_2020)
    return path


def test_an_import_is_served_without_a_new_application_and_forgotten_as_well(
    running, file, written
):
    assert running.initiatives() == written
    drawn = running.map()
    assert running.map() == drawn
    seen = set()

    def served(number: int) -> bool:
        seen.add(running.initiatives())
        return number in seen

    running.command("import", file)
    until(lambda: served(written + IMPORTED))
    # Whole or not at all: nothing between both states was ever served.
    assert seen == {written, written + IMPORTED} or seen == {written + IMPORTED}
    # The answer kept for the same question was that of the data before.
    assert running.map() != drawn
    running.command("imports", "remove", NAME)
    until(lambda: running.initiatives() == written)
    assert running.map() == drawn


def test_an_import_shows_to_who_asks_only_what_is_kept_in_memory(running, file, written):
    page, drawn = running.client.get("/").text, running.map()
    assert f"{written}\u00a0initiatives" in page
    running.command("import", file)
    # Neither a page nor an answer kept hides that the store has changed.
    until(lambda: running.map() != drawn)
    assert f"{written + IMPORTED}\u00a0initiatives" in running.client.get("/").text
    running.command("imports", "remove", NAME)
    until(lambda: running.client.get("/").text == page)


def test_a_damaged_store_leaves_the_previous_data_and_is_logged_then_mended(
    running, file, tmp_path, caplog, written
):
    running.command("import", file)
    until(lambda: running.initiatives() == written + IMPORTED)
    later = tmp_path / "fs_20221201.csv"
    later.write_bytes(files.FRANCE_SERVICES_2022)
    running.command("import", later)
    [table] = running.folder.glob("*2022-12-01*.parquet")
    table.write_bytes(table.read_bytes()[:1_000])

    def refused() -> bool:
        running.client.get("/sante")
        return "the previous ones are served" in caplog.text

    until(refused)
    assert table.name in caplog.text
    assert running.initiatives() == written + IMPORTED
    running.command("imports", "remove", "france-services-2022-12-01")
    running.command("imports", "remove", NAME)
    until(lambda: running.initiatives() == written)


def renewing(stamps: list[str], renew: Callable[[], None]) -> Reloader:
    return Reloader(lambda: stamps[-1], renew, seen="first", seconds=0.0)


def test_nothing_is_made_anew_while_the_store_is_the_same():
    looked, made = [], []

    def stamp() -> str:
        looked.append(True)
        return "first"

    refresher = Reloader(stamp, lambda: made.append(True), seen="first", seconds=0.0)

    def twice() -> bool:
        refresher.look()
        return len(looked) > 1

    until(twice)
    assert not made


def test_a_change_that_cannot_be_read_is_tried_again_at_the_next_change_only():
    stamps, tried, made = ["first", "broken"], [], []

    def renew() -> None:
        tried.append(stamps[-1])
        if stamps[-1] == "broken":
            raise StoreError(stamps[-1])
        made.append(stamps[-1])

    refresher = renewing(stamps, renew)

    def made_anew() -> bool:
        refresher.look()
        if tried and stamps[-1] == "broken":
            stamps.append("mended")
        return bool(made)

    until(made_anew)
    assert (tried, made) == (["broken", "mended"], ["mended"])


def test_only_one_look_is_under_way_at_a_time():
    under_way, go_on, looks = Event(), Event(), []

    def stamp() -> str:
        looks.append(True)
        under_way.set()
        go_on.wait(LONGEST_WAIT_S)
        return "first"

    refresher = Reloader(stamp, lambda: None, seen="first", seconds=0.0)
    refresher.look()
    assert under_way.wait(LONGEST_WAIT_S)
    for _ in range(5):
        refresher.look()
    assert len(looks) == 1
    go_on.set()


def test_the_store_is_not_looked_at_again_before_its_time():
    looks = []
    refresher = Reloader(lambda: str(looks.append(True)), lambda: None, seen="", seconds=3_600.0)
    refresher.look()
    assert not looks
