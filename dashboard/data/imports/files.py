"""The files of an import: what is read, and the report that is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.data.importers.matching import ColumnMapping, from_json, to_json
from dashboard.data.imports.importer import Imported, Importer
from dashboard.data.imports.naming import Request, file_names
from dashboard.data.imports.pipeline import Tell, read_import
from dashboard.domain.errors import ImportFileError


def read_paths(
    importer: Importer, paths: Sequence[Path], request: Request, *, tell: Tell
) -> list[Imported]:
    """Read files one after the other; structures of one locate the services of the next.

    Raises:
        ImportFileError: a file cannot be opened, read, or is of no known format.
    """
    done: list[Imported] = []
    tables: tuple[Imported, ...] = ()
    called = file_names([path.resolve() for path in paths], today=importer.today)
    for path in paths:
        importer = importer.knowing(tables)
        own = replace(request, called=called[path.resolve()])
        tables = read_import(importer, path.name, file_content(path), own, tell=tell)
        done += tables
    return done


def file_content(path: Path) -> bytes:
    """Read a file's bytes.

    Raises:
        ImportFileError: it cannot be opened; the message gives the reason.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path} : fichier illisible ({error.strerror})."
        raise ImportFileError(message) from error


def read_mapping(path: Path) -> ColumnMapping:
    """Read what columns are, as ``save_mapping`` wrote it.

    Raises:
        ImportFileError: it cannot be opened, or is no mapping.
    """
    return from_json(file_content(path))


def save_mapping(path: Path, imported: Sequence[Imported]) -> None:
    """Write what the columns of a list were taken for, for the next time one of its kind comes.

    Tables of one file read alike are written once, a column with the headers it has in each.

    Raises:
        ImportFileError: no table was matched column by column: a published format has its own.
    """
    matches = [part.recognised.match for part in imported if part.recognised.match]
    if not matches:
        message = "Aucun tableau dont les colonnes ont été appariées : rien à enregistrer."
        raise ImportFileError(message)
    columns: dict[str, tuple[str, ...]] = {}
    for match in matches:
        for wanted, headers in match.used.items():
            columns[wanted] = tuple(dict.fromkeys([*columns.get(wanted, ()), *headers]))
    formats = {part.report.format for part in imported if part.recognised.match}
    mapping = ColumnMapping(columns, formats.pop() if len(formats) == 1 else "")
    path.write_text(to_json(mapping), encoding="utf-8")


def write_report(path: Path, content: dict[str, Any]) -> None:
    """Write a report as indented UTF-8 JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
