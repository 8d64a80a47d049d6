"""The maps of what a source covers."""

import pytest

MAP = "/donnees/couverture/catalogue.svg"


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_a_map_that_has_not_changed_is_not_sent_again(client, accepted):
    sent = client.get(MAP, headers={"Accept-Encoding": accepted})
    assert (sent.status_code, sent.mimetype) == (200, "image/svg+xml")
    asked = {"Accept-Encoding": accepted, "If-None-Match": sent.headers["ETag"]}
    again = client.get(MAP, headers=asked)
    assert (again.status_code, again.data) == (304, b"")
    another = client.get(MAP, headers=asked | {"If-None-Match": '"other"'})
    assert another.data == sent.data


def test_a_source_that_is_none_is_said_to_be(client):
    answer = client.get("/donnees/couverture/zzz.svg")
    assert answer.status_code == 404
    assert "Aucune source utilisée ne porte ce nom." in answer.text
