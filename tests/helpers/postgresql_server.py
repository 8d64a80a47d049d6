"""Debian's PostgreSQL, started for the tests in a folder of its own, on a Unix socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

INSTALLED = Path("/usr/lib/postgresql")
ACCESS = "local all guarded scram-sha-256\nlocal all all trust\n"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",
    "fsync": "off",
    "shared_buffers": "32MB",
    "max_connections": "20",
}


def newest_server() -> Path:
    """Find the programs of the newest server that has PostGIS."""
    versions = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    for initdb in reversed(versions):
        extensions = Path("/usr/share/postgresql", initdb.parts[-3], "extension")
        if (extensions / "postgis.control").exists():
            return initdb.parent
    pytest.fail("PostgreSQL with PostGIS is needed: sh tests/data/stores/install_postgresql.sh")


@contextmanager
def running_server() -> Iterator[Path]:
    """Give the folder of the socket of a running server; user ``carte`` may do everything."""
    programs = newest_server()
    # Short: the path of a socket has 107 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data, log = folder / "data", folder / "log"
    owner = _owner()
    try:
        folder.chmod(0o755)
        if owner:
            shutil.chown(folder, user=owner["user"])
        create = ("--auth=trust", "--username=carte", "--encoding=UTF8", "--locale=C.UTF-8")
        _run([programs / "initdb", "-D", data, *create, "--no-sync"], folder, owner)
        (data / "pg_hba.conf").write_text(ACCESS, encoding="ascii")
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories='{folder}'"
        control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w"]
        _run([*control, "-l", log, "-o", options, "start"], folder, owner)
        try:
            yield folder
        finally:
            _run([*control, "-m", "immediate", "stop"], folder, owner)
    finally:
        shutil.rmtree(folder)


def _owner() -> dict[str, Any]:
    """Name who runs the server: the one who tests, but for root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _run(command: Sequence[str | Path], folder: Path, owner: dict[str, Any]) -> None:
    # Never a pipe: the server would inherit it and keep it open.
    with tempfile.TemporaryFile("w+") as told:
        done = subprocess.run(command, cwd=folder, stdout=told, stderr=told, check=False, **owner)
        told.seek(0)
        assert done.returncode == 0, told.read()
