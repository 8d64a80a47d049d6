"""Which columns of a published table hold need indicators, whatever its edition and separator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.data.importers.columns import find_columns, header_key
from dashboard.data.needs.values import category_ranks
from dashboard.data.tabular.table import TextTable
from dashboard.domain.needs import NEED_INDICATORS, NeedIndicator

_CODE = {
    "code": (
        "CODGEO",
        "code INSEE",
        "code INSEE commune",
        "code commune INSEE",
        "insee_com",
        "insee_code",
        "code commune",
        "code géographique",
        "DEPCOM",
        "SIREN EPCI",
        "code EPCI",
        "INSEE",
        "code",
        "EPCI",
        "COM",
    )
}
_NAMES = {"names": ("lib_qp", "nom_qp", "libellé QPV", "nom QPV", "nom du quartier")}

_SHORT_YEAR = r"(?P<year>(?:20)?[0-9]{2})"
_YEAR = r"(?: (?P<year>(?:19|20)[0-9]{2}))?"


def _stem(text: str) -> tuple[str, ...]:
    return (text + _SHORT_YEAR,)


def _worded(*texts: str) -> tuple[str, ...]:
    return tuple(text + _YEAR for text in texts)


@dataclass(frozen=True)
class Family:
    """A published table: what it is called, and the headers of its indicators.

    Attributes:
        code: of the family.
        label: French name of the table.
        publisher: of the table.
        headers: per indicator, regular expressions of whole ``header_key``.
        vague: likewise, taken only where most cells are categories of the indicator.
    """

    code: str
    label: str
    publisher: str
    headers: Mapping[str, tuple[str, ...]]
    vague: Mapping[str, tuple[str, ...]]


FAMILIES = (
    Family(
        "filosofi",
        "Revenus et pauvreté (Filosofi)",
        "INSEE",
        {
            "taux-pauvrete": (*_stem("tp60"), *_worded("taux de pauvrete(?: au seuil de 60)?")),
            "taux-pauvrete-moins-30-ans": _stem("tp60age1"),
            "taux-pauvrete-75-ans": _stem("tp60age6"),
            "niveau-vie-median": (
                *_stem("med"),
                *_worded(
                    "mediane du (?:niveau de vie|revenu disponible par unite de consommation)"
                ),
            ),
            "niveau-vie-premier-decile": _stem("d1"),
            "rapport-interdecile": _stem("rd"),
            "part-menages-imposes": (
                *_stem("pimp"),
                *_worded("part des menages fiscaux imposes"),
            ),
            "part-prestations-sociales": _stem("ppsoc"),
            "part-minima-sociaux": _stem("ppmini"),
            "part-indemnites-chomage": _stem("pcho"),
        },
        {},
    ),
    Family(
        "deplacements",
        "Voiture et trajets domicile-travail",
        "INSEE",
        {
            "part-menages-voiture": _worded("part des menages ayant au moins (?:1|une) voiture"),
            "part-actifs-transports-commun": _worded(
                "part des actifs occ.* transports en commun(?: .*?)?"
            ),
            "part-actifs-voiture": _worded("part des actifs occ.* voiture(?: .*?)?"),
            "part-actifs-velo": _worded("part des actifs occ.* velo(?: .*?)?"),
        },
        {},
    ),
    Family(
        "population",
        "Population et densité",
        "INSEE",
        {
            "population-municipale": _worded(
                "population municipale(?: historique depuis [0-9]{4})?"
            ),
            "densite-population": _worded("densite de population(?: historique depuis [0-9]{4})?"),
        },
        {},
    ),
    Family(
        "grille-densite",
        "Grille de densité en 7 niveaux",
        "ANCT, INSEE",
        {
            "grille-densite": _worded(
                "niveau (?:de )?densite",
                "lib(?:elle)? ?(?:de )?dens(?:ite)?",
                "grille (?:communale )?(?:de )?densite(?: a)?(?: 7 niveaux)?",
            )
        },
        {},
    ),
    Family(
        "zrr",
        "Zones de revitalisation rurale",
        "ANCT",
        {"zrr": _worded("(?:statut |status |classement |zonage )?zrr(?: simp)?")},
        {"zrr": ("status", "statut")},
    ),
    Family(
        "quartiers-prioritaires",
        "Quartiers prioritaires de la politique de la ville",
        "ANCT",
        {
            "quartiers-prioritaires": _worded(
                "codes? qpv?", "code (?:du )?quartier(?: prioritaire)?"
            )
        },
        {},
    ),
)


@dataclass(frozen=True)
class NeedColumn:
    """A column that holds an indicator, the year in its header, and the column of the names counted."""

    indicator: NeedIndicator
    header: str
    year: int | None
    names: str = ""


@dataclass(frozen=True)
class RecognisedNeeds:
    """The columns of a table of needs.

    Attributes:
        code: header of the territories' codes.
        columns: those of indicators, in the order of the catalogue.
        families: the published tables they are known from.
        ignored: the other headers, older years of the same indicators included.
    """

    code: str
    columns: tuple[NeedColumn, ...]
    families: tuple[Family, ...]
    ignored: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The latest year in a header, if any has one."""
        return max(
            (column.year for column in self.columns if column.year is not None), default=None
        )


def recognise_needs(table: TextTable) -> RecognisedNeeds | None:
    """Find the column of codes and those of indicators; ``None`` where either is missing."""
    headers = [str(header) for header in table.cells.columns]
    code = find_columns(headers, _CODE).get("code")
    if code is None:
        return None
    columns: dict[str, NeedColumn] = {}
    families = []
    for family in FAMILIES:
        family_columns = _family_columns(
            table, family, [header for header in headers if header != code]
        )
        if family_columns:
            families.append(family)
            columns |= family_columns
    if not columns:
        return None
    ordered = tuple(columns[name] for name in NEED_INDICATORS if name in columns)
    used = {code, *(column.header for column in ordered), *(column.names for column in ordered)}
    ignored = tuple(header for header in headers if header not in used)
    return RecognisedNeeds(code, ordered, tuple(families), ignored)


def _family_columns(table: TextTable, family: Family, headers: list[str]) -> dict[str, NeedColumn]:
    columns = {}
    for name, patterns in family.headers.items():
        indicator = NEED_INDICATORS[name]
        matches = [column for header in headers if (column := _match(indicator, header, patterns))]
        if not matches and name in family.vague:
            matches = [
                column
                for header in headers
                if (column := _match(indicator, header, family.vague[name]))
                and _mostly_categories(table, column)
            ]
        if matches:
            # The newest year; the first column at equal years.
            columns[name] = max(matches, key=lambda column: column.year or 0)
            if indicator.counts_names:
                names = find_columns(headers, _NAMES).get("names", "")
                columns[name] = NeedColumn(
                    indicator, columns[name].header, columns[name].year, names
                )
    return columns


def _match(indicator: NeedIndicator, header: str, patterns: tuple[str, ...]) -> NeedColumn | None:
    key = header_key(header)
    for pattern in patterns:
        if match := re.fullmatch(pattern, key):
            year = match.groupdict().get("year")
            return NeedColumn(indicator, header, _full_year(year) if year else None)
    return None


_SHORT_YEAR_DIGITS = 2


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) > _SHORT_YEAR_DIGITS else 2000 + int(digits)


def _mostly_categories(table: TextTable, column: NeedColumn) -> bool:
    cells = table.cells[column.header]
    filled = cells[cells != ""]
    return 2 * int(category_ranks(filled, column.indicator).notna().sum()) > len(filled)
