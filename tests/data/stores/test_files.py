"""What a folder of files survives: crashes, full disks, damage, readers that come at any moment."""

import errno
import json
import os
import signal
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.data.stores import index
from dashboard.domain.errors import StoreError
from tests.helpers.store_datasets import needs, records

RECORDS, NEEDS = "france-services-2022-12-01", "filosofi-2021"
PARTS = ("table", "provenance")


@pytest.fixture
def folder(files):
    return Path(files.environment["DASHBOARD_DATA_DIR"])


@pytest.fixture
def store(files):
    return files.open()


def kept(store):
    return {one.provenance.name: one.table["summary"].tolist() for one in store.read()}


def file_of(folder, name, part):
    listed = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    (entry,) = (one for one in listed["entries"] if one["name"] == name)
    return folder / entry[part]["file"]


def number_of_files(folder):
    return len(list(folder.iterdir()))


def test_records_are_geoparquet_that_other_software_opens(store, folder):
    store.write(records(summaries=("a", "b", "c", "d")))
    path = file_of(folder, RECORDS, "table")
    found = gpd.read_parquet(path)
    assert found.crs.to_epsg() == 4326
    assert found.geometry.to_wkt().tolist()[:1] == ["POINT (5.225 46.205)"]
    assert found.geometry.isna().tolist() == [False, True, False, True]
    assert pq.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"


def test_needs_are_plain_parquet_with_a_provenance_in_json(store, folder):
    store.write(needs())
    table = pd.read_parquet(file_of(folder, NEEDS, "table"))
    assert table["code"].tolist() == ["01053", "01053", "01004"]
    told = json.loads(file_of(folder, NEEDS, "provenance").read_text(encoding="utf-8"))
    assert (told["kind"], told["counts"]) == ("needs", {"read": 4, "kept": 3})


def test_the_folder_holds_what_the_index_lists_and_what_others_put_there(store, folder):
    store.write(records(summaries=("a",)))
    for name in ("LISEZMOI.txt", "mine.parquet", "x.0123456789abcdeg.json"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "x.0123456789abcdef.parquet").write_text("of a crash", encoding="utf-8")
    store.write(records(summaries=("b",)))
    aside = [file_of(folder, RECORDS, part).name for part in PARTS]
    store.write(records(summaries=("c",)))
    listed = [file_of(folder, RECORDS, part).name for part in PARTS]
    assert {path.name for path in folder.iterdir()} == {
        *("LISEZMOI.txt", "mine.parquet", "x.0123456789abcdeg.json"),
        *("index.json", "lock", *listed, *aside),
    }


def test_a_name_never_leads_out_of_the_folder(store, folder):
    store.write(records("../../2022 Été", ("a",)))
    assert kept(store) == {"france-services-../../2022 Été": ["a"]}
    assert number_of_files(folder) == 4
    assert {path.name for path in folder.parent.iterdir()} == {"imports"}


KILL = """
import os, signal
left = int(sys.argv[2])
def dying(call):
    def die(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **named)
    return die
setattr(os, sys.argv[1], dying(getattr(os, sys.argv[1])))
store.write(records(summaries=("new",)))
"""
# A write calls fsync for each of three files, then for the folder, then, once the index is in
# place, for the folder again; it removes the two files of what was kept aside last.
BEFORE = [("write", 2), ("fsync", 1), ("fsync", 3), ("fsync", 4), ("replace", 1)]
AFTER = [("fsync", 5), ("unlink", 1), ("unlink", 2)]


@pytest.mark.parametrize(
    ("moment", "expected"), [*((one, "old") for one in BEFORE), *((one, "new") for one in AFTER)]
)
def test_a_process_killed_at_any_moment_leaves_the_old_or_the_new(files, folder, moment, expected):
    store = files.open()
    store.write(records(summaries=("oldest",)))
    store.write(records(summaries=("old",)))
    store.write(needs())
    killed = files.start(KILL, *map(str, moment))
    assert killed.communicate(timeout=60)[1] == ""
    assert killed.returncode == -signal.SIGKILL
    assert [one.provenance.name for one in store.read()] == [NEEDS, RECORDS]
    assert store.read()[1].table["summary"].tolist() == [expected]
    store.write(records(summaries=("next",)))
    assert store.read()[1].table["summary"].tolist() == ["next"]
    assert number_of_files(folder) == 8  # index, lock, needs, "next" and what it replaced


def test_a_process_killed_in_its_first_write_leaves_an_empty_store(store, files, folder):
    killed = files.start(KILL, "replace", "1")
    killed.communicate(timeout=60)
    assert (store.stamp(), store.read()) == ("", ())
    assert number_of_files(folder) == 4
    store.write(records(summaries=("next",)))
    assert kept(store) == {RECORDS: ["next"]}
    assert number_of_files(folder) == 4


@pytest.mark.parametrize(("call", "time"), BEFORE)
def test_a_full_disk_leaves_the_old(store, folder, monkeypatch, call, time):
    store.write(records(summaries=("old",)))
    before, real, left = store.stamp(), getattr(os, call), [time]

    def full(*arguments, **named):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(
            StoreError, match=f"^{folder}.* cannot be used: No space left on device"
        ):
            store.write(records(summaries=("new",)))
    assert left == [0]
    assert (kept(store), store.stamp()) == ({RECORDS: ["old"]}, before)
    assert number_of_files(folder) == 4


def test_a_file_the_system_cuts_short_leaves_the_old(store, files, folder):
    store.write(records(summaries=("old",)))
    script = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
try:
    store.write(records(summaries=("new",)))
except Exception as error:
    print(type(error).__name__, error, file=sys.stderr)
"""
    told = files.start(script).communicate(timeout=60)[1]
    assert told == f"StoreError {folder} cannot be used: File too large.\n"
    assert kept(store) == {RECORDS: ["old"]}
    assert number_of_files(folder) == 4


def test_a_disk_that_does_not_confirm_keeps_the_old_files(store, folder, monkeypatch):
    store.write(records(summaries=("old",)))
    real, left = os.fsync, [5]

    def failing(descriptor):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(StoreError, match="its disk does not confirm it: Input/output error"):
            store.write(records(summaries=("new",)))
    assert number_of_files(folder) == 6
    assert kept(store) == {RECORDS: ["new"]}


def test_a_reader_meeting_a_writer_reads_again(store, files, monkeypatch):
    store.write(records(summaries=("old",)))
    real, writes = Path.read_bytes, [("newer",), ("new",)]

    def slow(path):
        if path.suffix == ".parquet" and writes:
            while writes:  # the first keeps the old aside, the second removes it
                files.open().write(records(summaries=writes.pop()))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", slow)
    assert kept(store) == {RECORDS: ["newer"]}


@pytest.mark.parametrize("part", ["table", "provenance"])
@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-1] + b"\0", None])
def test_a_damaged_file_is_named_and_mended_by_importing_again(store, folder, part, damage):
    store.write(records(summaries=("a",)))
    store.write(needs())
    path = file_of(folder, RECORDS, part)
    if damage:
        path.write_bytes(damage(path.read_bytes()))
        why = "its digest is not the one of what was written"
    else:
        path.unlink()
        why = "it is missing"
    with pytest.raises(StoreError) as refusal:
        store.read()
    assert str(refusal.value) == (
        f"{path} is damaged: {why}; remove this dataset and import it again."
    )
    store.write(records(summaries=("b",)))
    assert store.read()[1].table["summary"].tolist() == ["b"]


def test_a_damaged_dataset_can_be_removed(store, folder):
    store.write(records())
    file_of(folder, RECORDS, "table").write_bytes(b"")
    store.remove(RECORDS)
    assert store.read() == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda table: table.drop(columns=["city", "line"]), "it has no column line, city"),
        (lambda table: table.assign(line="x"), "Failed to parse string: 'x' as a scalar of type"),
        (lambda table: table.assign(city=None), "city lacks values"),
        (None, "Parquet magic bytes not found"),
    ],
)
def test_a_table_of_other_columns_is_named(store, folder, change, why):
    store.write(records(summaries=("a",)))
    path = file_of(folder, RECORDS, "table")
    before = index.digest(path.read_bytes())
    if change:
        change(pd.read_parquet(path)).to_parquet(path)
    else:
        path.write_bytes(b"of another software")
    text = (folder / "index.json").read_text(encoding="utf-8")
    text = text.replace(before, index.digest(path.read_bytes()))
    (folder / "index.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as refusal:
        store.read()
    assert str(refusal.value).startswith(f"{path} is damaged: ")
    assert why in str(refusal.value)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 1}', '{"version": 1, "entries": [{}], "revision": "a"}']
)
def test_a_damaged_index_is_named_and_nothing_is_removed(store, folder, text):
    store.write(records(summaries=("a",)))
    (folder / "index.json").write_text(text, encoding="utf-8")
    for use in (store.read, store.provenances, lambda: store.write(needs())):
        with pytest.raises(
            StoreError, match=f"^{folder}/index.json is damaged: it is not an index"
        ):
            use()
    assert number_of_files(folder) == 4


def test_an_index_never_leads_out_of_the_folder(store, folder):
    store.write(records(summaries=("a",)))
    text = (folder / "index.json").read_text(encoding="utf-8")
    text = text.replace('"france-services-2022-12-01.', '"../france-services-2022-12-01.')
    (folder / "index.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=f"^{folder}/index.json is damaged"):
        store.read()


def test_an_index_of_a_later_software_is_left_alone(store, folder):
    store.write(records(summaries=("a",)))
    path = folder / "index.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"version": 2', '"version": 3'))
    for use in (store.read, lambda: store.write(needs())):
        with pytest.raises(StoreError, match=r"is in version 3 .* this software reads 2"):
            use()
    assert number_of_files(folder) == 4


def test_a_folder_one_may_not_use_is_named(store, folder):
    folder.write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match=f"^{folder}.* cannot be used: "):
        store.stamp()
    with pytest.raises(StoreError, match=f"^{folder}.* cannot be used: "):
        store.write(records())
