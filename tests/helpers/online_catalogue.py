"""A catalogue on this machine that answers as data.gouv.fr does, well or badly."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event

from dashboard.data.fetching.sources import OnlineSource

SLUG = "liste-des-lieux"
API = f"/api/1/datasets/{SLUG}/"
SOURCE = OnlineSource("lieux", "Lieux", SLUG, "lieux", ("csv", "json"), r"^lieux\b")
CSV = b"id,nom\n1,Le Relais\n2,La Halte\n"

Behaviour = Callable[[BaseHTTPRequestHandler], None]


class Catalogue:
    """A local server; ``answers`` gives what each path does, ``asked`` the paths asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, Behaviour] = {}
        self.asked: list[str] = []
        self.released = Event()
        catalogue = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                catalogue.asked.append(self.path)
                self.close_connection = True
                catalogue.answers.get(self.path, status(404))(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def lists(self, *resources: dict[str, object]) -> None:
        """Describe the dataset, as ``/api/1/datasets/{slug}/`` does."""
        body = {"id": "5d13a8b6634f41070a43dff3", "slug": SLUG, "resources": list(resources)}
        self.answers[API] = sends(json.dumps(body).encode(), "application/json")

    def resource(self, title: str, **changes: object) -> dict[str, object]:
        """Describe a file, as the catalogue does."""
        name = title.lower().replace(" ", "-")
        return {
            "id": "bd33e98f-f8e3-49ba-9f26-51c95fe57234",
            "title": title,
            "type": "main",
            "filetype": "remote",
            "format": "csv",
            "mime": "text/csv",
            "filesize": None,
            "checksum": None,
            "url": f"{self.url}/files/{name}",
            "latest": f"{self.url}/api/1/datasets/r/bd33e98f",
            "created_at": "2024-01-05T09:00:00+00:00",
            "last_modified": "2024-01-06T09:00:00+00:00",
        } | changes


def sends(body: bytes, media_type: str = "text/csv", *, length: int | None = None) -> Behaviour:
    """Send a body, announced as ``length`` bytes long if not as it is."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def in_chunks(*chunks: bytes, ended: bool = True) -> Behaviour:
    """Send a body of no announced length."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/csv")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for chunk in (*chunks, b"") if ended else chunks:
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))

    return answer


def status(code: int) -> Behaviour:
    """Answer an error, with a page that tells it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = b"<html>Erreur</html>"
        handler.send_response(code)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def redirects(location: str, code: int = 302) -> Behaviour:
    """Send elsewhere."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer
