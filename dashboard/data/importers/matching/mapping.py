"""Correcting a match, keeping it in a file, and applying it to the next edition."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.data.importers.columns import header_key, listed_headers
from dashboard.data.importers.matching.match import (
    LEAST_SURENESS,
    ColumnMatch,
    HeaderMatch,
    MatchReason,
)
from dashboard.data.importers.matching.wanted import BY_CODE, wanted_named
from dashboard.domain.errors import ImportFileError

VERSION = 1
MOST_BYTES = 200_000
_NOT_A_MAPPING = (
    "Ce fichier ne dit pas à quoi servent des colonnes (attendu : des choix enregistrés par la page "
    "« Données » ou par la commande d’import)."
)


@dataclass(frozen=True)
class ColumnMapping:
    """What the columns of a file are read as, kept for the files that have the same ones.

    Attributes:
        columns: headers per wanted column, by its name in the format (``name``, ``postal_code`` …).
            A column that is not named here is not read.
        format: the code of the format, empty to be found.
    """

    columns: Mapping[str, tuple[str, ...]]
    format: str = ""


def with_choices(match: ColumnMatch, choices: Mapping[str, str | Sequence[str]]) -> ColumnMatch:
    """Correct a match: these wanted columns are read from these headers, and no other is.

    Args:
        match: what was proposed.
        choices: per wanted column (code, header of our template or French label), the header or
            headers it is read from, none at all when it is not to be read. Headers the table has not are
            left out. The other wanted columns stay as proposed, unless their header is taken.
    """
    chosen = {wanted_named(word).code: listed_headers(headers) for word, headers in choices.items()}
    by_key = {
        header_key(header): code for code, headers in chosen.items() for header in headers if header
    }
    return replace(
        match, headers=tuple(_chosen(column, by_key, set(chosen)) for column in match.headers)
    )


def only_choices(match: ColumnMatch, choices: Mapping[str, str | Sequence[str]]) -> ColumnMatch:
    """Replace a match by choices: a column that is in none of them is not read."""
    nothing = dict.fromkeys(BY_CODE, ())
    named = {wanted_named(word).code: listed_headers(headers) for word, headers in choices.items()}
    return with_choices(match, {**nothing, **named})


def to_json(mapping: ColumnMapping) -> str:
    """Write a mapping as indented JSON, wanted columns under the headers of our template."""
    content = {
        "version": VERSION,
        "format": mapping.format,
        "columns": {_spelled(code): list(headers) for code, headers in mapping.columns.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str | bytes) -> ColumnMapping:
    """Read a mapping.

    Raises:
        ImportFileError: it is none, or of a later version.
    """
    if len(text) > MOST_BYTES:
        raise ImportFileError(_NOT_A_MAPPING)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportFileError(_NOT_A_MAPPING) from error
    match content:
        case {"version": int(version), "columns": dict(columns)} if version <= VERSION:
            form = content.get("format", "")
            if isinstance(form, str) and all(map(_is_headers, columns.values())):
                return ColumnMapping(
                    {_code(word): listed_headers(columns[word]) for word in columns}, form
                )
        case {"version": int()}:
            message = "Ces colonnes ont été enregistrées par une version plus récente du programme."
            raise ImportFileError(message)
    raise ImportFileError(_NOT_A_MAPPING)


def _is_headers(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(header, str) for header in value)
    )


def _spelled(code: str) -> str:
    return BY_CODE[code].header if code in BY_CODE else code


def _code(word: str) -> str:
    """Return the code of a wanted column; a published format may have others, kept as they are."""
    by_header = {header_key(wanted.header): code for code, wanted in BY_CODE.items()}
    return by_header.get(header_key(word), word)


def _chosen(match: HeaderMatch, by_key: Mapping[str, str], named: set[str]) -> HeaderMatch:
    if code := by_key.get(header_key(match.header), ""):
        if code == match.wanted and match.sureness >= LEAST_SURENESS:
            return match
        return replace(match, wanted=code, sureness=1.0, why=MatchReason.CHOSEN, note="")
    if match.wanted in named:
        return replace(match, wanted="", sureness=0.0, why=MatchReason.NOTHING, note="")
    return match
