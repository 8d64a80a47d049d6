"""Many readers come before the server has answered anybody: all get a page that works."""

import os
import re
import signal
import subprocess
import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection
from threading import Barrier
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Reader, free_port, leaves_no_trace

STARTS, AT_ONCE = 20, 32
DASH = ("/", "/sources", "/_dash-dependencies", "/_dash-layout")
READ = (
    "/pres-de-chez-vous?territoire=07129",
    "/fiche/200071751",
    "/fiche/D07/chiffre/taux?repere=strate",
    "/zones-blanches/fiche/D26",
    "/telecharger/carte.svg",
    "/telecharger/zones-blanches.csv",
    "/telecharger/comparer-cartes.svg?territoire=D01",
    "/assets/style.css",
)
INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", re.DOTALL)


class Answer(NamedTuple):
    path: str
    status: int
    policy: str
    body: str


@pytest.fixture(scope="module")
def starts():
    """What forks servers of an application that has answered nothing yet."""
    command = [sys.executable, "-m", "tests.helpers.serve_starts"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield process


@contextmanager
def fresh_server(starts):
    """Give the port of a server that has answered nothing yet."""
    port = free_port()
    starts.stdin.write(f"{port}\n")
    starts.stdin.flush()
    started = int(starts.stdout.readline())
    try:
        yield port
    finally:
        os.kill(started, signal.SIGTERM)


def ask_at_once(port, paths):
    """Open all connections, then ask everything at the same moment."""
    together = Barrier(AT_ONCE)

    def ask(path):
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.connect()
        together.wait()
        connection.request("GET", path)
        answer = connection.getresponse()
        policy = answer.getheader("Content-Security-Policy")
        told = Answer(path, answer.status, policy, answer.read().decode())
        connection.close()
        return told

    several = [paths[number % len(paths)] for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(ask, several))


def digests(page):
    """The inline scripts of a page as its policy names them."""
    scripts = [sha256(text.encode()).digest() for text in INLINE.findall(page)]
    return {f"'sha256-{b64encode(digest).decode()}'" for digest in scripts}


def test_all_first_readers_are_given_the_same_policy_and_pages_it_allows(starts):
    for _ in range(STARTS):
        with fresh_server(starts) as port:
            answers = ask_at_once(port, DASH)
        assert {one.status for one in answers} == {200}
        assert len({(one.path, one.body) for one in answers}) == len(DASH)
        (policy,) = {one.policy for one in answers}
        inline = digests(next(one.body for one in answers if one.path == "/"))
        assert len(inline) == 2
        assert [digest for digest in inline if digest not in policy] == []


def test_first_readers_are_told_what_later_ones_are(starts):
    with fresh_server(starts) as port:
        first, later = (ask_at_once(port, READ) for _ in range(2))
    assert {one.status for one in first} == {200}
    assert set(first) == set(later)
    assert len(set(first)) == len(READ)


def test_the_page_is_alive_after_many_came_first(starts, blind_browser):
    with fresh_server(starts) as port:
        ask_at_once(port, DASH)
        context = blind_browser.new_context()
        reader = Reader(context.new_page(), f"http://127.0.0.1:{port}")
        reader.watch()
        reader.page.goto(f"{reader.address}/sources")
        expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
        expect(reader.page).to_have_title(re.compile("Sources"))
        leaves_no_trace(reader)
        context.close()
