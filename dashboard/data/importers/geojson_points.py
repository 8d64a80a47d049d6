"""Plain GeoJSON: maps made with uMap, exports of GoGoCarto, places taken from OpenStreetMap.

Any file of points (or shapes, of which a point inside is taken) with a name per feature. Columns
are found under the names these programs give them; ``mapped`` is for the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.identity import nameless, record_ids
from dashboard.data.importers.own_terms import own_terms
from dashboard.data.importers.values import (
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
    weekly_hours,
)
from dashboard.data.tabular.table import MAP_CONTAINERS, TextTable
from dashboard.domain.errors import ImportFileError
from dashboard.domain.hours import DAYS

CODE = "geojson"
_DECIMALS = 3
"""Of the degrees that stand for a place without address: about a hundred metres."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifiant", "uuid", "ref"),
    "name": ("name", "nom", "title", "titre", "libelle", "intitule"),
    "summary": ("description", "abstract", "resume", "presentation", "descriptionMore", "desc"),
    "themes": ("categories", "category", "categorie", "themes", "theme", "thematiques", "type"),
    "publics": ("publics", "public", "beneficiaires"),
    "operator": ("organisme", "organisation", "operator", "structure", "association"),
    "house_number": ("address.streetNumber", "streetNumber", "addr:housenumber"),
    "address": ("address.streetAddress", "streetAddress", "adresse", "address", "addr:street"),
    "postal_code": ("address.postalCode", "postalCode", "code_postal", "cp", "addr:postcode"),
    "city": ("address.addressLocality", "addressLocality", "commune", "ville", "city", "addr:city"),
    "insee_code": ("code_insee", "insee", "code_commune", "ref:INSEE"),
    "departement": ("departement", "code_departement"),
    "latitude": ("geo.latitude", "latitude", "lat"),
    "longitude": ("geo.longitude", "longitude", "lon", "lng"),
    "phone": ("telephone", "phone", "tel", "contact:phone"),
    "email": ("email", "courriel", "mail", "contact:email"),
    "website": ("website", "url", "site_web", "site", "site_internet", "contact:website", "lien"),
    "opening_hours": ("openHours", "openHoursMoreInfos", "opening_hours", "horaires"),
    "cost": ("cout", "tarifs", "tarif", "prix"),
    "travelling": ("itinerant", "itinerance"),
    "started_on": ("debut", "date_debut"),
    "ended_on": ("fin", "date_fin"),
    "updated_on": ("updatedAt", "mis_a_jour", "date_maj"),
    **{
        day: (f"openHours.{short}",)
        for day, short in zip(DAYS, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True)
    },
}


def mapped(format_: Format, mapping: Mapping[str, str]) -> Format:
    """Return ``format_`` with columns of the file put under wanted ones.

    Args:
        format_: any format.
        mapping: the file's header of each wanted column, as ``{"name": "Titre"}``.

    Raises:
        ImportFileError: the format has no such wanted column; the message lists those it has.
    """
    unknown = [wanted for wanted in mapping if wanted not in format_.synonyms]
    if unknown:
        message = (
            f"--columns : « {unknown[0]} » n’est pas une colonne que l’on peut désigner "
            f"(attendu : {', '.join(sorted(format_.synonyms))})."
        )
        raise ImportFileError(message)
    chosen = {wanted: (header,) for wanted, header in mapping.items()}
    return replace(format_, synonyms={**format_.synonyms, **chosen})


def read(table: TextTable, found: Mapping[str, str]) -> CommonTable:
    """Read features; see ``Reader``. A feature without name is named by its organisation."""

    def cells(wanted: str) -> pd.Series[str]:
        return column(table, found, wanted)

    operator = plain_text(cells("operator"))
    name = first_filled(plain_text(cells("name")), operator)
    address = plain_text(joined(cells("house_number"), cells("address")))
    city = plain_text(cells("city"))
    longitude, latitude, misplaced = coordinates(table, found)
    reach, unreachable = contacts(table, found)
    days = {
        wanted: dates(table, found, wanted) for wanted in ("started_on", "ended_on", "updated_on")
    }
    hours = {day: plain_text(cells(day)) for day in DAYS if day in found}
    weekly = weekly_hours(hours) if hours else cells("")
    place = first_filled(joined(address, cells("postal_code"), city), _spot(longitude, latitude))
    rows = common_rows(
        table,
        source=CODE,
        id=record_ids(cells("id"), name, place),
        name=name,
        summary=public_text(_without_marks(cells("summary"))),
        themes=own_terms(plain_text(cells("themes"))),
        publics=own_terms(plain_text(cells("publics"))),
        operator=operator,
        address=address,
        postal_code=cells("postal_code"),
        city=city,
        insee_code=cells("insee_code"),
        departement=cells("departement"),
        opening_hours=first_filled(weekly, public_text(cells("opening_hours"))),
        cost=plain_text(cells("cost")),
        travelling=flags(cells("travelling")),
        longitude=longitude,
        latitude=latitude,
        **reach,
        **{wanted: values for wanted, (values, _) in days.items()},
    )
    return CommonTable(
        rows,
        in_line_order(
            nameless(table, found, "name", name),
            misplaced,
            unreachable,
            *(undated for _, undated in days.values()),
        ),
    )


def _without_marks(cells: pd.Series[str]) -> pd.Series[str]:
    """Leave out uMap's marks: ``[[https://exemple.fr|le site]]``, ``{{image.png}}``, ``**gras**``."""
    plain = cells.str.replace(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]", r"\1", regex=True)
    return plain.str.replace(r"\{\{[^}]*\}\}|\*\*", "", regex=True)


def _spot(longitude: pd.Series[float], latitude: pd.Series[float]) -> pd.Series[str]:
    """Write a point coarsely, empty where there is none."""
    known = longitude.notna() & latitude.notna()
    pairs = zip(longitude[known].tolist(), latitude[known].tolist(), strict=True)
    texts = [f"{lon:.{_DECIMALS}f} {lat:.{_DECIMALS}f}" for lon, lat in pairs]
    written = pd.Series(texts, index=longitude.index[known], dtype="str")
    return written.reindex(longitude.index, fill_value="")


FORMAT = Format(
    code=CODE,
    label="Carte GeoJSON (uMap, GoGoCarto…)",
    publisher="L’auteur de la carte",
    licence="À préciser par l’auteur",
    synonyms=SYNONYMS,
    required=("name",),
    read=read,
    scheme=CODE,
    containers=MAP_CONTAINERS,
)
