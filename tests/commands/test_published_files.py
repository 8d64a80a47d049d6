"""Real published files, imported one after the other: run where ``DASHBOARD_OPEN_DATA`` names their folder.

They are not part of the project; each is described in its publisher's words by its own test of format.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from dashboard.analysis.nearby.answer import answer
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.data.atlas import load_atlas
from dashboard.data.stores.files import FileStore
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.static_geography import static_geography
from dashboard.settings import Settings
from tests.conftest import running

FOLDER = os.environ.get("DASHBOARD_OPEN_DATA", "")
NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)
SALLANCHES = "74256"

KEPT = {
    "fs_20200131_cdc_pv-virgule.csv": 42,  # 43 less Saintes-Maries, coded in the Ain
    "fs_20221201_liste-fs.csv": 215,
    "hinaura_20220930_sans-courriel.json": 560,
    "di_lieux_mediation_20230223.json": 768,
    "conseillers_numeriques_structures_20230405.csv": 216,  # 226 less those said twice
    "aidants_connect_20230131.json": 365,
    "siae_liste_201907_sans-mail.csv": 337,  # 338 less one said twice
    "ville_adultes-relais_2020.json": 275,
    "ville_adultes-relais_2021.json": 332,  # 333 less one said twice
    "hinaura_lieux_auvergne-rhone-alpes_202211_sans-referents.json": 903,  # 908 less those said twice
    "di_services_v0_20221208.json": 32,
}
"""Rows kept per file, in the order they are imported."""
SOURCES = {
    "adultes-relais": 2,
    "aidants-connect": 1,
    "conseillers-numeriques": 1,
    "data-inclusion-services": 1,
    "di-lieux-mediation": 1,
    "france-services": 2,
    "hinaura": 1,
    "hinaura-sans-courriel": 1,
    "siae": 1,
}
"""Editions per source."""

pytestmark = pytest.mark.skipif(not FOLDER, reason="DASHBOARD_OPEN_DATA names no folder")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("published") / "kept"


@pytest.fixture(scope="module")
def store(folder):
    run = running(folder)
    for name in KEPT:
        assert run("import", Path(FOLDER) / name).exit_code == 0
    return FileStore(folder)


@pytest.fixture(scope="module")
def atlas_of_files(store):
    settings = Settings()
    return load_atlas(settings.geo_folder, settings.initiatives_folder, store.read())


def test_every_file_keeps_its_rows_and_no_source_takes_another_s_place(store):
    kept = {one.file_name: one.counts["kept"] for one in store.provenances()}
    assert kept == KEPT
    editions = [one.source for one in store.provenances()]
    assert {source: editions.count(source) for source in editions} == SOURCES


def test_no_partial_list_ends_anything(atlas_of_files):
    status = atlas_of_files.catalogue.initiatives["status"]
    assert not status.isin(["ended", "withdrawn"]).any()


def test_aidants_connect_serves_nobody_in_particular(atlas_of_files):
    initiatives = atlas_of_files.catalogue.initiatives
    ours = initiatives[[sources == ("aidants-connect",) for sources in initiatives["source_ids"]]]
    assert len(ours) > 100
    assert (ours["served_codes"].str.len() == 0).all()


def test_sallanches_finds_its_france_services_first_or_second(atlas_of_files):
    snapshot = snapshot_of(atlas_of_files, static_geography(atlas_of_files, Settings()))
    found = answer(snapshot, NearbySelection(territory=SALLANCHES), now=NOW, limit=10)
    assert any("France Services" in one.name for one in found.located[:2])
    assert all("desser" not in one.through for one in found.somewhere)
    assert [one.name for one in found.serving if "CCAS" in one.name] == []
