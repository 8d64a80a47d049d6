"""The tables of a shared base, in a schema of their own."""

from __future__ import annotations

from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import BigInteger, Boolean, Column, Computed, Double, Integer, MetaData, Table, Text

from dashboard.data.stores.dataset import NEED_COLUMNS, RECORD_COLUMNS, DatasetKind
from dashboard.data.stores.tables import type_of

SCHEMA = "solidarity_map"
VERSION = 2
READ_VERSIONS = frozenset({1, VERSION})
"""Version of these tables; change it with them. The first one kept nothing aside."""

METADATA = MetaData(schema=SCHEMA)
_SQL_TYPES = {"int64": BigInteger, "float64": Double, "str": Text}

REVISION = Table(
    "revision",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("stamp", Text, nullable=False),
    comment="One row: the version of the tables, and a text that every write changes.",
)

DATASETS = Table(
    "datasets",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("provenance", Text, nullable=False),
    comment="Every dataset kept, or kept aside, by the name its rows bear; its provenance in JSON.",
)

ASIDE = Table(
    "aside",
    METADATA,
    Column("dataset", Text, primary_key=True),
    Column("removed", Boolean, nullable=False),
    comment="What the last replacement or removal took away (removed), and what came instead.",
)


def _columns(names: tuple[str, ...]) -> list[Column[Any]]:
    """Return the columns of the dataset and the rank of each row, then its own.

    No foreign key: checked row by row, it would double the time of a write.
    """
    own: list[Column[Any]] = [
        Column(name, _SQL_TYPES[type_of(name)], nullable=_may_lack(name)) for name in names
    ]
    return [
        Column("dataset", Text, primary_key=True),
        Column("rank", Integer, primary_key=True, autoincrement=False),
        *own,
    ]


def _may_lack(column: str) -> bool:
    return type_of(column) == "float64"


ROWS = {
    DatasetKind.RECORDS: Table(
        "records",
        METADATA,
        *_columns(RECORD_COLUMNS),
        # Made by the base from the coordinates: the two cannot contradict each other.
        Column(
            "geometry",
            Geometry("POINT", srid=4326, spatial_index=True),
            Computed("ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)", persisted=True),
        ),
    ),
    DatasetKind.NEEDS: Table("needs", METADATA, *_columns(NEED_COLUMNS)),
}
