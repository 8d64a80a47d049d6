"""Stores written by version 0.1.0, whose datasets were named after their format, open as they are.

``written_by_0_1_0`` is such a folder: France services of 2020 and 2022, and a list in our template
(file ``vestiaires_20240501.csv``).
"""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert

from dashboard.data.stores.dataset import DatasetKind
from dashboard.data.stores.geoparquet import decode_table
from dashboard.data.stores.index import digest
from dashboard.data.stores.postgis.store import _driver, copy_in
from dashboard.data.stores.postgis.tables import ASIDE, DATASETS, METADATA, REVISION
from tests.helpers.store_datasets import records

FOLDER = Path(__file__).parent / "written_by_0_1_0"
FRANCE_SERVICES = ("france-services-2020-01-31", "france-services-2022-12-01")
NAMES = (*FRANCE_SERVICES, "vestiaires-2024-05-01")


def earlier_entries():
    index = json.loads((FOLDER / "index.json").read_bytes())
    assert index["version"] == 1
    for entry in index["entries"]:
        provenance = (FOLDER / entry["provenance"]["file"]).read_text(encoding="utf-8")
        yield entry["name"], provenance, (FOLDER / entry["table"]["file"]).read_bytes()


def fill_folder(place):
    shutil.copytree(FOLDER, place.environment["DASHBOARD_DATA_DIR"])


def fill_base(place, base):
    base.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    base.execute("CREATE SCHEMA solidarity_map")
    url = place.environment["DASHBOARD_DATABASE_URL"].replace("://", "+psycopg://")
    engine = create_engine(url)
    with engine.begin() as connection:
        METADATA.create_all(
            connection, tables=[t for t in METADATA.sorted_tables if t is not ASIDE]
        )
        connection.execute(insert(REVISION), {"version": 1, "stamp": "0" * 16})
        for name, provenance, table in earlier_entries():
            connection.execute(insert(DATASETS), {"name": name, "provenance": provenance})
            rows = decode_table(table, DatasetKind.RECORDS, name)
            copy_in(_driver(connection), name, rows, DatasetKind.RECORDS)
    engine.dispose()


@pytest.fixture(params=["files", "postgis"])
def earlier(request):
    """An earlier store of either kind."""
    place = request.getfixturevalue(request.param)
    if request.param == "files":
        fill_folder(place)
    else:
        fill_base(place, request.getfixturevalue("base"))
    return place


def names(store):
    return tuple(one.name for one in store.provenances())


def test_everything_is_kept_and_lists_of_any_publisher_are_told_by_their_file(earlier):
    store = earlier.open()
    assert names(store) == NAMES
    found = store.read()
    assert [len(one.table) for one in found] == [3, 2, 4]
    assert [one.provenance.source for one in found] == [*["france-services"] * 2, "vestiaires"]
    assert [one.provenance.title for one in found] == [*["France services"] * 2, "vestiaires"]
    assert [one.provenance.exhaustive for one in found] == [True, True, False]
    assert found[2].table["name"].tolist()[0] == "Cantine du Pré"


def test_what_comes_next_leaves_it_there(earlier):
    store = earlier.open()
    store.add(records("2026-01-01", ("a",), source="autre"))
    assert names(store) == ("autre-2026-01-01", *NAMES)
    assert [len(one.table) for one in earlier.open().read()] == [1, 3, 2, 4]


def test_its_datasets_are_replaced_removed_and_brought_back_by_their_names_of_today(earlier):
    store = earlier.open()
    store.write(records("2024-05-01", ("a",), source="vestiaires"))
    assert [len(one.table) for one in store.read()] == [3, 2, 1]
    store.restore()
    assert [len(one.table) for one in store.read()] == [3, 2, 4]
    store.remove("vestiaires-2024-05-01")
    assert names(store) == FRANCE_SERVICES
    store.restore()
    assert names(store) == NAMES


def test_the_folder_is_what_that_version_wrote():
    for entry in json.loads((FOLDER / "index.json").read_bytes())["entries"]:
        for listed in (entry["table"], entry["provenance"]):
            assert digest((FOLDER / listed["file"]).read_bytes()) == listed["digest"]
