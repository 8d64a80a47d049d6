"""Servers of the run, on the loopback interface only, and a line to them that counts bytes."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from typing import Self

HOST = "127.0.0.1"
_START_S = 60
_REQUESTS = (b"GET ", b"POST ")
"""How a request begins; a browser sends the next one only after the answer to the last."""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def served(*module: str) -> Iterator[int]:
    """Run ``python -m module --port …`` until the block ends; gives the port."""
    port = free_port()
    command = [sys.executable, "-m", *module, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        assert process.poll() is None, f"the server ended with code {process.returncode}"
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{port}/"):
            return
        time.sleep(0.2)
    raise TimeoutError(port)


class CountingLine:
    """Passes every connection on to a server; counts requests and the bytes that come back.

    Unlike the browser's own figures, it sees what web workers fetch, and nothing that a cache gave.
    """

    def __init__(self, target: int) -> None:
        """Pass connections on to the port ``target``."""
        self.received = 0
        self.requests = 0
        self.port = 0
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        """Open the port."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connect, HOST, 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                self._loop.run_until_complete(task)
        self._loop.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            up_reader, up_writer = await asyncio.open_connection(HOST, self._target)
            await asyncio.gather(
                self._pass(reader, up_writer, upwards=True),
                self._pass(up_reader, writer, upwards=False),
            )

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, upwards: bool
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65_536):
                if upwards:
                    self.requests += data.startswith(_REQUESTS)
                else:
                    self.received += len(data)
                writer.write(data)
                await writer.drain()
        writer.close()
