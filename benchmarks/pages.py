"""Pages as gunicorn serves them: asked again and new, beside the constant answer, on two workers.

The load comes from threads of this process on the same machine, so that rates are of both: compare the
ratios. What a new page takes of the workers' processors depends on nobody else.
"""

from __future__ import annotations

import itertools
import os
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean

from benchmarks.loopback import HOST, served
from benchmarks.report import Line
from dashboard.domain.pages import MAP_PAGE, PAGES

WORKERS, THREADS, CONNECTIONS = 2, 4, 3
LEAST_AGAIN, LEAST_NEW = 1_000, 100
MOST_BYTES = 40_000
SECONDS, PAGES_TIMED = 1.5, 50
_CONSTANT = "/sante"
_END = b"\r\n\r\n"
_RECEIVED = 1 << 16
_TICKS = os.sysconf("SC_CLK_TCK")


class Connection:
    """A kept-alive connection, asked one thing at a time.

    ``http.client`` would cost more than what it asks for.
    """

    def __init__(self, port: int) -> None:
        """Connect to a port of this machine."""
        self._socket = socket.create_connection((HOST, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._host = f"{HOST}:{port}"

    def get(self, path: str, encoding: str = "br") -> int:
        """Ask for a path; return the bytes of its body."""
        asked = f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: {encoding}\r\n\r\n"
        self._socket.sendall(asked.encode())
        received = b""
        while _END not in received:
            received += self._received()
        head, _, body = received.partition(_END)
        assert head.startswith(b"HTTP/1.1 200 "), head
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        size, length = len(body), int(fields[b"content-length"])
        while size < length:
            size += len(self._received())
        return length

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _received(self) -> bytes:
        part = self._socket.recv(_RECEIVED)
        assert part, "the server ended the connection"
        return part


def page_lines() -> list[Line]:
    """Tell pages per second on two workers, and the bytes of each page."""
    numbers = itertools.count()
    paths = [page.path for page in PAGES]
    with served("dashboard", "serve", "--workers", str(WORKERS)) as port:
        constant = rate(port, lambda: _CONSTANT)
        again = rate(port, lambda: MAP_PAGE.path)
        new = [rate(port, _never_asked(path, numbers)) for path in paths]
        spent = [_processor_ms(port, _never_asked(path, numbers)) for path in paths]
        sizes = [_size(port, path) for path in paths]
        processes = _started_by(str(os.getpid()))
        memory = sum(_proportional_mb(pid) for pid in processes)
    lines = [
        Line("constant answer /sante", constant, "/s"),
        Line(
            f"{MAP_PAGE.path} asked again",
            again,
            "/s",
            least=LEAST_AGAIN,
            beside=f"{again / constant:.2f} of /sante",
        ),
        Line("new pages, each page as often as the others", _together(new), "/s", least=LEAST_NEW),
    ]
    what = f"memory of {len(processes)} processes after these pages (PSS)"
    lines.append(Line(what, memory, "MB"))
    for path, per_second, ms, size in zip(paths, new, spent, sizes, strict=True):
        beside = f"{per_second / constant:.3f} of /sante; {ms:.1f} ms of a processor"
        lines.append(Line(f"{path} new", per_second, "/s", beside=beside))
        lines.append(Line(f"{path} HTML", size / 1e3, "kB", most=MOST_BYTES / 1e3))
    return lines


def rate(port: int, path: Callable[[], str], *, seconds: float = SECONDS) -> float:
    """Ask from four threads for ``seconds``; return the answers per second.

    Each thread takes turns with its connections: a worker keeps those it accepted, and with one for each
    thread two workers would seldom have as many.
    """

    def ask(_: int) -> int:
        connections = [Connection(port) for _ in range(CONNECTIONS)]
        answered = 0
        for connection in _until(begun + seconds, connections):
            connection.get(path())
            answered += 1
        for connection in connections:
            connection.close()
        return answered

    begun = time.monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        answered = sum(threads.map(ask, range(THREADS)))
    return answered / (time.monotonic() - begun)


def _never_asked(path: str, numbers: Iterator[int]) -> Callable[[], str]:
    """Return what names a page by addresses never asked for: nothing reads the key, the page is the same."""
    return lambda: f"{path}?page-neuve={next(numbers)}"


def _until(end: float, connections: list[Connection]) -> Iterator[Connection]:
    for connection in itertools.cycle(connections):
        if time.monotonic() >= end:
            return
        yield connection


def _together(rates: list[float]) -> float:
    """Return the rate where each is asked as often: the inverse of the mean time."""
    return 1 / mean(1 / per_second for per_second in rates)


def _processor_ms(port: int, path: Callable[[], str]) -> float:
    """Measure what one new page takes of the processors of all that this process started."""
    connection, before = Connection(port), _processor_s()
    for _ in range(PAGES_TIMED):
        connection.get(path())
    connection.close()
    return 1e3 * (_processor_s() - before) / PAGES_TIMED


def _processor_s() -> float:
    fields = [
        (Path("/proc") / pid / "stat").read_text().rpartition(")")[2].split()
        for pid in _started_by(str(os.getpid()))
    ]
    return sum(int(user) + int(system) for *_, user, system in (of[:13] for of in fields)) / _TICKS


def _proportional_mb(pid: str) -> float:
    """Read the memory of a process, what it shares with others divided by how many they are."""
    lines = (Path("/proc") / pid / "smaps_rollup").read_text().splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("Pss:"))
    return int(kilobytes) / 1024


def _started_by(pid: str) -> list[str]:
    """List the processes started by another, theirs too."""
    tasks = (Path("/proc") / pid / "task").glob("*/children")
    own = [child for task in tasks for child in task.read_text().split()]
    return own + [other for child in own for other in _started_by(child)]


def _size(port: int, path: str) -> int:
    connection = Connection(port)
    size = connection.get(path, "identity")
    connection.close()
    return size


if __name__ == "__main__":
    for told in page_lines():
        print(told)
