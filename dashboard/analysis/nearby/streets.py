"""Street addresses without a geocoder: the place is what stands after the street."""

from __future__ import annotations

import re
from itertools import count

from dashboard.domain.addresses import STREET_WORDS, looks_like_address
from dashboard.domain.names import normalise_name

_POSTAL_CODE = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
_MOST_WORDS = 7
_SHORTEST_NAME = 3
_SMALL_WORDS = {"des", "les", "aux", "sur", "bis", "ter"}


def places_after_street(typed: str) -> list[str]:
    """List the texts that may be the place of a street address, the most telling first.

    They are what stands from the postal code on, what follows the last comma, then the last words,
    the more the better, so long as the street keeps a name. Empty where ``typed`` is no address.
    """
    if not looks_like_address(typed):
        return []
    postal = [typed[code.start() :] for code in _POSTAL_CODE.finditer(typed)]
    codes = [code[0] for code in _POSTAL_CODE.finditer(typed)]
    comma = [after.strip()] if (after := typed.rpartition(",")[2]) != typed else []
    return [*postal, *comma, *_endings(typed), *codes]


def _endings(typed: str) -> list[str]:
    """List the last words of an address, the longest part first, without the name of the street."""
    words = normalise_name(_POSTAL_CODE.sub(" ", typed)).split()
    named = next((at for at in count() if at >= len(words) or _names(words, at)), len(words))
    first = max(named + 1, len(words) - _MOST_WORDS)
    endings = (" ".join(words[at:]) for at in range(first, len(words)))
    return [ending for ending in endings if not ending.replace(" ", "").isdigit()]


def _names(words: list[str], at: int) -> bool:
    """Return whether the word at ``at`` names a street: letters that are no street word, no article."""
    word = words[at]
    small = word in STREET_WORDS or word in _SMALL_WORDS or len(word) < _SHORTEST_NAME
    return not small and word.isalpha()
