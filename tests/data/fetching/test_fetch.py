"""What is downloaded, and what is refused without leaving anything behind."""

from __future__ import annotations

import hashlib
import socket

import pytest

from dashboard.data.fetching import bodies
from dashboard.data.fetching import fetch as fetching
from dashboard.data.fetching.fetch import fetch
from dashboard.data.fetching.http import allowed_host
from dashboard.domain.errors import FetchError
from tests.helpers.online_catalogue import (
    API,
    CSV,
    SLUG,
    SOURCE,
    in_chunks,
    redirects,
    sends,
    status,
)

FILE = "/files/lieux-2024-03-01.csv"


@pytest.fixture
def one_file(catalogue):
    catalogue.lists(catalogue.resource("lieux-2024-03-01.csv"))
    catalogue.answers[FILE] = sends(CSV)
    return catalogue


def refused(catalogue, folder, **options):
    """Fetch what cannot be had; nothing is left, and the message says what to do."""
    with pytest.raises(FetchError) as refusal:
        fetch(SOURCE, folder, base_url=catalogue.url, **{"timeout_s": 5.0} | options)
    assert not folder.exists() or list(folder.iterdir()) == []
    text = str(refusal.value)
    advice = (
        f"Téléchargez le fichier à la main depuis {catalogue.url}/datasets/{SLUG}/ puis : "
        "python -m dashboard import FICHIER"
    )
    assert text.startswith("Lieux : ")
    assert text.endswith(advice)
    return text.removesuffix(advice)


def test_a_new_edition_is_put_in_the_folder(one_file, folder):
    steps = []
    fetched = fetch(
        SOURCE, folder, base_url=one_file.url, known_edition="2024-02-01", tell=steps.append
    )
    assert fetched.path == folder / "lieux-2024-03-01.csv"
    assert fetched.path.read_bytes() == CSV
    assert [path.name for path in folder.iterdir()] == ["lieux-2024-03-01.csv"]
    assert (fetched.edition, fetched.title, fetched.host, fetched.unchanged) == (
        "2024-03-01",
        "lieux-2024-03-01.csv",
        "127.0.0.1",
        False,
    )
    assert fetched.digest == hashlib.sha256(CSV).hexdigest()
    assert "édition du 1er mars 2024" in steps[1]


@pytest.mark.parametrize("known", ["2024-03-01", "2024-04-01"])
def test_a_known_edition_is_not_downloaded_again(one_file, folder, known):
    fetched = fetch(SOURCE, folder, base_url=one_file.url, known_edition=known)
    assert (fetched.unchanged, fetched.edition) == (True, "2024-03-01")
    assert one_file.asked == [API]
    assert not folder.exists()


def test_an_older_download_is_replaced_whole(one_file, folder):
    folder.mkdir()
    (folder / "lieux-2024-03-01.csv").write_text("ancien contenu, plus long que le nouveau" * 9)
    assert fetch(SOURCE, folder, base_url=one_file.url).path.read_bytes() == CSV


def test_a_failed_download_leaves_the_older_one(one_file, folder):
    folder.mkdir()
    (folder / "lieux-2024-03-01.csv").write_text("ancien")
    one_file.answers[FILE] = sends(CSV, length=len(CSV) + 1)
    with pytest.raises(FetchError):
        fetch(SOURCE, folder, base_url=one_file.url)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "lieux-2024-03-01.csv": "ancien"
    }


def test_redirects_are_followed(one_file, folder):
    one_file.answers["/api/1/datasets/nouveau-nom/"] = one_file.answers[API]
    one_file.answers[API] = redirects("/api/1/datasets/nouveau-nom/", 308)
    one_file.answers |= {f"/{n}": redirects(f"/{n + 1}") for n in range(1, 5)}
    one_file.answers |= {FILE: redirects("/1"), "/5": sends(CSV)}
    assert fetch(SOURCE, folder, base_url=one_file.url).path.read_bytes() == CSV


@pytest.mark.parametrize("asked", [API, FILE])
def test_a_loop_of_redirects_is_left(one_file, folder, asked):
    one_file.answers[asked] = redirects(asked)
    assert "renvoie sans fin" in refused(one_file, folder)
    assert one_file.asked.count(asked) == 6


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("file:///etc/passwd", "adresse en « file » est refusée"),
        ("ftp://exemple.fr/lieux.csv", "adresse en « ftp » est refusée"),
        ("http://exemple.fr/lieux.csv", "exemple.fr est désigné par une adresse http"),
        ("http://127.0.0.1:99999/", "mal écrite"),
        ("", "sans dire laquelle"),
    ],
)
def test_unsafe_addresses_are_not_followed(one_file, folder, location, told):
    one_file.answers[FILE] = redirects(location)
    assert told in refused(one_file, folder)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://exemple.fr/lieux.csv", "lieux.csv"])
def test_unsafe_addresses_of_the_catalogue_are_not_asked(catalogue, folder, url):
    catalogue.lists(catalogue.resource("lieux-2024-03-01.csv", url=url))
    assert "refusée" in refused(catalogue, folder)


def test_plain_http_is_for_this_machine_only(folder):
    with pytest.raises(FetchError, match=r"exemple\.fr est désigné par une adresse http"):
        fetch(SOURCE, folder, base_url="http://exemple.fr")


def test_a_distant_catalogue_cannot_lead_to_this_machine(monkeypatch, folder):
    class AskedError(Exception):
        """Stands for what the network would do."""

    def opened(url, asking):
        raise AskedError(url, asking)

    monkeypatch.setattr(fetching, "opened", opened)
    with pytest.raises(AskedError) as stopped:
        fetch(SOURCE, folder, base_url="https://exemple.fr/")
    url, asking = stopped.value.args
    assert url == f"https://exemple.fr{API}"
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 est désigné par une adresse http"):
        allowed_host("http://127.0.0.1/lieux.csv", asking)


@pytest.mark.parametrize("asked", [API, FILE])
def test_a_server_that_says_nothing_is_left(one_file, folder, asked):
    one_file.answers[asked] = lambda _: one_file.released.wait(10)
    assert "n’a rien envoyé pendant 0,2 s" in refused(one_file, folder, timeout_s=0.2)


def test_a_body_that_stalls_is_left(one_file, folder):
    def stall(handler):
        sends(CSV, length=1000)(handler)
        handler.wfile.flush()
        one_file.released.wait(10)

    one_file.answers[FILE] = stall
    assert "n’a rien envoyé pendant 0,2 s" in refused(one_file, folder, timeout_s=0.2)


def test_a_body_that_drips_is_left(one_file, folder):
    def drip(handler):
        sends(CSV, length=1000)(handler)
        while not one_file.released.wait(0.02):
            handler.wfile.write(b"x")

    one_file.answers[FILE] = drip  # at most fifty bytes a second, a hundred are the least
    assert "n’a rien envoyé" in refused(one_file, folder, timeout_s=0.5)


def test_a_truncated_body_is_refused(one_file, folder):
    one_file.answers[FILE] = sends(CSV, length=len(CSV) + 9)
    told = refused(one_file, folder)
    assert f"incomplet : {len(CSV)} octets reçus, {len(CSV) + 9} attendus" in told


def test_a_body_of_no_announced_length_is_read_to_its_end(one_file, folder):
    one_file.answers[FILE] = in_chunks(CSV[:9], CSV[9:])
    assert fetch(SOURCE, folder, base_url=one_file.url).path.read_bytes() == CSV


def test_a_body_that_stops_before_its_last_chunk_is_refused(one_file, folder):
    one_file.answers[FILE] = in_chunks(CSV, ended=False)
    assert "incomplet" in refused(one_file, folder)


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("csv", b"", "le fichier reçu est vide"),
        ("csv", b"\n  <!DOCTYPE html><html>Maintenance</html>", "une page web"),
        ("csv", b'{"message": "Internal error"}\n', "n’est pas du CSV valable"),
        ("csv", b"PK\x03\x04\x00\x00\n", "n’est pas du CSV valable"),
        ("json", b'[{"id": 1}, {"id": ', "n’est pas du JSON valable"),
        ("json", b'[{"id": 1}, {"id": ]', "n’est pas du JSON valable"),
        ("json", b"id,nom\n", "n’est pas du JSON valable"),
    ],
)
def test_a_body_of_another_kind_is_refused(catalogue, folder, kind, body, told):
    catalogue.lists(catalogue.resource(f"lieux-2024-03-01.{kind}", format=kind))
    catalogue.answers[f"/files/lieux-2024-03-01.{kind}"] = sends(body)
    assert told in refused(catalogue, folder)


def test_a_long_json_is_looked_at_by_its_ends(catalogue, folder, monkeypatch):
    monkeypatch.setattr(bodies, "_MOST_PARSED", 10)
    catalogue.lists(catalogue.resource("lieux-2024-03-01.json", format="json"))
    catalogue.answers["/files/lieux-2024-03-01.json"] = sends(b'[{"id": 1}, {"id": 2')
    assert "n’est pas du JSON valable" in refused(catalogue, folder)
    catalogue.answers["/files/lieux-2024-03-01.json"] = sends(b'[{"id": 1}, {"id": 2}]\n')
    assert fetch(SOURCE, folder, base_url=catalogue.url).path.name == "lieux-2024-03-01.json"


def test_a_body_announced_as_a_page_is_refused(one_file, folder):
    one_file.answers[FILE] = sends(CSV, "text/html; charset=utf-8")
    assert "une page web est arrivée à la place du fichier CSV" in refused(one_file, folder)


@pytest.mark.parametrize("asked", [API, FILE])
@pytest.mark.parametrize(
    ("code", "told"),
    [
        (404, "ne connaît plus cette adresse : le jeu de données a pu être retiré"),
        (429, "a reçu trop de demandes : réessayez plus tard"),
        (500, "est en panne : réessayez plus tard"),
        (503, "est en panne : réessayez plus tard"),
        (418, "donne une réponse inattendue"),
        (499, "donne une réponse inattendue"),
    ],
)
def test_an_error_of_the_server_is_worded(one_file, folder, asked, code, told):
    one_file.answers[asked] = status(code)
    assert f"127.0.0.1 {told} (code HTTP {code})." in refused(one_file, folder)


@pytest.mark.parametrize("answer", [sends(CSV), in_chunks(CSV)])
def test_a_file_past_the_limit_is_refused(one_file, folder, answer):
    one_file.answers[FILE] = answer
    told = refused(one_file, folder, largest_bytes=len(CSV) - 1)
    assert f"dépasse la limite de {len(CSV) - 1} octets" in told
    assert fetch(SOURCE, folder, base_url=one_file.url, largest_bytes=len(CSV)).digest


def test_size_and_checksum_of_hosted_files_are_checked(catalogue, folder):
    hosted = {"filetype": "file", "filesize": len(CSV)}
    right = {"type": "sha1", "value": hashlib.sha1(CSV, usedforsecurity=False).hexdigest()}
    wrong = right | {"value": "0" * 40}
    catalogue.answers[FILE] = sends(CSV)
    catalogue.lists(catalogue.resource("lieux-2024-03-01.csv", **hosted, checksum=wrong))
    assert "son empreinte n’est pas celle annoncée" in refused(catalogue, folder)
    catalogue.lists(
        catalogue.resource("lieux-2024-03-01.csv", **hosted | {"filesize": 99}, checksum=right)
    )
    assert f"{len(CSV)} octets reçus, 99 attendus" in refused(catalogue, folder)
    catalogue.lists(catalogue.resource("lieux-2024-03-01.csv", **hosted, checksum=right))
    assert fetch(SOURCE, folder, base_url=catalogue.url).path.exists()


def test_an_old_checksum_of_a_remote_file_is_not_looked_at(one_file, folder):
    one_file.lists(
        one_file.resource(
            "lieux-2024-03-01.csv", filesize=99, checksum={"type": "sha1", "value": "0" * 40}
        )
    )
    assert fetch(SOURCE, folder, base_url=one_file.url).path.exists()


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"message": "x"}', b'{"resources": 3}'])
def test_a_catalogue_that_answers_something_else_is_refused(one_file, folder, body):
    one_file.answers[API] = sends(body, "application/json")
    told = refused(one_file, folder)
    assert "catalogue" in told


def test_a_port_where_nobody_listens_is_unreachable(monkeypatch, folder):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(FetchError, match=r"127\.0\.0\.1 est injoignable"):
            fetch(SOURCE, folder, base_url=url)
    assert not folder.exists()


def test_offline_is_said_so(monkeypatch, folder):
    def nowhere(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(FetchError, match=r"exemple\.fr est introuvable : .* hors ligne"):
        fetch(SOURCE, folder, base_url="https://exemple.fr")


def test_a_folder_that_cannot_be_written_is_named(one_file, tmp_path):
    occupied = tmp_path / "occupe"
    occupied.write_text("un fichier")
    with pytest.raises(FetchError, match=r"n’a pas pu être écrit dans .*occupe"):
        fetch(SOURCE, occupied, base_url=one_file.url)
    assert occupied.read_text() == "un fichier"
