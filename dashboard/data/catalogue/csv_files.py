"""Reading one CSV file to the letter: cells stay text, lines are those an editor shows."""

from __future__ import annotations

import csv
import difflib
import io
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.domain.errors import Defect

LONGEST_CELL = 20_000
"""Characters; a longer cell is a quote left open or a pasted file."""
SEPARATOR = "|"
"""What separates the items of a list cell."""
_SHOWN = 80
_WELL_QUOTED = 'cells with a comma, a quote or a line end in quotes, inner quotes doubled ("")'
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class CsvRow:
    """One record of a file: its first line and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class CsvFile:
    """What could be read of a file.

    Attributes:
        name: of the file.
        rows: those with the right number of cells.
        crooked: the others, kept so that what refers to them is not reported too.
        defects: what is wrong in the file.
        whole: whether nothing of the file was given up.
    """

    name: str
    rows: tuple[CsvRow, ...] = ()
    crooked: tuple[CsvRow, ...] = ()
    defects: tuple[Defect, ...] = ()
    whole: bool = False

    @property
    def all_rows(self) -> tuple[CsvRow, ...]:
        """The rows, whatever their number of cells."""
        return (*self.rows, *self.crooked)


Files = Mapping[str, CsvFile]
"""The files of a catalogue by name."""


@dataclass
class _Reading:
    """A file while it is read; ``whole`` falls when a part of it has to be given up."""

    name: str
    columns: Sequence[str]
    whole: bool = True
    defects: list[Defect] = field(default_factory=list)

    def note(self, line: int | None, value: str, expected: str) -> None:
        """Keep a defect."""
        self.defects.append(Defect(self.name, line, None, shorten(value), expected))

    def give_up(self, line: int | None, value: str, expected: str) -> None:
        """Keep a defect after which the rest of the file, or a column of it, is not known."""
        self.whole = False
        self.note(line, value, expected)


def read_csv_file(folder: Path, name: str, columns: Sequence[str]) -> CsvFile:
    """Read ``folder / name``, which should have ``columns`` in any order.

    A byte order mark is accepted and blank lines are skipped. After a broken quote the rest of the
    file cannot be cut into records: reading stops there, at the line where the record began.
    """
    reading = _Reading(name, columns)
    records = _records(_text(folder / name, reading), reading)
    header_line, header = next(records, (None, []))
    _check_header(header_line, header, reading)
    rows, crooked = _rows(header, records, reading)
    return CsvFile(name, rows, crooked, tuple(reading.defects), reading.whole)


def shorten(value: str) -> str:
    """Cut a value to what one line of a message can show."""
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}… ({len(value)} characters)"


def items_of(cell: str) -> list[str]:
    """Split a list cell; an empty cell is an empty list."""
    return cell.split(SEPARATOR) if cell else []


def nearest(word: str, words: Collection[str]) -> str | None:
    """Find the valid word closest to a wrong one, if any is close."""
    close = difflib.get_close_matches(word[:_SHOWN].strip().lower(), sorted(words), n=1)
    return next(iter(close), None)


def _text(path: Path, reading: _Reading) -> str:
    """Decode a file; what cannot be read is noted and leaves nothing to read."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8").removeprefix("\ufeff")
    except FileNotFoundError:
        reading.give_up(None, "no such file", f"a CSV file with the columns {_listed(reading)}")
        return ""
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(data, 0, error.start)) + 1
        wrong = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        reading.give_up(line, wrong, "UTF-8 text: save the file as « CSV UTF-8 »")
        return ""
    except OSError as error:
        reading.give_up(None, error.strerror or str(error), "a file that can be read")
        return ""
    before, nul, _ = text.partition("\0")
    if nul:
        line = len(_LINE_END.findall(before.encode())) + 1
        reading.give_up(line, nul, "text without NUL characters: the file is damaged")
        return ""
    if not text.strip():
        reading.give_up(None, "empty file", f"a first line with the columns {_listed(reading)}")
    return text


def _records(text: str, reading: _Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank, with the line it begins on."""
    # newline="" leaves line ends as they are, so that line_num counts what an editor counts.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        first = next(itertools.islice(io.StringIO(text, newline=""), line - 1, None), "")
        reading.give_up(line, first.strip(), f"{_WELL_QUOTED} ({error})")


def _check_header(line: int | None, header: list[str], reading: _Reading) -> None:
    """Note the columns that are missing, unknown or there twice."""
    if line is None:
        reading.whole = False
        return
    if len(header) == 1:
        expected = f"columns separated by commas: {_listed(reading)}"
        reading.give_up(line, header[0], expected)
        return
    for name, times in Counter(header).items():
        if name not in reading.columns:
            near = nearest(name, reading.columns)
            hint = f" (nearest: {near})" if near else ""
            reading.note(line, name, f"one of the columns {_listed(reading)}{hint}")
        elif times > 1:
            reading.give_up(line, name, f"each column once, this one is there {times} times")
    for name in reading.columns:
        if name not in header:
            reading.give_up(line, "no such column", f"a column named {name}")


def _rows(
    header: list[str], records: Iterator[tuple[int, list[str]]], reading: _Reading
) -> tuple[tuple[CsvRow, ...], tuple[CsvRow, ...]]:
    """Assign the cells of each record to their columns; records with too few or too many are set apart."""
    straight, crooked = [], []
    for line, cells in records:
        named = dict(zip(header, cells, strict=False))
        row = CsvRow(line, {name: named[name] for name in reading.columns if name in named})
        if len(cells) == len(header):
            straight.append(row)
        else:
            crooked.append(row)
            reading.note(line, f"{len(cells)} cells", f"{len(header)} cells, as in the first line")
    return tuple(straight), tuple(crooked)


def _listed(reading: _Reading) -> str:
    return ",".join(reading.columns)
