"""The columns a list may have, and how a word names one."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from dashboard.data.importers.columns import header_key
from dashboard.data.importers.matching.wanted_column import Wanted
from dashboard.data.importers.matching.wanted_places import PLACES
from dashboard.data.importers.matching.wanted_services import REACHED, SERVICES
from dashboard.domain.errors import ImportFileError

WANTED: tuple[Wanted, ...] = (*SERVICES, *PLACES, *REACHED)
"""In the order of a list to choose from; of two equal claims to a header the first wins."""

BY_CODE: Mapping[str, Wanted] = {wanted.code: wanted for wanted in WANTED}
_BY_WORD: Mapping[str, Wanted] = {
    header_key(word): wanted
    for wanted in WANTED
    for word in (wanted.label, wanted.header, wanted.code)
}


def wanted_named(word: str) -> Wanted:
    """Return the wanted column of a word: its code, its header in our template or its label.

    Raises:
        ImportFileError: there is none; the message lists the template's headers, nearest first.
    """
    if wanted := _BY_WORD.get(header_key(word)):
        return wanted
    headers = [column.header for column in WANTED]
    ranked = process.extract(header_key(word), headers, scorer=fuzz.ratio, limit=None)
    known = ", ".join(header for header, _, _ in ranked)
    message = f"« {word} » n’est pas une colonne que l’on sait lire ; celles que l’on sait lire : {known}."
    raise ImportFileError(message)
