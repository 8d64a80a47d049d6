"""The columns and types every store writes and gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.data.stores.dataset import NEED_COLUMNS, RECORD_COLUMNS, Dataset, DatasetKind
from dashboard.data.stores.provenance import without_unstorable
from dashboard.data.stores.refusals import damaged, not_storable

COLUMNS: Mapping[DatasetKind, tuple[str, ...]] = {
    DatasetKind.RECORDS: RECORD_COLUMNS,
    DatasetKind.NEEDS: NEED_COLUMNS,
}
_NUMBERS = {"line": "int64", "longitude": "float64", "latitude": "float64", "value": "float64"}
_TEXT = pd.StringDtype(na_value=np.nan)
_ARROW_TYPES = {"int64": pa.int64(), "float64": pa.float64(), "str": pa.large_string()}


def type_of(column: str) -> str:
    """Return ``int64``, ``float64`` or ``str``, the only types of a dataset."""
    return _NUMBERS.get(column, "str")


def arrow_schema(kind: DatasetKind) -> pa.Schema:
    """Return the columns of a kind, in their order, with their Arrow types."""
    return pa.schema([(column, _ARROW_TYPES[type_of(column)]) for column in COLUMNS[kind]])


def storable(dataset: Dataset) -> Dataset:
    """Return ``dataset`` as every store gives it back.

    Columns are in their order, rows numbered from 0; NUL characters, which no base keeps, are taken
    out of texts, and infinite numbers are unknown ones.

    Raises:
        StoreError: columns are missing, unexpected, of another type, or lack texts.
    """
    provenance = without_unstorable(dataset.provenance)
    expected = COLUMNS[provenance.kind]
    if wrong := set(dataset.table.columns).symmetric_difference(expected):
        named = ", ".join(sorted(map(str, wrong)))
        raise not_storable(provenance.name, f"columns missing or unexpected: {named}")
    columns = {name: _column(dataset.table[name], provenance.name) for name in expected}
    return replace(dataset, provenance=provenance, table=pd.DataFrame(columns))


def frame_of(table: pa.Table, kind: DatasetKind, place: object) -> pd.DataFrame:
    """Return the rows of ``table`` with our columns and types.

    Raises:
        StoreError: columns are missing or of another type, or texts are missing.
    """
    schema = arrow_schema(kind)
    if missing := [column for column in schema.names if column not in table.column_names]:
        raise damaged(place, f"it has no column {', '.join(missing)}")
    try:
        cast = table.select(schema.names).cast(schema).replace_schema_metadata()
    except pa.ArrowException as error:
        raise damaged(place, str(error)) from error
    if lacking := [
        name for name in schema.names if type_of(name) != "float64" and _nulls(cast, name)
    ]:
        raise damaged(place, f"{', '.join(lacking)} lacks values")
    frame: pd.DataFrame = cast.to_pandas(types_mapper={pa.large_string(): _TEXT}.get)
    return frame


def _nulls(table: pa.Table, column: str) -> int:
    return int(table[column].null_count)


def _column(values: pd.Series[Any], name: str) -> pd.Series[Any]:
    values = values.reset_index(drop=True)
    if values.empty:
        return pd.Series([], name=values.name, dtype=type_of(str(values.name)))
    return _text(values, name) if type_of(str(values.name)) == "str" else _number(values, name)


def _text(values: pd.Series[Any], name: str) -> pd.Series[Any]:
    spelled = values
    if values.dtype != _TEXT:
        if pd.api.types.infer_dtype(values, skipna=False) != "string":
            raise not_storable(name, f"{values.name} holds something else than texts")
        spelled = values.astype(_TEXT)
    if spelled.isna().any():
        raise not_storable(name, f"{values.name} lacks texts")
    if spelled.str.contains("\0", regex=False).any():
        return spelled.str.replace("\0", "", regex=False)
    return spelled


def _number(values: pd.Series[Any], name: str) -> pd.Series[Any]:
    wanted = type_of(str(values.name))
    if values.dtype.kind not in ("iu" if wanted == "int64" else "iuf"):
        raise not_storable(name, f"{values.name} holds {values.dtype}, not {wanted}")
    if wanted == "int64":
        if values.isna().any():
            raise not_storable(name, f"{values.name} lacks numbers")
        return values.astype("int64")
    numbers = values.astype("float64")
    return numbers.where(np.isfinite(numbers.to_numpy()))
