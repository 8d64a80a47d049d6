"""France Services: the list of its houses, editions 2020 to 2024, CSV or GeoJSON."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.data.importers.cells.api import (
    absent,
    column,
    common_rows,
    contacts,
    coordinates,
    dates,
    first_filled,
    flags,
    in_line_order,
    joined,
    plain_text,
    public_text,
    websites,
    weekly_hours,
)
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.tabular.table import TextTable
from dashboard.domain.hours import DAYS
from dashboard.domain.vocabulary import TOUS_PUBLICS, Status

CODE = "france-services"
_OPEN_DAYS = DAYS[:6]

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "id": ("id_fs", "matricule", "identifiant_fs", "id france services"),
    "name": ("lib_fs", "france services", "nom_fs", "nom france services", "lib_france_services"),
    "departement": ("insee_dep", "departement", "code_departement", "dep", "lib_departement"),
    "insee_code": ("insee_com", "code insee", "insee"),
    "postal_code": ("code_postal", "cp"),
    "city": ("lib_com", "commune", "ville"),
    "address": ("adresse",),
    "address_more": ("complement_adresse", "complement d'adresse"),
    "latitude": ("latitude", "lat", "y_wgs84"),
    "longitude": ("longitude", "lon", "long", "lng", "x_wgs84"),
    "email": ("mail", "contact mail", "courriel", "email"),
    "phone": ("telephone", "tel"),
    "website": ("site_web", "site internet", "url"),
    "appointment": ("prise_rdv", "prise de rendez-vous"),
    "operator": ("structure_porteuse", "structure porteuse", "nom_structure_porteuse"),
    "operator_kind": ("type structure porteuse", "type_structure_porteuse"),
    "group": ("groupe_fs", "groupe"),
    "comment": ("commentaire_horaires", "commentaire", "commentaires"),
    "travelling": ("itinerance", "itinerante"),
    "form": ("format_fs", "format"),
    "kind": ("type_fs",),
    "label": ("labellisation_fs", "labellisation", "date_labellisation", "date de labellisation"),
    "updated_on": ("date_maj", "date de mise a jour"),
    **{day: (f"h_{day}", f"horaires {day}", f"horaire {day}") for day in _OPEN_DAYS},
    "dimanche": ("h_dimanche", "horaires dimanche"),
}

_SHAPEFILE_WIDTH = 10
"""Shapefiles, and the GeoJSON made from them, cut column names there and number the repeats."""

_NUMBERED = {"mardi": ("horaires_m",), "mercredi": ("horaires_1", "horaires m (2)", "horaires_m_1")}
_AMBIGUOUS = {"horaires m", "horaire ma", "horaire me", "type struc"}


def _with_cut_names(spellings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    cut = {
        wanted: tuple(
            short
            for name in names
            if (short := name[:_SHAPEFILE_WIDTH]) != name and short not in _AMBIGUOUS
        )
        for wanted, names in spellings.items()
    }
    return {
        wanted: (*names, *cut[wanted], *_NUMBERED.get(wanted, ()))
        for wanted, names in spellings.items()
    }


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read one edition; see ``Reader``.

    The comment on the hours goes to the summary. A house is travelling when its cell is yes, or
    its form is a bus.
    """
    cells = partial(column, table, headers)
    longitude, latitude, misplaced = coordinates(table, headers)
    reach, unreachable = contacts(table, headers)
    labelled, undated = dates(table, headers, "label")
    updated, outdated = dates(table, headers, "updated_on")
    reach["website"] = first_filled(reach["website"], websites(cells("appointment")))
    days = {day: cells(day) for day in DAYS if day in headers}
    rows = common_rows(
        table,
        source=CODE,
        id=cells("id"),
        name=_full_name(plain_text(cells("name"))),
        summary=public_text(cells("comment")),
        operator=plain_text(first_filled(cells("operator"), cells("group"))),
        address=plain_text(joined(cells("address"), cells("address_more"), separator=", ")),
        postal_code=cells("postal_code"),
        city=plain_text(cells("city")),
        insee_code=cells("insee_code"),
        departement=cells("departement"),
        opening_hours=weekly_hours(days) if days else "",
        travelling=_travelling(cells("travelling"), joined(cells("form"), cells("kind"))),
        status=Status.ACTIVE.value,
        started_on=labelled,
        updated_on=updated,
        longitude=longitude,
        latitude=latitude,
        **reach,
    )
    missing = absent(table, headers, "id", "name")
    return CommonTable(rows, in_line_order(missing, misplaced, unreachable, undated, outdated))


def _full_name(names: pd.Series[str]) -> pd.Series[str]:
    """Name the kind of place where the file only gives the commune: ``France services – Valserhône``."""
    short = names.ne("") & ~names.str.contains(r"(?i)france\s*-?services?|\bpimms\b", regex=True)
    return names.mask(short, "France services – " + names)


def _travelling(stated: pd.Series[str], form: pd.Series[str]) -> pd.Series[str]:
    moving = form.str.contains(r"(?i)\bbus\b|itin[ée]ran|mobile\b", regex=True)
    return flags(stated).mask(moving, "true")


FORMAT = Format(
    code=CODE,
    source=CODE,
    label="France services",
    publisher="Agence nationale de la cohésion des territoires (ANCT)",
    licence="Licence Ouverte 2.0",
    synonyms=_with_cut_names(_SPELLINGS),
    required=("id", "name"),
    telling=("label", "form", "travelling", "group", "operator_kind", "lundi", "vendredi"),
    read=read,
    themes=("acces-aux-droits", "numerique"),
    publics=(TOUS_PUBLICS,),
)
