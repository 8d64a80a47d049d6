"""Zip archives of files, each read as if it were alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from dashboard.data.tabular.detect import EXPECTED
from dashboard.data.tabular.limits import Limits, refused, require_at_most
from dashboard.data.tabular.table import TextTable
from dashboard.data.tabular.workbook.archive import archive_parts, archive_paths

Read = Callable[[str, bytes], tuple[TextTable, ...]]

_TABLES = re.compile(
    r"\.(?:csv|tsv|json|jsonl|ndjson|geojson|geojsonl|geojsons|umap|parquet|geoparquet"
    r"|xlsx|xlsb|xls|ods|kml|gpx|gpkg)$",
    re.IGNORECASE,
)
_TEXT = re.compile(r"\.(?:txt|tab|dat)$", re.IGNORECASE)
"""Tables if nothing else is one: they often are notes about what lies beside them."""

_SHAPEFILE = re.compile(r"\.shp$", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.)")
"""What systems add by themselves."""

_MOST_MEMBERS = 100
_SHOWN = 5


def read_zip(name: str, content: bytes, *, limits: Limits, read: Read) -> tuple[TextTable, ...]:
    """Read the tables of every file of an archive; ``TextTable.member`` is the file's path.

    Args:
        name: the archive's, for errors.
        content: its bytes.
        limits: of the archive, then of all its tables together.
        read: reads one file, which must be no archive of files.

    Raises:
        ImportFileError: it is broken, holds no file we read, a file of it cannot be read, or it
            exceeds a limit.
    """
    paths = [path for path in archive_paths(name, content, limits) if not _UNSEEN.search(path)]
    chosen = _chosen(name, paths)
    wanted = re.compile("^(?:" + "|".join(map(re.escape, chosen)) + ")$")
    tables: list[TextTable] = []
    cells = 0
    for path, part in archive_parts(name, content, wanted, limits).items():
        for table in read(f"{name} › {path}", part):
            cells += table.cells.size
            require_at_most(name, "cellules", cells, limits.cells)
            tables.append(replace(table, member=path))
    notes = _left_out([path for path in paths if path not in chosen])
    return (replace(tables[0], notes=(*notes, *tables[0].notes)), *tables[1:])


def _chosen(name: str, paths: list[str]) -> list[str]:
    chosen = [path for path in paths if _TABLES.search(path)] or [
        path for path in paths if _TEXT.search(path)
    ]
    require_at_most(name, "fichiers à lire dans l’archive", len(chosen), _MOST_MEMBERS)
    if chosen:
        return chosen
    if any(_SHAPEFILE.search(path) for path in paths):
        raise refused(
            name,
            "l’archive contient un Shapefile ; exportez-le en GeoJSON ou en GeoPackage.",
        )
    held = f"elle contient {_listed(paths)}" if paths else "elle est vide"
    raise refused(
        name,
        f"l’archive zip ne contient aucun fichier que l’on sait lire ({held}) ; {EXPECTED}.",
    )


def _left_out(paths: list[str]) -> list[str]:
    return [f"Laissé de côté dans l’archive : {_listed(paths)}."] if paths else []


def _listed(paths: list[str]) -> str:
    names = ", ".join(f"« {PurePosixPath(path).name[:80]} »" for path in paths[:_SHOWN])
    return f"{names} et {len(paths) - _SHOWN} autres" if len(paths) > _SHOWN else names
