"""The tables of communes, EPCI and départements."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from dashboard.data.geometry import GEOGRAPHIC

COMMUNE_COLUMNS = ["code", "name", "departement_code", "epci_code", "population", "geometry"]


def commune_table(communes: pd.DataFrame, polygons: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Join names, memberships, populations and polygons.

    Args:
        communes: indexed by ``code``: ``name``, ``departement_code``, ``epci_code`` (null for a
            commune outside any EPCI) and ``population``.
        polygons: EPSG:4326, indexed by commune code; the communes kept are those of its index.

    Returns:
        EPSG:4326, the published columns, sorted by code.
    """
    drawn = communes.loc[polygons.index].astype({"population": "int64"})
    table = gpd.GeoDataFrame(drawn, geometry=polygons, crs=GEOGRAPHIC)
    return table.rename_axis("code").sort_index().reset_index()[COMMUNE_COLUMNS]


def epci_table(
    communes: gpd.GeoDataFrame, everywhere: pd.DataFrame, epci: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Unite the communes of each EPCI and count what lies inside and in all.

    Args:
        communes: the communes built, as ``commune_table`` gives them.
        everywhere: all the communes of France: ``departement_code``, ``epci_code``, ``population``.
        epci: ``code``, ``name``, ``kind``, unique codes.

    Returns:
        EPSG:4326, one row per EPCI of ``communes``, sorted by code. ``geometry`` and ``…_inside``
        stop at the communes built; ``…_total`` and ``departement_codes`` cover every member.
    """
    inside = communes.groupby("epci_code")
    members = everywhere[everywhere["epci_code"].isin(communes["epci_code"])].groupby("epci_code")
    table = (
        epci.set_index("code")[["name", "kind"]]
        .loc[list(inside.groups)]
        .assign(
            population_inside=inside["population"].sum(),
            population_total=members["population"].sum(),
            communes_inside=inside.size(),
            communes_total=members.size(),
            departement_codes=members["departement_code"].agg(joined),
        )
    )
    return with_unions(table.astype({"population_total": "int64"}), communes, by="epci_code")


def departement_table(communes: gpd.GeoDataFrame, departements: pd.DataFrame) -> gpd.GeoDataFrame:
    """Unite the communes of each département.

    Args:
        communes: the communes built, as ``commune_table`` gives them.
        departements: ``code``, ``name``.

    Returns:
        EPSG:4326, one row per département of ``communes``, sorted by code.
    """
    inside = communes.groupby("departement_code")
    table = (
        departements.set_index("code")[["name"]]
        .loc[list(inside.groups)]
        .assign(population=inside["population"].sum(), communes_inside=inside.size())
    )
    return with_unions(table, communes, by="departement_code")


def with_unions(table: pd.DataFrame, communes: gpd.GeoDataFrame, *, by: str) -> gpd.GeoDataFrame:
    """Add the exact union of the communes of each row, and turn the index into ``code``."""
    shapes = exact_unions(communes, by=by)
    united = gpd.GeoDataFrame(table, geometry=shapes.reindex(table.index), crs=communes.crs)
    return united.rename_axis("code").sort_index().reset_index()


def exact_unions(communes: gpd.GeoDataFrame, *, by: str) -> gpd.GeoSeries:
    """Unite a valid coverage by the value of a column; no vertex is moved or added.

    Returns:
        Indexed by the value, without those none of whose communes has a polygon.
    """
    drawn = communes.loc[communes.geometry.notna(), [by, "geometry"]]
    return drawn.dissolve(by=by, method="coverage").geometry


def joined(codes: pd.Series[str]) -> str:
    """Write distinct codes in order, separated by ``|``."""
    return "|".join(sorted(set(codes)))
