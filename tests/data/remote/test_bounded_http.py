"""What the reader of all services does whoever asks, and what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from requests import Request

from dashboard.data.remote.bounded_http import (
    Body,
    CompressedBodyError,
    LargeBodyError,
    StatusError,
    ask,
    get,
)

BODY = b"0123456789"


class Service(ThreadingHTTPServer):
    """Answers as the path says; ``asked`` holds the headers of each question."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.released = Event()
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(dict(self.headers))
        kind = self.path.strip("/")
        self.send_response(302 if kind == "moved" else 200)
        self.send_header("Content-Type", "Text/Plain; charset=utf-8")
        if kind == "gzip":
            self.send_header("Content-Encoding", "gzip")
        if kind == "moved":
            self.send_header("Location", "/good")
        else:
            self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)
        if kind == "moved":  # a body that never ends
            self.server.released.wait(5)

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Service]:
    server = Service()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as server:
        yield server


def test_a_body_is_read_up_to_its_limit(service):
    assert get(service.url, timeout_s=5, largest_bytes=10) == Body(BODY, "text/plain")
    with pytest.raises(LargeBodyError, match="longer than 9 bytes"):
        get(service.url, timeout_s=5, largest_bytes=9)


def test_a_compressed_body_is_refused(service):
    with pytest.raises(CompressedBodyError):
        get(f"{service.url}/gzip", timeout_s=5, largest_bytes=10)


def test_the_body_of_a_redirect_is_not_waited_for(service):
    with ask(Request("GET", f"{service.url}/moved"), timeout_s=1) as response:
        assert (response.status_code, response.headers["Location"]) == (302, "/good")
    assert get(f"{service.url}/moved", timeout_s=1, largest_bytes=10, most_redirects=1) == Body(
        BODY, "text/plain"
    )


def test_a_redirect_is_followed_only_where_it_may_be(service):
    with pytest.raises(StatusError, match="status 302"):
        get(f"{service.url}/moved", timeout_s=5, largest_bytes=10)


def test_what_netrc_holds_is_sent_to_nobody(service, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password something\n")
    monkeypatch.setenv("NETRC", str(netrc))
    get(service.url, timeout_s=5, largest_bytes=10)
    (headers,) = service.asked
    assert "Authorization" not in headers
    assert headers["Accept-Encoding"] == "identity"


def test_the_proxy_of_the_environment_is_asked(service, monkeypatch):
    monkeypatch.setenv("http_proxy", service.url)
    answer = get("http://a.example/good", timeout_s=5, largest_bytes=10)
    assert answer.content == BODY
    assert service.asked[0]["Host"] == "a.example"
