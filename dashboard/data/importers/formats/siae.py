"""SIAE: the work-integration enterprises, one row per enterprise, measure and département.

An enterprise may be under several measures, which are different services: a record is (measure,
SIRET). A second row of the same pair is an agreement with another département, hence a duplicate.
The département is the one that signed, written ``001`` or ``59L``; the place is the postal code's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.data.importers.cells.api import (
    column,
    common_rows,
    contacts,
    first_filled,
    in_line_order,
    joined,
    mapped,
    plain_text,
)
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.formats.identity import nameless, record_ids
from dashboard.data.tabular.table import TextTable
from dashboard.domain.vocabulary import Status

CODE = "siae"

MEASURES = {
    "ACI": "Atelier et chantier d’insertion",
    "AI": "Association intermédiaire",
    "EI": "Entreprise d’insertion",
    "EITI": "Entreprise d’insertion par le travail indépendant",
    "ETTI": "Entreprise de travail temporaire d’insertion",
    "GEIQ": "Groupement d’employeurs pour l’insertion et la qualification",
    "EA": "Entreprise adaptée",
    "EATT": "Entreprise adaptée de travail temporaire",
}

SYNONYMS: dict[str, tuple[str, ...]] = {
    "measure": ("mesure", "type siae"),
    "siret": ("siret",),
    "name": ("dénomination_sociale", "raison_sociale"),
    "legal_form": ("nature_juridique",),
    "activity": ("code_naf2", "code_naf"),
    "departement": ("code_departement",),
    "departement_name": ("libelle_dpt",),
    "street_number": ("num_rue",),
    "street": ("nom_rue",),
    "postal_code": ("code_post_com", "code_postal"),
    "other_postal_code": ("code_postal",),
    "city": ("lib_com", "commune"),
    "other_city": ("commune",),
    "phone": ("téléphone",),
    "email": ("mail", "courriel", "email"),
    "website": ("site_web",),
}

_ONE_PERSON = (
    r"(?i)^(?:artisan(?:-commer[çc]ant)?|commer[çc]ant|officier public|profession lib[ée]rale"
    r"|exploitant agricole|agent commercial|associ[ée] g[ée]rant|entrepreneur individuel"
    r"|\(?autre\)? personne physique|personne physique)"
)
"""Legal forms under which the name is that of a person (INSEE's first category)."""


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read one edition; see ``Reader``. Themes and publics come from the measure."""
    cells = partial(column, table, headers)
    measure = plain_text(cells("measure")).str.upper()
    siret = cells("siret").str.replace(r"\D+", "", regex=True)
    kind = mapped(measure, lambda code: MEASURES.get(code, code))
    operator = _public_name(plain_text(cells("name")), cells("legal_form"))
    name = first_filled(operator, kind)
    address = plain_text(joined(cells("street_number"), cells("street")))
    postal_code = first_filled(cells("postal_code"), cells("other_postal_code"))
    city = plain_text(first_filled(cells("city"), cells("other_city")))
    ids = (measure + "-" + siret).where(measure.ne("") & siret.ne(""), "")
    reach, unreachable = contacts(table, headers)
    rows = common_rows(
        table,
        source=CODE,
        id=record_ids(ids, measure, name, address, postal_code, city),
        name=name,
        summary=(kind + " (" + measure + ").").where(kind.ne(measure), kind),
        themes=measure,
        publics=measure,
        operator=operator,
        address=address,
        postal_code=postal_code,
        city=city,
        departement=first_filled(cells("departement"), cells("departement_name")),
        status=Status.ACTIVE.value,
        **reach,
    )
    return CommonTable(rows, in_line_order(nameless(table, headers, "name", name), unreachable))


def _public_name(names: pd.Series[str], forms: pd.Series[str]) -> pd.Series[str]:
    """Leave out the persons: of ``DUPONT MARIE (LA POMME)``, a tradesman, stays ``LA POMME``."""
    person = forms.str.contains(_ONE_PERSON, regex=True)
    if not person.any():
        return names
    trade = names.str.extract(r"\(([^()]+)\)\s*$")[0].fillna("").astype("str")
    return names.mask(person, trade)


FORMAT = Format(
    code=CODE,
    source=CODE,
    label="Structures d’insertion par l’activité économique (SIAE)",
    publisher="Ministère du Travail (DGEFP)",
    licence="Licence Ouverte 2.0",
    synonyms=SYNONYMS,
    required=("measure", "siret", "name"),
    telling=("measure", "legal_form", "activity", "departement_name", "street"),
    read=read,
    scheme="siae",
)
