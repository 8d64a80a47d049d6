"""The bytes of any file people import, as tables of text."""

from __future__ import annotations

from dashboard.data.tabular.delimited import read_delimited
from dashboard.data.tabular.detect import container_of
from dashboard.data.tabular.json_objects import read_json
from dashboard.data.tabular.limits import LIMITS, Limits, require_at_most
from dashboard.data.tabular.parquet import read_parquet
from dashboard.data.tabular.table import TextTable
from dashboard.data.tabular.workbook import read_workbook


def read_tables(name: str, content: bytes, *, limits: Limits = LIMITS) -> tuple[TextTable, ...]:
    """Read a CSV, JSON, GeoJSON, XLSX or parquet file.

    Args:
        name: the file's name, for errors; its extension is hardly a hint.
        content: its bytes.
        limits: what it may hold at most.

    Returns:
        One table per sheet of a workbook or list of objects of a JSON file; one for other files.

    Raises:
        ImportFileError: the file is empty, broken, too large or not of these kinds. Nothing else is
            raised, whatever the bytes.
    """
    require_at_most(name, "octets", len(content), limits.bytes)
    container = container_of(name, content)
    if container == "xlsx":
        return read_workbook(name, content, limits=limits)
    if container == "parquet":
        return (read_parquet(name, content, limits=limits),)
    if container == "json":
        return read_json(name, content, limits=limits)
    return (read_delimited(name, content, limits=limits),)
