"""Reading ``needs.csv``: the everyday words for what people need help with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from dashboard.data.catalogue.csv_files import CsvRow, items_of, read_csv_file
from dashboard.data.vocabularies.files import VocabularyError
from dashboard.domain.errors import Defect
from dashboard.domain.help_needs import EMERGENCY_NUMBERS, HelpNeed, HelpNeeds
from dashboard.domain.names import spelled
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

FILE = "needs.csv"
_DEFINING = ("label", "themes", "publics", "words", "travelling", "emergency")
_UNLESS = "!"
"""Before words that say a service is another."""
_COLUMNS = ("word", "need", *_DEFINING)
_KNOWN: dict[str, Collection[str]] = {
    "themes": THEME_LABELS,
    "publics": PUBLIC_LABELS,
    "emergency": EMERGENCY_NUMBERS,
}


def read_help_needs(folder: Path) -> HelpNeeds:
    """Read the table of needs: the first row of each need defines it, the others give more words.

    Raises:
        VocabularyError: the file is missing or broken; a row repeats a word, defines a need twice or
            not at all, or names a theme, a beneficiary type or a number that does not exist.
    """
    file = read_csv_file(folder, FILE, _COLUMNS)
    defects = [*file.defects, *(_wrong(file.rows) if file.whole else ())]
    if defects:
        raise VocabularyError(defects)
    defining = {row.cells["need"]: row for row in reversed(file.rows)}
    first = sorted(defining.values(), key=lambda row: row.line)
    return HelpNeeds(
        needs={row.cells["need"]: _need(row) for row in first},
        words=tuple((row.cells["word"], row.cells["need"]) for row in file.rows),
    )


def _need(row: CsvRow) -> HelpNeed:
    cells = row.cells
    listed = items_of(cells["words"])
    return HelpNeed(
        code=cells["need"],
        label=cells["label"],
        themes=tuple(items_of(cells["themes"])),
        publics=tuple(items_of(cells["publics"])),
        words=_spelled(text for text in listed if not text.startswith(_UNLESS)),
        unless=_spelled(text for text in listed if text.startswith(_UNLESS)),
        travelling=cells["travelling"] == "true",
        emergency=tuple(items_of(cells["emergency"])),
    )


def _spelled(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(spelled, texts)))


def _wrong(rows: tuple[CsvRow, ...]) -> Iterator[Defect]:
    words: dict[str, int] = {}
    needs: set[str] = set()
    for row in rows:
        cells = row.cells
        line = words.setdefault(spelled(cells["word"]), row.line)
        if line != row.line or not spelled(cells["word"]):
            yield Defect(FILE, row.line, "word", cells["word"], f"a word once: see line {line}")
        if cells["need"] not in needs:
            yield from _wrong_definition(row)
        elif any(cells[column] for column in _DEFINING):
            yield Defect(
                FILE, row.line, "need", cells["need"], "a need defined by its first row alone"
            )
        needs.add(cells["need"])


def _wrong_definition(row: CsvRow) -> Iterator[Defect]:
    if not (row.cells["need"] and row.cells["label"]):
        yield Defect(
            FILE, row.line, "label", row.cells["label"], "a code and a title for a new need"
        )
    if row.cells["travelling"] not in {"", "true"}:
        yield Defect(FILE, row.line, "travelling", row.cells["travelling"], "true or nothing")
    for column, known in _KNOWN.items():
        for code in items_of(row.cells[column]):
            if code not in known:
                yield Defect(FILE, row.line, column, code, f"one of {', '.join(known)}")
