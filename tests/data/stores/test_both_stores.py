"""What both stores promise: every test runs on a folder, then on PostgreSQL with PostGIS."""

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from dashboard.data.stores.dataset import (
    NEED_COLUMNS,
    RECORD_COLUMNS,
    Dataset,
    DatasetKind,
    Restored,
)
from dashboard.domain.errors import AlreadyKeptError, StoreError
from tests.helpers.store_datasets import LATITUDES, LONGITUDES, SUMMARIES, needs, records


def names(store):
    return [provenance.name for provenance in store.provenances()]


def kept(store):
    """Give the summaries of every dataset of records, by name."""
    return {
        one.provenance.name: one.table["summary"].tolist()
        for one in store.read()
        if one.provenance.kind is DatasetKind.RECORDS
    }


def assert_same(found, expected):
    assert found.provenance == expected.provenance
    assert_frame_equal(found.table, expected.table)


def test_nothing_is_kept_before_the_first_write(store):
    assert (store.stamp(), store.provenances(), store.read()) == ("", (), ())


def test_records_come_back_as_they_were_written(store, place):
    store.write(records())
    (found,) = place.open().read()
    assert_same(found, records())
    assert tuple(found.table.columns) == RECORD_COLUMNS
    assert found.table["summary"].tolist() == list(SUMMARIES)
    assert found.table["postal_code"].tolist() == ["", "0", "00", "000"]
    np.testing.assert_array_equal(found.table["longitude"], LONGITUDES)
    np.testing.assert_array_equal(found.table["latitude"], LATITUDES)
    assert set(found.table.dtypes.astype(str)) == {"int64", "str", "float64"}


def test_needs_come_back_as_they_were_written(store, place):
    store.write(needs())
    (found,) = place.open().read()
    assert_same(found, needs())
    assert tuple(found.table.columns) == NEED_COLUMNS
    assert found.table["value"].tolist()[:2] == [14.3, 4.0]


def test_a_dataset_of_no_rows_keeps_its_types(store):
    store.write(records(summaries=()))
    (found,) = store.read()
    assert_frame_equal(found.table, records().table.iloc[:0])


def test_rows_keep_their_order_past_one_batch(store):
    summaries = [f"{number % 7}-{number}" for number in range(20_003)]
    store.write(records(summaries=summaries))
    (found,) = store.read()
    assert found.table["summary"].tolist() == summaries
    assert found.table.index.equals(records(summaries=summaries).table.index)


def test_a_very_long_text_is_kept_whole(store):
    long = "é\n" * 2_000_000
    store.write(records(summaries=("a", long, "b")))
    (found,) = store.read()
    assert found.table["summary"].tolist() == ["a", long, "b"]


def test_what_a_base_cannot_hold_is_taken_out_of_texts(store):
    store.write(records(summaries=("a\0b\0",), title="F\0S", remarks=("half \ud800 and \0",)))
    (found,) = store.read()
    assert found.table["summary"].tolist() == ["ab"]
    assert (found.provenance.title, found.provenance.remarks) == ("FS", ("half ? and ",))


def test_an_infinite_number_is_an_unknown_one(store):
    dataset = records(summaries=("a", "b"))
    store.write(Dataset(dataset.provenance, dataset.table.assign(longitude=[np.inf, 5.5])))
    (found,) = store.read()
    np.testing.assert_array_equal(found.table["longitude"], [np.nan, 5.5])


def test_the_rows_given_are_left_alone_and_numbered_anew(store):
    dataset = records(summaries=("a\0", "b", "c"))
    shown = Dataset(dataset.provenance, dataset.table.iloc[[2, 0]])
    store.write(shown)
    assert store.read()[0].table["summary"].tolist() == ["c", "a"]
    assert store.read()[0].table.index.tolist() == [0, 1]
    assert shown.table["summary"].tolist() == ["c", "a\0"]


def test_a_name_is_written_over_and_other_editions_stay(store):
    store.write(records("2022-12-01", ("old", "old")))
    store.write(records("2020-01-31", ("first",)))
    store.write(records("2022-12-01", ("new",), publisher="État"))
    kept = [(one.provenance.edition, one.table["summary"].tolist()) for one in store.read()]
    assert kept == [("2020-01-31", ["first"]), ("2022-12-01", ["new"])]
    assert [one.publisher for one in store.provenances()] == ["ANCT", "État"]


def test_a_name_changes_kind_whole(store):
    store.write(records("2021", ("a",), source="filosofi"))
    store.write(needs("2021"))
    store.write(records("2021", ("b",), source="filosofi"))
    (found,) = store.read()
    assert found.table["summary"].tolist() == ["b"]


def test_what_is_kept_is_listed_by_source_then_edition(store):
    for edition in ("2023", "2020", "2022"):
        store.write(records(edition, ("a",), source="siae"))
    store.write(needs())
    store.write(records("2021", ("a",), source="Éa"))
    expected = ["filosofi-2021", "siae-2020", "siae-2022", "siae-2023", "Éa-2021"]
    assert names(store) == expected
    assert [one.provenance.name for one in store.read()] == expected


def test_a_dataset_is_forgotten_by_its_name(store, place):
    store.write(records())
    store.write(needs())
    place.open().remove("france-services-2022-12-01")
    assert names(store) == ["filosofi-2021"]
    (found,) = store.read()
    assert_same(found, needs())


def test_several_datasets_are_kept_all_or_none(store):
    store.add(records("2020", ("a",)), records("2021", ("b",)))
    before = store.stamp()
    broken = records("2023", ("d",))
    broken = Dataset(broken.provenance, broken.table.drop(columns="city"))
    with pytest.raises(StoreError):
        store.write(records("2022", ("c",)), broken)
    assert names(store) == ["france-services-2020", "france-services-2021"]
    assert store.stamp() == before


def test_another_file_for_the_same_edition_is_refused_and_nothing_changes(store):
    store.add(records(summaries=("old",)))
    before = store.stamp()
    other = records(summaries=("new",), digest="0b" * 32, file_name="autre.csv")
    with pytest.raises(AlreadyKeptError) as refusal:
        store.add(records("2023-01-01", ("next",)), other)
    assert str(refusal.value).startswith(
        "France Services (france-services), édition 1er décembre 2022 : déjà importée d’un autre "
        "contenu (liste fs, n° 1.csv)."
    )
    assert (kept(store), store.stamp()) == ({"france-services-2022-12-01": ["old"]}, before)
    store.write(other)
    assert kept(store) == {"france-services-2022-12-01": ["new"]}


def test_the_same_file_may_be_imported_again(store):
    store.write(records(summaries=("old",)))
    store.write(records(summaries=("a",), digest="0c" * 32))
    store.add(records(summaries=("a", "b"), digest="0c" * 32))
    assert kept(store) == {"france-services-2022-12-01": ["a", "b"]}
    store.restore()  # read again, it replaced nothing: what it replaced the first time comes back
    assert kept(store) == {"france-services-2022-12-01": ["old"]}


def test_what_is_read_again_beside_what_is_replaced_stays_when_that_is_undone(store):
    store.write(records("2020", ("old",)), records("2021", ("same",)))
    store.write(records("2020", ("new",)), records("2021", ("same",)))
    assert store.restore() == Restored(("france-services-2020",), ("france-services-2020",))
    assert kept(store) == {"france-services-2020": ["old"], "france-services-2021": ["same"]}


def test_a_later_edition_replaces_the_one_before_until_it_is_undone(store):
    store.add(records("2020", ("old",)))
    store.add(records("2022", ("new",)))
    assert store.restore() == Restored(back=(), gone=("france-services-2022",))
    assert kept(store) == {"france-services-2020": ["old"]}
    store.add(records("2019", ("older",)))
    with pytest.raises(StoreError, match="Aucun remplacement ni retrait à annuler"):
        store.restore()


def test_an_undated_edition_has_a_name_too(store):
    store.add(records("", ("a",)))
    assert names(store) == ["france-services-sans-date"]


def test_a_replacement_is_undone_and_what_came_beside_it_stays(store, place):
    store.write(records("2020", ("old",)), records("2021", ("other",)))
    store.write(records("2020", ("new", "newer")))
    store.add(needs())
    assert kept(store)["france-services-2020"] == ["new", "newer"]
    restored = place.open().restore()
    assert restored == Restored(back=("france-services-2020",), gone=("france-services-2020",))
    assert kept(store) == {"france-services-2020": ["old"], "france-services-2021": ["other"]}
    assert names(store) == ["filosofi-2021", "france-services-2020", "france-services-2021"]
    with pytest.raises(StoreError, match="Aucun remplacement ni retrait à annuler"):
        store.restore()


def test_a_removal_is_undone(store):
    store.write(records("2020", ("a",)), records("2021", ("b",)), needs())
    store.remove("france-services-2020", "france-services-2021")
    assert names(store) == ["filosofi-2021"]
    assert store.restore() == Restored(("france-services-2020", "france-services-2021"), ())
    assert kept(store) == {"france-services-2020": ["a"], "france-services-2021": ["b"]}


def test_only_the_last_replacement_or_removal_is_undone(store):
    store.write(records("2020", ("old",)))
    store.write(records("2020", ("new",)))
    store.write(records("2020", ("newest",)))
    store.restore()
    assert kept(store) == {"france-services-2020": ["new"]}
    with pytest.raises(StoreError):
        store.restore()


def test_what_was_removed_and_imported_anew_does_not_come_back_beside_it(store):
    store.write(records("2020", ("old",)))
    store.remove("france-services-2020")
    store.add(records("2020", ("new",), digest="0b" * 32))
    with pytest.raises(StoreError):
        store.restore()
    assert kept(store) == {"france-services-2020": ["new"]}


def test_an_unknown_name_among_others_removes_none(store):
    store.write(records("2020", ("a",)))
    with pytest.raises(StoreError):
        store.remove("france-services-2020", "x")
    assert kept(store) == {"france-services-2020": ["a"]}


def test_an_unknown_name_is_told_with_those_there_are(store):
    store.write(needs())
    store.write(records())
    before = store.stamp()
    with pytest.raises(StoreError) as refusal:
        store.remove("filosofi")
    assert str(refusal.value) == (
        "No dataset is named 'filosofi'; there are: filosofi-2021, france-services-2022-12-01."
    )
    assert store.stamp() == before


def test_an_unknown_name_is_told_where_there_is_none(store):
    with pytest.raises(StoreError, match=r"^No dataset is named 'x'; there are: none\.$"):
        store.remove("x")


def test_the_stamp_changes_with_every_change_and_only_then(store, place):
    stamps = [store.stamp()]
    for change in (
        lambda: store.write(records()),
        lambda: store.write(records()),
        lambda: store.write(needs()),
        lambda: store.remove("filosofi-2021"),
        lambda: store.remove("france-services-2022-12-01"),
    ):
        change()
        assert store.stamp() == place.open().stamp()
        store.read()
        store.provenances()
        stamps.append(store.stamp())
    assert len(set(stamps)) == 6


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda rows: rows.drop(columns="city"), "columns missing or unexpected: city"),
        (lambda rows: rows.assign(town="x"), "columns missing or unexpected: town"),
        (lambda rows: rows.assign(postal_code=1000), "postal_code holds something else than texts"),
        (lambda rows: rows.assign(city=["x", None, "", ""]), "city lacks texts"),
        (lambda rows: rows.assign(line=0.5), "line holds float64, not int64"),
        (lambda rows: rows.assign(longitude="5.2"), "longitude holds str, not float64"),
    ],
)
def test_a_table_that_is_not_ours_is_refused_before_anything_is_written(store, change, why):
    dataset = records()
    with pytest.raises(StoreError) as refusal:
        store.write(Dataset(dataset.provenance, change(dataset.table)))
    assert str(refusal.value) == f"france-services-2022-12-01 cannot be kept: {why}."
    assert store.stamp() == ""


def test_two_processes_that_write_at_once_lose_nothing(store, place):
    script = "for n in range(8): store.write(records(f'{sys.argv[1]}-{n}', ('a',)))"
    writers = [place.start(script, year) for year in ("2020", "2021")]
    errors = [writer.communicate(timeout=120)[1] for writer in writers]
    assert errors == ["", ""]
    expected = [f"france-services-{year}-{n}" for year in (2020, 2021) for n in range(8)]
    assert names(store) == expected
    assert len(store.read()) == 16


def test_a_reader_sees_each_write_whole_or_not_at_all(store, place):
    store.write(records("2022", ("1",), counts={"kept": 1}))
    script = """for n in range(2, 40):
        store.write(records("2022", [str(n)] * n, counts={"kept": n}))
        """
    writer = place.start(script)
    seen = []
    while writer.poll() is None:
        (found,) = store.read()
        kept = found.provenance.counts["kept"]
        assert found.table["summary"].tolist() == [str(kept)] * kept
        seen.append(kept)
    assert writer.communicate()[1] == ""
    assert seen == sorted(seen)
    assert store.provenances()[0].counts == {"kept": 39}
