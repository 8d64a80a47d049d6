"""What a shared base survives, and what is told when it cannot be used."""

import signal

import geopandas as gpd
import psycopg
import pytest
from psycopg import sql
from sqlalchemy import create_engine

from dashboard.data.stores.postgis import store as module
from dashboard.data.stores.postgis.store import PostgisStore
from dashboard.domain.errors import StoreError
from tests.helpers.store_datasets import needs, records

RECORDS = "france-services-2022-12-01"
PASSWORD = "5ésame,ouvre-toi"  # noqa: S105


@pytest.fixture
def store(postgis):
    return postgis.open()


def kept(store):
    return {one.provenance.name: one.table["summary"].tolist() for one in store.read()}


@pytest.fixture
def guarded(base):
    """A base without PostGIS, and a user who has a password and may make nothing there but a schema."""
    base.execute("DROP DATABASE IF EXISTS plain")
    base.execute("DROP ROLE IF EXISTS guarded")
    secret = sql.Literal(PASSWORD)
    base.execute(sql.SQL("CREATE ROLE guarded LOGIN PASSWORD {}").format(secret))
    base.execute("CREATE DATABASE plain TEMPLATE template0")
    yield base
    base.execute("DROP DATABASE plain")
    base.execute("REVOKE ALL ON DATABASE postgres FROM guarded")
    base.execute("DROP OWNED BY guarded CASCADE")
    base.execute("DROP ROLE guarded")


def test_points_are_a_layer_with_a_spatial_index(store, postgis, base):
    store.write(records(summaries=("a", "b", "c", "d")))
    url = postgis.environment["DASHBOARD_DATABASE_URL"].replace("://", "+psycopg://")
    engine = create_engine(url)
    query = "SELECT line, geometry FROM solidarity_map.records ORDER BY line"
    found = gpd.read_postgis(query, engine, geom_col="geometry")
    engine.dispose()
    assert found.crs.to_epsg() == 4326
    assert found.geometry.iloc[0].coords[:] == [(5.225, 46.205)]
    assert found.geometry.isna().tolist() == [False, True, False, True]
    indexes = base.execute(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'solidarity_map'"
    ).fetchall()
    assert sum("USING gist (geometry)" in definition for (definition,) in indexes) == 1


def test_a_write_that_fails_half_way_leaves_the_old(store, monkeypatch):
    store.write(records(summaries=("old",)))
    before = store.stamp()

    def failing(connection, *arguments):
        copy_in(connection, *arguments)
        connection.execute("SELECT 1 / 0")

    copy_in = module.copy_in
    with monkeypatch.context() as patch:
        patch.setattr(module, "copy_in", failing)
        with pytest.raises(StoreError) as refusal:
            store.write(records(summaries=("new", "newer")))
    assert str(refusal.value).endswith("refused: division by zero.")
    assert (kept(store), store.stamp()) == ({RECORDS: ["old"]}, before)


def test_a_connection_lost_half_way_leaves_the_old(store, base, monkeypatch):
    store.write(records(summaries=("old",)))

    def lost(connection, *arguments):
        copy_in(connection, *arguments)
        base.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.info.backend_pid])
        connection.execute("SELECT 1")

    copy_in = module.copy_in
    with monkeypatch.context() as patch:
        patch.setattr(module, "copy_in", lost)
        with pytest.raises(StoreError, match=r"refused: (terminating|the connection is lost)"):
            store.write(records(summaries=("new",)))
    assert kept(store) == {RECORDS: ["old"]}
    store.write(records(summaries=("next",)))
    assert kept(store) == {RECORDS: ["next"]}


def test_a_process_killed_half_way_leaves_the_old(store, postgis):
    store.write(records(summaries=("old",)))
    script = """
import os, signal
from dashboard.data.stores.postgis import store as postgis
copy_in = postgis.copy_in
def dying(*arguments):
    copy_in(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
postgis.copy_in = dying
store.write(records(summaries=("new",)))
"""
    killed = postgis.start(script)
    assert killed.communicate(timeout=60)[1] == ""
    assert killed.returncode == -signal.SIGKILL
    assert kept(store) == {RECORDS: ["old"]}
    store.write(records(summaries=("next",)))
    assert kept(store) == {RECORDS: ["next"]}


def test_a_reading_is_of_one_moment(store, postgis, monkeypatch):
    store.write(records(summaries=("old",)))
    store.write(needs())

    def slow(connection, name, kind):
        if name == "filosofi-2021":
            postgis.open().write(records(summaries=("new", "newer")))
        return copy_out(connection, name, kind)

    copy_out = module.copy_out
    monkeypatch.setattr(module, "copy_out", slow)
    assert store.read()[1].table["summary"].tolist() == ["old"]
    monkeypatch.undo()
    assert store.read()[1].table["summary"].tolist() == ["new", "newer"]


def test_one_connects_when_asked_and_stays_connected_to_nothing(postgis, monkeypatch):
    made, connect = [], psycopg.connect

    def counted(*arguments, **named):
        made.append(connect(*arguments, **named))
        return made[-1]

    monkeypatch.setattr(psycopg, "connect", counted)
    store = postgis.open()
    assert made == []
    store.write(records())
    store.read()
    assert [connection.closed for connection in made] == [True, True]


def test_reading_makes_nothing_in_the_base(store, base):
    assert (store.stamp(), store.read(), store.provenances()) == ("", (), ())
    assert base.execute("SELECT to_regnamespace('solidarity_map')").fetchone() == (None,)


def test_tables_of_a_later_software_are_left_alone(store, base):
    store.write(records(summaries=("a",)))
    base.execute("UPDATE solidarity_map.revision SET version = 3")
    for use in (store.stamp, store.read, store.provenances, lambda: store.write(needs())):
        with pytest.raises(StoreError, match=r"^solidarity_map is in version 3 .* reads 2"):
            use()


def test_a_damaged_provenance_is_named(store, base):
    store.write(records(summaries=("a",)))
    base.execute("UPDATE solidarity_map.datasets SET provenance = '{}'")
    with pytest.raises(StoreError, match=f"^solidarity_map.datasets, dataset {RECORDS} is damaged"):
        store.read()


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path):
    url = f"postgresql://carte:{PASSWORD}@/imports?host={tmp_path}"
    for use in (PostgisStore(url).stamp, lambda: PostgisStore(url).write(needs())):
        with pytest.raises(StoreError) as refusal:
            use()
        assert str(refusal.value).startswith(f"The base imports on {tmp_path} refused: connection")
        assert PASSWORD not in str(refusal.value)


@pytest.mark.parametrize(
    "way", ["guarded:{}@/postgres?host={}", "guarded@/postgres?password={}&host={}"]
)
@pytest.mark.usefixtures("guarded")
def test_a_wrong_password_is_told_and_not_shown(socket_folder, way):
    wrong = "not-the-one"
    store = PostgisStore("postgresql://" + way.format(wrong, socket_folder))
    with pytest.raises(StoreError) as refusal:
        store.stamp()
    told = str(refusal.value)
    assert f"The base postgres on {socket_folder} refused: connection failed" in told
    assert 'password authentication failed for user "guarded"' in told
    assert wrong not in told
    assert wrong not in str(refusal.value.__cause__)


@pytest.mark.usefixtures("guarded")
def test_the_right_password_opens_an_empty_store(socket_folder):
    store = PostgisStore(f"postgresql://guarded:{PASSWORD}@/postgres?host={socket_folder}")
    assert store.read() == ()


def test_an_extension_one_may_not_make_is_asked_of_an_administrator(guarded, socket_folder):
    guarded.execute("GRANT CREATE ON DATABASE plain TO guarded")
    store = PostgisStore(f"postgresql://guarded:{PASSWORD}@/plain?host={socket_folder}")
    with pytest.raises(StoreError) as refusal:
        store.write(records())
    assert str(refusal.value) == (
        f"The base plain on {socket_folder} has no postgis and refused it: permission denied to "
        'create extension "postgis". Install it on the server (Debian: postgresql-postgis) and '
        "have an administrator run `CREATE EXTENSION postgis`."
    )
    assert store.read() == ()


def test_a_server_without_the_extension_is_told(store, monkeypatch):
    monkeypatch.setattr(module, "EXTENSION", "postgis_of_tomorrow")
    with pytest.raises(StoreError, match=r'refused it: .*extension "postgis_of_tomorrow" is not'):
        store.write(records())


def test_a_user_who_may_only_read_reads(store, guarded, socket_folder):
    store.write(records(summaries=("a",)))
    guarded.execute("GRANT USAGE ON SCHEMA solidarity_map TO guarded")
    guarded.execute("GRANT SELECT ON ALL TABLES IN SCHEMA solidarity_map TO guarded")
    reader = PostgisStore(f"postgresql://guarded:{PASSWORD}@/postgres?host={socket_folder}")
    assert kept(reader) == {RECORDS: ["a"]}
    assert reader.stamp() == store.stamp()
    with pytest.raises(StoreError, match="refused: permission denied for table revision"):
        reader.write(needs())


def test_an_address_that_cannot_be_read_is_refused_without_being_shown():
    with pytest.raises(StoreError) as refusal:
        PostgisStore("s3cret")
    assert "s3cret" not in str(refusal.value)
