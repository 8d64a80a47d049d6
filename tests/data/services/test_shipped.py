"""The services in the repository: what a first start shows, and what an import makes of them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data.atlas import load_atlas
from dashboard.data.services.files import read_services
from dashboard.data.services.store import StoreWithServices
from dashboard.data.stores.dataset import Dataset
from dashboard.data.stores.files import FileStore
from dashboard.data.stores.open import open_store
from dashboard.domain.counting import Counting
from dashboard.domain.errors import MissingFileError, StoreError
from dashboard.domain.territory import Level
from dashboard.settings import GEO_FOLDER, INITIATIVES_FOLDER, SERVICES_FOLDER, Settings

KEPT = {"74": 151, "26": 88, "42": 81, "01": 66, "73": 59, "38": 50, "69": 48, "07": 17}
EDITION = "hinaura-2022-09-30"


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    (dataset,) = read_services(SERVICES_FOLDER)
    return dataset


@pytest.fixture
def store(tmp_path, shipped) -> StoreWithServices:
    return StoreWithServices(FileStore(tmp_path / "kept"), (shipped,))


def edition(shipped: Dataset, date: str, rows: slice) -> Dataset:
    """Some of the shipped rows, as somebody imports them under a date."""
    provenance = replace(shipped.provenance, edition=date, digest="0a" * 32)
    return Dataset(provenance, shipped.table[rows].reset_index(drop=True))


def test_560_of_687_rows_are_in_the_region(shipped):
    assert shipped.provenance.counts["read"] == 687
    assert shipped.table["departement_code"].value_counts().to_dict() == KEPT
    assert sum(KEPT.values()) == len(shipped.table) == 560


def test_each_row_has_a_date_of_2021_or_2022(shipped):
    dates = shipped.table["updated_on"]
    assert (dates.min(), dates.max()) == ("2021-05-05", "2022-09-30")


def test_two_points_that_contradict_the_postal_code_are_left_out(shipped):
    lost = shipped.table[shipped.table["longitude"].isna()]
    assert sorted(lost["commune_code"]) == ["74010", "74218"]
    assert len(shipped.provenance.remarks) == 2


def test_no_mailbox_of_a_person_is_shipped(shipped):
    written = [*shipped.table["email"], *shipped.table["summary"]]
    providers = ("gmail.", "orange.", "wanadoo.", "laposte.net", "hotmail.", "yahoo.", "free.fr")
    assert [text for text in written if any(f"@{name}" in text for name in providers)] == []


def test_a_first_start_has_places_in_90_of_126_epci(shipped):
    atlas = load_atlas(GEO_FOLDER, INITIATIVES_FOLDER, (shipped,))
    alone = load_atlas(GEO_FOLDER, INITIATIVES_FOLDER)
    # Nine services are listed twice, under one name at one address.
    assert len(atlas.catalogue.initiatives) == len(alone.catalogue.initiatives) + 560 - 9
    _, epci = atlas.pairs.pairs[Level.EPCI, Counting.LOCATED]
    assert (len(set(epci.tolist())), len(atlas.geography.epci)) == (90, 126)


def test_what_is_shipped_is_there_before_any_import(store, tmp_path):
    assert [provenance.name for provenance in store.provenances()] == [EDITION]
    assert [len(dataset.table) for dataset in store.read()] == [560]
    assert not (tmp_path / "kept").exists()


def test_an_import_of_the_same_edition_takes_its_place(store, shipped):
    store.add(edition(shipped, "2022-09-30", slice(3)))
    assert [(dataset.provenance.name, len(dataset.table)) for dataset in store.read()] == [
        (EDITION, 3)
    ]
    store.remove(EDITION)
    assert [len(dataset.table) for dataset in store.read()] == [560]


def test_a_later_edition_replaces_it_as_editions_do(store, shipped):
    store.add(edition(shipped, "2026-10-01", slice(550)))
    atlas = load_atlas(GEO_FOLDER, INITIATIVES_FOLDER, store.read())
    unlisted = atlas.catalogue.initiatives["status"] == "unlisted"
    dropped = atlas.catalogue.initiatives.loc[unlisted, "delisted_on"]
    assert set(dropped) == {"2026-10-01"}
    assert 0 < len(dropped) <= 10


def test_no_removal_takes_away_what_is_shipped(store):
    with pytest.raises(StoreError, match=r"hinaura-2022-09-30 : livré avec le programme"):
        store.remove(EDITION)


def test_the_setting_leaves_it_out(tmp_path):
    environment = {"DASHBOARD_DATA_DIR": str(tmp_path / "kept")}
    beside = open_store(Settings.from_environment(environment))
    assert [provenance.name for provenance in beside.provenances()] == [EDITION]
    alone = open_store(Settings.from_environment(environment | {"DASHBOARD_SERVICES": "none"}))
    assert alone.provenances() == ()


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SERVICES_FOLDER, tmp_path / "services"))


def test_a_table_that_is_not_the_one_described_is_refused(tmp_path):
    folder = copied(tmp_path)
    table = folder / "hinaura.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    with pytest.raises(StoreError, match=r"hinaura\.parquet.*its digest is not the one"):
        read_services(folder)


def test_a_description_of_nothing_is_refused(tmp_path):
    folder = copied(tmp_path)
    (folder / "hinaura.json").write_text(json.dumps([]), encoding="utf-8")
    with pytest.raises(StoreError, match=r"hinaura\.json.*it describes no list"):
        read_services(folder)


def test_a_missing_table_or_folder_names_the_command_that_makes_it(tmp_path):
    folder = copied(tmp_path)
    (folder / "hinaura.parquet").unlink()
    with pytest.raises(
        MissingFileError, match=r"hinaura\.parquet is missing; run .*build-services"
    ):
        read_services(folder)
    with pytest.raises(MissingFileError, match="build-services"):
        read_services(tmp_path / "nowhere")
