"""Hinaura: the map of digital inclusion places of Auvergne-Rhône-Alpes, exported from its wiki.

Headers are the questions of a form. Lists have lost their first and last quotation marks and hold
HTML (``Surdité","<i class=""fas fa-user""></i> Handicap Mental``); their terms have commas of their
own only in brackets. Postal codes are numbers or words, there is no INSEE code and no identifier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from dashboard.data.importers.cells.api import (
    column,
    common_rows,
    contacts,
    coordinates,
    dates,
    in_line_order,
    joined,
    mapped,
    plain_text,
    public_text,
    weekly_hours,
)
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.formats.identity import nameless, record_ids
from dashboard.data.tabular.table import TextTable
from dashboard.domain.hours import DAYS

CODE = "hinaura"

_THEMES: dict[str, tuple[str, ...]] = {
    "equipment": ("À disposition",),
    "help": ("Types d'accompagnement proposés",),
    "online_help": ("Accompagnements proposés aux démarches en ligne",),
    "training": ("Formations compétences de base proposées",),
    "rights": ("Comprendre et Utiliser les sites d’accès aux droits proposées",),
    "culture": ("Sensibilisations culture numérique",),
    "kind": ("Type de lieu",),
}
_PUBLICS: dict[str, tuple[str, ...]] = {
    "publics": ("Publics accueillis",),
    "disabled": ("Accueil pour les personnes en situation de handicap",),
    "others": ("Accompagnement de publics spécifiques",),
}

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id_fiche",),
    "name": ("Nom du lieu ou de la structure", "bf_titre"),
    "address": ("Adresse postale",),
    "postal_code": ("Code postal",),
    "city": ("Ville",),
    "latitude": ("bf_latitude",),
    "longitude": ("bf_longitude",),
    "email": (
        "Email (éviter les emails nominatifs - en cas d'email nominitatif seule la personne "
        "concernée est autorisé à l'ajouter)",
        "Email",
    ),
    "phone": ("Téléphone",),
    "website": ("Site Web",),
    "summary": (
        "Informations diverses (précisions sur votre structure, vos services, vos partenaires...)",
        "Informations diverses",
    ),
    "operator_kind": ("Type d'opérateur",),
    "price": ("Tarifs",),
    "updated_on": ("datetime_latest",),
    "counsellors": ("Accueille un ou des Conseillers Numériques France Services",),
    **{day: (day,) for day in DAYS},
    **_THEMES,
    **_PUBLICS,
}

_NO_SITE = r"^https?://$"


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read the map; see ``Reader``. Themes are all that a place offers, and what it is."""
    table = _without_empty_sites(table, headers)

    cells = partial(column, table, headers)

    def listed(*wanted: str) -> pd.Series[str]:
        return joined(*(form_lists(cells(name)) for name in wanted), separator="|")

    name = plain_text(cells("name"))
    address = plain_text(_without_marks(cells("address")))
    city = plain_text(cells("city"))
    longitude, latitude, misplaced = coordinates(table, headers)
    reach, unreachable = contacts(table, headers)
    updated, undated = dates(table, headers, "updated_on")
    days = {day: plain_text(cells(day)) for day in DAYS if day in headers}
    rows = common_rows(
        table,
        source=CODE,
        id=record_ids(cells("id"), name, address, cells("postal_code"), city),
        name=name,
        summary=public_text(_without_marks(cells("summary"))),
        themes=listed(*_THEMES),
        publics=listed(*_PUBLICS),
        address=address,
        postal_code=cells("postal_code"),
        city=city,
        opening_hours=weekly_hours(days) if days else "",
        cost=form_lists(cells("price")).str.replace("|", " ; ", regex=False),
        updated_on=updated,
        longitude=longitude,
        latitude=latitude,
        **reach,
    )
    missing = nameless(table, headers, "name", name)
    return CommonTable(rows, in_line_order(missing, misplaced, unreachable, undated))


def form_lists(cells: pd.Series[str]) -> pd.Series[str]:
    """Convert the form's lists to terms joined by ``|``, whatever is left of their quotation marks."""
    positions, distinct = pd.factorize(cells)  # the same answers come again and again
    terms = mapped(plain_text(pd.Series(distinct, dtype="str")), _terms)
    return pd.Series(terms.array.take(positions), index=cells.index, dtype="str")


def _terms(cell: str) -> str:
    depth, parted = 0, []
    for letter in cell:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        parted.append("\n" if letter == "," and not depth else letter)
    terms = (term.strip(' "') for term in "".join(parted).split("\n"))
    return "|".join(dict.fromkeys(term for term in terms if term))


def _without_marks(cells: pd.Series[str]) -> pd.Series[str]:
    """Leave out the wiki's bold ``**`` and, at the edge of words, its italic ``//``."""
    plain = cells.str.replace("**", "", regex=False)
    return plain.str.replace(r"(^|\s)//", r"\1", regex=True).str.replace(
        r"//(\s|$)", r"\1", regex=True
    )


def _without_empty_sites(table: TextTable, headers: Mapping[str, str]) -> TextTable:
    """Empty the sites where the form's ``http://`` was left as it was: nobody wrote it."""
    if "website" not in headers:
        return table
    header = headers["website"]
    cells = table.cells[header]
    blank = cells.mask(cells.str.contains(_NO_SITE, regex=True), "")
    return replace(table, cells=table.cells.assign(**{header: blank}))


FORMAT = Format(
    code=CODE,
    source=CODE,
    label="Hinaura, lieux de médiation numérique d’Auvergne-Rhône-Alpes",
    publisher="Hinaura, réseau régional de la médiation numérique",
    licence="ODbL (Open Database License)",
    synonyms=SYNONYMS,
    required=("name", "city"),
    telling=("equipment", "help", "online_help", "training", "rights", "culture", "counsellors"),
    read=read,
    scheme="hinaura",
    themes=("numerique",),
)
