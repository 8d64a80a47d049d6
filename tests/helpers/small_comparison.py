"""Five EPCI one can hold in one's head: communes are cells of a grid of one kilometre.

::

    row 1:                                        07003 M
    row 0:  01001 A  01002 A  01003 B  07001 C  07002 C           26001 D
    inhab.    8,000    2,000    4,000    1,000      600               400

M, of 3,000 inhabitants, has two of its three communes outside the region.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import box

from dashboard.analysis.comparison.compare import compare
from dashboard.analysis.comparison.results import Compared, Comparison
from dashboard.analysis.kernel.projection import DEGREES, METRES
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.results import Citation
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.territory import Level
from tests.helpers.selections import asked
from tests.helpers.small_nearby import initiative, snapshot_of
from tests.helpers.small_region import Geography

A, B, C, D, M = "200000001", "200000002", "200000003", "200000004", "200000005"
_EAST_M, _NORTH_M = 850_000.0, 6_500_000.0
LAST_YEAR = 2025


@dataclass(frozen=True)
class Cell:
    """A commune and where it lies on the grid."""

    code: str
    epci: str | None
    population: int
    east: int
    north: int = 0


@dataclass(frozen=True)
class Body:
    """An EPCI: its type, and how many of its communes are outside the region."""

    code: str
    name: str
    kind: str = "CC"
    outside: int = 0


CELLS = (
    Cell("01001", A, 8_000, 0),
    Cell("01002", A, 2_000, 1),
    Cell("01003", B, 4_000, 2),
    Cell("07001", C, 1_000, 3),
    Cell("07002", C, 600, 4),
    Cell("07003", M, 3_000, 4, 1),
    Cell("26001", D, 400, 6),
)
BODIES = (
    Body(A, "CC Amont"),
    Body(B, "CC Berge"),
    Body(C, "CC Cime"),
    Body(D, "CC Désert"),
    Body(M, "CC Moitié", outside=2),
)
RECORDS = (
    # In two communes of A: once in A.
    initiative(
        "epicerie",
        themes=("alimentation", "lien-social"),
        publics=("seniors",),
        commune_codes=("01001", "01002"),
        start_year=2015,
        operators=("croix",),
        partners=("ccas", "a"),
    ),
    # In A and in B, ended, for everybody.
    initiative(
        "bus",
        commune_codes=("01002",),
        served_codes=("01003",),
        start_year=2018,
        end_year=2020,
        operators=("ccas",),
        partners=("croix", "ccas"),
    ),
    # In B, nobody knows since when.
    initiative("atelier", themes=("numerique",), publics=("jeunes",), commune_codes=("01003",)),
    # In one of the two communes of C.
    initiative("cime", publics=("seniors", "jeunes"), commune_codes=("07001",), start_year=2020),
    initiative("moitie", publics=(), commune_codes=("07003",), start_year=2015, operators=("b",)),
    # For a whole département, and for the region.
    initiative("ain", themes=("sante",), served_codes=("D01",), start_year=2016),
    initiative("region", themes=("sante",), served_codes=("R82",), start_year=2017),
)
"""Counted: A 2, B 2, C 1, D 0, M 1. Per 10,000 inhabitants: 2, 5, 6.25, 0 and 3.33."""


def cells_snapshot(
    cells: Sequence[Cell] = CELLS,
    bodies: Sequence[Body] = BODIES,
    records: Sequence[dict[str, Any]] = RECORDS,
    figures: Sequence[tuple[object, ...]] = (),
) -> Snapshot:
    """Make a snapshot; ``figures`` are ``initiative_id, indicator, value, unit, period`` of « doc »."""
    geography = _geography(cells, bodies)
    return snapshot_of(
        geography,
        [*records],
        [],
        catalogue={
            "figures": _figures(figures),
            "indicators": {"people": "Personnes aidées", "trips": "Trajets"},
            "sources": {"doc": Citation("Le document", "2025-10-25", "")},
        },
        last_year=LAST_YEAR,
    )


def compared(snapshot: Snapshot, *codes: str, **facts: Any) -> Comparison:
    """Set some territories side by side."""
    return compare(snapshot, asked(ComparisonSelection, territories=codes, **facts))


def alone(snapshot: Snapshot, code: str, **facts: Any) -> Compared:
    """Measure one territory."""
    (found,) = compared(snapshot, code, **facts).territories
    return found


def row_of(snapshot: Snapshot, code: str, level: Level = Level.EPCI) -> int:
    return snapshot.region_index.territories[level].rows[code]


def _figures(rows: Sequence[tuple[object, ...]]) -> dict[str, pd.DataFrame]:
    columns = ["initiative_id", "indicator", "value", "unit", "period"]
    table = pd.DataFrame(rows, columns=columns).assign(source_id="doc", quoted_source="")
    return {str(one): part for one, part in table.groupby("initiative_id")}


def _geography(cells: Sequence[Cell], bodies: Sequence[Body]) -> Geography:
    ordered = sorted(cells, key=lambda cell: cell.code)
    communes = gpd.GeoDataFrame(
        {
            "code": [cell.code for cell in ordered],
            "name": [f"Commune {cell.code}" for cell in ordered],
            "departement_code": [cell.code[:2] for cell in ordered],
            "epci_code": [cell.epci for cell in ordered],
            "population": [cell.population for cell in ordered],
        },
        geometry=[_square(cell) for cell in ordered],
        crs=METRES,
    ).to_crs(DEGREES)
    departements = communes.dissolve("departement_code", aggfunc={"population": "sum"})
    departements = departements.reset_index(names="code")
    nothing = pd.DataFrame({"code": [], "name": [], "kind": [], "commune_code": []}, dtype="str")
    return Geography(
        communes=communes,
        epci=_epci(communes, bodies),
        departements=departements.assign(name="Département " + departements["code"]),
        town_halls=pd.DataFrame(
            {"commune_code": communes["code"], "longitude": 5.0, "latitude": 45.0}
        ),
        postal_codes=pd.DataFrame({"postal_code": [], "commune_code": []}, dtype="str"),
        former_communes=nothing,
    )


def _epci(communes: gpd.GeoDataFrame, bodies: Sequence[Body]) -> gpd.GeoDataFrame:
    grouped = communes.groupby("epci_code")
    told = pd.DataFrame(
        {
            "population_inside": grouped["population"].sum(),
            "communes_inside": grouped.size(),
            "departement_codes": grouped["departement_code"].agg(
                lambda codes: "|".join(sorted(set(codes)))
            ),
        }
    )
    outlines = communes.dissolve("epci_code")[["geometry"]].join(told)
    named = pd.DataFrame(list(bodies)).set_index("code").sort_index()
    joined = outlines.loc[named.index].assign(name=named["name"], kind=named["kind"])
    joined["communes_total"] = joined["communes_inside"] + named["outside"]
    return joined.reset_index(names="code")


def _square(cell: Cell) -> Any:
    west, south = _EAST_M + 1000 * cell.east, _NORTH_M + 1000 * cell.north
    return box(west, south, west + 1000, south + 1000)
