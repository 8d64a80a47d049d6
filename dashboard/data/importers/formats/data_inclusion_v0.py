"""data·inclusion, version 0 of its schema: structures, and the services they offer.

Services seldom have a place of their own: they are located by their structure, (source,
``structure_id``). CSV exports hold lists as Python texts, XLSX ones an index column without a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.data.importers.cells.api import (
    column,
    common_rows,
    dates,
    first_filled,
    flags,
    in_line_order,
    joined,
    public_text,
    split_terms,
    websites,
)
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.formats.data_inclusion_shared import (
    LICENCE,
    PUBLISHER,
    SEPARATORS,
    SYNONYMS,
    placed,
    shared_texts,
    territory_codes,
)
from dashboard.data.tabular.table import TextTable

SCHEME = "data-inclusion-v0"

STRUCTURES: dict[str, tuple[str, ...]] = {
    **SYNONYMS,
    "siret": ("siret",),
    "rna": ("rna",),
    "kind": ("typologie",),
    "branch": ("antenne",),
    "website": ("site_web",),
    "opening_hours": ("horaires_ouverture",),
    "labels": ("labels_nationaux",),
    "other_labels": ("labels_autres",),
    "access": ("accessibilite",),
}

SERVICES: dict[str, tuple[str, ...]] = {
    **SYNONYMS,
    "structure_id": ("structure_id",),
    "types": ("types",),
    "publics": ("profils",),
    "price": ("frais",),
    "price_more": ("frais_autres",),
    "website": ("prise_rdv",),
    "link": ("lien_source",),
    "form": ("formulaire_en_ligne",),
    "opening_hours": ("recurrence",),
    "public_contact": ("contact_public",),
    "started_on": ("date_creation",),
    "ended_on": ("date_suspension",),
    "area_kind": ("zone_diffusion_type",),
    "area_code": ("zone_diffusion_code",),
    "needed": ("pre_requis",),
    "papers": ("justificatifs",),
    "cumulative": ("cumulable",),
}


def read_structures(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read structures; see ``Reader``."""
    texts, remarks = shared_texts(table, headers)
    points, misplaced = placed(table, headers)
    return CommonTable(common_rows(table, **texts, **points), in_line_order(remarks, misplaced))


def read_services(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read services; see ``Reader``. Contacts marked as not public are left out."""
    cells = partial(column, table, headers)
    texts, remarks = shared_texts(table, headers)
    points, misplaced = placed(table, headers)
    started, undated = dates(table, headers, "started_on")
    ended, unended = dates(table, headers, "ended_on")
    private = flags(cells("public_contact")).eq("false")
    prices = split_terms(cells("price"), SEPARATORS).str.replace("|", ", ", regex=False)
    texts |= {
        "structure_id": cells("structure_id"),
        "publics": split_terms(cells("publics"), SEPARATORS),
        "cost": joined(prices, public_text(cells("price_more")), separator=" ; "),
        "website": first_filled(
            texts["website"], *(websites(cells(wanted)) for wanted in ("form", "link"))
        ),
        "phone": texts["phone"].mask(private, ""),
        "email": texts["email"].mask(private, ""),
        "served_codes": _served(cells("area_kind"), cells("area_code")),
        "started_on": started,
        "ended_on": ended,
    }
    return CommonTable(
        common_rows(table, **texts, **points),
        in_line_order(remarks, misplaced, undated, unended),
    )


def _served(kind: pd.Series[str], code: pd.Series[str]) -> pd.Series[str]:
    """Write the area as our code: ``departement``, ``69`` gives ``D69``; ``region``, ``R84``."""
    served = territory_codes(code.where(kind.ne("region"), ""))
    served = served.mask(kind.eq("region") & code.ne(""), "R" + code)
    return served.mask(kind.eq("pays"), "FR")


FORMATS: tuple[Format, ...] = (
    Format(
        code="data-inclusion-structures-v0",
        source="data-inclusion-structures",
        label="data·inclusion, structures (schéma v0)",
        publisher=PUBLISHER,
        licence=LICENCE,
        synonyms=STRUCTURES,
        required=("id", "name", "siret", "kind"),
        telling=("rna", "branch", "labels", "other_labels", "short_text", "long_text", "access"),
        read=read_structures,
        scheme=SCHEME,
    ),
    Format(
        code="data-inclusion-services-v0",
        source="data-inclusion-services",
        label="data·inclusion, services (schéma v0)",
        publisher=PUBLISHER,
        licence=LICENCE,
        synonyms=SERVICES,
        required=("id", "name", "structure_id", "types"),
        telling=(
            "publics",
            "price_more",
            "short_text",
            "long_text",
            "area_kind",
            "papers",
            "needed",
        ),
        read=read_services,
        scheme=SCHEME,
    ),
)
