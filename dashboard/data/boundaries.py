"""Display boundaries: light, neighbours still sharing their edges, compressed ahead of time."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import brotli
import geopandas as gpd
import shapely

from dashboard.data.geo_build.territories import exact_unions
from dashboard.data.geometry import in_metres
from dashboard.domain.errors import GeographyError, MissingFileError

DISPLAY = "display boundaries"
LEVELS = ("communes", "epci", "departements")
TOLERANCE_M = 20.0
DECIMALS = 5
DIGEST_LENGTH = 16
BROTLI_QUALITY = 11
REMEDY = "run `python -m dashboard build-geo`"


@dataclass(frozen=True)
class Boundary:
    """The GeoJSON of one level, ready to be served at an address made of its digest.

    Attributes:
        level: ``communes``, ``epci`` or ``departements``.
        digest: first 16 hexadecimal digits of the SHA-256 of ``raw``.
        raw: the GeoJSON, UTF-8.
        brotli: ``raw`` compressed with Brotli.
    """

    level: str
    digest: str
    raw: bytes = field(repr=False)
    brotli: bytes = field(repr=False)

    @cached_property
    def gzip(self) -> bytes:
        """``raw`` compressed with gzip, for a client without Brotli; computed once."""
        return gzip.compress(self.raw, compresslevel=9, mtime=0)


def write_boundaries(communes: gpd.GeoDataFrame, folder: Path) -> None:
    """Write the display boundaries of every level, compressed; same input, same bytes.

    Args:
        communes: EPSG:4326, a valid coverage: ``code``, ``epci_code``, ``departement_code``;
            rows without polygon are left out.
        folder: made if needed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    light = simplified(communes)
    write_level(folder, "communes", light.set_index("code").geometry)
    write_level(folder, "epci", exact_unions(light, by="epci_code"))
    write_level(
        folder, "departements", exact_unions(light, by="departement_code").rename("D{}".format)
    )


def write_level(folder: Path, level: str, geometries: gpd.GeoSeries) -> None:
    """Write the display boundaries of one level."""
    compressed = brotli.compress(display_geojson(geometries), quality=BROTLI_QUALITY)
    level_path(folder, level).write_bytes(compressed)


def level_path(folder: Path, level: str) -> Path:
    """Return the path of the file of one level."""
    return folder / f"{level}.geojson.br"


def simplified(communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Simplify commune polygons as a coverage.

    Args:
        communes: EPSG:4326, a valid coverage, with ``code``; rows without polygon are left out.

    Returns:
        EPSG:4326, a valid coverage, other columns as they were: EPCI and départements united
        from it have exactly the edges of the communes.
    """
    drawn = communes[communes.geometry.notna()]
    light = in_metres(drawn.set_index("code").geometry, simplified_coverage)
    return drawn.set_geometry(gpd.GeoSeries(light.to_numpy(), index=drawn.index, crs=drawn.crs))


def simplified_coverage(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """Simplify a coverage in metres; neighbours keep sharing their edges, index kept."""
    light = shapely.coverage_simplify(polygons.to_numpy(), TOLERANCE_M)
    return gpd.GeoSeries(light, index=polygons.index, crs=polygons.crs)


def display_geojson(geometries: gpd.GeoSeries) -> bytes:
    """Write geometries as a compact GeoJSON feature collection, features known by their id.

    Args:
        geometries: EPSG:4326, indexed by territory code; written in the order of the codes,
            rounded to five decimals.

    Raises:
        GeographyError: a polygon is lost by the rounding.
    """
    ordered = rounded_valid(gpd.GeoSeries(geometries.sort_index()))
    shapes = shapely.to_geojson(shapely.orient_polygons(ordered.to_numpy()))
    codes = ordered.index.map(json.dumps)
    features = '{"type":"Feature","id":' + codes + ',"properties":{},"geometry":' + shapes + "}"
    collection = '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"
    return collection.encode()


def rounded_valid(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """Round coordinates and mend the few polygons that this pinches; index kept.

    Raises:
        GeographyError: nothing is left of a polygon.
    """
    moved = shapely.transform(polygons.to_numpy(), lambda points: points.round(DECIMALS))
    pinched = ~shapely.is_valid(moved)
    moved[pinched] = shapely.make_valid(moved[pinched], method="structure", keep_collapsed=False)
    if (lost := shapely.is_empty(moved)).any():
        raise GeographyError.rule(DISPLAY, "polygons lost", polygons.index[lost])
    return gpd.GeoSeries(moved, index=polygons.index, crs=polygons.crs)


def read_boundaries(folder: Path) -> dict[str, Boundary]:
    """Read the display boundaries of every level.

    Raises:
        MissingFileError: the file of a level is not in ``folder``.
        GeographyError: a file is not Brotli.
    """
    return {level: read_level(folder, level) for level in LEVELS}


def require_features(boundary: Boundary, codes: Iterable[str], path: Path) -> None:
    """Check that a level's boundaries are those of its territories.

    Args:
        boundary: the display boundaries of a level.
        codes: the territories that have a polygon; départements as ``D01``.
        path: the file, for the message.

    Raises:
        GeographyError: it is no GeoJSON, or draws other territories; they are named.
    """
    try:
        drawn = {str(feature["id"]) for feature in json.loads(boundary.raw)["features"]}
    except (ValueError, KeyError, TypeError) as error:
        raise GeographyError.rule(path, "not the GeoJSON of a level", [str(error)]) from error
    if different := drawn ^ set(codes):
        raise GeographyError.rule(path, "draws other territories than the tables hold", different)


def read_level(folder: Path, level: str) -> Boundary:
    """Read the display boundaries of one level; errors as ``read_boundaries``."""
    path = level_path(folder, level)
    if not path.is_file():
        raise MissingFileError.needed(path, REMEDY)
    compressed = path.read_bytes()
    try:
        raw = brotli.decompress(compressed)
    except brotli.error as error:
        raise GeographyError.rule(path, "not a Brotli file", [str(error)]) from error
    digest = sha256(raw).hexdigest()[:DIGEST_LENGTH]
    return Boundary(level=level, digest=digest, raw=raw, brotli=compressed)
