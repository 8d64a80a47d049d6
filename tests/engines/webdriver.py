"""WebKit, driven over the W3C's WebDriver protocol: what the journeys need of it, and no more."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

HOST = "127.0.0.1"
DRIVER = "WebKitWebDriver"
SCREEN = "Xvfb"
SCREEN_SIZE = "1400x2400x24"
DOWN, ENTER, TAB = "\ue015", "\ue007", "\ue004"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_LONGEST_WAIT_S = 30
# Its window is else never narrower than the buttons of its toolbar.
_NARROW_TOOLBAR = "* { min-width: 0; padding: 0; margin: 0; }\n"


class EngineError(Exception):
    """The engine did not do what it was asked, or the page never came to what was expected."""

    @classmethod
    def refused(cls, path: str, why: dict[str, str]) -> EngineError:
        return cls(f"{path}: {why['error']}: {why['message']}")

    @classmethod
    def never_seen(cls, what: str) -> EngineError:
        return cls(f"never seen: {what}")

    @classmethod
    def not_started(cls, program: str) -> EngineError:
        return cls(f"{program} did not start")

    @classmethod
    def gone(cls, program: str) -> EngineError:
        return cls(f"{program} answers no more")

    @classmethod
    def no_picture(cls, address: str) -> EngineError:
        return cls(f"no picture was taken of {address}")


class Browser:
    """A window of WebKit's."""

    def __init__(self, driver: str) -> None:
        """Open a window; ``driver`` is the address of the driver."""
        self._address = f"{driver}/session"
        opened = self._post("", {"capabilities": {}})
        self._address += f"/{opened['sessionId']}"
        self.version = f"{opened['capabilities']['browserVersion']}"

    def _ask(self, method: str, path: str, json: Any = None) -> Any:  # noqa: ANN401 - JSON
        try:
            answer = requests.request(method, self._address + path, json=json, timeout=120)
        except requests.RequestException as error:
            raise EngineError.gone(DRIVER) from error
        value = answer.json()["value"]
        if not answer.ok:
            raise EngineError.refused(path, value)
        return value

    def _post(self, path: str, about: object) -> Any:  # noqa: ANN401 - JSON
        return self._ask("POST", path, about)

    def close(self) -> None:
        self._ask("DELETE", "")

    def resize(self, width: int, height: int) -> None:
        """Give the page, without the bars around it, a size."""
        self._post("/window/rect", {"width": width, "height": height})
        # What the window has just become may not be there yet: its bars are, whatever its size.
        bars = self.run("return outerHeight - innerHeight")
        self._post("/window/rect", {"width": width, "height": height + bars})
        self.sees(f"innerWidth === {width} && innerHeight === {height}", "a window of that size")

    def opens(self, address: str) -> None:
        self._post("/url", {"url": address})

    def goes_back(self) -> None:
        self._post("/back", {})

    def run(self, script: str, *given: object) -> Any:  # noqa: ANN401 - JSON
        return self._post("/execute/sync", {"script": script, "args": given})

    def sees(self, condition: str, what: str) -> None:
        """Wait until an expression of JavaScript holds."""
        until = time.monotonic() + _LONGEST_WAIT_S
        while time.monotonic() < until:
            if self.run(f"return Boolean({condition})"):
                return
            time.sleep(0.1)
        raise EngineError.never_seen(what)

    def sees_text(self, selector: str, words: str) -> None:
        every = f"[...document.querySelectorAll({selector!r})]"
        text = f"{every}.some((one) => one.textContent.includes({words!r}))"
        self.sees(text, f"« {words} » in {selector}")

    def clicks(self, selector: str) -> None:
        found = self._post("/element", {"using": "css selector", "value": selector})
        self._post(f"/element/{found[_ELEMENT]}/click", {})

    def types(self, keys: str) -> None:
        """Press and release keys, one after the other, wherever the focus is."""
        presses = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._post("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": presses}]})

    def photographs(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._ask("GET", "/screenshot")))


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [name for name in (DRIVER, SCREEN) if not shutil.which(name)]


@contextlib.contextmanager
def running(command: list[str], **about: Any) -> Iterator[subprocess.Popen[bytes]]:  # noqa: ANN401
    """Run a program until the block ends."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **about)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """Give the name of a screen that nobody looks at."""
    read, write = os.pipe()
    command = [SCREEN, "-displayfd", str(write), "-screen", "0", SCREEN_SIZE, "-nolisten", "tcp"]
    with os.fdopen(read) as told, running(command, pass_fds=[write]):
        os.close(write)
        number = told.readline().strip()
        if not number:
            raise EngineError.not_started(SCREEN)
        yield f":{number}"


@contextlib.contextmanager
def webkit(port: int, folder: Path) -> Iterator[Browser]:
    """Give a window of WebKit's; what it keeps goes into a folder."""
    style = folder / "gtk-3.0" / "gtk.css"
    style.parent.mkdir(parents=True)
    style.write_text(_NARROW_TOOLBAR, encoding="utf-8")
    own = {name: str(folder) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    with _screen() as display:
        environment = {**os.environ, **own, "DISPLAY": display, "LANG": "C.UTF-8"}
        command = [DRIVER, f"--host={HOST}", f"--port={port}"]
        with running(command, env=environment) as driver:
            address = f"http://{HOST}:{port}"
            _wait_for(address, driver)
            browser = Browser(address)
            try:
                yield browser
            finally:
                with contextlib.suppress(EngineError):
                    browser.close()


def _wait_for(address: str, driver: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _LONGEST_WAIT_S
    while time.monotonic() < until and driver.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            requests.get(f"{address}/status", timeout=5)
            return
        time.sleep(0.1)
    raise EngineError.not_started(DRIVER)
