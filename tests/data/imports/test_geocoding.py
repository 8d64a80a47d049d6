"""An import with a geocoder set, on a real server of this machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.data.geocoding.batch import BatchGeocoder
from dashboard.data.imports.pipeline import read_import
from tests.helpers.address_service import serving_addresses

LIST = (
    "nom;adresse;code_postal;commune\n"
    "Épicerie;1 rue Neuve;74700;Sallanches\nVestiaire;2 rue Neuve;74700;Sallanches\n"
).encode()
NEAR = (6.6306, 45.9364)


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    with serving_addresses() as one:
        yield one


def test_addresses_get_points_and_the_report_says_how_many(importer, service, tmp_path):
    service.known["1 rue Neuve"] = (*NEAR, 0.9, "74256", "housenumber")
    service.known["2 rue Neuve"] = (*NEAR, 0.5, "74256", "housenumber")
    asking = replace(importer, geocoder=BatchGeocoder(service.url, tmp_path))
    [found] = read_import(asking, "liste.csv", LIST)
    assert found.dataset.table["longitude"].notna().tolist() == [True, False]
    assert found.dataset.table["commune_code"].tolist() == ["74256", "74256"]
    assert (found.report.geocoded["geocoded"], found.report.geocoded["low_score"]) == (1, 1)
    assert found.dataset.provenance.completeness["position"] == 0.5


def test_a_server_that_fails_leaves_the_import_as_it_is(importer, service, tmp_path):
    service.kind = "error"
    asking = replace(importer, geocoder=BatchGeocoder(service.url, tmp_path))
    [found] = read_import(asking, "liste.csv", LIST)
    assert found.report.kept == 2
    assert found.dataset.table["longitude"].isna().all()
    assert found.report.notes


def test_without_a_geocoder_nothing_is_asked(importer, service):
    [found] = read_import(importer, "liste.csv", LIST)
    assert found.report.geocoded == {}
    assert service.sent == []
