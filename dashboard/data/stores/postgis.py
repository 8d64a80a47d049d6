"""Datasets in a PostgreSQL base with PostGIS, which several servers share."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema

from dashboard.data.stores.dataset import Dataset, Provenance
from dashboard.data.stores.postgis_connection import (
    base_address,
    engine_for,
    first_line,
    place_of,
    worded,
)
from dashboard.data.stores.postgis_rows import copy_in, copy_out
from dashboard.data.stores.postgis_tables import (
    DATASETS,
    METADATA,
    REVISION,
    ROWS,
    SCHEMA,
    VERSION,
)
from dashboard.data.stores.provenance import provenance_json, provenance_of
from dashboard.data.stores.refusals import (
    no_postgis,
    other_version,
    unknown_name,
)
from dashboard.data.stores.tables import storable

EXTENSION = "postgis"
WRITERS_LOCK = 0x736F6C69
"""Any number, the same for every writer: they wait for one another."""


class PostgisStore:
    """Keeps datasets in the schema ``solidarity_map``, made by the first write.

    A write is one transaction, a reading one snapshot. Nothing is connected between two calls, so
    that a process may fork, and a server restart, at any time.
    """

    def __init__(self, url: str) -> None:
        """Name the base, as ``postgresql://user:password@host/base``; nothing is opened yet.

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
        """List what is kept, sorted by format then edition.

        Raises:
            StoreError: the base cannot be read.
        """
        with self._reading() as connection:
            return _provenances(connection)

    def read(self) -> tuple[Dataset, ...]:
        """Read everything as of one moment, sorted by format then edition.

        Raises:
            StoreError: the base cannot be read.
        """
        with self._reading() as connection:
            return tuple(
                Dataset(one, copy_out(_driver(connection), one.name, one.kind))
                for one in _provenances(connection)
            )

    def write(self, dataset: Dataset) -> None:
        """Keep ``dataset``, in place of the one of the same name if there is one.

        Raises:
            StoreError: it cannot be written; what was kept before is untouched.
        """
        kept = storable(dataset)
        one = kept.provenance
        with self._writing() as connection:
            _forget(connection, one.name)
            row = {"name": one.name, "provenance": provenance_json(one)}
            connection.execute(insert(DATASETS), row)
            copy_in(_driver(connection), one.name, kept.table, one.kind)

    def remove(self, name: str) -> None:
        """Forget a dataset.

        Raises:
            StoreError: there is none of this name; the message lists those there are.
        """
        with self._writing() as connection:
            names = connection.scalars(select(DATASETS.c.name)).all()
            if name not in names:
                raise unknown_name(name, names)
            _forget(connection, name)

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
            connection.execute(REVISION.update().values(stamp=secrets.token_hex(8)))
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
    if row.version != VERSION:
        raise other_version(SCHEMA, row.version, VERSION)
    return str(row.stamp)


def _provenances(connection: Connection) -> tuple[Provenance, ...]:
    if not _exists(connection):
        return ()
    _stamp(connection)
    rows = connection.execute(select(DATASETS.c.name, DATASETS.c.provenance))
    kept = [provenance_of(row.provenance, f"{DATASETS}, dataset {row.name}") for row in rows]
    return tuple(sorted(kept, key=lambda one: (one.format, one.edition)))


def _forget(connection: Connection, name: str) -> None:
    connection.execute(delete(DATASETS).where(DATASETS.c.name == name))
    for rows in ROWS.values():
        connection.execute(delete(rows).where(rows.c.dataset == name))


def _driver(connection: Connection) -> psycopg.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(driver)
    return driver
