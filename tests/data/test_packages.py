"""Packages of registries: opened, checked, refused."""

from __future__ import annotations

import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard.data import packages
from dashboard.data.packages import Package, download, read_package
from dashboard.domain.errors import PackageError


def package(registry: str = "PyPI", **files: str) -> Package:
    """Describe a package of one test."""
    return Package(
        name="tiny",
        version="1.0",
        registry=registry,
        archive="tiny.whl",
        folder="data",
        licence="",
        origin="",
        files=files,
    )


def test_a_file_with_another_digest_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "tiny.whl", "w") as archive:
        archive.writestr("data/table", "genuine")
    genuine = sha256(b"genuine").hexdigest()
    assert read_package(package(table=genuine), tmp_path) == {"table": b"genuine"}
    with pytest.raises(PackageError, match=rf"tiny table has SHA-256 {genuine}, expected 0000"):
        read_package(package(table="0000"), tmp_path)


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tiny.whl").write_bytes(b"half a download")
    with pytest.raises(PackageError, match=r"tiny.whl cannot be read"):
        read_package(package(table="0000"), tmp_path)


def test_a_missing_client_and_a_failing_one_are_both_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", "npm")

    monkeypatch.setattr(packages.subprocess, "run", absent)
    with pytest.raises(PackageError, match=r"tiny could not be downloaded with .*npm: .*No such"):
        download(package("npm"), tmp_path)
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr="noise\nNo module named pip\n")
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(PackageError, match=r"with pip: No module named pip. Check"):
        download(package(), tmp_path)
