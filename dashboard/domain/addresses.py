"""Postal addresses: what one is, and which texts are worth asking a geocoder about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.domain.names import normalise_name

SHORTEST_ADDRESS = 6
STREET_WORDS = {
    "rue", "ruelle", "avenue", "av", "ave", "boulevard", "bd", "bld", "chemin", "chem", "place",
    "pl", "impasse", "imp", "allee", "allees", "route", "rte", "quai", "cours", "montee",
    "lotissement", "hameau", "square", "passage", "promenade", "esplanade", "faubourg", "fbg",
    "sentier", "traverse", "voie", "residence", "za", "zi", "zac",
}  # fmt: skip
"""Words that name a street or a group of houses, spelled as ``normalise_name`` spells them."""

_HOUSE_NUMBER = re.compile(r"[0-9]{1,4}(?:bis|ter|quater|[a-d])?")
_LETTERS = re.compile(r"[a-z]{3,}")
_REPEATED_NUMBERS = {"bis", "ter", "quater"}


@dataclass(frozen=True)
class Address:
    """An address found on the snapshot.

    Attributes:
        label: the address in full, at most 120 characters.
        longitude: in degrees, EPSG:4326.
        latitude: in degrees, EPSG:4326.
        commune_code: INSEE code as the geocoder gives it: in Lyon that of an arrondissement
            (``69383``), and empty where it gives none.
    """

    label: str
    longitude: float
    latitude: float
    commune_code: str


def looks_like_address(text: str) -> bool:
    """Return whether ``text`` is worth asking a geocoder: a name after a house number or a street word.

    ``12 Lamastre`` and ``rue du Lac`` are; ``07270 Lamastre``, ``Lyon 3``, ``12 rue`` and
    ``Saint-Sauveur-en-Rue`` are not.
    """
    words = normalise_name(text).split()
    named = [place for place, word in enumerate(words) if _is_name(word)]
    if len(text.strip()) < SHORTEST_ADDRESS or not named:
        return False
    return any(word in STREET_WORDS or _HOUSE_NUMBER.fullmatch(word) for word in words[: named[-1]])


def _is_name(word: str) -> bool:
    known = word in STREET_WORDS or word in _REPEATED_NUMBERS
    return not known and _LETTERS.fullmatch(word) is not None
