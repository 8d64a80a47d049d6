"""Every defect of a catalogue at once, in the order of the files and of their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dashboard.data.catalogue.csv_files import (
    LONGEST_CELL,
    SEPARATOR,
    CsvFile,
    Files,
    items_of,
    read_csv_file,
    shorten,
)
from dashboard.data.catalogue.known import Known, TerritoryCodes
from dashboard.data.catalogue.rules import broken_rules
from dashboard.data.catalogue.tables import TABLES, CatalogueTable, CellKind, Column
from dashboard.domain.errors import Defect


def check_catalogue(folder: Path, codes: TerritoryCodes) -> tuple[Defect, ...]:
    """Find everything wrong with a catalogue; nothing found on disk makes this raise.

    Args:
        folder: where the CSV files are.
        codes: the territories of the map the catalogue goes with.

    Returns:
        The defects, file after file and line after line; none when the catalogue can be read.
    """
    return defects_of(read_files(folder), codes)


def read_files(folder: Path) -> Files:
    """Read every file of a catalogue, whatever is wrong with it."""
    return {
        name: read_csv_file(folder, name, list(table.columns)) for name, table in TABLES.items()
    }


def defects_of(files: Files, codes: TerritoryCodes) -> tuple[Defect, ...]:
    """Find everything wrong with files already read."""
    known = Known(codes, _ids(files))
    defects = [
        *(defect for file in files.values() for defect in file.defects),
        *(defect for file in files.values() for defect in _wrong_cells(file, known)),
        *(defect for name, table in TABLES.items() for defect in _repeated(files[name], table)),
        *broken_rules(files),
    ]
    order = {name: position for position, name in enumerate(TABLES)}
    return tuple(sorted(defects, key=lambda defect: (order[defect.file], defect.line or 0)))


def _ids(files: Files) -> dict[str, frozenset[str]]:
    """Gather what rows may refer to; files read in part are left out, so that no row is wrongly reported."""
    return {
        name: frozenset(row.cells.get(table.key, "") for row in files[name].all_rows)
        for name, table in TABLES.items()
        if table.key is not None and files[name].whole
    }


def _wrong_cells(file: CsvFile, known: Known) -> Iterator[Defect]:
    for row in file.rows:
        for name, cell in row.cells.items():
            for value, expected in _wrong_values(cell, TABLES[file.name].columns[name], known):
                yield Defect(file.name, row.line, name, shorten(value), expected)


def _wrong_values(cell: str, column: Column, known: Known) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in a cell with what is expected instead."""
    if not cell:
        if column.required:
            yield cell, "a value: this cell may not be empty"
    elif len(cell) > LONGEST_CELL:
        yield cell, f"at most {LONGEST_CELL} characters: a quote may have been left open"
    elif cell != cell.strip():
        yield cell, "no space or line end before or after the value"
    elif column.kind is CellKind.LIST:
        yield from _wrong_items(cell, column, known)
    elif expected := column.check(cell, known):
        yield cell, expected


def _wrong_items(cell: str, column: Column, known: Known) -> Iterator[tuple[str, str]]:
    for item, times in Counter(items_of(cell)).items():
        if not item:
            yield cell, f"values separated by one {SEPARATOR}, none of them empty"
        elif expected := column.check(item, known):
            yield item, expected
        elif times > 1:
            yield item, f"each value once, this one is there {times} times"


def _repeated(file: CsvFile, table: CatalogueTable) -> Iterator[Defect]:
    """Yield the keys that are there again, with the line that had them first."""
    if table.key is None:
        return
    first: dict[str, int] = {}
    for row in file.rows:
        value = row.cells.get(table.key, "")
        if value and first.setdefault(value, row.line) != row.line:
            expected = f"a value used once; line {first[value]} already has it"
            yield Defect(file.name, row.line, table.key, shorten(value), expected)
