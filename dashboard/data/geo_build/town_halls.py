"""Town halls: where they are, how surely, and how to reach them."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from dashboard.data.geo_build.sources import geometries
from dashboard.data.geography import COLUMNS as TABLES
from dashboard.data.geometry import distances_m

TOLERANCE_M = 500.0
DECIMALS = 6
COLUMNS = list(TABLES["town_halls"])

# INSEE's TNCC: how a name follows « de ». Names already carry their article; only Le, Les and Aux
# melt into the preposition.
ARTICLES = {2: "Le ", 4: "Les ", 6: "Aux "}
PREPOSITIONS = {1: "d’", 2: "du ", 4: "des ", 6: "des "}


def town_halls(
    published: pd.DataFrame, communes: gpd.GeoDataFrame, links: pd.Series[int]
) -> pd.DataFrame:
    """List the town halls of the communes, one each.

    Args:
        published: living communes indexed by code, with the ``mairie_…`` columns as text.
        communes: ``code``, ``name``, ``geometry`` in EPSG:4326 (may be null).
        links: how each name follows « de », indexed by commune code.

    Returns:
        The published columns, sorted by commune. ``precision`` is ``exact``, or ``approximate``
        when the position is only a point inside the commune; null with no position at all.
    """
    known = communes.set_index("code")
    source = published.loc[known.index]
    located = positions(geometries(source["mairie_localisation"]), known.geometry)
    halls = located.assign(
        name="Mairie " + after_de(known["name"], links.loc[known.index]),
        address=one_line(source["mairie_adresse"]),
        phone=phones(source["mairie_telephone"]),
        email=emails(source["mairie_email"]),
        website=websites(source["mairie_site"]),
        opening_hours=source["mairie_horaires"].where(source["mairie_horaires"] != "[]"),
    )
    return halls.rename_axis("commune_code").sort_index().reset_index()[COLUMNS]


def positions(points: gpd.GeoSeries, polygons: gpd.GeoSeries) -> pd.DataFrame:
    """Keep the published positions that can be right, and replace the others.

    Args:
        points: published positions, EPSG:4326, indexed by commune code, may be null.
        polygons: EPSG:4326, same index, may be null: the position is then taken as it is.

    Returns:
        ``latitude``, ``longitude``, ``precision``, same index.
    """
    replaced = misplaced(points, polygons, tolerance_m=TOLERANCE_M)
    chosen = points.where(~replaced, polygons.representative_point())
    precision = replaced.map({True: "approximate", False: "exact"}).where(chosen.notna())
    return pd.DataFrame(
        {
            "latitude": chosen.y.round(DECIMALS),
            "longitude": chosen.x.round(DECIMALS),
            "precision": precision,
        }
    )


def misplaced(
    points: gpd.GeoSeries, polygons: gpd.GeoSeries, *, tolerance_m: float
) -> pd.Series[bool]:
    """Check which points lie farther than ``tolerance_m`` outside their polygon, or are missing.

    Args:
        points: EPSG:4326, indexed by commune code, may be null.
        polygons: EPSG:4326, same index; where null, the answer is False.
        tolerance_m: farthest distance outside accepted, bound included.
    """
    near = distances_m(points, polygons) <= tolerance_m
    return ~near & polygons.notna()


def after_de(names: pd.Series[str], links: pd.Series[int]) -> pd.Series[str]:
    """Write « de » before each name: « du Touvet », « d’Ambérieu », « de La Motte »."""
    articles = links.map(ARTICLES)
    shortened = names.str.split(" ", n=1).str[1]
    melts = articles.notna() & (names.str.split(" ", n=1).str[0] + " " == articles)
    stems = names.where(~melts, shortened)
    prepositions = links.map(PREPOSITIONS).fillna("de ")
    return prepositions.where(melts | (links == 1), "de ") + stems


def one_line(addresses: pd.Series[str]) -> pd.Series[str]:
    """Write each address on one line, its parts separated by commas; null stays null."""
    single = addresses.str.strip().str.replace(r"\s*\n\s*", ", ", regex=True)
    return single.str.replace(r"[ \t]+", " ", regex=True).where(single != "")


def phones(numbers: pd.Series[str]) -> pd.Series[str]:
    """Write ten-digit numbers as « 04 74 00 00 00 », keep four-digit ones, drop what is neither."""
    digits = numbers.str.replace(r"\D", "", regex=True).str.replace(
        r"^(?:00)?33(?=\d{9}$)", "0", regex=True
    )
    pairs = digits.str.replace(r"(\d\d)(?=\d)", r"\1 ", regex=True)
    return pairs.where(digits.str.fullmatch(r"0\d{9}|3\d{3}").astype("boolean").fillna(value=False))


def emails(addresses: pd.Series[str]) -> pd.Series[str]:
    """Drop what cannot be an e-mail address."""
    return matching(addresses, r"[^\s@,;]+@[^\s@,;]+\.[A-Za-z]{2,}")


def websites(addresses: pd.Series[str]) -> pd.Series[str]:
    """Drop what cannot be a web address."""
    return matching(addresses, r"https?://[^\s/.]+\.\S+")


def matching(texts: pd.Series[str], pattern: str) -> pd.Series[str]:
    """Strip each text and make null those that do not match the whole pattern."""
    stripped = texts.str.strip()
    return stripped.where(stripped.str.fullmatch(pattern).astype("boolean").fillna(value=False))
