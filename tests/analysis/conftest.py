"""The small region as tables, and the region_index made of it."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.analysis.region_index import RegionIndex
from tests.helpers.small_region import (
    COMMUNES,
    DEPARTEMENTS,
    EPCI,
    INITIATIVES,
    Catalogue,
    Geography,
    initiatives_of,
    observatory_of,
    polygons,
)


@pytest.fixture
def geography() -> Geography:
    columns = ["code", "name", "departement_code", "epci_code", "population"]
    communes = pd.DataFrame(COMMUNES, columns=columns)
    epci = pd.DataFrame(
        EPCI,
        columns=[
            "code",
            "name",
            "population_inside",
            "communes_inside",
            "communes_total",
            "departement_codes",
        ],
    )
    epci = epci.assign(kind="CC")
    departements = pd.DataFrame(DEPARTEMENTS, columns=["code", "name", "population"])
    halls = {"commune_code": communes["code"], "longitude": range(8), "latitude": 45.0}
    postal = [
        ("01000", "01344"),
        ("01000", "01053"),
        ("01120", "01999"),
        ("69800", "69290"),
        ("69001", "69123"),
        ("69008", "69123"),
    ]
    former = [
        ("69388", "Lyon 8e Arrondissement", "ARM", "69123"),
        ("01888", "Montagneux", "COMD", "01344"),
        ("01889", None, "merged", "01344"),
    ]
    return Geography(
        communes=polygons(communes),
        epci=polygons(epci),
        departements=polygons(departements),
        town_halls=pd.DataFrame(halls),
        postal_codes=pd.DataFrame(postal, columns=["postal_code", "commune_code"]),
        former_communes=pd.DataFrame(former, columns=["code", "name", "kind", "commune_code"]),
    )


@pytest.fixture
def catalogue() -> Catalogue:
    places = [
        ("trois-communes", "01053", 5.5, 46.5),
        ("trois-communes", "01344", None, None),
        ("bus", "01344", None, None),
        ("coupee", None, None, None),
    ]
    columns = ["initiative_id", "commune_code", "longitude", "latitude"]
    return Catalogue(
        initiatives=initiatives_of(INITIATIVES), places=pd.DataFrame(places, columns=columns)
    )


@pytest.fixture
def region_index(geography: Geography, catalogue: Catalogue) -> RegionIndex:
    return observatory_of(geography, catalogue)
