from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from flask import Flask

from dashboard.api import tiles as tile_routes
from dashboard.data.remote import tiles
from dashboard.data.remote.bounded_http import Body
from dashboard.data.remote.tiles import fetch_tile

PNG = b"\x89PNG\r\n\x1a\n-a-tile"
released = Event()


class TileServer(BaseHTTPRequestHandler):
    def do_GET(self):
        kind, *place = self.path.strip("/").split("/")
        if kind == "hang":
            released.wait(5)
        status = {"gone": 404, "broken": 500, "moved": 301, "loop": 302}.get(kind, 200)
        body = PNG + "/".join(place).encode() if kind != "large" else b"x" * 2_000_001
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if kind == "page" else "image/png")
        self.send_header("Content-Length", str(len(body)))
        if kind in {"moved", "loop"}:
            target = "png" if kind == "moved" else "loop"
            self.send_header("Location", f"/{target}/{'/'.join(place)}")
        self.end_headers()
        if kind != "hang":
            with suppress(OSError):  # a reader who was told the length may have left
                self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), TileServer)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        released.set()
        server.shutdown()
        thread.join()
        server.server_close()
        released.clear()


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as address:
        yield address


def template(host, kind):
    return f"{host}/{kind}/{{z}}/{{x}}/{{y}}"


def test_a_tile_is_the_one_asked_for(host):
    assert fetch_tile(template(host, "png"), z=7, x=66, y=45) == Body(PNG + b"7/66/45", "image/png")


def test_a_tile_that_moved_is_followed(host):
    tile = fetch_tile(template(host, "moved"), z=7, x=66, y=45)
    assert tile == Body(PNG + b"7/66/45", "image/png")


@pytest.mark.parametrize("kind", ["gone", "broken", "page", "large", "loop"])
def test_what_is_no_tile_is_none(host, kind):
    assert fetch_tile(template(host, kind), z=7, x=66, y=45) is None


def test_a_service_that_does_not_answer_is_left(host, monkeypatch):
    monkeypatch.setattr(tiles, "TIMEOUT_S", 0.1)
    assert fetch_tile(template(host, "hang"), z=7, x=66, y=45) is None


def test_a_service_that_is_not_there_is_none(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as host:
        address = template(host, "png")
    assert fetch_tile(address, z=7, x=66, y=45) is None


@pytest.mark.parametrize(
    ("z", "x", "y"), [(-1, 0, 0), (20, 0, 0), (3, 8, 0), (3, 0, 8), (3, -1, 0), (0, 0, 1)]
)
def test_a_tile_outside_the_world_is_not_asked_for(host, z, x, y):
    assert fetch_tile(template(host, "png"), z=z, x=x, y=y) is None


def test_the_last_tile_of_a_zoom_is_in_the_world(host):
    assert fetch_tile(template(host, "png"), z=3, x=7, y=7).content.endswith(b"3/7/7")


@pytest.mark.parametrize(
    ("kind", "status", "media_type"), [("png", 200, "image/png"), ("gone", 204, "text/html")]
)
def test_the_route_never_refuses_a_tile(host, kind, status, media_type):
    server = Flask(__name__)
    tile_routes.register(server, template(host, kind))
    answer = server.test_client().get("/tuiles/7/66/45")
    assert (answer.status_code, answer.mimetype) == (status, media_type)
