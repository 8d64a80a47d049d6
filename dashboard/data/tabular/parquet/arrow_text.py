"""Columns of any Arrow type as text."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.data.tabular.cells import number_text, text_array
from dashboard.data.tabular.json.columns import scalar_text
from dashboard.data.tabular.limits import Limits, refused

_MIDNIGHT = r"^([0-9-]+) 00:00:00(?:\.0+)?$"
_AS_TEXT = (
    pa.types.is_integer,
    pa.types.is_boolean,
    pa.types.is_date32,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
)


@dataclass(frozen=True, eq=False)
class Unfolded:
    """A column of text and its header."""

    header: str
    text: pa.ChunkedArray


def unfolded(
    name: str, header: str, column: pa.ChunkedArray, limits: Limits, depth: int = 1
) -> list[Unfolded]:
    """Write a column as text: one column, or one per child of a structure.

    Lists are joined by ``|`` (those of lists or structures are JSON), dates are ISO text, integral
    numbers have no decimals, bytes that are no text are hexadecimal digits.

    Raises:
        ImportFileError: structures are inside one another beyond ``limits.depth``.
    """
    if depth > limits.depth:
        raise refused(name, f"« {header[:80]} » a plus de {limits.depth} niveaux.")
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return unfolded(name, header, column.cast(kind.storage_type), limits, depth + 1)
    if pa.types.is_dictionary(kind):
        return unfolded(name, header, column.cast(kind.value_type), limits, depth + 1)
    if pa.types.is_struct(kind):
        children = zip(kind, column.flatten(), strict=True)
        return [
            unfolded_child
            for field, child in children
            for unfolded_child in unfolded(name, f"{header}.{field.name}", child, limits, depth + 1)
        ]
    return [Unfolded(header, _text(name, column, limits))]


def _text(name: str, column: pa.ChunkedArray, limits: Limits) -> pa.ChunkedArray:
    kind, text = column.type, pa.large_string()
    if any(is_kind(kind) for is_kind in _AS_TEXT):
        return column.cast(text)
    if pa.types.is_decimal(kind):
        return pc.replace_substring_regex(column.cast(text), r"\.0+$", "")
    if pa.types.is_timestamp(kind):
        return _moments(column)
    if pa.types.is_floating(kind):
        # Through text, or 45.1 in single precision would read 45.099998474.
        wide = column if pa.types.is_float64(kind) else column.cast(text).cast(pa.float64())
        return _mapped(wide, _scalar)
    return _mapped(column, lambda value: _any_text(name, value, limits))


def _mapped(column: pa.ChunkedArray, write: Callable[[Any], str]) -> pa.ChunkedArray:
    chunks = [text_array([write(value) for value in chunk.to_pylist()]) for chunk in column.chunks]
    return pa.chunked_array(chunks, pa.large_string())


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write moments as local time; those of midnight are dates."""
    if column.type.tz is not None:
        try:
            column = pc.local_timestamp(column)
        except pa.ArrowInvalid:  # an unknown time zone: universal time, then
            column = column.cast(pa.timestamp(column.type.unit))
    text = column.cast(pa.large_string())
    text = pc.replace_substring_regex(text, _MIDNIGHT, r"\1")
    return pc.replace_substring_regex(text, r"^([0-9-]+) ([0-9:]+)(?:\.0+)?", r"\1T\2")


def _bytes_text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.hex()


def _any_text(name: str, value: object, limits: Limits) -> str:
    if not isinstance(value, list):
        return _scalar(value)
    if not any(isinstance(item, list | dict | tuple) for item in value):
        return "|".join(filter(None, map(_scalar, value)))
    try:
        return orjson.dumps(value, default=str).decode()
    except orjson.JSONEncodeError as error:
        raise refused(name, f"une liste a plus de {limits.depth} niveaux.") from error


def _scalar(value: object) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else number_text(value)
    if value is None or isinstance(value, str | int):
        return scalar_text(value)
    return _bytes_text(value) if isinstance(value, bytes) else str(value)
