"""A geocoder on this machine, with the API of the Géoplateforme; it keeps what it was sent."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

RESULTS = ("longitude", "latitude", "result_score", "result_citycode", "result_type")
Found = tuple[float | str, float | str, float | str, str, str]
NOTHING: Found = ("", "", "", "", "")


class AddressService(ThreadingHTTPServer):
    """Answers each address as ``known`` says, with nothing otherwise; ``kind`` says how it fails.

    Attributes:
        batches: the rows of each sheet that was sent.
        columns: the columns each sheet was asked about.
        alone: the texts asked one at a time.
        sent: the bodies, as they came.
    """

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.known: dict[str, Found] = {}
        self.kind = "good"
        self.after = 0
        self.batches: list[list[dict[str, str]]] = []
        self.columns: list[list[str]] = []
        self.alone: list[str] = []
        self.sent: list[bytes] = []
        self.released = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/geocodage/search"

    @property
    def addresses(self) -> list[str]:
        """The addresses asked in sheets."""
        return [row["address"] for batch in self.batches for row in batch]


class _Handler(BaseHTTPRequestHandler):
    server: AddressService

    def do_POST(self) -> None:
        service = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        service.sent.append(body)
        parts = _parts(self.headers["Content-Type"], body)
        rows = list(csv.DictReader(io.StringIO(dict(parts)["data"])))
        if urlsplit(self.path).path != "/geocodage/search/csv/" or service.kind == "no-batches":
            self._write(404, b"nowhere")
            return
        service.batches.append(rows)
        service.columns.append([text for name, text in parts if name == "columns"])
        failing = len(service.batches) > service.after
        answer = _sheet(rows, service.known)
        if service.kind == "hang" and failing:
            service.released.wait(5)
        if service.kind == "short" and failing:
            answer = b"\n".join(answer.split(b"\n")[:2]) + b"\n"
        if service.kind == "error" and failing:
            answer = answer.replace(b"ok\n", b"error\n")
        if service.kind == "page" and failing:
            answer = b"<html>maintenance</html>"
        if service.kind == "binary" and failing:
            answer = bytes(range(256))
        if service.kind == "cut" and failing:
            self._write(200, answer, kept=len(answer) - 20)
        else:
            self._write(
                {"broken": 503, "busy": 429}.get(service.kind, 200) if failing else 200, answer
            )

    def do_GET(self) -> None:
        text = parse_qs(urlsplit(self.path).query)["q"][0]
        self.server.alone.append(text)
        if self.server.after and len(self.server.alone) > self.server.after:
            self._write(503, b"")
            return
        found = next(
            (one for name, one in self.server.known.items() if text.startswith(name)), None
        )
        features = [] if found is None else [_feature(found)]
        self._write(200, json.dumps({"features": features}).encode())

    def _write(self, status: int, body: bytes, *, kept: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:kept])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving_addresses() -> Iterator[AddressService]:
    service = AddressService()
    thread = Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.released.set()
        service.shutdown()
        thread.join()
        service.server_close()


def _parts(kind: str, body: bytes) -> list[tuple[str, str]]:
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    return [
        (
            str(part.get_param("name", header="content-disposition")),
            bytes(part.get_payload(decode=True)).decode(),
        )
        for part in message.walk()
        if not part.is_multipart()
    ]


def _sheet(rows: list[dict[str, str]], known: dict[str, Found]) -> bytes:
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\n")
    out.writerow([*rows[0], *RESULTS, "result_status"])
    for row in reversed(rows):  # in any order
        found = known.get(row["address"], NOTHING)
        out.writerow([*row.values(), *found, "ok"])
    return written.getvalue().encode()


def _feature(found: Found) -> dict[str, object]:
    longitude, latitude, score, code, kind = found
    return {
        "geometry": {"coordinates": [longitude, latitude]},
        "properties": {"label": "Une adresse", "score": score, "citycode": code, "type": kind},
    }
