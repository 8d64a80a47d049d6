"""The official codes of French territories, as text and only as text.

Commune codes are INSEE codes of five characters (``01053``, ``2A004``), EPCI codes are SIREN
numbers of nine digits; in lists that mix levels a département is written ``D01`` and a region
``R82``.
"""

from __future__ import annotations

import re

_COMMUNE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
_EPCI = re.compile(r"[0-9]{9}")
_DEPARTEMENT = re.compile(r"D(?:[0-9]{2}|2[AB]|[0-9]{3})")
_REGION = re.compile(r"R[0-9]{2}")


def is_commune_code(text: str) -> bool:
    """Return whether ``text`` has the form of an INSEE commune code."""
    return _COMMUNE.fullmatch(text) is not None


def is_epci_code(text: str) -> bool:
    """Return whether ``text`` has the form of a SIREN number."""
    return _EPCI.fullmatch(text) is not None


def is_departement_code(text: str) -> bool:
    """Return whether ``text`` has the form ``D01``."""
    return _DEPARTEMENT.fullmatch(text) is not None


def is_region_code(text: str) -> bool:
    """Return whether ``text`` has the form ``R82``."""
    return _REGION.fullmatch(text) is not None


def is_territory_code(text: str) -> bool:
    """Return whether ``text`` names a commune, an EPCI, a département or a region by its form."""
    return (
        is_commune_code(text)
        or is_epci_code(text)
        or is_departement_code(text)
        or is_region_code(text)
    )


def insee_code(code: str) -> str:
    """Write a code as INSEE does: ``01`` for ``D01``, whose D is of addresses only; any other as it is."""
    return code.removeprefix("D") if is_departement_code(code) else code


def departement_of(commune_code: str) -> str:
    """Return the département of a commune: its first two characters, three overseas."""
    return commune_code[:3] if commune_code.startswith("97") else commune_code[:2]
