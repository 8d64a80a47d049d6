import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.data.remote import geocoder
from dashboard.data.remote.geocoder import Geocoder, addresses_in, asked_text, question
from dashboard.domain.addresses import Address, looks_like_address

RHONE_ALPES = (3.7, 44.1, 7.2, 46.5)
RUE = "12 rue du Lac Lamastre"


def feature(label="12 Rue du Lac 07270 Lamastre", lon=4.5, lat=45.0, score=0.9, citycode="07129"):
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {"label": label, "score": score, "citycode": citycode},
    }


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


LAC = Address("12 Rue du Lac 07270 Lamastre", 4.5, 45.0, "07129")
BODIES = {
    "good": collection(feature()),
    "none": collection(),
    "page": b"<html>maintenance</html>",
    "list": b"[1, 2]",
    "text": b'{"features": "none"}',
    "nested": b"[" * 100_000,
    "nan": collection(feature(lon=float("nan"))),
    "strangers": collection({"properties": None}, 3, "abc"),
    "large": collection(feature()) + b" " * 500_000,
}
STATUSES = {"moved": 302, "elsewhere": 308, "refused": 400, "busy": 429, "broken": 503}


class Service(ThreadingHTTPServer):
    """Answers as the first part of the address says, and keeps what it was asked."""

    daemon_threads = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.released = Event()

    @property
    def host(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        kind = self.path.strip("/").partition("/")[0].partition("?")[0]
        if kind == "hang":
            self.server.released.wait(5)
        if kind == "slow-headers":
            self.drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"a")
            return
        body = BODIES.get(kind, BODIES["good"])
        self.send_response(STATUSES.get(kind, 200))
        self.send_header("Content-Type", "application/json")
        if kind in ("moved", "elsewhere"):
            host = self.server.host.replace("127.0.0.1", "localhost") if kind == "elsewhere" else ""
            self.send_header("Location", f"{host}/good/search")
        length = len(body) + 10_000 if kind == "drip" else len(body)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if kind == "drip":
            self.drip(body, b" ")
        elif kind == "cut":
            self.wfile.write(body[:-9])
        else:
            self.write(body)

    def drip(self, first, piece):
        self.write(first)
        while not self.server.released.wait(0.02) and self.write(piece):
            pass

    def write(self, piece):
        try:
            self.wfile.write(piece)
        except OSError:
            return False
        return True

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


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture
def service():
    with serving() as server:
        yield server


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def asking(service, kind, **options):
    return Geocoder(f"{service.host}/{kind}/search", **options)


def test_an_address_is_found(service):
    assert asking(service, "good").find(RUE) == (LAC,)


def test_the_service_is_asked_for_five_addresses(service):
    asking(service, "good").find("  12 rue\tde l’Été & Cie ")
    parts = urlsplit(service.asked[0])
    assert parts.path == "/good/search"
    assert parse_qs(parts.query) == {
        "q": ["12 rue de l’Été & Cie"], "limit": ["5"], "index": ["address"],
    }  # fmt: skip


def test_the_same_text_is_asked_once_however_it_is_spelled(service):
    found = asking(service, "good")
    spellings = (RUE, f" {RUE.upper()} ", "12, rue du lac, LAMASTRE")
    assert [found.find(text) for text in spellings] == [(LAC,)] * 3
    assert len(service.asked) == 1


def test_that_nothing_was_found_is_kept_too(service):
    found = asking(service, "none")
    assert [found.find(RUE), found.find(RUE)] == [(), ()]
    assert len(service.asked) == 1


def test_the_answer_asked_longest_ago_is_forgotten_first(service, monkeypatch):
    monkeypatch.setattr(geocoder, "MOST_KEPT", 2)
    found = asking(service, "good")
    for text in ("1 rue A", "2 rue B", "1 rue A", "3 rue C", "1 rue A", "2 rue B"):
        found.find(text)
    asked = [parse_qs(urlsplit(path).query)["q"][0] for path in service.asked]
    assert asked == ["1 rue A", "2 rue B", "3 rue C", "2 rue B"]


@pytest.mark.parametrize(
    "kind",
    [
        "moved", "elsewhere", "refused", "busy", "broken", "page", "list", "text", "nested", "nan",
        "strangers", "large", "cut",
    ],
)  # fmt: skip
def test_a_service_that_fails_finds_nothing_and_is_left_alone(service, kind):
    found = asking(service, kind)
    assert [found.find(RUE), found.find("3 rue Neuve Lyon")] == [(), ()]
    assert len(service.asked) == 1


@pytest.mark.parametrize("kind", ["hang", "drip", "slow-headers"])
def test_a_service_that_is_slow_is_left_in_time(service, kind):
    began = monotonic()
    assert asking(service, kind, timeout_s=0.2).find(RUE) == ()
    assert 0.2 <= monotonic() - began < 1.5


def test_a_service_that_is_not_there_finds_nothing():
    with serving() as service:
        found = asking(service, "good")
    assert found.find(RUE) == ()


def test_a_name_server_that_is_slow_is_left_in_time(monkeypatch):
    released = Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: released.wait(5) and [])
    began = monotonic()
    assert Geocoder("http://a.example/search", timeout_s=0.2).find(RUE) == ()
    assert monotonic() - began < 1.5
    released.set()


def test_no_service_finds_nothing():
    assert Geocoder("").find(RUE) == ()


def test_a_service_that_failed_is_asked_again_after_half_a_minute(service, monkeypatch):
    clock = Clock()
    found = asking(service, "repaired", clock=clock)
    monkeypatch.setitem(STATUSES, "repaired", 503)
    assert found.find(RUE) == ()
    monkeypatch.setitem(STATUSES, "repaired", 200)
    clock.now += 29.9
    assert found.find(RUE) == ()
    clock.now += 0.1
    assert found.find(RUE) == (LAC,)
    assert len(service.asked) == 2


def test_what_is_kept_is_still_found_while_the_service_is_left_alone(service, monkeypatch):
    found = asking(service, "breaking")
    found.find(RUE)
    monkeypatch.setitem(STATUSES, "breaking", 503)
    assert [found.find("3 rue Neuve Lyon"), found.find(RUE)] == [(), (LAC,)]


def test_a_third_question_at_once_is_not_asked_and_does_not_count_as_a_failure(service):
    found = asking(service, "hang", timeout_s=5)
    answers = {}

    def ask(text):
        answers[text] = found.find(text)

    threads = [Thread(target=ask, args=(f"{number} rue du Lac",)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    while len(service.asked) < 2:
        assert all(thread.is_alive() for thread in threads)
    assert found.find("3 rue du Lac") == ()
    service.released.set()
    for thread in threads:
        thread.join()
    assert answers == {"1 rue du Lac": (LAC,), "2 rue du Lac": (LAC,)}
    assert found.find("3 rue du Lac") == (LAC,)


@pytest.mark.parametrize("kind", ["broken", "drip"])
def test_a_failure_gives_its_place_back(service, kind):
    clock = Clock()
    found = asking(service, kind, clock=clock, timeout_s=0.1)
    until = monotonic() + 3
    while len(service.asked) < 3 and monotonic() < until:
        assert found.find(RUE) == ()
        clock.now += 30
    assert len(service.asked) == 3


@pytest.mark.parametrize("text", ["", "  ", "ab", "…!?", "北京市"])
def test_a_text_without_words_is_not_asked(service, text):
    assert asking(service, "good").find(text) == ()
    assert service.asked == []


def test_a_text_is_sent_from_its_first_letter_or_digit_to_two_hundred_characters():
    assert asked_text("  «\u00a012  rue " + "a" * 300) == "12 rue " + "a" * 193


def test_what_the_address_already_asks_is_kept():
    asked = question("http://a.example/s?index=poi&key=a%26b&q=#top", "1 rue A", box=None)
    assert asked == "http://a.example/s?index=poi&key=a%26b&limit=5&q=1+rue+A"


def test_the_middle_of_the_box_is_preferred():
    asked = parse_qs(urlsplit(question("http://a.example/", "1 rue A", box=(4, 44, 7, 46))).query)
    assert (asked["lon"], asked["lat"]) == (["5.5000"], ["45.0000"])


def test_half_a_character_is_sent_as_a_question_mark():
    assert question("http://a.example/", "rue \ud800", box=None).endswith("q=rue+%3F")


def test_only_addresses_in_the_box_are_found(service):
    features = [feature("edge", 3.7, 44.1), feature("west", 3.69, 45.0), feature("north", 5, 46.51)]
    found = addresses_in(collection(*features), box=RHONE_ALPES)
    assert [address.label for address in found] == ["edge"]
    assert asking(service, "good", box=(5, 44, 7, 46)).find(RUE) == ()


def test_the_five_best_come_first_best_first():
    features = [feature(str(rank), score=rank / 10) for rank in (1, 5, 3, 6, 2, 4)]
    labels = [address.label for address in addresses_in(collection(*features), box=None)]
    assert labels == ["6", "5", "4", "3", "2"]


@pytest.mark.parametrize(
    "damaged",
    [
        feature(lon=180.1),
        feature(lat=-90.1),
        feature(lon="4.5"),
        feature(lon=True),
        feature(lat=None),
        feature(label=7),
        feature(label=" "),
        feature(score="high"),
        feature(citycode=7129),
        feature() | {"geometry": None},
        feature() | {"geometry": {"coordinates": [4.5]}},
        feature() | {"properties": []},
        None,
    ],
)
def test_a_damaged_address_is_left_out_and_the_others_are_found(damaged):
    assert addresses_in(collection(damaged, feature()), box=None) == (LAC,)


def test_a_long_label_is_cut():
    (found,) = addresses_in(collection(feature("Rue\n " + "a" * 200)), box=None)
    assert found.label == "Rue " + "a" * 116


def test_a_code_that_is_no_commune_is_left_empty():
    (found,) = addresses_in(collection(feature(citycode="<b>")), box=None)
    assert found.commune_code == ""


@pytest.mark.parametrize(
    "text",
    [
        "12 rue de la République",
        "12 bis Le Bourg",
        "3ter Lamastre",
        "Mairie, place Jean-Jaurès",
        "MONTÉE du Gourguillon",
        "allée des Tilleuls",
        "av. Foch",
        "Bd Vivier-Merle Lyon",
    ],
)
def test_a_number_or_a_street_before_a_name_looks_like_an_address(text):
    assert looks_like_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "07270",
        "07270 Lamastre",
        "Lamastre 07270",
        "Saint-Étienne",
        "Saint-Sauveur-en-Rue",
        "Le Passage",
        "Lyon 3",
        "Lyon 3e arrondissement",
        "1 Lac",
        "12 rue",
        "12 bis rue",
        "avenue",
        "rue de l’A",
    ],
)
def test_a_commune_a_postal_code_or_half_an_address_does_not(text):
    assert not looks_like_address(text)
