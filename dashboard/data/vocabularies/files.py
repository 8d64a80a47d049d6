"""Reading the reviewed mapping files, and refusing those that contradict themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from dashboard.data.catalogue.csv_files import CsvRow, items_of, nearest, read_csv_file
from dashboard.data.vocabularies.kinds import (
    PUBLIC_KIND,
    THEME_KIND,
    VocabularyKind,
    accepted_by_scheme,
    in_our_order,
)
from dashboard.data.vocabularies.schemes import FORMER, OFFICIAL, SCHEMES
from dashboard.data.vocabularies.terms import Accepted, Vocabularies, Vocabulary, term_key
from dashboard.domain.errors import DataError, Defect


class VocabularyError(DataError):
    """The mapping files have defects; all of them are carried in ``defects``."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        """Write the first defect and how many more there are."""
        self.defects = tuple(defects)
        more = len(self.defects) - 1
        super().__init__(f"{self.defects[0]}{f' (and {more} more)' if more else ''}")


def read_vocabularies(folder: Path) -> Vocabularies:
    """Read ``themes.csv`` and ``publics.csv``.

    Raises:
        VocabularyError: a file is missing or broken, names a scheme or a code that does not exist,
            or maps a term twice.
    """
    themes, wrong_themes = _read(folder, THEME_KIND)
    publics, wrong_publics = _read(folder, PUBLIC_KIND)
    if wrong_themes or wrong_publics:
        raise VocabularyError([*wrong_themes, *wrong_publics])
    return Vocabularies(themes, publics)


def _read(folder: Path, kind: VocabularyKind) -> tuple[Vocabulary, list[Defect]]:
    file = read_csv_file(folder, f"{kind.column}.csv", ("scheme", "term", "becomes", kind.column))
    if not file.whole:
        return Vocabulary(kind.word, kind.codes, {}), list(file.defects)
    official = _official(file.rows, kind)
    wrong = [
        Defect(file.name, row.line, column, value, expected)
        for row in file.rows
        for column, value, expected in _wrong_cells(row, kind, official)
    ]
    wrong += [
        Defect(file.name, row.line, "term", row.cells["term"], f"a term once: see line {line}")
        for row, line in _repeated(file.rows)
    ]
    wrong = sorted([*file.defects, *wrong], key=lambda defect: defect.line or 0)
    accepted = accepted_by_scheme(kind, _reviewed(file.rows, kind, official))
    return Vocabulary(kind.word, kind.codes, accepted), wrong


def _official(rows: Sequence[CsvRow], kind: VocabularyKind) -> dict[str, tuple[str, ...]]:
    """Our codes per v1 term as it is spelled; a row of the file corrects the enumeration."""
    enumerated = {code: codes for code, _, codes in kind.official}
    corrected = {
        row.cells["term"]: tuple(items_of(row.cells[kind.column]))
        for row in rows
        if row.cells["scheme"] == OFFICIAL
    }
    return enumerated | corrected


def _reviewed(
    rows: Sequence[CsvRow], kind: VocabularyKind, official: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, Accepted]]:
    """Index the rows of each scheme; codes left empty are those of the official successors."""
    reviewed: dict[str, dict[str, Accepted]] = {}
    for row in rows:
        successors = items_of(row.cells["becomes"])
        codes = items_of(row.cells[kind.column]) or [
            code for successor in successors for code in official.get(successor, ())
        ]
        term = row.cells["term"]
        scheme = reviewed.setdefault(row.cells["scheme"], {})
        scheme[term_key(term)] = Accepted(term, in_our_order(codes, kind))
    return reviewed


def _wrong_cells(
    row: CsvRow, kind: VocabularyKind, official: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the column, the value and what is expected of each wrong cell of a row."""
    cells = row.cells
    if not cells["scheme"] or cells["scheme"] not in SCHEMES:
        yield "scheme", cells["scheme"], f"one of {', '.join(filter(None, SCHEMES))}"
    if not term_key(cells["term"]):
        yield "term", cells["term"], "a term as its source publishes it"
    if cells["becomes"] and cells["scheme"] != FORMER:
        yield "becomes", cells["becomes"], f"nothing: only {FORMER} has official successors"
    for successor in items_of(cells["becomes"]):
        if successor not in official:
            yield "becomes", successor, f"a term of {OFFICIAL}{_hint(successor, official)}"
    for code in items_of(cells[kind.column]):
        if code not in kind.labels:
            known = ", ".join(kind.codes)
            yield kind.column, code, f"one of {known}{_hint(code, kind.codes)}"


def _hint(value: str, words: Collection[str]) -> str:
    near = nearest(value, words)
    return f" (nearest: {near})" if near else ""


def _repeated(rows: Sequence[CsvRow]) -> Iterator[tuple[CsvRow, int]]:
    """Yield the rows whose term an earlier row of the scheme has, with the line of the earlier."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        key = row.cells["scheme"], term_key(row.cells["term"])
        first = seen.setdefault(key, row.line)
        if first != row.line:
            yield row, first
