import pytest
from flask import Flask

from dashboard.api.http import headers
from dashboard.settings import Settings

EMBEDDED = [
    "/?vue=integree",
    "/?theme=sante&vue=integree",
    "/pres-de-chez-vous?vue=integree",
    "/zones-blanches?vue=integree",
    "/comparer?vue=integree",
]
WHOLE = [
    "/",
    "/?vue=carte",
    "/?vue=INTEGREE",
    "/?vue=liste&vue=integree",
    "/?fiche=vue=integree",
    "/zones-blanches",
    "/donnees?vue=integree",
    "/sources?vue=integree",
    "/telecharger/carte.csv?vue=integree",
]
NEIGHBOUR = "'self' https://a.fr"


def answered(address, frame_ancestors):
    """Who may frame the answer, by the policy and by the older header."""
    server = Flask(__name__)
    headers.register(server, script_hashes=[], frame_ancestors=frame_ancestors)
    given = server.test_client().get(address).headers
    (framed_by,) = (
        part.removeprefix("frame-ancestors ")
        for part in given["Content-Security-Policy"].split("; ")
        if part.startswith("frame-ancestors ")
    )
    return framed_by, given.get("X-Frame-Options")


@pytest.mark.parametrize("address", EMBEDDED)
def test_the_sites_of_the_setting_may_frame_an_embedded_view(address):
    assert answered(address, NEIGHBOUR) == (NEIGHBOUR, None)
    assert answered(address, "*") == ("*", None)


@pytest.mark.parametrize("address", WHOLE)
def test_what_is_no_embedded_view_is_framed_by_this_site_only(address):
    assert answered(address, NEIGHBOUR) == ("'self'", "SAMEORIGIN")
    assert answered(address, "*") == ("'self'", "SAMEORIGIN")


@pytest.mark.parametrize("address", [*EMBEDDED, *WHOLE])
def test_by_default_this_site_only_and_with_none_nobody(address):
    assert answered(address, Settings().frame_ancestors) == ("'self'", "SAMEORIGIN")
    assert answered(address, "'none'") == ("'none'", "DENY")


def test_the_application_frames_its_own_views_by_default(client):
    given = client.get("/?vue=integree").headers
    assert "frame-ancestors 'self';" in given["Content-Security-Policy"]
    assert given["X-Frame-Options"] == "SAMEORIGIN"
