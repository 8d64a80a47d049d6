"""Addresses as publishers write them, read as house numbers and street words."""

from __future__ import annotations

import re
from typing import NamedTuple

from dashboard.domain.names import LITTLE_WORDS, normalise_name

_STREETS = {
    "all": "allee",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "boul": "boulevard",
    "ch": "chemin",
    "che": "chemin",
    "chem": "chemin",
    "crs": "cours",
    "fbg": "faubourg",
    "fg": "faubourg",
    "gr": "grande",
    "imp": "impasse",
    "mte": "montee",
    "pas": "passage",
    "pass": "passage",
    "pl": "place",
    "r": "rue",
    "rte": "route",
    "sq": "square",
}
_TYPES = frozenset(
    (*_STREETS.values(), "quai", "esplanade", "galerie", "promenade", "ruelle", "voie", "sentier")
)
_TITLES = {
    "cdt": "commandant",
    "col": "colonel",
    "dr": "docteur",
    "gal": "general",
    "mal": "marechal",
    "pdt": "president",
    "sgt": "sergent",
}
_SMALL = LITTLE_WORDS | {"lieu", "dit", "bis", "ter", "quater"}
_POSTAL = re.compile(r"\b[0-9]{5}\b.*$")
_END = re.compile(r"\b(?:bp|cs|cedex|batiment|bat|immeuble|residence|zac|za|zi)\b.*$")
_THOUSAND = re.compile(r"^([1-9]) ([0-9]{3})(?= [a-z])")
_NUMBERED = re.compile(
    r"(?<![0-9])([0-9]{1,4})(?: ?(?:bis|ter|quater|[a-d]))?"
    r"(?: (?:a |et )?([0-9]{1,4})(?: ?(?:bis|ter|quater|[a-d]))?)?$"
)
_MOST_WORDS = 6


ANY_TYPE = re.compile(r"^(?:" + "|".join(sorted(_TYPES)) + r") (?=.)")


class StreetAddress(NamedTuple):
    """A street address.

    Attributes:
        first: first house number, 0 where there is none.
        last: last house number, likewise; equal to ``first`` for a single one.
        street: words of the street, empty if unknown.
        is_street: false for words that may be no street: they confirm a place and contradict none.
    """

    first: int
    last: int
    street: str
    is_street: bool


NOWHERE = StreetAddress(0, 0, "", is_street=False)


def read_address(text: str) -> StreetAddress:
    """Read an address: ``3 bis, av. du Dr Sage 38110 VIF`` gives 3, 3, ``avenue docteur sage``.

    What precedes the number or follows the postal code is left out; an address without a street
    type (``Le Bourg``) is read as words.
    """
    plain = _THOUSAND.sub(r"\1\2", _POSTAL.sub("", normalise_name(text)))
    words = [_STREETS.get(word, word) for word in plain.split()]
    is_street = True
    start = next((rank for rank, word in enumerate(words) if word in _TYPES), None)
    if start is None:
        start = 1 if words and words[0].isdigit() else 0
        is_street = start > 0
    elif start and words[start - 1] in {"grande", "grand", "petite", "vieille"}:
        start -= 1
    before, after = " ".join(words[:start]), " ".join(words[start:])
    words = [_TITLES.get(word, word) for word in _END.sub("", after).split()]
    street = [word for word in words if word not in _SMALL][:_MOST_WORDS]
    numbers = _NUMBERED.search(before)
    if not numbers:
        return StreetAddress(0, 0, " ".join(street), is_street)
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    return StreetAddress(min(first, last), max(first, last), " ".join(street), is_street)
