"""Telling which published format a file is of.

A table is of a format when it has all its required columns, comes in one of its containers and,
if the format has telling columns (those others lack), at least ``LEAST_TELLING`` of them. Where several
fit, the surest is the one with the largest share of its telling columns found, then the one that
knows the largest share of the table's headers. A format without telling columns (plain GeoJSON) thus only
takes what no other wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.data.importers.columns import find_columns, header_key
from dashboard.data.importers.format import Format
from dashboard.data.importers.geojson_points import CODE as PLAIN
from dashboard.data.importers.geojson_points import mapped
from dashboard.data.importers.registry import FORMATS, format_named
from dashboard.data.tabular.table import LATITUDE, LONGITUDE, TextTable
from dashboard.domain.errors import ImportFileError

LEAST_TELLING = 2
MOST_HEADERS = 15
"""Headers of the file repeated in an error."""
_HELP = (
    "Si le fichier est de l’un d’eux, indiquez-le avec --format CODE ; sinon, recopiez-le dans le "
    "modèle data/templates/modele-import.csv (expliqué dans docs/import-template.md). Les indicateurs "
    "de besoin (INSEE, ANCT) s’importent avec la commande import-needs."
)


@dataclass(frozen=True, eq=False)
class Recognised:
    """A table, its format and the table's header of each wanted column that it has."""

    format: Format
    table: TextTable
    found: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class _Trial:
    """A format tried on a table."""

    recognised: Recognised
    missing: tuple[str, ...]
    telling: int
    known: float
    """Share of the table's headers that the format knows."""

    @property
    def fits(self) -> bool:
        form = self.recognised.format
        enough = not form.telling or self.telling >= min(LEAST_TELLING, len(form.telling))
        return not self.missing and enough and self.contained

    @property
    def contained(self) -> bool:
        form = self.recognised.format
        return not form.containers or self.recognised.table.container in form.containers

    @property
    def sureness(self) -> tuple[float, float]:
        telling = self.recognised.format.telling
        return (self.telling / len(telling) if telling else 0.0, self.known)

    @property
    def nearness(self) -> tuple[bool, float, float, float]:
        """How much of the format the table has: the container, then required columns."""
        required = self.recognised.format.required
        return (self.contained, 1 - len(self.missing) / max(1, len(required)), *self.sureness)


def recognise(
    name: str,
    tables: Sequence[TextTable],
    *,
    wanted: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[Recognised, ...]:
    """Tell the format of every table of a file; tables of no known format are left aside.

    Args:
        name: the file's name, for errors.
        tables: its tables: the sheets of a workbook, or just one.
        wanted: the code of a format, which is then the only one tried, whatever the container and the
            telling columns.
        columns: headers of the file per wanted column (``{"name": "Titre"}``), for ``wanted`` or else
            plain GeoJSON.

    Raises:
        ImportFileError: no table is of a known format, or of the one wanted; ``wanted`` or a wanted
            column does not exist. The message says what was tried and which columns are missing.
    """
    if wanted or columns:
        return _forced(name, tables, format_named(wanted or PLAIN), columns or {})
    trials = [[_try(form, table) for form in FORMATS] for table in tables]
    fitting = [[trial for trial in tried if trial.fits] for tried in trials]
    chosen = [max(fits, key=lambda trial: trial.sureness) for fits in fitting if fits]
    if not chosen:
        raise _unknown(name, tables, [trial for tried in trials for trial in tried])
    return tuple(trial.recognised for trial in chosen)


def _forced(
    name: str, tables: Sequence[TextTable], form: Format, columns: Mapping[str, str]
) -> tuple[Recognised, ...]:
    chosen = mapped(form, columns)
    there = {header_key(header) for table in tables for header in table.cells.columns}
    for header in columns.values():
        if header_key(header) not in there:
            message = f"{name} : la colonne « {header} » n’y est pas. {_headers(tables)}"
            raise ImportFileError(message)
    trials = [_try(chosen, table) for table in tables]
    whole = tuple(trial.recognised for trial in trials if not trial.missing)
    if not whole:
        lacking = _missing(min(trials, key=lambda trial: len(trial.missing))) if trials else ""
        message = f"{name} n’est pas au format « {form.label} » ({form.code}) : {lacking}. {_headers(tables)}"
        raise ImportFileError(message)
    return whole


def _try(form: Format, table: TextTable) -> _Trial:
    headers = [str(header) for header in table.cells.columns]
    found = find_columns(headers, form.synonyms)
    return _Trial(
        recognised=Recognised(form, table, found),
        missing=tuple(wanted for wanted in form.required if wanted not in found),
        telling=sum(wanted in found for wanted in form.telling),
        known=len(set(found.values())) / max(1, len(headers)),
    )


def _unknown(name: str, tables: Sequence[TextTable], trials: Iterable[_Trial]) -> ImportFileError:
    nearest: dict[str, _Trial] = {}
    for trial in sorted(trials, key=lambda trial: trial.nearness, reverse=True):
        nearest.setdefault(trial.recognised.format.code, trial)
    tried = [
        f"- {one.recognised.format.label} ({code}) : {_missing(one)}"
        for code, one in nearest.items()
    ]
    lines = [
        f"{name} n’est d’aucun format connu. {_headers(tables)}",
        "Formats essayés, du plus proche au plus éloigné :",
        *tried,
        _HELP,
    ]
    return ImportFileError("\n".join(lines))


def _missing(trial: _Trial) -> str:
    form = trial.recognised.format
    if trial.missing:
        return f"il manque {_spelled(form, trial.missing)}"
    if not trial.contained:
        return f"le fichier n’est pas un {form.containers[0]}"
    absent = [wanted for wanted in form.telling if wanted not in trial.recognised.found]
    return f"il manque des colonnes qui lui sont propres, parmi {_spelled(form, absent)}"


def _spelled(form: Format, wanted: Iterable[str]) -> str:
    return ", ".join(f"« {form.synonyms[one][0]} »" for one in wanted)


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
    return f"Colonnes lues : {', '.join(f'« {one} »' for one in headers[:MOST_HEADERS])}{more}."
