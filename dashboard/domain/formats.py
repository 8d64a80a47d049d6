"""Numbers, dates and plurals as French readers write them."""

from __future__ import annotations

import datetime as dt
import re

from dashboard.domain.names import normalise_name

_PLURAL_FROM = 2
_KILOMETRE, _STEP_M = 1000, 50
SHORTEST_TOLD_M = 100
"""Metres below which a distance as the crow flies says no more than « next door »."""
NARROW_SPACE = "\u202f"
SMALLEST_RATE = 0.01
_AFTER_NOUN = r"( (?:en|par|depuis|pour|de|d’).*)"
_UNCHANGED = frozenset({"repas", "mois", "colis", "fois"})
_PLURAL = re.compile(
    r"^(?:Alpes|Ardennes|Bouches|Côtes|Deux|Hautes|Landes|Pyrénées|Vosges|Yvelines|Hauts)\b"
)
_MASCULINE = frozenset(
    (
        "Bas-Rhin", "Calvados", "Cantal", "Cher", "Doubs", "Finistère", "Gard", "Gers", "Haut-Rhin",
        "Jura", "Loir-et-Cher", "Loiret", "Lot", "Lot-et-Garonne", "Maine-et-Loire", "Morbihan", "Nord",
        "Pas-de-Calais", "Puy-de-Dôme", "Rhône", "Tarn", "Tarn-et-Garonne", "Territoire de Belfort",
        "Val-d’Oise", "Val-de-Marne", "Var", "Vaucluse",
    )
)  # fmt: skip
_SPELLED = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def shortened(text: str, longest: int) -> str:
    """Cut a text after ``longest`` characters, marked with an ellipsis."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def capitalised(text: str) -> str:
    """Begin with a capital letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def french_number(value: float, decimals: int = 0) -> str:
    """Write a number with narrow no-break spaces and a decimal comma: ``2 738``, ``3,2``."""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", NARROW_SPACE).replace(".", ",")


def spelled_number(number: int) -> str:
    """Write a small whole number in letters, ``huit``, and one above sixteen in figures."""
    return _SPELLED[number] if number < len(_SPELLED) else french_number(number)


def french_figure(value: float) -> str:
    """Write a recorded figure with the decimals it has: ``5 500``, ``11,5``, ``33 000``."""
    return french_number(value, decimals_of(value))


def decimals_of(value: float) -> int:
    """Count the decimals a number is written with, six at most: 2 for 0.27, 0 for 3.0."""
    return len(f"{value:.6f}".rstrip("0").split(".")[1])


def french_percent(share: float, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage: ``12,5 %``."""
    return f"{french_number(100 * share, decimals)}{NARROW_SPACE}%"


def french_date(date: dt.date) -> str:
    """Write a date in words: ``3 mars 2026``, ``1er mai 2015``."""
    day = "1er" if date.day == 1 else str(date.day)
    return f"{day} {_MONTHS[date.month - 1]} {date.year}"


def french_iso_date(text: str) -> str:
    """Write an ISO date (``2025-10-25``) in words; text that is no such date is kept as it is."""
    try:
        return french_date(dt.date.fromisoformat(text))
    except ValueError:
        return text


def french_month(text: str) -> str:
    """Write the month of an ISO date in words: ``décembre 2022``; text that is no such date is kept."""
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{_MONTHS[date.month - 1]} {date.year}"


def of_month(text: str) -> str:
    """Write « of » before the month of an ISO date: ``de février 2023``, ``d’août 2022``."""
    month = french_month(text)
    return f"d’{month}" if month[:1] in {"a", "o"} else f"de {month}"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Write a number and its noun; French keeps the singular below two: ``0 fiche``, ``−1 point``."""
    noun = singular if abs(number) < _PLURAL_FROM else (plural or f"{singular}s")
    return f"{french_number(number)}\u00a0{noun}"


def unit_for(value: float, unit: str) -> str:
    """Write the unit of a number, recorded in the plural: ``1 commune``, ``2 communes par an``.

    Below two, its first noun and the adjectives beside it lose their ``s``, up to « en », « par »…
    """
    if abs(value) >= _PLURAL_FROM:
        return unit
    noun, *others = re.split(_AFTER_NOUN, unit, maxsplit=1)
    words = [_singular(word) for word in noun.split(" ")]
    return "".join([" ".join(words), *others])


def _singular(word: str) -> str:
    """Leave out the plural, ``x`` for « tiers-lieux »; words that end in ``s`` by themselves keep it."""
    if word in _UNCHANGED:
        return word
    return word.removesuffix("x") if word.endswith("eux") else word.removesuffix("s")


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Join words as French does: ``a``, ``a et b``, ``a, b et c``."""
    *first, last = words or ("",)
    return f"{', '.join(first)} et {last}" if first else last


def at_commune(name: str) -> str:
    """Write « in » before the name of a commune: ``à Lyon``, ``au Touvet``, ``aux Houches``."""
    if name.startswith("Le "):
        return f"au {name[3:]}"
    return f"aux {name[4:]}" if name.startswith("Les ") else f"à {name}"


def of_commune(name: str) -> str:
    """Write « of » before a commune's name: ``de Lyon``, ``d’Annecy``, ``du Touvet``, ``des Houches``."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    vowel = normalise_name(name)[:1] in set("aeiouy") and not name.startswith("Y")
    return f"d’{name}" if vowel else f"de {name}"


def the_departement(name: str) -> str:
    """Write a département with its article: ``la Loire``, ``le Rhône``, ``l’Ain``, ``les Landes``."""
    if name == "Paris":
        return name
    if normalise_name(name)[:1] in set("aeiou") or name == "Hérault":
        return f"les {name}" if name.startswith("A") and _PLURAL.search(name) else f"l’{name}"
    if _PLURAL.search(name):
        return f"les {name}"
    return f"le {name}" if name in _MASCULINE else f"la {name}"


def distance_text(metres: float) -> str:
    """Write a distance as the crow flies: ``à 3,2 km (à vol d’oiseau)``, ``à moins de 100 m``."""
    crow = "" if metres < SHORTEST_TOLD_M else " (à vol d’oiseau)"
    return f"à {bare_distance(metres)}{crow}"


def bare_distance(metres: float) -> str:
    """Write how long a distance is: ``3,2 km``, ``650 m``, ``moins de 100 m``.

    Below a kilometre it is rounded to the next fifty metres.
    """
    if metres < SHORTEST_TOLD_M:
        return f"moins de {SHORTEST_TOLD_M}{NARROW_SPACE}m"
    if metres < _KILOMETRE - _STEP_M / 2:
        return f"{_STEP_M * round(metres / _STEP_M)}{NARROW_SPACE}m"
    return f"{french_number(metres / _KILOMETRE, 1)}{NARROW_SPACE}km"


def rate_text(rate: float) -> str:
    """Write a rate with two decimals; one too small for them as ``< 0,01``."""
    return (
        f"<\u202f{french_number(SMALLEST_RATE, 2)}"
        if 0 < rate < SMALLEST_RATE
        else french_number(rate, 2)
    )


def full_address(street: str, postal_code: str, commune: str) -> str:
    """Complete an address with what it lacks of postal code and commune; empty where nothing is known."""
    locality = " ".join(filter(None, (postal_code, commune)))
    if postal_code and postal_code in street:
        return street
    return ", ".join(filter(None, (street.strip(" ,"), locality))) if street else locality
