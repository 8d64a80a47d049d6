"""Bretagne in eight communes: what its packages would publish, squares of ten kilometres near Rennes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.data.geo_build.build import build_tables, write_geography
from dashboard.data.geo_build.region import NewRegion
from dashboard.data.geo_build.sources import Sources
from dashboard.settings import INITIATIVES_FOLDER

BRETAGNE = NewRegion("Bretagne", ("35", "22", "29", "56"))
COMMUNES = (
    ("22113", "Lannion", "200065928", 20_000),
    ("22278", "Saint-Brieuc", "200069409", 44_000),
    ("29019", "Brest", "242900314", 140_000),
    ("29232", "Quimper", "200068120", 63_000),
    ("35238", "Rennes", "243500139", 225_000),
    ("35288", "Saint-Malo", "243500782", 47_000),
    ("56121", "Lorient", "200042174", 57_000),
    ("56260", "Vannes", "200067932", 54_000),
)
_DEPARTEMENTS = (
    ("01", "Ain", "84"), ("22", "Côtes-d’Armor", "53"), ("29", "Finistère", "53"),
    ("35", "Ille-et-Vilaine", "53"), ("56", "Morbihan", "53"),
)  # fmt: skip
_WEST, _SOUTH, _SIDE = 300_000, 6_780_000, 10_000
"""In Lambert-93, metres."""


def write_bretagne(folder: Path) -> None:
    """Build the geography of Bretagne in ``folder``, which is there."""
    tables, report = build_tables(bretagne_sources(), BRETAGNE, tell=lambda _: None)
    write_geography(tables, report, folder)


def write_empty_catalogue(folder: Path) -> None:
    """Write the files of a catalogue without any row in ``folder``, which is there."""
    for path in INITIATIVES_FOLDER.glob("*.csv"):
        heads = path.read_text(encoding="utf-8").splitlines()[0]
        (folder / path.name).write_text(f"{heads}\n", encoding="utf-8")


def bretagne_sources() -> Sources:
    """Return what is published of the eight communes, and of a département elsewhere."""
    codes = [code for code, *_ in COMMUNES]
    names = [name for _, name, *_ in COMMUNES]
    epci = [code for *_, code, _ in COMMUNES]
    squares = gpd.GeoSeries(list(map(_square, product(range(4), range(2)))), crs="EPSG:2154")
    polygons = squares.to_crs("EPSG:4326")
    return Sources(
        published=gpd.GeoDataFrame(
            {
                "code": codes, "kind": "COM", "name": names, "parent_code": None, "epci_code": epci,
                "mairie_localisation": shapely.to_wkb(polygons.representative_point(), hex=True),
                "mairie_adresse": "1 place de la Mairie", "mairie_telephone": "02 99 00 00 00",
                "mairie_email": None, "mairie_site": None, "mairie_horaires": "[]",
            },
            geometry=polygons,
        ).astype({"parent_code": "str", "mairie_email": "str", "mairie_site": "str"}),
        published_epci=_epci(epci, names),
        communes=pd.DataFrame(
            {
                "name": names, "link": 0, "departement_code": [code[:2] for code in codes],
                "population": [people for *_, people in COMMUNES],
                "postal_codes": [[f"{code[:2]}000"] for code in codes], "former_codes": None,
            },
            index=pd.Index(codes, name="code"),
        ),
        former_names=pd.DataFrame({"code": [], "kind": [], "name": []}, dtype="str"),
        arrondissements=pd.DataFrame(
            columns=["code", "name", "commune_code", "postal_code", "population"], dtype="str"
        ),
        epci=_epci(epci, names),
        departements=pd.DataFrame(_DEPARTEMENTS, columns=["code", "name", "region_code"]),
    )  # fmt: skip


def _epci(codes: list[str], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"code": codes, "name": [f"CA de {name}" for name in names], "kind": "CA"})


def _square(place: tuple[int, int]) -> shapely.Polygon:
    west, south = _WEST + place[0] * _SIDE, _SOUTH + place[1] * _SIDE
    return shapely.box(west, south, west + _SIDE, south + _SIDE)
