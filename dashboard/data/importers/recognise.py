"""Telling which format a file is of, and what its columns are read as.

A published format is recognised by columns of its own: a table is of it when it has all its required columns,
comes in one of its containers and, if the format has telling columns (those others lack), two of
them at least. Where several fit, the surest is the one with the largest share of its telling columns
found, then the one that knows the largest share of the table's headers.

What no published format takes may be a list of an organisation's own: its columns are matched one by one
(``matching``), and enough of them must be: a name, and something that locates. Our template and maps
drawn by hand are such lists with a name of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.data.importers.columns import header_key, listed_headers
from dashboard.data.importers.format import Format
from dashboard.data.importers.format_trials import (
    FormatTrial,
    RecognisedFormat,
    renamed,
    trial_of,
    tried,
    what_lacks,
)
from dashboard.data.importers.formats.own_list import DRAWN, LISTED
from dashboard.data.importers.matching import (
    ColumnMapping,
    ColumnMatch,
    only_choices,
    propose,
    read_as,
    with_choices,
)
from dashboard.data.importers.registry import FORMATS, format_named
from dashboard.data.tabular.table import LATITUDE, LONGITUDE, TextTable
from dashboard.domain.errors import ImportFileError
from dashboard.domain.formats import shortened
from dashboard.domain.importing import LONGEST_HEADER

__all__ = ["HELP", "RecognisedFormat", "UnknownFormatError", "recognise"]

MOST_HEADERS = 15
"""Headers of the file repeated in an error."""
_MAPS = ("geojson", "umap", "gogocarto", "kml", "gpx", "gpkg")
"""Containers of maps, whose rows are places even where they were not drawn."""

HELP = (
    "Si le fichier est de l’un d’eux, indiquez-le avec --format CODE ; si c’est une liste à vous, dites "
    'quelle colonne est le nom et laquelle situe chaque ligne, avec --columns "nom=…" '
    '--columns "commune=…". Les indicateurs de besoin (INSEE, ANCT) s’importent avec la commande '
    "import-needs."
)


class UnknownFormatError(ImportFileError):
    """A file of no known format, whose columns a person can still choose.

    Attributes:
        problem: a French sentence without what only a command line can do.
        matches: the name and the proposed match of every table that has columns.
    """

    def __init__(
        self, problem: str, advice: Sequence[str], matches: Sequence[tuple[str, ColumnMatch]]
    ) -> None:
        """Write the problem, then what was tried and what to do."""
        self.problem = problem
        self.matches = tuple(matches)
        super().__init__("\n".join([problem, *advice]))


@dataclass(frozen=True)
class Decisions:
    """What a person decided about the columns of a file.

    Attributes:
        columns: corrections: headers per wanted column; the others are read as proposed.
        mapping: all columns, as kept from another file; nothing else is read.
    """

    columns: Mapping[str, tuple[str, ...]]
    mapping: ColumnMapping | None

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header named."""
        named = (*self.columns.values(), *(self.mapping.columns.values() if self.mapping else ()))
        return tuple(header for headers in named for header in headers)

    @property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """Headers per wanted column."""
        return {**(self.mapping.columns if self.mapping else {}), **self.columns}

    def applied(self, match: ColumnMatch) -> ColumnMatch:
        """Correct a proposed match."""
        whole = only_choices(match, self.mapping.columns) if self.mapping else match
        return with_choices(whole, self.columns)


def recognise(
    name: str,
    tables: Sequence[TextTable],
    *,
    wanted: str | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    mapping: ColumnMapping | None = None,
) -> tuple[RecognisedFormat, ...]:
    """Recognise the format of every table of a file; tables of no known format are left aside.

    Args:
        name: the file's name, for errors.
        tables: its tables: the sheets of a workbook, or just one.
        wanted: the code of a format, which is then the only one tried, whatever the container and the
            telling columns; by default that of ``mapping``, if it has one.
        columns: corrections: the header, or headers, of a wanted column (``{"nom": "Titre"}``), by its
            code, the header of our template or its label; no header at all: it is not read.
        mapping: all columns, as kept from another file.

    Raises:
        UnknownFormatError: no table is of a known format.
        ImportFileError: no table is of the format wanted; ``wanted``, a wanted column or a header named
            does not exist. The message lists what was tried and which columns are missing.
    """
    several = {word: listed_headers(headers) for word, headers in (columns or {}).items()}
    decided = Decisions(several, mapping)
    _require_headers(name, tables, decided)
    if code := wanted or (mapping.format if mapping else ""):
        return _forced(name, tables, format_named(code), decided)
    recognised = [recognition for table in tables if (recognition := _recognised(table, decided))]
    if not recognised:
        raise _insufficient(name, tables, decided) if decided.choices else _unknown(name, tables)
    return tuple(recognised)


def _require_headers(name: str, tables: Sequence[TextTable], decided: Decisions) -> None:
    there = {header_key(str(header)) for table in tables for header in table.cells.columns}
    for header in decided.headers:
        if header_key(header) not in there:
            message = f"{name} : la colonne « {header} » n’y est pas. {_headers(tables)}"
            raise ImportFileError(message)


def _recognised(table: TextTable, decided: Decisions) -> RecognisedFormat | None:
    if not decided.mapping:  # a mapping lists all that is read: it is a list's, or names its format
        trials = [tried(form, table, decided.choices) for form in FORMATS if not form.matched]
        fitting = [trial for trial in trials if trial.fits]
        if fitting:
            return max(fitting, key=lambda trial: trial.sureness).recognised
    match = decided.applied(propose(table))
    if match.sufficient or (decided.choices and not match.lacking):
        return _listed(_own_format(table), table, match)
    return None


def _own_format(table: TextTable) -> Format:
    """Return the format of a list: our template, a map or any list."""
    for form in FORMATS:
        if form.matched and form.telling and tried(form, table, {}).fits:
            return form
    drawn = {LONGITUDE, LATITUDE} <= set(table.cells.columns) or table.container in _MAPS
    return DRAWN if drawn else LISTED


def _listed(form: Format, table: TextTable, match: ColumnMatch) -> RecognisedFormat:
    renamed_table, headers = read_as(table, match)
    return RecognisedFormat(form, renamed_table, headers, match.unused, match)


def _forced(
    name: str, tables: Sequence[TextTable], form: Format, decided: Decisions
) -> tuple[RecognisedFormat, ...]:
    if form.matched:
        return _forced_list(name, tables, form, decided)
    chosen = renamed(form, decided.choices)
    if isinstance(chosen, str):
        raise ImportFileError(chosen)
    trials = [trial_of(chosen, table) for table in tables]
    whole = tuple(trial.recognised for trial in trials if not trial.missing)
    if not whole:
        lacking = what_lacks(min(trials, key=lambda trial: len(trial.missing))) if trials else ""
        raise ImportFileError(_not_of(name, form, lacking, tables))
    return whole


def _forced_list(
    name: str, tables: Sequence[TextTable], form: Format, decided: Decisions
) -> tuple[RecognisedFormat, ...]:
    matches = [(table, decided.applied(propose(table))) for table in tables]
    named = [(table, match) for table, match in matches if match.named]
    if not named:
        raise ImportFileError(_not_of(name, form, "il manque le nom", tables))
    return tuple(_listed(form, table, match) for table, match in named)


def _not_of(name: str, form: Format, lacking: str, tables: Sequence[TextTable]) -> str:
    return (
        f"{name} n’est pas au format « {form.label} » ({form.code}) : {lacking}. {_headers(tables)}"
    )


def _unknown(name: str, tables: Sequence[TextTable]) -> UnknownFormatError:
    trials = [trial_of(form, table) for table in tables for form in FORMATS if not form.matched]
    nearest: dict[str, FormatTrial] = {}
    for trial in sorted(trials, key=lambda trial: trial.nearness, reverse=True):
        nearest.setdefault(trial.recognised.format.code, trial)
    listed = [
        f"- {trial.recognised.format.label} ({code}) : {what_lacks(trial)}"
        for code, trial in nearest.items()
    ]
    matches = [(table.sheet, propose(table)) for table in tables if len(table.cells.columns)]
    return UnknownFormatError(
        f"{name} n’est d’aucun format connu. {_headers(tables)}",
        [
            "Formats essayés, du plus proche au plus éloigné :",
            f"- {LISTED.label} ({LISTED.code}) : {_why_no_list([match for _, match in matches])}",
            *listed,
            HELP,
        ],
        matches,
    )


def _insufficient(name: str, tables: Sequence[TextTable], decided: Decisions) -> UnknownFormatError:
    matches = [(table.sheet, decided.applied(propose(table))) for table in tables]
    lacking = _why_no_list([match for _, match in matches])
    return UnknownFormatError(
        f"{name} : avec ces colonnes, {lacking}.", [_headers(tables)], matches
    )


def _why_no_list(matches: Sequence[ColumnMatch]) -> str:
    if not matches:
        return "il manque le nom"
    nearest = max(matches, key=lambda match: (match.named, len(match.used)))
    if nearest.statistics:
        return "ce sont des chiffres par commune plutôt qu’une liste de lieux"
    if nearest.lacking:
        return f"il manque {nearest.lacking}"
    return "aucune colonne n’est sûrement le nom"


def _headers(tables: Sequence[TextTable]) -> str:
    headers = [
        str(header)
        for table in tables
        for header in table.cells.columns
        if header not in {LONGITUDE, LATITUDE, ""}
    ]
    if not headers:
        return "Le fichier n’a aucune colonne."
    more = " …" if len(headers) > MOST_HEADERS else ""
    quoted = [f"« {shortened(header, LONGEST_HEADER)} »" for header in headers[:MOST_HEADERS]]
    return f"Colonnes lues : {', '.join(quoted)}{more}."
