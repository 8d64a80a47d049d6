"""Names of services, reduced to what distinguishes them within a commune."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.data.duplicates.words import (
    ANY_FULL_NAME,
    ANY_KIND,
    FULL_NAMES,
    GENERAL,
    HOSTED,
    KINDS,
    LEGAL,
    MARKERS,
    OPERATORS,
    SMALL,
    TRAVELLING,
)
from dashboard.domain.names import normalise_name

NO_WORDS: frozenset[str] = frozenset()
BITS: Mapping[str, int] = {kind: 1 << rank for rank, (kind, _) in enumerate(KINDS)}
HOSTED_BIT, TRAVELLING_BIT = BITS[HOSTED], BITS[TRAVELLING]
OPERATOR_BITS = sum(BITS[kind] for kind in OPERATORS)


class Name(NamedTuple):
    """A name taken apart.

    Attributes:
        core: the words of its own, sorted, joined by a space; empty for « Mairie de Vif » in Vif.
        kinds: the kinds of service in it, as a sum of ``BITS``.
        place: the words of the commune's names that it has, sorted.
        numbers: the numbers it has, sorted.
        whole: all its words but small ones and legal forms, sorted; a letter that ends a name distinguishes
            « Permanence A » from « Permanence D ».
    """

    core: str
    kinds: int
    place: str
    numbers: str
    whole: str


def spell_kinds(name: str) -> str:
    """Convert a name to plain words, kinds of service to one marker each.

    ``Maison de services au public d’Abondance`` gives ``franceservices d abondance``.
    """
    plain = ANY_FULL_NAME.sub(
        lambda match: FULL_NAMES[(match.lastindex or 1) - 1][1],
        normalise_name(name.replace("@", "a")),
    )
    return ANY_KIND.sub(lambda match: KINDS[(match.lastindex or 1) - 1][0], plain)


def initials(name: str) -> str:
    """Return ``arqa`` of « Association Régie de Quartiers Aixois »: small words do not count."""
    return "".join(word[0] for word in normalise_name(name).split() if word not in SMALL)


def take_apart(spelled: str, places: frozenset[str]) -> Name:
    """Return the own words, the kinds and the place of a name from ``spell_kinds``.

    A name of general words only keeps them: nothing else identifies it.

    Args:
        spelled: plain words with markers.
        places: words of the names of its commune.
    """
    words = spelled.split()
    own_words = set(words) - SMALL - LEGAL
    kinds = own_words & MARKERS
    place = (own_words & places) - kinds
    own = own_words - kinds - place
    core = {word for word in own if word not in GENERAL}
    if not (core or kinds):
        core = own or place
    return Name(
        core=" ".join(sorted(core)),
        kinds=sum(BITS[kind] for kind in kinds),
        place=" ".join(sorted(place)),
        numbers=" ".join(sorted(word for word in core if word.isdigit())),
        whole=" ".join(sorted(own_words | {word for word in words[-1:] if len(word) == 1})),
    )
