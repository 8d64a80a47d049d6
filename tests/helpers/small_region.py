"""A region one can hold in one's head: eight communes, five EPCI, four départements."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from shapely import box

from dashboard.analysis.region_index import RegionIndex, build_region_index
from dashboard.data.join import join_territories
from dashboard.domain.region import Region
from tests.helpers.rhone_alpes import RHONE_ALPES

BOURG, CUT, EMPTY, LOIRE, LYON = (
    "200071751",
    "240700302",
    "242600252",
    "244200770",
    "200046977",
)

COMMUNES = [
    ("01053", "Bourg-en-Bresse", "01", BOURG, 40_000),
    ("01344", "Saint-Denis-lès-Bourg", "01", BOURG, 9_600),
    ("01999", "L’Œuvre-sur-Ain", "01", BOURG, 400),
    ("07288", "Saint-Priest", "07", CUT, 1_000),
    ("26900", "Vide", "26", EMPTY, 0),
    ("42218", "Saint-Étienne", "42", LOIRE, 160_000),
    ("69123", "Lyon", "69", LYON, 500_000),
    ("69290", "Saint-Priest", "69", LYON, 40_000),
]
EPCI = [
    (LYON, "Lyon Métropole", 540_000, 2, 2, "69"),
    (BOURG, "CA du Bassin de Bourg-en-Bresse", 50_000, 3, 4, "01"),
    (CUT, "CC Coupée", 1_000, 1, 3, "07"),
    (EMPTY, "CC Vide", 0, 1, 1, "26"),
    (LOIRE, "Saint-Étienne Métropole", 160_000, 1, 1, "42"),
]
DEPARTEMENTS = [
    ("01", "Ain", 50_000),
    ("07", "Ardèche", 1_000),
    ("26", "Drôme", 0),
    ("42", "Loire", 160_000),
    ("69", "Rhône", 540_000),
]
ALL = "tous-publics"
INITIATIVES = [
    # 0: in three communes of one EPCI
    ("trois-communes", ("alimentation",), ("jeunes",), ("01053", "01344", "01999"), (), 2015, None),
    # 1: based in one commune, serves its EPCI, for everybody, ended
    ("bus", ("mobilite",), (ALL,), ("01344",), (BOURG,), 2018, 2020),
    # 2: serves a département
    ("ain", ("numerique",), ("seniors",), (), ("D01",), 2019, None),
    # 3: serves the region
    ("region", ("sante",), (ALL,), (), ("R82",), 2020, None),
    # 4: nobody knows since when
    ("ancienne", ("alimentation",), ("seniors",), ("01999",), (), None, None),
    # 5: two themes, ended long ago
    ("lyon", ("alimentation", "numerique"), ("jeunes", "femmes"), ("69123",), (), 2010, 2012),
    # 6: in a commune without inhabitants, for nobody named
    ("vide", ("lien-social",), (), ("26900",), (), 2016, None),
    # 7: nowhere
    ("perdue", ("sante",), (ALL,), (), ("75056",), 2016, None),
    # 8: in an EPCI mostly outside
    ("coupee", ("mobilite",), ("seniors",), ("07288",), (), 2017, None),
]
TROIS, BUS, AIN, REGION, ANCIENNE, IN_LYON, VIDE, PERDUE, COUPEE = range(9)


@dataclass
class Geography:
    communes: gpd.GeoDataFrame
    epci: gpd.GeoDataFrame
    departements: gpd.GeoDataFrame
    town_halls: pd.DataFrame
    postal_codes: pd.DataFrame
    former_communes: pd.DataFrame
    region: Region = RHONE_ALPES


@dataclass
class Catalogue:
    initiatives: pd.DataFrame
    places: pd.DataFrame


def initiatives_of(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    columns = ["id", "themes", "publics", "commune_codes", "served_codes", "start_year", "end_year"]
    nobody = pd.Series([()] * len(rows), dtype="object")
    years = {"start_year": "Int16", "end_year": "Int16"}
    return (
        pd.DataFrame(rows, columns=columns)
        .astype(years)
        .assign(
            precision="commune",
            somewhere_codes=pd.Series([()] * len(rows), dtype="object"),
            delisted_on="",
            listed_until=pd.Series(pd.NA, index=range(len(rows)), dtype="Int16"),
            updated_on="2026-01-01",
            status="active",
            operators=nobody,
            partners=nobody,
        )
    )


def polygons(table: pd.DataFrame) -> gpd.GeoDataFrame:
    squares = [box(row, 0, row + 1, 1) for row in range(len(table))]
    return gpd.GeoDataFrame(table, geometry=squares, crs="EPSG:4326")


def observatory_of(geography: Geography, catalogue: Catalogue) -> RegionIndex:
    joined = join_territories(
        catalogue.initiatives,
        communes=geography.communes,
        epci=geography.epci,
        region_code=geography.region.code,
    )
    return build_region_index(geography, catalogue, joined)
