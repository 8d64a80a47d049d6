"""Read ``data/geo`` and refuse what the map cannot rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd
import pandas as pd

from dashboard.data.boundaries import REMEDY
from dashboard.data.region import REGION_FILE, read_region
from dashboard.domain.errors import GeographyError, MissingFileError
from dashboard.domain.region import Region

CRS = "EPSG:4326"
Table = TypeVar("Table", bound=pd.DataFrame)

COLUMNS = {
    "communes": ("code", "name", "departement_code", "epci_code", "population", "geometry"),
    "epci": (
        "code",
        "name",
        "kind",
        "population_inside",
        "population_total",
        "communes_inside",
        "communes_total",
        "departement_codes",
        "geometry",
    ),
    "departements": ("code", "name", "population", "communes_inside", "geometry"),
    "town_halls": (
        "commune_code",
        "name",
        "latitude",
        "longitude",
        "precision",
        "address",
        "phone",
        "email",
        "website",
        "opening_hours",
    ),
    "postal_codes": ("postal_code", "commune_code"),
    "former_communes": ("code", "name", "kind", "commune_code"),
    "arrondissements": (
        "code",
        "name",
        "number",
        "commune_code",
        "postal_code",
        "latitude",
        "longitude",
    ),
    "france": ("code", "name", "departement_code", "population", "postal_codes"),
}


@dataclass(frozen=True)
class Geography:
    """The territories of the map, checked; columns are described in ``data/geo/README.md``.

    Attributes:
        communes: EPSG:4326, one row per commune; ``epci_code`` is null outside any EPCI and
            ``geometry`` is null for the few communes published without polygon.
        epci: EPSG:4326, one row per EPCI with a commune inside.
        departements: EPSG:4326, one row per département.
        town_halls: one row per commune.
        postal_codes: one row per pair of postal code and commune.
        former_communes: one row per former code, whose commune lives.
        provenance: packages, digests, vintage and build report.
        region: what the départements make together, and the words that name it.
        arrondissements: one row per arrondissement of a town; none in a geography built before
            they were written.
        elsewhere: the communes and départements of France that are not on the map; none in a
            geography built before they were written.
    """

    communes: gpd.GeoDataFrame
    epci: gpd.GeoDataFrame
    departements: gpd.GeoDataFrame
    town_halls: pd.DataFrame
    postal_codes: pd.DataFrame
    former_communes: pd.DataFrame
    provenance: dict[str, Any]
    region: Region
    arrondissements: pd.DataFrame = field(default_factory=lambda: no_rows("arrondissements"))
    elsewhere: pd.DataFrame = field(default_factory=lambda: no_rows("france"))


def read_geography(folder: Path) -> Geography:
    """Read and check every file of ``folder`` but the display boundaries.

    Raises:
        MissingFileError: a file is not there.
        GeographyError: a file lacks a column, repeats a code, names an unknown territory or is
            not in EPSG:4326; ``region.toml`` is broken, or is that of other départements.
    """
    region = read_region(folder)
    communes = read_territories(folder / "communes.parquet")
    epci = read_territories(folder / "epci.parquet")
    departements = read_territories(folder / "departements.parquet")
    town_halls = read_rows(folder / "town_halls.parquet")
    postal_codes = read_rows(folder / "postal_codes.parquet")
    former = read_rows(folder / "former_communes.parquet")
    arrondissements = read_rows_if_any(folder / "arrondissements.parquet")
    elsewhere = read_rows_if_any(folder / "france.parquet")
    require_unique(folder / "town_halls.parquet", town_halls, "commune_code")
    require_unique(folder / "former_communes.parquet", former, "code")
    for name, table, column in (
        ("communes", communes, "population"),
        ("epci", epci, "population_inside"),
        ("departements", departements, "population"),
        ("town_halls", town_halls, "latitude"),
        ("town_halls", town_halls, "longitude"),
        ("arrondissements", arrondissements, "latitude"),
        ("arrondissements", arrondissements, "longitude"),
        ("france", elsewhere, "population"),
    ):
        require_numbers(folder / f"{name}.parquet", table, column)
    path = folder / "communes.parquet"
    require_known(path, communes, "departement_code", departements["code"])
    require_known(path, communes, "epci_code", epci["code"])
    require_same_departements(folder / REGION_FILE, region, departements["code"])
    for name, table in (
        ("town_halls", town_halls),
        ("postal_codes", postal_codes),
        ("former_communes", former),
        ("arrondissements", arrondissements),
    ):
        require_known(folder / f"{name}.parquet", table, "commune_code", communes["code"])
    return Geography(
        communes=communes,
        epci=epci,
        departements=departements,
        town_halls=town_halls,
        postal_codes=postal_codes,
        former_communes=former,
        provenance=read_provenance(folder / "build.json"),
        region=region,
        arrondissements=arrondissements,
        elsewhere=elsewhere,
    )


def read_territories(path: Path) -> gpd.GeoDataFrame:
    """Read a table of territories with their polygons.

    Raises:
        MissingFileError: the file is not there.
        GeographyError: the file cannot be read, a column is missing, a code repeated or out of order,
            or the polygons are not in EPSG:4326.
    """
    table = read_parquet(path, gpd.read_parquet)
    require_columns(path, table)
    require_unique(path, table, "code")
    require_sorted(path, table, "code")
    if table.crs != CRS:
        system = table.crs.to_string() if table.crs else "no system"
        raise GeographyError.rule(path, f"polygons are not in {CRS} but in", [system])
    return table


def read_rows(path: Path) -> pd.DataFrame:
    """Read a table without polygons.

    Raises:
        MissingFileError: the file is not there.
        GeographyError: a column is missing.
    """
    table = read_parquet(path, pd.read_parquet)
    require_columns(path, table)
    return table


def read_rows_if_any(path: Path) -> pd.DataFrame:
    """Read a table that a geography built by an earlier version does not have: then no row.

    Raises:
        GeographyError: a column is missing.
    """
    return read_rows(path) if path.is_file() else no_rows(path.stem)


def no_rows(name: str) -> pd.DataFrame:
    """Return the table of that name without a row; numbers are its only columns that are no text."""
    numbers = {
        "population": "int64",
        "number": "int64",
        "latitude": "float64",
        "longitude": "float64",
    }
    types = {column: numbers.get(column, "str") for column in COLUMNS[name]}
    return pd.DataFrame({column: pd.Series([], dtype=kind) for column, kind in types.items()})


def read_parquet(path: Path, read: Callable[[Path], Table]) -> Table:
    """Read a file with ``read``.

    Raises:
        MissingFileError: the file is not there.
        GeographyError: it is no readable Parquet file, or has no polygons where it should.
    """
    require_file(path)
    try:
        return read(path)
    except (OSError, ValueError) as error:
        raise GeographyError.rule(
            path, "not a readable file", [str(error).splitlines()[0]]
        ) from error


def read_provenance(path: Path) -> dict[str, Any]:
    """Read ``build.json``.

    Raises:
        MissingFileError: the file is not there.
        GeographyError: it is not a JSON object.
    """
    require_file(path)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GeographyError.rule(path, "not JSON", [str(error)]) from error
    if not isinstance(content, dict):
        raise GeographyError.rule(path, "not a JSON object but", [type(content).__name__])
    if "vintage" not in content:
        raise GeographyError.rule(path, "missing key", ["vintage"])
    return content


def require_file(path: Path) -> None:
    """Raise MissingFileError, with the command that makes it, when a file is not there."""
    if not path.is_file():
        raise MissingFileError.needed(path, REMEDY)


def require_columns(path: Path, table: pd.DataFrame) -> None:
    """Raise GeographyError naming the columns the table lacks, or the codes that are not text."""
    columns = COLUMNS[path.stem]
    if missing := set(columns) - set(table.columns):
        raise GeographyError.rule(path, "missing columns", missing)
    codes = [column for column in columns if column == "code" or column.endswith("_code")]
    numeric = [column for column in codes if not pd.api.types.is_string_dtype(table[column])]
    if numeric:
        raise GeographyError.rule(path, "columns that must be text", numeric)


def require_unique(path: Path, table: pd.DataFrame, column: str) -> None:
    """Raise GeographyError naming the codes that appear more than once."""
    repeated = table.loc[table[column].duplicated(), column]
    if not repeated.empty:
        raise GeographyError.rule(path, f"column {column}, repeated codes", set(repeated))


def require_sorted(path: Path, table: pd.DataFrame, column: str) -> None:
    """Check that rows are in the order of ``column``: territories are known by their row.

    Raises:
        GeographyError: they are not; the first code out of order is named.
    """
    codes = table[column]
    misplaced = codes[codes < codes.shift(1)]
    if not misplaced.empty:
        raise GeographyError.rule(path, f"rows are not sorted by {column}", misplaced.head(1))


def require_numbers(path: Path, table: pd.DataFrame, column: str) -> None:
    """Check that a column holds numbers.

    Raises:
        GeographyError: it does not; its type is named.
    """
    if not pd.api.types.is_numeric_dtype(table[column]):
        raise GeographyError.rule(
            path, f"column {column} holds no numbers but", [str(table[column].dtype)]
        )


def require_known(path: Path, table: pd.DataFrame, column: str, known: pd.Series[str]) -> None:
    """Raise GeographyError naming the codes, null apart, that no table describes."""
    unknown = table.loc[table[column].notna() & ~table[column].isin(known), column]
    if not unknown.empty:
        raise GeographyError.rule(path, f"column {column}, unknown codes", set(unknown))


def require_same_departements(path: Path, region: Region, codes: pd.Series[str]) -> None:
    """Raise GeographyError naming the départements that the region or the tables alone have."""
    if others := set(region.departements) ^ set(codes):
        raise GeographyError.rule(
            path, "départements are not those of departements.parquet", others
        )
