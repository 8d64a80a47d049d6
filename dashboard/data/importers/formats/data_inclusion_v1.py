"""data·inclusion, version 1 of its schema: structures, services, and the workbook of the model.

In the workbook, rows flagged ``__ignore__`` explain a column or give an example, and a spreadsheet
may have turned the header ``date_maj`` into a date. A list is separated by commas there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.data.importers.cells.api import (
    column,
    common_rows,
    first_filled,
    flags,
    in_line_order,
    iso_dates,
    joined,
    public_text,
    split_terms,
    websites,
    without_rows,
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

SCHEME = "data-inclusion-v1"

_VERSION_1: dict[str, tuple[str, ...]] = {
    **SYNONYMS,
    "ignored": ("__ignore__",),
    "short_text": ("description",),
    "long_text": (),
    "opening_hours": ("horaires_accueil",),
    "link": ("lien_source",),
}

STRUCTURES: dict[str, tuple[str, ...]] = {
    **_VERSION_1,
    "themes": (),
    "siret": ("siret",),
    "website": ("site_web",),
    "access": ("accessibilite_lieu",),
    "networks": ("reseaux_porteurs",),
}

SERVICES: dict[str, tuple[str, ...]] = {
    **_VERSION_1,
    "structure_id": ("structure_id",),
    "type": ("type",),
    "publics": ("publics",),
    "publics_more": ("publics_precisions",),
    "price": ("frais",),
    "price_more": ("frais_precisions",),
    "website": ("lien_mobilisation",),
    "area": ("zone_eligibilite",),
    "ways": ("modes_mobilisation",),
    "allowed": ("mobilisable_par",),
    "ways_more": ("mobilisation_precisions",),
    "welcome": ("modes_accueil",),
    "hours_a_week": ("volume_horaire_hebdomadaire",),
}

_HELP = r"(?i)^(?:un )?identifiant unique (?:de|pour|du)\b"
"""How the model explains its column ``id``: no identifier looks like it."""


def read_structures(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read structures; see ``Reader``. Rows of help and example are not rows of the file."""
    table, headers = _model_mended(table, headers)
    texts, remarks = shared_texts(table, headers)
    texts["website"] = first_filled(texts["website"], websites(column(table, headers, "link")))
    points, misplaced = placed(table, headers)
    return CommonTable(common_rows(table, **texts, **points), in_line_order(remarks, misplaced))


def read_services(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read services; see ``Reader``. Rows of help and example are not rows of the file."""
    table, headers = _model_mended(table, headers)

    cells = partial(column, table, headers)
    texts, remarks = shared_texts(table, headers)
    points, misplaced = placed(table, headers)
    texts |= {
        "structure_id": cells("structure_id"),
        "publics": split_terms(cells("publics"), SEPARATORS),
        "cost": joined(cells("price"), public_text(cells("price_more")), separator=" ; "),
        "website": first_filled(texts["website"], websites(cells("link"))),
        "served_codes": territory_codes(split_terms(cells("area"), SEPARATORS)),
    }
    return CommonTable(common_rows(table, **texts, **points), in_line_order(remarks, misplaced))


def _model_mended(
    table: TextTable, headers: Mapping[str, str]
) -> tuple[TextTable, Mapping[str, str]]:
    ignored = flags(column(table, headers, "ignored")).eq("true")
    explaining = column(table, headers, "id").str.contains(_HELP, regex=True)
    if "updated_on" not in headers:
        table_headers = pd.Series(table.cells.columns.astype(str), dtype="str")
        dated = table_headers[iso_dates(table_headers).ne("")].head(1)
        headers = dict(headers) | dict.fromkeys(["updated_on"][: len(dated)], dated.str.cat())
    return without_rows(table, ignored | explaining), headers


FORMATS: tuple[Format, ...] = (
    Format(
        code="data-inclusion-structures-v1",
        source="data-inclusion-structures",
        label="data·inclusion, structures (schéma v1)",
        publisher=PUBLISHER,
        licence=LICENCE,
        synonyms=STRUCTURES,
        required=("id", "name", "networks"),
        telling=("siret", "short_text", "opening_hours", "access", "networks", "link"),
        read=read_structures,
        scheme=SCHEME,
    ),
    Format(
        code="data-inclusion-services-v1",
        source="data-inclusion-services",
        label="data·inclusion, services (schéma v1)",
        publisher=PUBLISHER,
        licence=LICENCE,
        synonyms=SERVICES,
        required=("id", "name", "structure_id", "type"),
        telling=("publics", "price_more", "area", "ways", "allowed", "welcome", "opening_hours"),
        read=read_services,
        scheme=SCHEME,
    ),
)
