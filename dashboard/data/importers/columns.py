"""Finding the columns of a file whatever their order, case, accents, dots and edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.domain.names import normalise_name


def header_key(header: str) -> str:
    """Bring a header to lower-case words: ``Complément d'adresse.`` gives ``complement d adresse``.

    Underscores, dots, accents, case and repeated spaces stop mattering.
    """
    return normalise_name(header.replace("_", " "))


def find_columns(headers: Iterable[str], synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Name the file's header of each wanted column that it has.

    Synonyms are tried in their order; a header serves every wanted column that lists it.
    """
    by_key: dict[str, str] = {}
    for header in headers:
        by_key.setdefault(header_key(header), header)
    found = {}
    for wanted, spellings in synonyms.items():
        for spelling in spellings:
            key = header_key(spelling)
            if key in by_key:
                found[wanted] = by_key[key]
                break
    return found
