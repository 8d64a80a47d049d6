"""Reading the words of an address: unknown keys and wrong values are ignored, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dashboard.domain.codes import is_departement_code, is_territory_code
from dashboard.domain.vocabulary import PUBLIC_LABELS, TOUS_PUBLICS

Query = Mapping[str, str | Sequence[str]]
"""An address's query: French key to one value or several."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside these bounds are ignored in addresses and refused in files."""

FILTERABLE_PUBLICS = tuple(code for code in PUBLIC_LABELS if code != TOUS_PUBLICS)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_MAX_PAGE = 1000


def values_of(query: Query, key: str) -> list[str]:
    """Return the texts an address gives for a key, in their order."""
    values: object = query.get(key)
    if isinstance(values, str):
        return [values]
    several = values if isinstance(values, list | tuple) else ()
    return [value for value in several if isinstance(value, str)]


def known_words(words: Iterable[str], vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Keep the words of a vocabulary, in its order."""
    written = set(words)
    return tuple(code for code in vocabulary if code in written)


def years_of(text: str) -> tuple[int, int] | None:
    """Read ``2019`` or ``2019-2024`` as an inclusive range; ``None`` for any other text."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR else None


def year_text(years: tuple[int, int]) -> str:
    """Write a range of years as addresses do: ``2019`` or ``2019-2024``."""
    first, last = years
    return str(first) if first == last else f"{first}-{last}"


def territory_of(text: str) -> str | None:
    """Read a territory code by its form."""
    return text if is_territory_code(text) else None


def written_code(text: str) -> str:
    """Write a code as addresses do: ``01`` and ``d01`` are ``D01``, ``2a004`` is ``2A004``.

    Any text that is no code stays as it is.
    """
    upper = text.upper()
    code = f"D{upper}" if is_departement_code(f"D{upper}") else upper
    return code if is_territory_code(code) else text


def slug_of(text: str) -> str | None:
    """Read the id of a record."""
    return text if _SLUG.fullmatch(text) else None


def page_of(text: str) -> int:
    """Read the number of a page, 1 to 1,000."""
    return min(int(text), _MAX_PAGE) if re.fullmatch(r"[1-9][0-9]{0,3}", text) else 1
