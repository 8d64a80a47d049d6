"""Datasets in a PostgreSQL base with PostGIS, which several servers share."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psycopg
from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema

from dashboard.data.stores.dataset import (
    Dataset,
    Provenance,
    Restored,
    follows,
    in_order,
    same_files,
)
from dashboard.data.stores.postgis.connection import (
    base_address,
    engine_for,
    first_line,
    place_of,
    worded,
)
from dashboard.data.stores.postgis.rows import copy_in, copy_out
from dashboard.data.stores.postgis.tables import (
    ASIDE,
    DATASETS,
    METADATA,
    READ_VERSIONS,
    REVISION,
    ROWS,
    SCHEMA,
    VERSION,
)
from dashboard.data.stores.provenance import provenance_json, provenance_of
from dashboard.data.stores.refusals import (
    already_kept,
    no_postgis,
    nothing_to_restore,
    other_version,
    unknown_name,
)
from dashboard.data.stores.tables import storable
from dashboard.domain.errors import StoreError

EXTENSION = "postgis"
WRITERS_LOCK = 0x736F6C69
"""Any number, the same for every writer: they wait for one another."""
_MARK = "#"
"""Stands between the name of a dataset and what makes its key unique; in no name."""


class PostgisStore:
    """Keeps datasets in the schema ``solidarity_map``, made by the first write.

    A write is one transaction, a reading one snapshot. Nothing is connected between two calls, so
    that a process may fork, and a server restart, at any time.
    """

    def __init__(self, url: str) -> None:
        """Set the base, as ``postgresql://user:password@host/base``; nothing is opened yet.

        Raises:
            StoreError: it is no such address.
        """
        self._url = base_address(url)
        self._engine = engine_for(self._url)

    def stamp(self) -> str:
        """Return the stamp of the last write, empty where nothing was ever written."""
        with self._reading() as connection:
            return _stamp(connection) if _exists(connection) else ""

    def provenances(self) -> tuple[Provenance, ...]:
        """List what is kept, sorted by source then edition.

        Raises:
            StoreError: the base cannot be read.
        """
        with self._reading() as connection:
            return tuple(stored.provenance for stored in _stored(connection))

    def read(self) -> tuple[Dataset, ...]:
        """Read everything as of one moment, sorted by source then edition.

        Raises:
            StoreError: the base cannot be read.
        """
        with self._reading() as connection:
            return tuple(
                Dataset(
                    stored.provenance,
                    copy_out(_driver(connection), stored.key, stored.provenance.kind),
                )
                for stored in _stored(connection)
            )

    def add(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, beside those there are.

        Raises:
            AlreadyKeptError: one of the same name is kept, made from another file.
            StoreError: they cannot be written; what was kept before is untouched.
        """
        self._put(datasets, _require_same_files)

    def write(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, in place of those of the same names.

        Raises:
            StoreError: they cannot be written; what was kept before is untouched.
        """
        self._put(datasets, lambda _connection, _datasets: None)

    def remove(self, *names: str) -> None:
        """Forget datasets, all or none.

        Raises:
            StoreError: there is none of a name; the message lists those there are.
        """
        with self._writing() as connection:
            aside = _aside(connection)
            stored = {key: name for key, name in _names(connection).items() if not aside.get(key)}
            for name in names:
                if name not in stored.values():
                    raise unknown_name(name, stored.values())
            _put_aside(connection, [key for key, name in stored.items() if name in names], [])

    def restore(self) -> Restored:
        """Undo the last replacement or removal.

        Raises:
            StoreError: there is none to undo.
        """
        with self._writing() as connection:
            aside = _aside(connection)
            if not aside:
                raise nothing_to_restore()
            names = _names(connection)
            added = [key for key, removed in aside.items() if not removed and key in names]
            _forget(connection, added)
            connection.execute(delete(ASIDE))
        back = sorted(names[key] for key, removed in aside.items() if removed)
        return Restored(tuple(back), tuple(sorted(names[key] for key in added)))

    def _put(
        self,
        datasets: Sequence[Dataset],
        allow: Callable[[Connection, Sequence[Dataset]], None],
    ) -> None:
        stored = [storable(dataset) for dataset in datasets]
        with self._writing() as connection:
            allow(connection, stored)
            names, aside = _names(connection), _aside(connection)
            own, there = [dataset.provenance for dataset in stored], _readable(connection, aside)
            reread = same_files(own, there)
            again = {
                name: key for key, name in names.items() if name in reread and not aside.get(key)
            }
            keys = [
                again.get(provenance.name) or _new_key(provenance.name, names) for provenance in own
            ]
            new = {provenance.name for provenance in own} - reread
            same = [key for key, name in names.items() if name in new]
            _forget(connection, list(again.values()))
            replaced = [key for key in same if not aside.get(key)]
            if replaced or follows(own, there, reread):
                added = [
                    key for key, provenance in zip(keys, own, strict=True) if provenance.name in new
                ]
                _put_aside(connection, replaced, added)
            elif same:
                _forget_aside(connection)  # or it would come back beside one of its name
            for key, dataset in zip(keys, stored, strict=True):
                row = {"name": key, "provenance": provenance_json(dataset.provenance)}
                connection.execute(insert(DATASETS), row)
                copy_in(_driver(connection), key, dataset.table, dataset.provenance.kind)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with worded(self._url), self._engine.connect() as connection:
            snapshot = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            with snapshot.begin():
                yield snapshot

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with worded(self._url), self._engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
            if not _exists(connection):
                self._create(connection)
            _stamp(connection)
            METADATA.create_all(connection)  # those a later version added
            connection.execute(
                REVISION.update().values(version=VERSION, stamp=secrets.token_hex(8))
            )
            yield connection

    def _create(self, connection: Connection) -> None:
        try:
            connection.execute(text(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}"))
        except DBAPIError as error:
            raise no_postgis(place_of(self._url), EXTENSION, first_line(error)) from error
        connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
        METADATA.create_all(connection)
        connection.execute(insert(REVISION), {"version": VERSION, "stamp": ""})


def _exists(connection: Connection) -> bool:
    known = connection.scalar(text("SELECT to_regclass(:table)"), {"table": str(REVISION)})
    return known is not None


def _stamp(connection: Connection) -> str:
    """Return the present stamp, once sure that the tables are those we know."""
    row = connection.execute(select(REVISION.c.version, REVISION.c.stamp)).one()
    if row.version not in READ_VERSIONS:
        raise other_version(SCHEMA, row.version, VERSION)
    return str(row.stamp)


@dataclass(frozen=True)
class _Stored:
    """A dataset of the base and the name its rows bear there."""

    key: str
    provenance: Provenance


def _stored(connection: Connection) -> list[_Stored]:
    """List what is kept and not kept aside, sorted by source then edition."""
    if not _exists(connection):
        return []
    _stamp(connection)
    aside = _aside(connection)
    rows = connection.execute(select(DATASETS.c.name, DATASETS.c.provenance))
    stored = [
        _Stored(row.name, provenance_of(row.provenance, f"{DATASETS}, dataset {row.name}"))
        for row in rows
        if not aside.get(row.name)
    ]
    return sorted(stored, key=lambda dataset: in_order(dataset.provenance))


def _aside(connection: Connection) -> dict[str, bool]:
    """Return, by key, whether the last replacement or removal removed a dataset (true) or added it."""
    if connection.scalar(text("SELECT to_regclass(:table)"), {"table": str(ASIDE)}) is None:
        return {}
    return {row.dataset: row.removed for row in connection.execute(select(ASIDE))}


def _names(connection: Connection) -> dict[str, str]:
    """Return the name of every dataset of the base, kept or kept aside, by its key."""
    rows = connection.execute(select(DATASETS.c.name, DATASETS.c.provenance))
    return {row.name: _name_of(row.name, row.provenance) for row in rows}


def _readable(connection: Connection, aside: Mapping[str, bool]) -> list[Provenance]:
    """List the provenances kept that are not damaged."""
    provenances = []
    for row in connection.execute(select(DATASETS.c.name, DATASETS.c.provenance)):
        with suppress(StoreError):
            if not aside.get(row.name):
                provenances.append(provenance_of(row.provenance, row.name))
    return provenances


def _name_of(key: str, provenance: str) -> str:
    try:
        return provenance_of(provenance, key).name
    except StoreError:  # damaged, it can still be replaced or removed
        return key.partition(_MARK)[0]


def _new_key(name: str, keys: Collection[str]) -> str:
    """Return the name rows bear: the dataset's own, made unique where that one is taken."""
    return f"{name}{_MARK}{secrets.token_hex(8)}" if name in keys else name


def _require_same_files(connection: Connection, datasets: Sequence[Dataset]) -> None:
    stored = {dataset.provenance.name: dataset.provenance for dataset in _stored(connection)}
    for provenance in (dataset.provenance for dataset in datasets):
        there = stored.get(provenance.name)
        if there and there.digest != provenance.digest:
            raise already_kept(provenance, there)


def _put_aside(connection: Connection, removed: Sequence[str], added: Sequence[str]) -> None:
    """Keep datasets aside, with the keys of what comes instead; what was aside goes."""
    _forget_aside(connection)
    rows = [
        *({"dataset": key, "removed": True} for key in removed),
        *({"dataset": key, "removed": False} for key in added),
    ]
    if rows:
        connection.execute(insert(ASIDE), rows)


def _forget_aside(connection: Connection) -> None:
    _forget(connection, [key for key, removed in _aside(connection).items() if removed])
    connection.execute(delete(ASIDE))


def _forget(connection: Connection, keys: Sequence[str]) -> None:
    connection.execute(delete(DATASETS).where(DATASETS.c.name.in_(keys)))
    for rows in ROWS.values():
        connection.execute(delete(rows).where(rows.c.dataset.in_(keys)))


def _driver(connection: Connection) -> psycopg.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(driver)
    return driver
