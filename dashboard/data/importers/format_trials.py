"""Trying a published format on a table: which of its columns it has, and which it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.data.importers.columns import find_columns
from dashboard.data.importers.format import Format
from dashboard.data.importers.matching import ColumnMatch, wanted_named
from dashboard.data.tabular.table import LATITUDE, LONGITUDE, TextTable
from dashboard.domain.errors import ImportFileError

LEAST_TELLING = 2
"""Telling columns a table must have, of a format that has as many."""


@dataclass(frozen=True, eq=False)
class RecognisedFormat:
    """A table, its format and what its columns are.

    Attributes:
        format: the format.
        table: the table to read; columns that go together were joined into one more.
        headers: its header per wanted column.
        unused: the file's headers that hold something and are not read.
        match: column by column, what the file's are taken for; ``None`` for a published format.
    """

    format: Format
    table: TextTable
    headers: Mapping[str, str]
    unused: tuple[str, ...] = ()
    match: ColumnMatch | None = None


@dataclass(frozen=True, eq=False)
class FormatTrial:
    """A format tried on a table."""

    recognised: RecognisedFormat
    missing: tuple[str, ...]
    telling: int
    known: float
    """Share of the table's headers that the format knows."""

    @property
    def fits(self) -> bool:
        """Whether the table is of the format."""
        form = self.recognised.format
        enough = not form.telling or self.telling >= min(LEAST_TELLING, len(form.telling))
        return not self.missing and enough and self.contained

    @property
    def contained(self) -> bool:
        """Whether the table comes in a container of the format."""
        form = self.recognised.format
        return not form.containers or self.recognised.table.container in form.containers

    @property
    def sureness(self) -> tuple[float, float]:
        """Rank of the formats that fit, the surest largest."""
        telling = self.recognised.format.telling
        return (self.telling / len(telling) if telling else 0.0, self.known)

    @property
    def nearness(self) -> tuple[bool, float, float, float]:
        """How much of the format the table has: the container, then required columns."""
        required = self.recognised.format.required
        return (self.contained, 1 - len(self.missing) / max(1, len(required)), *self.sureness)


def renamed(form: Format, choices: Mapping[str, tuple[str, ...]]) -> Format | str:
    """Return a published format with the headers chosen, or a French refusal of an unknown column."""
    chosen = {}
    for word, headers in choices.items():
        code = word if word in form.synonyms else _code(word)
        if code not in form.synonyms:
            known = ", ".join(sorted(form.synonyms))
            return (
                f"« {word} » n’est pas une colonne du format « {form.label} » (attendu : {known})."
            )
        chosen[code] = headers
    return replace(form, synonyms={**form.synonyms, **chosen}) if chosen else form


def _code(word: str) -> str:
    try:
        return wanted_named(word).code
    except ImportFileError:
        return word


def tried(form: Format, table: TextTable, choices: Mapping[str, tuple[str, ...]]) -> FormatTrial:
    """Try a format with headers a person chose; a format without the columns chosen lacks them."""
    chosen = renamed(form, choices)
    if isinstance(chosen, str):
        return replace(trial_of(form, table), missing=tuple(choices))
    return trial_of(chosen, table)


def trial_of(form: Format, table: TextTable) -> FormatTrial:
    """Try a format on a table."""
    table_headers = [str(header) for header in table.cells.columns]
    headers = find_columns(table_headers, form.synonyms)
    unused = tuple(
        header for header in table_headers if header not in {*headers.values(), LONGITUDE, LATITUDE}
    )
    return FormatTrial(
        recognised=RecognisedFormat(form, table, headers, unused),
        missing=tuple(wanted for wanted in form.required if wanted not in headers),
        telling=sum(wanted in headers for wanted in form.telling),
        known=len(set(headers.values())) / max(1, len(table_headers)),
    )


def what_lacks(trial: FormatTrial) -> str:
    """Explain in French why a table is not of a format."""
    form = trial.recognised.format
    if trial.missing:
        return f"il manque {_spelled(form, trial.missing)}"
    if not trial.contained:
        return f"le fichier n’est pas un {form.containers[0]}"
    absent = [wanted for wanted in form.telling if wanted not in trial.recognised.headers]
    return f"il manque des colonnes qui lui sont propres, parmi {_spelled(form, absent)}"


def _spelled(form: Format, columns: Iterable[str]) -> str:
    return ", ".join(f"« {form.synonyms[column][0]} »" for column in columns)
