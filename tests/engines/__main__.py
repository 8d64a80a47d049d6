"""Drive WebKit through the main journeys, and take pictures with it and with Firefox: ``make engines``."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import requests

from dashboard.domain.pages import PAGES
from tests.engines import firefox, webdriver
from tests.engines.journeys import JOURNEYS, PHONE, WIDE, Visit
from tests.engines.webdriver import HOST, Browser, EngineError
from tests.helpers import ROOT

START_LIMIT_S = 120
Take = Callable[[str, tuple[int, int], Path], None]
"""Takes a picture of an address at a size into a file."""
TAKEN = {
    **{page.path.strip("/") or "carte": page.path for page in PAGES},
    "pres-de-chez-vous-reponse": "/pres-de-chez-vous?besoin=repas&territoire=74010",
    "comparer-trois": "/comparer?territoire=200066793&territoire=200040715&territoire=200046977",
    "fiche": "/fiche/74010",
}
"""What pictures are taken of, by the name of their file."""


@dataclass(frozen=True)
class Site:
    """A dashboard that is served, and what the scripts of its pages complained of."""

    address: str
    told: Path

    def complaints(self) -> list[str]:
        """Return the complaints since the last time."""
        lines = self.told.read_text(encoding="utf-8").splitlines()
        self.told.write_text("", encoding="utf-8")
        return lines


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def served(port: int, folder: Path) -> Iterator[Site]:
    """Serve the shipped catalogue and services until the block ends."""
    site = Site(f"http://{HOST}:{port}", folder / "told.txt")
    site.told.touch()
    module = "tests.engines.serve_watched"
    command = [sys.executable, "-m", module, str(site.told), "--port", str(port)]
    with webdriver.running(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + START_LIMIT_S
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(requests.RequestException):
                requests.get(f"{site.address}/sante", timeout=2)
                yield site
                return
            time.sleep(0.1)
        raise EngineError.not_started(module)


def tell(name: str, wrong: list[str]) -> None:
    """Write a line for what was tried, and one for each thing that went wrong."""
    click.echo(f"{'failed' if wrong else 'ok':6}  {name}")
    for line in wrong:
        click.echo(f"        {line}")


def drive(browser: Browser, site: Site) -> bool:
    """Go through the journeys, telling each one's outcome; return whether all went well."""
    fine = True
    for name, journey in JOURNEYS.items():
        browser.resize(*WIDE)
        try:
            journey(Visit(browser, site.address))
            wrong = site.complaints()
        except EngineError as error:
            wrong = [str(error), *site.complaints()]
        tell(name, wrong)
        fine = fine and not wrong
    return fine


def in_webkit(browser: Browser, address: str, size: tuple[int, int], file: Path) -> None:
    browser.resize(*size)
    browser.opens(address)
    browser.sees("window.settled()", f"{address} as its scripts draw it")
    time.sleep(1)  # a map fades in
    browser.photographs(file)


def photograph(site: Site, engine: str, take: Take, folder: Path) -> bool:
    """Take all pictures by an engine; return whether all were, and no script complained."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    for size in (WIDE, PHONE):
        for name, path in TAKEN.items():
            try:
                take(site.address + path, size, folder / f"{name}-{size[0]}-{engine.lower()}.png")
            except EngineError as error:
                wrong.append(str(error))
    wrong += site.complaints()
    tell(f"pictures by {engine}, in {folder}", wrong)
    return not wrong


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path), default=ROOT / "test-results" / "engines"
)
@click.option("--port", type=int, help="Of the dashboard; the next one is the driver's.")
def main(folder: Path, port: int | None) -> None:
    """Go through the journeys in WebKit, and put pictures by every engine into FOLDER."""
    # Whoever ends the run ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    fine = True
    with contextlib.ExitStack() as stack:
        kept = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = stack.enter_context(served(port or free_port(), kept))
        if without := webdriver.missing():
            click.echo(f"WebKit is not there ({', '.join(without)}): no journey was made.")
            fine = False
        else:
            driver_port = port + 1 if port else free_port()
            with webdriver.webkit(driver_port, kept / "webkit") as browser:
                click.echo(f"WebKitGTK {browser.version}")
                fine = drive(browser, site)
                fine = photograph(site, "WebKit", partial(in_webkit, browser), folder) and fine
        if program := firefox.found():
            click.echo(firefox.version(program))
            take = partial(firefox.photograph, program)
            fine = photograph(site, "Firefox", take, folder) and fine
        else:
            click.echo("Firefox is not there: no picture by it was taken.")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
