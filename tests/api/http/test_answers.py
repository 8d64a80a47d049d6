import gzip
import re
from base64 import b64encode
from hashlib import sha256
from secrets import token_hex

import brotli
import pytest
from flask import Flask

from dashboard.api.http import compression

STATIC = ["/assets/style.css", "/assets/address.js", "/assets/00-plotly-map.min.js"]
HOSTILE = (
    "?theme=<script>alert(1)</script>&annee=20223&page=-1&niveau=%00&tri=%ff&x=../../etc/passwd"
)
ROUTES = ["/", "/sources", "/sante", "/telecharger/carte.csv", "/telecharger/carte.geojson",
          "/telecharger/carte.xls", "/fichiers/x", "/nulle-part", "/_dash-layout",
          "/_dash-dependencies"]  # fmt: skip


def get(client, address, encoding="br"):
    return client.get(address, headers={"Accept-Encoding": encoding}, buffered=True)


def header(client, address, name):
    return get(client, address).headers.get(name)


@pytest.mark.parametrize("address", STATIC)
def test_scripts_and_styles_are_compressed_and_kept(client, address):
    plain = get(client, address, "identity")
    packed = get(client, address)
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    older = get(client, address, "gzip, deflate")
    assert older.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(older.data) == plain.data


def test_only_addresses_that_change_with_their_file_are_kept_for_good(client):
    kept = header(client, "/assets/style.css?m=1.5", "Cache-Control")
    assert kept == "public, max-age=31536000, immutable"
    assert header(client, "/assets/style.css", "Cache-Control") == "public, max-age=86400"


def test_scripts_of_the_page_have_addresses_that_change_with_them(client):
    scripts = re.findall(
        r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', client.get("/").text
    )
    assert len(scripts) > 5
    assert [
        address for address in scripts if not re.search(r"[?.](m=|v\d|[0-9a-f]{16}\.js)", address)
    ] == []


def test_the_second_answer_is_the_first(client):
    first, second = (get(client, "/assets/style.css") for _ in range(2))
    assert first.data == second.data
    assert second.headers["Content-Encoding"] == "br"


def test_addresses_of_one_file_share_one_compressed_copy():
    """Else anyone could fill the memory by asking for it with other queries."""
    server = Flask(__name__)
    compression.register(server)
    server.add_url_rule("/assets/<name>", view_func=lambda name: f"{name} {token_hex(2000)}")
    client = server.test_client()
    first, same, other = (get(client, f"/assets/{name}").data for name in ("a", "a?m=1", "b"))
    assert first == same
    assert first != other


def test_made_up_fingerprints_share_one_compressed_copy():
    server = Flask(__name__)
    compression.register(server)
    path = "/_dash-component-suites/x/<name>"
    server.add_url_rule(path, view_func=lambda name: f"{name} {token_hex(2000)}")
    client = server.test_client()
    made_up = [f"/_dash-component-suites/x/a.v4_4_1m{number}.js" for number in range(3)]
    assert len({get(client, address).data for address in made_up}) == 1


def test_a_missing_script_is_not_kept_by_the_browser(client):
    answer = get(client, "/assets/absent.js")
    assert "immutable" not in answer.headers.get("Cache-Control", "")


@pytest.mark.parametrize("address", ["/", "/sante", "/assets/style.css", "/fichiers/x"])
def test_every_answer_keeps_the_page_to_its_own_site(client, address):
    policy = header(client, address, "Content-Security-Policy")
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "http" not in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert header(client, address, "X-Content-Type-Options") == "nosniff"


def test_the_scripts_written_in_the_page_are_those_the_policy_allows(client):
    page = client.get("/")
    inline = re.findall(
        r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", page.text, re.DOTALL
    )
    allowed = page.headers["Content-Security-Policy"]
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inline]
    assert inline
    assert [digest for digest in hashes if digest not in allowed] == []


@pytest.mark.parametrize("route", ROUTES)
def test_a_hostile_address_is_answered_and_not_repeated(client, route):
    answer = client.get(route + HOSTILE)
    assert answer.status_code in (200, 404)
    assert "Traceback" not in answer.text
    assert "<script>alert" not in answer.text
    assert "etc/passwd" not in answer.text


def test_health_says_on_what_data(client, catalogue_counts):
    assert client.get("/sante").json == {
        "status": "ok",
        "initiatives": catalogue_counts.initiatives,
        "territories": {"communes": 2738, "departements": 8, "epci": 126},
    }
