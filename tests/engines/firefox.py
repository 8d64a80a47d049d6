"""Firefox: pictures only, taken by the program itself; no driver of its is at hand in Debian."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.engines.webdriver import EngineError

_NAMES = ("firefox-esr", "firefox")
_LONGEST_S = 120


def found() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def version(program: str) -> str:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def photograph(program: str, address: str, size: tuple[int, int], file: Path) -> None:
    """Take a picture of a page, as a reader who comes for the first time sees it."""
    width, height = size
    file.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            program, "--headless", "--no-remote", "--profile", profile,
            "--screenshot", str(file), f"--window-size={width},{height}", address,
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=True)
        except subprocess.SubprocessError as error:
            raise EngineError.no_picture(address) from error
    if not file.exists():
        raise EngineError.no_picture(address)
