"""What the cells of a column look like, whatever the column is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.data.linkage.departements import departement_number
from dashboard.domain.names import normalise_name


class ColumnContent(StrEnum):
    """Something cells can look like; the value is what a French sentence calls many of them."""

    PHONE = "numéros de téléphone"
    EMAIL = "adresses électroniques"
    WEBSITE = "adresses de sites"
    POSTAL_CODE = "codes postaux"
    INSEE_CODE = "codes INSEE"
    POSTAL_AND_CITY = "codes postaux suivis d’une commune"
    DEPARTEMENT = "départements"
    ADDRESS = "adresses"
    LATITUDE = "latitudes"
    LONGITUDE = "longitudes"
    POINT = "couples de coordonnées"
    LAMBERT_X = "abscisses Lambert-93"
    LAMBERT_Y = "ordonnées Lambert-93"
    HOURS = "horaires"
    SIRET = "numéros SIRET"
    SIREN = "numéros SIREN"
    DATE = "dates"
    FLAG = "oui et non"
    NUMBER = "nombres"
    WORDS = "mots"


_DEGREES = r"-?[0-9]{1,3}[.,][0-9]+"
_PAIR = re.compile(
    rf"[\[(]?\s*-?[0-9]{{1,3}}\.[0-9]+\s*[,; ]\s*-?[0-9]{{1,3}}\.[0-9]+\s*[\])]?"
    rf"|{_DEGREES}\s*[;/|]\s*{_DEGREES}"
    r"|POINT\s*Z?\s*\(.+\)|\{.*\"coordinates\".*\}",
    re.IGNORECASE | re.DOTALL,
)
_PHONE = re.compile(
    r"(?:(?:\+|\b00)[\s.-]?33[\s.-]*(?:\(0\))?[\s.-]?|(?<![0-9])0)[1-9](?:[\s./_-]*[0-9]){8}(?![0-9])"
)
_NINE_DIGITS = re.compile(r"[1-9][0-9]{8}(?:\.0)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
_WEBSITE = re.compile(
    r"https?:/?/?\S+\.\S+|www\.\S+\.\S+|(?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu|info|coop|asso)(?:/\S*)?",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"(?:F\s*-?\s*)?[0-9]{2}\s?[0-9]{3}(?:\.0)?|[1-9][0-9]{3}(?:\.0)?")
_INSEE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}|[1-9][0-9]{3}(?:\.0)?", re.IGNORECASE)
_TOWN = r"[^\W\d_][^0-9]*(?:cedex\s*[0-9]*|[0-9]{1,2}(?:er|e|[èe]me)?)?"
_POSTAL_TOWN = re.compile(
    rf"(?:F\s*-?\s*)?[0-9]{{2}}\s?[0-9]{{3}}[\s,:–-]+{_TOWN}|[^\W\d_][^0-9]*[\s,(–-]+[0-9]{{5}}\)?",
    re.IGNORECASE,
)
_STREETS = (
    "allee|av|avenue|bd|bld|boulevard|bourg|chemin|che|chem|cite|cours|esplanade|faubourg|fg|hameau|"
    "impasse|imp|lieu dit|lotissement|montee|passage|pl|place|pont|promenade|quai|quartier|"
    "residence|rond point|route|rte|rue|ruelle|sentier|square|traverse|venelle|voie|za|zac|zi"
)
_ADDRESS = re.compile(
    rf"(?:[0-9]{{1,4}}(?: ?(?:bis|ter|quater|[a-d]))?(?: [0-9]{{1,4}})? )?(?:.* )?\b(?:{_STREETS})\b.*"
    r"|[0-9]{1,4} [a-z].*"
)
_OSM_HOURS = re.compile(r"24/7|\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b.*[0-9]{1,2}:[0-9]{2}", re.DOTALL)
_TIMES = re.compile(r"\b[0-9]{1,2}\s?(?:h|heures?|:)\s?(?:[0-9]{2})?(?![0-9/])", re.IGNORECASE)
_DAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mer|jeu|ven)\b")
_DATE = re.compile(
    r"(?:[a-zéèêà ]*)?(?:[0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?(?:[T ][0-9:.,+Z -]+)?"
    r"|[0-9]{1,2}[-/.](?:[0-9]{1,2}[-/.])?(?:[0-9]{4}|[0-9]{2}(?=$))"
    r"|(?:19|20)[0-9]{2}|(?:[0-9]{1,2}(?:er)? )?[a-zéû]{3,9}\.? (?:19|20)[0-9]{2})",
    re.IGNORECASE,
)
_FLAG = re.compile(r"oui|non|o|n|yes|no|true|false|vrai|faux|x|[01](?:\.0)?", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9][0-9\s\u00a0\u202f]*(?:[.,][0-9]+)?\s*%?")
_LETTER = re.compile(r"[^\W\d_]")
_TWO_TIMES = 2
_SIRET_DIGITS, _SIREN_DIGITS = 14, 9
_LA_POSTE = "356000000"
"""The SIREN whose SIRET numbers have a check of their own."""


def _number(cell: str) -> float | None:
    text = cell.replace(",", ".").replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    try:
        return float(text)
    except ValueError:
        return None


def _between(low: float, high: float) -> Callable[[str], bool]:
    def within(cell: str) -> bool:
        value = _number(cell)
        return value is not None and low <= value <= high

    return within


def _digits(cell: str) -> str:
    return re.sub(r"[\s.\u00a0\u202f]", "", cell)


def _checked(length: int) -> Callable[[str], bool]:
    """Test for an identifier of companies: so many digits, and Luhn's check."""

    def holds(cell: str) -> bool:
        digits = _digits(cell)
        if len(digits) != length or not (digits.isascii() and digits.isdigit()):
            return False
        spread = "".join(
            str(int(digit) * (1 + at % 2)) for at, digit in enumerate(reversed(digits))
        )
        return sum(map(int, spread)) % 10 == 0 or digits.startswith(_LA_POSTE)

    return holds


def _hours(cell: str) -> bool:
    if _OSM_HOURS.search(cell):
        return True
    times = len(_TIMES.findall(cell))
    return times >= _TWO_TIMES or (times == 1 and _DAY.search(cell.lower()) is not None)


def _address(cell: str) -> bool:
    return "@" not in cell and _ADDRESS.fullmatch(normalise_name(cell)) is not None


def _phone(cell: str) -> bool:
    return _PHONE.search(cell) is not None or _NINE_DIGITS.fullmatch(cell) is not None


def _departement(cell: str) -> bool:
    return departement_number(cell) >= 0


def _whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None


def _anywhere(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.search(cell) is not None


_TESTS: dict[ColumnContent, Callable[[str], bool]] = {
    ColumnContent.PHONE: _phone,
    ColumnContent.EMAIL: _anywhere(_EMAIL),
    ColumnContent.WEBSITE: lambda cell: "@" not in cell and _WEBSITE.match(cell) is not None,
    ColumnContent.POSTAL_CODE: _whole(_POSTAL),
    ColumnContent.INSEE_CODE: _whole(_INSEE),
    ColumnContent.POSTAL_AND_CITY: _whole(_POSTAL_TOWN),
    ColumnContent.DEPARTEMENT: _departement,
    ColumnContent.ADDRESS: _address,
    ColumnContent.LATITUDE: _between(-28.0, 51.6),
    ColumnContent.LONGITUDE: _between(-180.0, 180.0),
    ColumnContent.POINT: _whole(_PAIR),
    ColumnContent.LAMBERT_X: _between(90_000, 1_300_000),
    ColumnContent.LAMBERT_Y: _between(6_000_000, 7_200_000),
    ColumnContent.HOURS: _hours,
    ColumnContent.SIRET: _checked(_SIRET_DIGITS),
    ColumnContent.SIREN: _checked(_SIREN_DIGITS),
    ColumnContent.DATE: _whole(_DATE),
    ColumnContent.FLAG: _whole(_FLAG),
    ColumnContent.NUMBER: _whole(_NUMBER),
    ColumnContent.WORDS: _anywhere(_LETTER),
}

_DECIMALS = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3,}")
_USUAL_ADDRESS = re.compile(rf"[0-9]{{1,4}} ?(?:bis|ter|quater|[a-d])? [a-z].*|(?:{_STREETS})\b.*")
_LONGEST_ADDRESS = 120


def _degrees(low: float, high: float) -> Callable[[str], bool]:
    within = _between(low, high)
    return lambda cell: _DECIMALS.fullmatch(cell) is not None and within(cell)


def _usual_postal_code(cell: str) -> bool:
    digits = _digits(cell)
    return _POSTAL.fullmatch(cell) is not None and (
        digits.endswith("0") or digits.startswith(_OF_LARGE_TOWNS)
    )


def _usual_address(cell: str) -> bool:
    words = normalise_name(cell)
    return len(cell) <= _LONGEST_ADDRESS and _USUAL_ADDRESS.fullmatch(words) is not None


_OF_LARGE_TOWNS = ("6900", "1300", "750")
"""Of Lyon, Marseille and Paris, whose arrondissements have postal codes that end otherwise."""

_USUAL: dict[ColumnContent, Callable[[str], bool]] = {
    **{
        kind: _TESTS[kind]
        for kind in (
            ColumnContent.EMAIL,
            ColumnContent.SIRET,
            ColumnContent.POINT,
            ColumnContent.POSTAL_AND_CITY,
            ColumnContent.WEBSITE,
            ColumnContent.HOURS,
            ColumnContent.LAMBERT_X,
            ColumnContent.LAMBERT_Y,
        )
    },
    ColumnContent.PHONE: _anywhere(_PHONE),
    ColumnContent.LATITUDE: _degrees(41.0, 51.6),
    ColumnContent.LONGITUDE: _degrees(-5.5, 10.0),
    ColumnContent.POSTAL_CODE: _usual_postal_code,
    ColumnContent.ADDRESS: _usual_address,
}
"""Kinds that identify a column by its cells alone, surest first: plain numbers could be anything."""


@dataclass(frozen=True)
class Profile:
    """What a sample of a column looks like.

    Attributes:
        samples: the first distinct values, as the file spells them.
        filled: values looked at; the shares are of these, 0 to 1.
        shares: per kind, the share of the values that may be of it.
        usual: per kind that can be recognised without a header, the share of values that look like it.
        distinct: share of values that differ.
    """

    samples: tuple[str, ...]
    filled: int
    shares: Mapping[ColumnContent, float]
    usual: Mapping[ColumnContent, float]
    distinct: float

    def certain_content(self) -> ColumnContent | None:
        """Return the kind that a column is without doubt, whatever its header."""
        if not self.filled:
            return None
        best = max(self.usual, key=lambda kind: self.usual[kind])
        return best if self.usual[best] >= CERTAIN else None


SHOWN = 3
"""Values of a column shown to who checks a match."""
CERTAIN = 0.7
"""Share of values that must look alike for a column to be recognised by them alone."""


def profile(values: Sequence[str]) -> Profile:
    """Describe filled cells of a column."""
    distinct = list(dict.fromkeys(values))
    return Profile(
        samples=tuple(distinct[:SHOWN]),
        filled=len(values),
        shares={kind: _share(values, test) for kind, test in _TESTS.items()},
        usual={kind: _share(values, test) for kind, test in _USUAL.items()},
        distinct=len(distinct) / max(1, len(values)),
    )


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / max(1, len(values))
