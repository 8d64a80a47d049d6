"""Names and addresses brought to what tells one service from another in its commune."""

from __future__ import annotations

import re

import pandas as pd

from dashboard.domain.names import normalise_name

_EMPTY_WORDS = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur", "pour"}
    | {"par", "un", "une", "association", "asso", "commune", "structure", "site", "antenne"}
    | {"permanence", "maison", "espace", "point", "accueil", "sarl", "sas", "scic", "scop", "ville"}
)
"""Words that different publishers add or leave out for the same place."""
_SPELLINGS = {
    "msap": "france services",
    "fs": "france services",
    "france service": "france services",
    "services au public": "france services",
    "centre communal d action sociale": "ccas",
    "centre intercommunal d action sociale": "cias",
    "bibliotheque municipale": "bibliotheque",
    "mission locale jeunes": "mission locale",
}
_STREETS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "pl": "place",
    "r": "rue",
    "rte": "route",
    "ch": "chemin",
    "che": "chemin",
    "chem": "chemin",
    "imp": "impasse",
    "all": "allee",
    "sq": "square",
    "crs": "cours",
    "fg": "faubourg",
    "fbg": "faubourg",
}
_NUMBERED = re.compile(r"(?:^| )([0-9]{1,4}) (?:(bis|ter) )?([a-z].*)")
_POSTAL_TAIL = re.compile(r" [0-9]{5} .*$")
_SPELLED = re.compile(r"\b(?:" + "|".join(sorted(_SPELLINGS, key=len, reverse=True)) + r")\b")


def name_keys(names: pd.Series[str], cities: pd.Series[str]) -> pd.Series[str]:
    """Reduce names to the words that tell services of one commune apart, sorted by nothing.

    The commune's own name and words such as « association » or « maison » go: ``CCAS de Vif`` gives
    ``ccas`` and ``Mairie de Vif`` gives ``mairie``, which would be alike with them. A name made of
    such words only is kept whole.
    """
    pairs = pd.Series(list(zip(names, cities, strict=True)), index=names.index, dtype="object")
    distinct = {pair: _name_key(*pair) for pair in pairs.unique()}
    return pairs.map(distinct).astype("str")


def address_keys(addresses: pd.Series[str]) -> pd.Series[str]:
    """Reduce addresses to number and street; empty where there is no number."""
    return addresses.map({text: _address_key(text) for text in addresses.unique()}).astype("str")


def _name_key(name: str, city: str) -> str:
    whole = _SPELLED.sub(lambda found: _SPELLINGS[found[0]], normalise_name(name))
    place = frozenset(normalise_name(city).split())
    told = [word for word in whole.split() if word not in _EMPTY_WORDS and word not in place]
    return " ".join(told) or whole


def _address_key(address: str) -> str:
    plain = _POSTAL_TAIL.sub("", normalise_name(address))
    found = _NUMBERED.search(plain)
    if not found:
        return ""
    number, suffix, street = found.groups()
    words = [_STREETS.get(word, word) for word in street.split() if word not in _EMPTY_WORDS]
    return " ".join([number, *([suffix] if suffix else []), *words])
