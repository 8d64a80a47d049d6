"""Codes and names of places as files spell them, brought to one spelling."""

from __future__ import annotations

import re

import pandas as pd

from dashboard.domain.names import ARTICLES, LITTLE_WORDS, normalise_name

_CODE_DIGITS = 5
_SMALL_WORDS = LITTLE_WORDS | {"saint", "sainte", "sous", "sur"}
_ON = re.compile(r"\bs/\s*", re.IGNORECASE)
_CEDEX = re.compile(r"\b(?:cedex\b|bp [0-9]|cs [0-9]).*$")
_POSTAL = re.compile(r"^[0-9]{5}\b|\b[0-9]{5}$")
_ARRONDISSEMENT = re.compile(
    r" [0-9]{1,2} ?(?:er|e|eme|ieme|nd|nde)?(?: (?:arrondissement|arrdt|arr))?$"
)


def insee_codes(cells: pd.Series[str]) -> pd.Series[str]:
    """Restore INSEE codes: blanks and a spreadsheet's ``.0`` go, lost leading zeros come back.

    What has not the form of a code stays as it is.
    """
    plain = cells.str.replace(r"\s+|\.0+$", "", regex=True).str.upper()
    return plain.mask(plain.str.fullmatch(r"[1-9][0-9]{3}"), "0" + plain)


def postal_codes(cells: pd.Series[str]) -> pd.Series[str]:
    """Restore postal codes: ``1000``, ``69 003``, ``F-69003``, ``38028 CEDEX 1``, ``69003 LYON``.

    Returns:
        Five digits, or an empty text where there are none.
    """
    plain = cells.str.replace(r"^\s*([0-9]{2})\s([0-9]{3})\b", r"\1\2", regex=True)
    digits = plain.str.extract(
        r"^\s*(?:F\s*-?\s*)?([0-9]{4,5})(?:\.0+)?(?![0-9.])", flags=re.IGNORECASE
    )[0]
    return digits.fillna("").mask(digits.str.len() == _CODE_DIGITS - 1, "0" + digits)


def place_name(city: str) -> str:
    """Normalise a commune's name to one spelling: ``HAYE (LA)``, ``LYON CEDEX 03``, ``Lyon 3ème``.

    On top of ``normalise_name``: CEDEX, postal codes and numbers of arrondissements go, ``S/`` is
    *sur*, and an article thrown behind comes back in front.
    """
    name = normalise_name(_ON.sub("sur ", city))
    name = _CEDEX.sub("", _POSTAL.sub("", name).strip()).strip()
    name = _ARRONDISSEMENT.sub("", name).strip()
    first, _, last = name.rpartition(" ")
    return f"{last} {first}" if first and last in ARTICLES else name


def loose_name(name: str) -> str:
    """Leave the article and the blanks of a ``place_name``: ``l isle d abeau``, ``isle dabeau``."""
    words = name.split()
    return "".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


def short_names(name: str) -> list[str]:
    """List the beginnings of a ``place_name`` people make do with: ``grigny`` of *Grigny-sur-Rhône*.

    Only those that end with a word of substance, so neither ``saint`` nor ``la``.
    """
    words = name.split()
    return [
        " ".join(words[:end]) for end in range(1, len(words)) if words[end - 1] not in _SMALL_WORDS
    ]
