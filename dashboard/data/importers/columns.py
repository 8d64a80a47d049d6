"""Finding the columns of a file whatever their order, case, accents, dots and edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.domain.names import normalise_name


def header_key(header: str) -> str:
    """Normalise a header to lower-case words: ``Complément d'adresse.`` gives ``complement d adresse``.

    Underscores, dots, accents, case and repeated spaces stop mattering.
    """
    return normalise_name(header.replace("_", " "))


def find_columns(headers: Iterable[str], synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the file's header of each wanted column that it has.

    Synonyms are tried in their order; a header serves every wanted column that lists it.
    """
    by_key: dict[str, str] = {}
    for header in headers:
        by_key.setdefault(header_key(header), header)
    columns = {}
    for wanted, spellings in synonyms.items():
        for spelling in spellings:
            key = header_key(spelling)
            if key in by_key:
                columns[wanted] = by_key[key]
                break
    return columns


def listed_headers(headers: str | Sequence[str]) -> tuple[str, ...]:
    """Return the headers given for a wanted column, one or several, without the empty ones."""
    listed = [headers] if isinstance(headers, str) else headers
    return tuple(header for header in listed if header)
