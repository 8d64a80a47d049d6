import datetime as dt
import json
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from dashboard.analysis.current import SnapshotHolder
from dashboard.callbacks.coverage import siting
from dashboard.domain.errors import MissingFileError
from dashboard.factory import build_app, create_app, optimum_jobs
from dashboard.pages.registry import LAYOUTS
from dashboard.settings import Settings
from tests.helpers.asking import MAP
from tests.helpers.component_tree import identifiers
from tests.helpers.subprocess_functions import until

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def named_by(dependencies):
    """The ids a list of dependencies names: ``..a.children...b.data..`` or one by one."""
    return {dependency["id"] for dependency in dependencies}


def outputs(callback):
    found = callback["output"]
    return [one.component_id for one in (found if isinstance(found, list | tuple) else [found])]


def test_every_id_a_callback_names_is_on_a_page(app, options):
    named = set()
    for callback in app.callback_map.values():
        named |= named_by(callback["inputs"]) | named_by(callback["state"])
        named |= set(outputs(callback))
    on_pages = identifiers(app.layout) | {
        identifier for layout in LAYOUTS.values() for identifier in identifiers(layout(options))
    }
    assert named - on_pages == set()
    assert {
        "carte",
        "map-answer",
        "map-theme",
        "map-selection",
        "coverage-carte",
        "comparison-carte-b",
    } <= named


def test_an_application_is_complete_before_anyone_asks(atlas):
    application = build_app(atlas, Settings())
    inline, asked = application.csp_hashes(), list(application.callback_map)
    client = application.server.test_client()
    policy = client.get("/sante").headers["Content-Security-Policy"]
    assert len(inline) == 2
    assert [digest for digest in inline if digest not in policy] == []
    assert ".._pages_content.children..._pages_store.data.." in asked
    client.get("/")
    assert (application.csp_hashes(), list(application.callback_map)) == (inline, asked)


def test_dash_checks_ids_itself(app):
    assert app.config.suppress_callback_exceptions is False


def test_two_applications_of_one_process_have_their_own_callbacks(atlas):
    applications = [build_app(atlas, Settings()) for _ in range(2)]
    first, second = (
        [dependency["output"] for dependency in client.get("/_dash-dependencies").json]
        for client in (application.server.test_client() for application in applications)
    )
    assert sorted(first) == sorted(second) == sorted(set(first))
    assert MAP in first


def test_the_frame_is_french_and_names_no_other_site(client):
    page = client.get("/").text
    assert '<html lang="fr">' in page
    assert "Chargement de la carte…" in page
    assert "Loading..." not in page
    assert "a besoin de JavaScript" not in page
    assert "https://" not in page
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_an_online_base_map_is_asked_of_our_own_server(atlas):
    settings = replace(Settings(), tiles_url="https://tuiles.exemple/{z}/{x}/{y}.png")
    client = build_app(atlas, settings).server.test_client()
    offline = build_app(atlas, Settings()).server.test_client()
    assert client.get("/tuiles/30/0/0").status_code == 204
    assert "tuiles.exemple" not in client.get("/").text
    assert offline.get("/tuiles/30/0/0").mimetype == "text/html"


class Addresses(BaseHTTPRequestHandler):
    """A geocoding service that knows one street."""

    def do_GET(self):
        place = {"type": "Point", "coordinates": [4.5793, 44.9866]}
        known = {"label": "12 Rue des Lilas 07270 Lamastre", "score": 0.9, "citycode": "07129"}
        feature = {"type": "Feature", "properties": known, "geometry": place}
        body = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def place_search(client, text):
    answer = client.get("/suggestions", query_string={"champ": "lieu", "texte": text})
    return [group["group"] for group in answer.json]


def test_with_a_geocoder_addresses_are_offered_after_everything_else(atlas):
    with ThreadingHTTPServer(("127.0.0.1", 0), Addresses) as service:
        Thread(target=service.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{service.server_port}/search"
        known = build_app(atlas, replace(Settings(), geocoder_url=url)).server.test_client()
        asked = place_search(known, "12 rue des lilas lamastre")
        service.shutdown()
    without = build_app(atlas, Settings()).server.test_client()
    assert asked[-1] == "Adresses"
    assert "Adresses" not in place_search(without, "12 rue des lilas lamastre")


def test_missing_data_stops_the_start_with_the_remedy(tmp_path):
    with pytest.raises(MissingFileError, match="build-geo"):
        create_app(replace(Settings(), geo_folder=tmp_path))


def test_a_best_choice_is_kept_until_data_or_the_day_change(monkeypatch):
    calls = []

    def compute(current, clock, query, stop):
        calls.append((current.edition, clock(), query, stop()))
        return len(calls)

    monkeypatch.setattr(siting, "compute_exact", compute)
    current, days = SnapshotHolder(None), [NOON]
    jobs = optimum_jobs(current, lambda: days[-1])

    def answer():
        name = jobs.ask({"lieux": ["1"]})
        return until(lambda: jobs.find(name).result)

    asked = [answer(), answer()]
    current.swap(None)
    asked.append(answer())
    days.append(NOON + dt.timedelta(hours=1))
    asked.append(answer())
    days.append(NOON + dt.timedelta(days=1))
    asked.append(answer())
    assert asked == [1, 1, 2, 2, 3]
    assert calls[1] == (2, NOON, {"lieux": ["1"]}, False)
