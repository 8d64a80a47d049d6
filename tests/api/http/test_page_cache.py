"""Pages asked for again come from memory, and never one for another."""

import datetime as dt
import gzip
import shutil
from itertools import count
from secrets import token_hex

import brotli
import pytest
from flask import Flask

from dashboard.api.http.page_cache import page_answers
from dashboard.api.http.response_cache import ResponseCache
from dashboard.api.http.site_name import name_site
from dashboard.data.accounts.files import FileAccounts
from dashboard.data.accounts.passwords import new_account
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.editors_visit import EMAIL, PASSWORD, Visit

DECODED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def counting_pages(edition=lambda _path: 1, *, answers=None, address="", write=None):
    """A server that says how often it had to write a page."""
    server, written = Flask("pages"), count(1)
    name_site(server, "La carte", address=address)
    answer = page_answers(answers or ResponseCache(), edition=edition)

    @server.get("/")
    @server.get("/<path:_path>")
    def page(_path=""):
        return answer(write or (lambda: f"page {next(written)}"))

    return server.test_client()


def read(client, address="/", encoding="br", **headers):
    answer = client.get(address, headers={"Accept-Encoding": encoding, **headers})
    return DECODED[answer.headers.get("Content-Encoding")](answer.data).decode()


def test_the_same_address_is_written_once():
    client = counting_pages()
    asked = [read(client, address) for address in ("/?a=1", "/?a=2", "/b", "/?a=1", "/b")]
    assert asked == ["page 1", "page 2", "page 3", "page 1", "page 3"]


def test_each_host_has_its_own_page_for_pages_name_it():
    client = counting_pages()
    hosts = ("carte.exemple.fr", "carte.exemple.fr:81", "autre.exemple.fr", "carte.exemple.fr")
    asked = [read(client, Host=host) for host in hosts]
    assert asked == ["page 1", "page 2", "page 3", "page 1"]


def test_hosts_share_a_page_where_the_address_of_the_site_is_set():
    client = counting_pages(address="https://carte.exemple.fr")
    assert [read(client, Host=host) for host in ("a.fr", "b.fr")] == ["page 1", "page 1"]


def test_each_reader_is_sent_what_it_can_read():
    client = counting_pages(write=lambda: "<p>la page</p>" * 50)
    accepted = {"br": "br", "gzip, deflate, br": "br", "gzip": "gzip", "": None, "br;q=0": None,
                "br;q=0, gzip": "gzip", "zstd": None}  # fmt: skip
    for header, encoding in [*accepted.items()] * 2:
        answer = client.get("/", headers={"Accept-Encoding": header})
        assert answer.headers.get("Content-Encoding") == encoding, header
        assert DECODED[encoding](answer.data) == b"<p>la page</p>" * 50
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.content_type == "text/html; charset=utf-8"


def test_new_data_and_another_day_make_new_pages_at_once():
    state = {"edition": 1, "day": dt.date(2026, 11, 24)}
    client = counting_pages(edition=lambda _path: tuple(state.values()))
    asked = [read(client), read(client)]
    state["edition"] = 2
    asked += [read(client), read(client)]
    state["day"] = dt.date(2026, 11, 25)
    assert [*asked, read(client)] == ["page 1", "page 1", "page 2", "page 2", "page 3"]


def test_a_page_written_while_data_change_is_not_that_of_the_new_data():
    editions, written = [1], []

    def write():
        written.append(editions[-1])
        editions.append(2)  # swapped in while the page of the old data is being written
        return f"of data {written[-1]}"

    client = counting_pages(edition=lambda _path: editions[-1], write=write)
    assert [read(client), read(client), read(client)] == ["of data 1", "of data 2", "of data 2"]


def test_who_has_the_page_is_told_so_until_it_changes():
    state = [1]
    client = counting_pages(edition=lambda _path: state[0])
    first = client.get("/")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/", headers={"If-None-Match": '"other"'}).status_code == 200
    state[0] = 2
    changed = client.get("/", headers=tag)
    assert (changed.status_code, changed.text) == (200, "page 2")


def test_pages_take_no_more_room_than_they_are_given_however_many_are_asked():
    answers = ResponseCache(most_bytes=50_000)
    client = counting_pages(answers=answers, write=lambda: token_hex(2_000))
    for number in range(100):
        client.get(f"/?{'x' * 300}={number}", headers={"Host": f"h{number}.fr"})
        assert answers.size <= 50_000
    assert answers.size > 40_000


def test_a_failure_is_not_kept():
    outcomes = iter([0, 1])
    client = counting_pages(write=lambda: f"one over one: {1 // next(outcomes)}")
    assert client.get("/").status_code == 500
    assert read(client) == "one over one: 1"


# The application's own pages.


def site(client, host, address="/", encoding="br"):
    return client.get(address, headers={"Host": host, "Accept-Encoding": encoding})


def test_each_host_reads_its_own_address_in_the_page(client):
    for host in ("carte.exemple.fr", "autre.exemple.fr", "carte.exemple.fr"):
        text = site(client, host, encoding="").text
        assert f'content="http://{host}/' in text
        assert text.count("exemple.fr/") == text.count(f"{host}/")


def undated(headers):
    return {name: words for name, words in headers.items() if name != "Date"}


@pytest.mark.parametrize("path", ["/", "/pres-de-chez-vous", "/comparer", "/sources"])
def test_a_page_sent_again_is_the_one_sent_first(client, path):
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    for encoding in ("br", "gzip"):
        first, again = (site(client, "localhost", path, encoding) for _ in range(2))
        assert DECODED[encoding](first.data) == DECODED[encoding](again.data) == plain.data
        assert undated(first.headers) == undated(again.headers)
        assert first.headers["Content-Encoding"] == encoding
        assert first.headers["Cache-Control"] == "no-cache"
        assert "frame-ancestors" in first.headers["Content-Security-Policy"]


def test_an_embedded_view_keeps_its_own_policy_when_sent_again(atlas):
    client = build_app(atlas, Settings(frame_ancestors="https://a.fr")).server.test_client()
    for _ in range(2):
        policies = [
            client.get(address).headers["Content-Security-Policy"]
            for address in ("/?vue=integree", "/")
        ]
        assert ["https://a.fr" in policy for policy in policies] == [True, False]


def test_an_address_that_is_no_page_is_not_kept(client):
    answer = client.get("/nulle-part", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers.get("ETag")) == (404, None)


def test_who_is_open_is_written_anew_each_minute_and_the_map_each_day(atlas):
    times = [dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)]
    app = build_app(atlas, Settings(), clock=lambda: times[-1])
    written = []
    first_paint = app.first_paint
    app.first_paint = lambda: written.append(times[-1]) or first_paint()
    client = app.server.test_client()
    made = []
    for later in (dt.timedelta(), dt.timedelta(minutes=1), dt.timedelta(days=1)):
        times.append(times[0] + later)
        for path in ("/", "/pres-de-chez-vous"):
            before = len(written)
            client.get(path)
            client.get(path)
            made.append((path, len(written) - before))
    assert made == [
        ("/", 1),
        ("/pres-de-chez-vous", 1),
        ("/", 0),
        ("/pres-de-chez-vous", 1),
        ("/", 1),
        ("/pres-de-chez-vous", 1),
    ]


def test_an_editor_reads_the_pages_of_everybody_and_what_is_the_editor_s_is_never_kept(
    atlas, tmp_path
):
    folder = tmp_path / "imports"
    shutil.rmtree(folder, ignore_errors=True)
    FileAccounts(folder).add(new_account(EMAIL, PASSWORD, today=dt.date(2026, 11, 28)))
    server = build_app(atlas, Settings(data_folder=folder)).server
    editor, reader = Visit(server.test_client()), Visit(server.test_client(), "192.0.2.2")
    editor.signs_in()
    for path in ("/donnees", "/"):
        own, everybody = editor.get(path), reader.get(path)
        assert own.data == everybody.data
        assert EMAIL not in everybody.text
        assert "Set-Cookie" not in own.headers
    journal = editor.get("/editeurs/journal")
    assert (journal.status_code, journal.headers["Cache-Control"]) == (200, "no-store")
    assert EMAIL in journal.text
    assert reader.get("/editeurs/journal").status_code == 303
