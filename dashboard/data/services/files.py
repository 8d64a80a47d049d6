"""The files of shipped services: a GeoParquet table, and what describes it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from dashboard.data.packages import Package
from dashboard.data.stores.dataset import Dataset
from dashboard.data.stores.geoparquet import decode_table
from dashboard.data.stores.provenance import provenance_json, provenance_of
from dashboard.data.stores.refusals import damaged
from dashboard.domain.errors import MissingFileError

REMEDY = "run python -m dashboard build-services"


def table_file(description: Path) -> Path:
    """Return the file of the table that a description is of."""
    return description.with_suffix(".parquet")


def description_of(dataset: Dataset, content: bytes, package: Package) -> dict[str, Any]:
    """Describe a table: its package, its provenance and the digest of its file, as JSON values."""
    return {
        "package": package.provenance(),
        "provenance": json.loads(provenance_json(dataset.provenance)),
        "table_sha256": sha256(content).hexdigest(),
    }


def read_services(folder: Path) -> tuple[Dataset, ...]:
    """Read every list of a folder that ``build-services`` wrote.

    Raises:
        MissingFileError: the folder holds no list, or a list without its table.
        StoreError: a file is damaged.
    """
    descriptions = sorted(folder.glob("*.json"))
    if not descriptions:
        raise MissingFileError.needed(folder / "*.json", REMEDY)
    return tuple(map(_read, descriptions))


def _read(description: Path) -> Dataset:
    try:
        plain = json.loads(description.read_bytes())
        provenance = provenance_of(json.dumps(plain["provenance"]), description)
        digest = plain["table_sha256"]
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(description, f"it describes no list ({error})") from error
    path = table_file(description)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError.needed(path, REMEDY) from error
    if sha256(content).hexdigest() != digest:
        raise damaged(path, "its digest is not the one of what was written")
    return Dataset(provenance, decode_table(content, provenance.kind, path))
