"""The checks of one cell, or of one item of a list: what is expected, or ``None`` when all is well.

A check never sees an empty text: whether a cell may be empty is a property of its column.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection

from dashboard.data.catalogue.csv_files import nearest
from dashboard.data.catalogue.known import Known, TerritoryCodes
from dashboard.domain.codes import is_departement_code, is_epci_code
from dashboard.domain.selections.query import FIRST_YEAR, LAST_YEAR

Check = Callable[[str, Known], str | None]

COUNTRY_CODE = "FR"
"""How ``claims.csv`` names the whole country."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_YEAR = re.compile(r"[0-9]{4}")
_PERIOD = re.compile(r"[0-9]{4}(?:/[0-9]{4})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_WEBSITE = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?")
_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_PHONE = re.compile(
    r"(?:0|\+33 ?)[1-9](?: ?[0-9]{2}){4}"  # 04 74 32 50 00
    r"|0 ?8[0-9]{2} ?[0-9]{3} ?[0-9]{3}"  # 0 800 123 456
    r"|1[0-9]{2}|3[0-9]{3}|3[0-9] [0-9]{2}|116 ?[0-9]{3}"  # 115, 3939, 39 39, 116 006
)
_FRENCH_DEPARTEMENT = re.compile(r"0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-46]")


def any_text(text: str, known: Known) -> str | None:  # noqa: ARG001 - one shape for every check
    """Accept any text."""
    return None


def matches(pattern: re.Pattern[str], expected: str) -> Check:
    """Make a check that accepts the texts of a form."""
    return lambda text, _: None if pattern.fullmatch(text) else expected


slug = matches(_SLUG, "lower-case words and digits joined by hyphens, such as epicerie-de-bresse")
indicator_code = matches(_CODE, "lower-case words and digits joined by _ or -")
number = matches(_NUMBER, "a plain number, such as 5500 or 11.5")
period = matches(_PERIOD, "a year or the first and last of several: 2023, 2019/2024")
website = matches(_WEBSITE, "an address that begins with http:// or https://")
email = matches(_EMAIL, "an address such as contact@association.fr")
phone = matches(_PHONE, "a French number, such as 04 74 32 50 00 or 115")
french_departement = matches(_FRENCH_DEPARTEMENT, "a French département, such as 01, 2A or 974")


def one_of(words: Collection[str]) -> Check:
    """Make a check that accepts the words of a closed list."""
    listed = ", ".join(words)

    def check(text: str, known: Known) -> str | None:  # noqa: ARG001
        return None if text in words else f"one of {listed}{_hint(text, words)}"

    return check


boolean = one_of(("true", "false"))


def id_in(file: str, column: str = "id") -> Check:
    """Make a check that accepts the ids of another file of the catalogue."""

    def check(text: str, known: Known) -> str | None:
        ids = known.ids.get(file)
        if ids is None or text in ids:
            return None
        return f"the {column} of a row of {file}{_hint(text, ids)}"

    return check


def year(text: str, known: Known) -> str | None:  # noqa: ARG001
    """Accept the years the whole project accepts."""
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return None
    return f"a year of four digits from {FIRST_YEAR} to {LAST_YEAR}"


def iso_date(text: str, known: Known) -> str | None:  # noqa: ARG001
    """Accept a day of the calendar, written as ISO 8601 does."""
    if not _DATE.fullmatch(text):
        return "a date written year-month-day, such as 2025-10-25"
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return "a date that exists, written year-month-day, such as 2025-10-25"
    return None


def commune(text: str, known: Known) -> str | None:
    """Accept a living commune of the map; the defect of a former or shortened code gives its remedy."""
    codes = known.codes
    if text in codes.communes:
        return None
    if text in codes.former:
        return f"{codes.former[text]}, the commune that {text} is now part of"
    padded = f"0{text}"
    if padded in codes.communes or padded in codes.former:
        return f"{codes.former.get(padded, padded)}: a spreadsheet dropped the leading zero"
    return "the five-character INSEE code of a commune of the map, such as 01053"


def epci(text: str, known: Known) -> str | None:
    """Accept an EPCI with at least one commune of the map."""
    if text in known.codes.epci:
        return None
    return "the nine-digit SIREN number of an EPCI of the map, such as 200071751"


def territory(text: str, known: Known) -> str | None:
    """Accept a commune, EPCI or département of the map, or its region."""
    if text == known.codes.region:
        return None
    if is_departement_code(text):
        return _departement(text, known.codes)
    if is_epci_code(text):
        return epci(text, known)
    expected = commune(text, known)
    if expected is None or (text.isascii() and text.isdigit()):
        return expected
    return (
        "a commune (01053), an EPCI (200071751), a département (D01) or the region "
        f"({known.codes.region})"
    )


def territory_or_country(text: str, known: Known) -> str | None:
    """Accept a territory, or the whole country."""
    if text == COUNTRY_CODE:
        return None
    expected = territory(text, known)
    return f"{expected}, or {COUNTRY_CODE}" if expected else None


def latitude(text: str, known: Known) -> str | None:
    """Accept a latitude inside the map's rectangle."""
    return _degrees(text, "latitude", 90, known.codes.box.south, known.codes.box.north)


def longitude(text: str, known: Known) -> str | None:
    """Accept a longitude inside the map's rectangle."""
    return _degrees(text, "longitude", 180, known.codes.box.west, known.codes.box.east)


def _degrees(text: str, name: str, limit: int, low: float, high: float) -> str | None:
    if not _NUMBER.fullmatch(text):
        return f"a {name} in decimal degrees with a point, such as {(low + high) / 2:.4f}"
    if abs(float(text)) > limit:
        return f"a {name} from -{limit} to {limit}"
    if not low <= float(text) <= high:
        return f"a {name} inside the map, from {low:.4f} to {high:.4f}"
    return None


def _departement(text: str, codes: TerritoryCodes) -> str | None:
    if text.removeprefix("D") in codes.departements:
        return None
    return f"one of {', '.join(f'D{code}' for code in sorted(codes.departements))}"


def _hint(text: str, words: Collection[str]) -> str:
    near = nearest(text, words)
    return f" (nearest: {near})" if near else ""
