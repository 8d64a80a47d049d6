"""Commune polygons: missing ones rebuilt, holes attributed, neighbours sharing their edges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.data.geometry import GEOGRAPHIC, LAMBERT_93, by_zone

DECIMALS = 6
GAP_WIDTH_M = 10.0
TOUCHING_M = 1.0

# Llívia is Spanish ground inside the Pyrénées-Orientales: a hole that no commune may fill.
FOREIGN_ENCLAVES = gpd.GeoSeries.from_xy([1.981], [42.464], crs=GEOGRAPHIC)

HOLE_COLUMNS = ["commune_code", "km2", "longitude", "latitude", "touching"]


@dataclass(frozen=True)
class CleanedCommunes:
    """Polygons without overlap, and the holes found between them.

    Attributes:
        polygons: indexed by commune code.
        holes: one row per hole: ``commune_code`` it was given to (null when left open), ``km2``,
            ``longitude``, ``latitude`` of a point inside it, ``touching`` commune codes
            separated by ``|``.
    """

    polygons: gpd.GeoSeries
    holes: pd.DataFrame


def with_children(polygons: gpd.GeoSeries, members: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Give each commune without polygon the union of its members' polygons.

    Args:
        polygons: indexed by commune code, null where none was published.
        members: former members: ``parent_code`` and ``geometry`` (may be null).
    """
    missing = polygons.index[polygons.isna()]
    drawn = members[members["parent_code"].isin(missing) & members.geometry.notna()]
    unions = drawn.dissolve(by="parent_code", method="unary").geometry
    return gpd.GeoSeries(polygons.where(polygons.notna(), unions.reindex(polygons.index)))


def undrawn_members(published: gpd.GeoDataFrame, communes: pd.DataFrame) -> pd.Series[bool]:
    """Find the communes born of a merger one member of which has no polygon.

    Args:
        published: ``code``, ``kind``, ``parent_code`` and ``geometry`` of every published entity.
        communes: living communes indexed by ``code``, with ``former_codes`` (lists or null).

    Returns:
        Indexed by commune code: True when such a member is published, only without polygon;
        False when it is known from the official list of former codes alone, which also holds
        the mergers of long ago, long since drawn.
    """
    drawn = published.loc[published.geometry.notna(), "code"]
    listed = communes["former_codes"].dropna().explode()
    unlisted = listed[~listed.isin(drawn)]
    members = published[published["kind"].isin(["COMD", "COMA"])]
    undrawn = members[members.geometry.isna() & ~members["code"].isin(drawn)]
    evidence = pd.concat(
        [
            pd.Series(data=True, index=pd.Index(undrawn["parent_code"])),
            pd.Series(data=False, index=unlisted.index),
        ]
    )
    return evidence.groupby(level=0).max()


def complete_coverage(
    polygons: gpd.GeoSeries, *, undrawn: pd.Series[bool], elsewhere: gpd.GeoSeries
) -> CleanedCommunes:
    """Clean the polygons of every territory in its metric system and attribute their holes.

    Args:
        polygons: EPSG:4326, indexed by commune code, null ones allowed.
        undrawn: communes that may own a hole, as ``undrawn_members`` gives them.
        elsewhere: points, EPSG:4326: a hole that holds one belongs to another territory.

    Returns:
        Polygons in EPSG:4326 at six decimals, a valid coverage, index of ``polygons``; and holes.
    """
    complete = partial(complete_zone, undrawn=undrawn, elsewhere=elsewhere)
    parts = [complete(part) for part in by_zone(gpd.GeoSeries(polygons.dropna()))]
    shapes = gpd.GeoSeries(pd.concat([part.polygons.to_crs(GEOGRAPHIC) for part in parts]))
    return CleanedCommunes(
        polygons=gpd.GeoSeries(rounded(shapes, DECIMALS).reindex(polygons.index), crs=GEOGRAPHIC),
        holes=pd.concat([part.holes for part in parts], ignore_index=True),
    )


def complete_zone(
    polygons: gpd.GeoSeries, *, undrawn: pd.Series[bool], elsewhere: gpd.GeoSeries
) -> CleanedCommunes:
    """Clean the polygons of one metric system and attribute their holes.

    Args:
        polygons: metres, indexed by commune code.
        undrawn: as for ``complete_coverage``.
        elsewhere: as for ``complete_coverage``.
    """
    cleaned = cleaned_coverage(polygons)
    holes = holes_between(cleaned)
    foreign = holes.index[
        holes.intersects(elsewhere.to_crs(polygons.crs or LAMBERT_93).union_all())
    ]
    owners = hole_owners(holes.drop(foreign), cleaned, undrawn=undrawn)
    return CleanedCommunes(
        polygons=filled(cleaned, holes, owners),
        holes=described_holes(holes, cleaned, owners),
    )


def cleaned_coverage(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """Remove overlaps and slivers so that neighbours share exactly the same edges; index kept."""
    cleaned = shapely.coverage_clean(polygons.to_numpy(), gap_width=GAP_WIDTH_M)  # type: ignore[attr-defined]
    return gpd.GeoSeries(cleaned, index=polygons.index, crs=polygons.crs)


def holes_between(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """List the holes of the union of a coverage, as polygons, numbered from 0."""
    parts = shapely.get_parts(shapely.coverage_union_all(polygons.to_numpy()))
    rings, ranks = shapely.get_rings(parts, return_index=True)
    inner = pd.Series(ranks).duplicated().to_numpy()
    outlines = gpd.GeoSeries(shapely.polygons(rings[inner]), crs=polygons.crs)
    return without_islands(outlines, gpd.GeoSeries(parts, crs=polygons.crs))


def without_islands(outlines: gpd.GeoSeries, parts: gpd.GeoSeries) -> gpd.GeoSeries:
    """Cut out of each hole the parts of the coverage that lie inside it; index kept."""
    ranks, places = parts.sindex.query(outlines, predicate="contains")
    inside = gpd.GeoDataFrame({"hole": outlines.index[ranks]}, geometry=parts.array[places])
    islands = inside.dissolve(by="hole", method="unary").geometry
    cut = gpd.GeoSeries(outlines.loc[islands.index]).difference(islands, align=False)
    return gpd.GeoSeries(pd.concat([outlines.drop(islands.index), cut]).sort_index())


def hole_owners(
    holes: gpd.GeoSeries, polygons: gpd.GeoSeries, *, undrawn: pd.Series[bool]
) -> pd.Series[str]:
    """Attribute each hole to the touching commune that lacks the polygon of a member.

    A commune whose member is published without polygon goes before one whose member is only
    listed as a former code; then the longest shared border decides, then the code.

    Args:
        holes: metres.
        polygons: metres, indexed by commune code.
        undrawn: indexed by commune code, True for a member published without polygon.

    Returns:
        Commune codes, indexed like ``holes``; holes nobody can claim are left out.
    """
    able = gpd.GeoSeries(polygons[polygons.index.isin(undrawn.index)])
    ranks, places = able.sindex.query(holes, predicate="dwithin", distance=TOUCHING_M)
    claims = pd.DataFrame({"hole": holes.index[ranks], "code": able.index[places]})
    outlines = gpd.GeoSeries(holes.loc[claims["hole"]]).boundary
    borders = gpd.GeoSeries(able.loc[claims["code"]]).boundary
    shared = shapely.intersection(outlines.to_numpy(), borders.to_numpy())
    claims = claims.assign(
        sure=undrawn.reindex(claims["code"]).to_numpy(), shared_m=shapely.length(shared).round()
    ).sort_values(["sure", "shared_m", "code"], ascending=[False, False, True], kind="stable")
    return claims.drop_duplicates("hole").set_index("hole")["code"].sort_index()


def filled(polygons: gpd.GeoSeries, holes: gpd.GeoSeries, owners: pd.Series[str]) -> gpd.GeoSeries:
    """Add to each polygon the holes it owns; index kept."""
    grown = gpd.GeoSeries(polygons[polygons.index.isin(owners)])
    codes = [*grown.index, *owners]
    shapes = pd.concat([grown, holes.loc[owners.index]])
    pieces = gpd.GeoDataFrame({"code": codes}, geometry=shapes.array, crs=polygons.crs)
    unions = pieces.dissolve(by="code", method="coverage").geometry
    whole = pd.concat([polygons.drop(grown.index), unions])
    return gpd.GeoSeries(whole.reindex(polygons.index))


def described_holes(
    holes: gpd.GeoSeries, polygons: gpd.GeoSeries, owners: pd.Series[str]
) -> pd.DataFrame:
    """Describe where each hole is, how large, whose and between which communes, the largest first.

    Args:
        holes: metres.
        polygons: metres, indexed by commune code.
        owners: commune codes, indexed like ``holes``, which may lack some.
    """
    ranks, places = polygons.sindex.query(holes, predicate="dwithin", distance=TOUCHING_M)
    around = pd.Series(polygons.index[places], index=holes.index[ranks]).groupby(level=0)
    points = holes.representative_point().to_crs(GEOGRAPHIC)
    described = pd.DataFrame(
        {
            "commune_code": owners.reindex(holes.index),
            "km2": (holes.area / 1e6).round(2),
            "longitude": points.x.round(3),
            "latitude": points.y.round(3),
            "touching": around.agg(lambda codes: "|".join(sorted(codes))).reindex(holes.index),
        }
    )
    return described.sort_values(["km2", "longitude"], ascending=False)[HOLE_COLUMNS]


def restricted(coverage: CleanedCommunes, codes: pd.Index[str]) -> CleanedCommunes:
    """Keep some communes, the holes they were given and the open holes they touch."""
    holes = coverage.holes
    concerned = holes["commune_code"].fillna(holes["touching"]).str.split("|").explode()
    is_inside = concerned.isin(codes).groupby(level=0).any()
    return CleanedCommunes(
        polygons=gpd.GeoSeries(coverage.polygons.loc[codes]),
        holes=holes[is_inside.reindex(holes.index).astype("bool")],
    )


def rounded(geometries: gpd.GeoSeries, decimals: int) -> gpd.GeoSeries:
    """Round every coordinate; shared vertices stay shared, index kept."""
    moved = shapely.transform(geometries.to_numpy(), lambda points: points.round(decimals))
    return gpd.GeoSeries(moved, index=geometries.index, crs=geometries.crs)
