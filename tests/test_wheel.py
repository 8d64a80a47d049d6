"""The source archive and the wheel hold all that the program needs: it runs away from the repository.

Nothing is asked of a network: the build backend and the dependencies are those of the tests.
"""

import json
import os
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from dashboard import __version__
from dashboard.data.boundaries import read_boundaries
from dashboard.settings import ASSETS_FOLDER, GEO_FOLDER, IMPORT_TEMPLATE
from tests.helpers import ROOT

START_LIMIT_S = 60
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@dataclass(frozen=True)
class Program:
    """The installed program, run by a user whose folders were empty before."""

    folder: Path

    @property
    def environment(self) -> Path:
        return self.folder / "venv"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def around(self) -> dict[str, object]:
        """Return where it runs: an empty folder, with no variable that leads to the repository."""
        variables = {"HOME": str(self.home), "PATH": os.defpath}
        return {"cwd": self.folder / "empty", "env": variables, "stdout": PIPE, "text": True}

    def run(self, *arguments: str, command: str = "solidarity-map") -> str:
        path = self.environment / "bin" / command
        return subprocess.run([path, *arguments], check=True, **self.around).stdout

    def files(self) -> set[Path]:
        """Return the files of its user and of its package, but for what Python compiles."""
        package = site_packages(self.environment) / "dashboard"
        written = [package, self.home, self.folder / "empty"]
        return {path for folder in written for path in files_of(folder)}


def files_of(folder: Path) -> set[Path]:
    return {
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }


def site_packages(environment: Path) -> Path:
    base = str(environment)
    return Path(sysconfig.get_path("purelib", "venv", {"base": base, "platbase": base}))


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the source archive, and the wheel from nothing else, as whoever publishes both does."""
    archives, wheels = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory"]
    subprocess.run([*build, archives], check=True, cwd=ROOT)
    pack = ["wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*PIP, *pack, wheels, only_file(archives)], check=True)
    return only_file(wheels)


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    installed = Program(tmp_path_factory.mktemp("installed"))
    for name in ("home", "empty"):
        (installed.folder / name).mkdir()
    venv.create(installed.environment, with_pip=False)
    # Of a folder named here Python reads no .pth file, which could lead to the repository.
    dependencies = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    named = site_packages(installed.environment) / "dependencies.pth"
    named.write_text("\n".join(dependencies), encoding="utf-8")
    target = ["--python", installed.environment / "bin" / "python"]
    install = ["install", "--no-index", "--no-deps", "--no-compile", wheel]
    subprocess.run([*PIP, *target, *install], check=True)
    return installed


@pytest.fixture(scope="module")
def fetch(program):
    address = f"http://127.0.0.1:{free_port()}"
    command = [program.environment / "bin" / "solidarity-map", "serve", "--port"]
    with subprocess.Popen([*command, address.rpartition(":")[2]], **program.around) as process:
        try:
            wait_until_served(f"{address}/sante", process)
            yield lambda path: read(f"{address}{path}")
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read(address: str) -> bytes:
    with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        return answer.read()


def wait_until_served(address: str, process: subprocess.Popen) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            read(address)
        except OSError:
            assert process.poll() is None, "the server stopped while starting"
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer in time")


def test_the_archive_and_the_wheel_bear_the_version_of_the_package(wheel):
    assert wheel.name == f"solidarity_map-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_every_file_of_the_package_and_beside_it_those_it_reads(wheel):
    data = {path for path in (ROOT / "data").iterdir() if path.name != "imports"}
    beside = {path for folder in [ROOT / "assets", *data] for path in files_of(folder)}
    expected = {path.relative_to(ROOT).as_posix() for path in files_of(ROOT / "dashboard")}
    expected |= {f"dashboard/_files/{path.relative_to(ROOT).as_posix()}" for path in beside}
    with ZipFile(wheel) as file:
        held = {name for name in file.namelist() if name.startswith("dashboard/")}
    assert held == expected


def test_help_tells_where_imports_are_kept_which_is_with_the_user(program):
    assert "~/.local/share/solidarity-map/imports" in program.run("--help")
    kept = "from dashboard.settings import Settings; print(Settings.from_environment().data_folder)"
    folder = program.run("-c", kept, command="python").strip()
    assert folder == str(program.home / ".local" / "share" / "solidarity-map" / "imports")


def test_the_catalogue_it_brings_has_no_defect(program):
    assert program.run("check").endswith(": no defect\n")


def test_it_serves_what_it_brings_and_writes_nothing_where_it_stands(program, fetch):
    before = program.files()
    boundaries = read_boundaries(GEO_FOLDER / "boundaries")["departements"]
    assert json.loads(fetch("/sante"))["territories"]["communes"] == 2738
    assert "<title>Carte · Carte de la solidarité en Rhône-Alpes</title>" in fetch("/").decode()
    assert fetch(f"/fichiers/departements.{boundaries.digest}.geojson") == boundaries.raw
    assert fetch("/assets/style.css") == (ASSETS_FOLDER / "style.css").read_bytes()
    assert fetch("/telecharger/modele-import.csv") == IMPORT_TEMPLATE.read_bytes()
    assert "Lamastre" in fetch("/fiche/07129").decode()
    assert fetch("/fiche/07129.pdf").startswith(b"%PDF-1.7")
    assert program.files() == before
