import gzip
import json

import brotli
import pytest

from dashboard.domain.territory import Level

UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def get(client, address, encoding):
    return client.get(address, headers={"Accept-Encoding": encoding})


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("identity", None),
        ("br;q=0, gzip", "gzip"),
        ("", None),
    ],
)
def test_each_encoding_holds_the_same_boundaries(client, atlas, level, accepted, sent):
    boundary = atlas.boundaries[level]
    answer = get(client, f"/fichiers/{level}.{boundary.digest}.geojson", accepted)
    assert answer.headers.get("Content-Encoding") == sent
    assert UNPACKED[sent](answer.data) == boundary.raw
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("level", Level)
def test_boundaries_are_fetched_once_for_all(client, snapshot, level):
    answer = get(client, snapshot.boundaries[level], "br")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.mimetype == "application/geo+json"


def test_boundaries_are_light_enough(client, snapshot):
    sizes = {level: len(get(client, snapshot.boundaries[level], "br").data) for level in Level}
    assert sizes[Level.COMMUNE] <= 300_000
    assert sizes[Level.EPCI] <= 75_000
    assert sizes[Level.DEPARTEMENT] < sizes[Level.EPCI]


def test_the_style_refers_to_files_that_are_served(client, snapshot):
    style = client.get(snapshot.style).json
    sources = [client.get(source["data"]) for source in style["sources"].values()]
    assert [answer.status_code for answer in sources] == [200] * 3
    towns = json.loads(sources[2].data)["features"]
    assert towns[0]["properties"]["name"] == "Lyon"
    assert len(towns) == 24
    names = get(client, style["metadata"]["names"]["data"], "br")
    assert len(names.data) < 60_000
    every = client.get(style["metadata"]["names"]["data"]).json["features"]
    assert len(every) == 2_738
    assert every[:24] == towns


@pytest.mark.parametrize("name", ["epci.0123456789abcdef.geojson", "epci.geojson", "x"])
def test_another_digest_is_not_found_and_says_what_to_do(client, name):
    answer = client.get(f"/fichiers/{name}")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")
    assert "rechargez la page de la carte" in answer.text
