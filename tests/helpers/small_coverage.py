"""A snapshot one can hold in one's head: villages on a line, their town halls at known kilometres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import box

from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.coverage.needs import Need
from dashboard.analysis.kernel.projection import DEGREES, METRES, to_degrees
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.selections.coverage import CoverageSelection
from tests.helpers.selections import asked
from tests.helpers.small_nearby import initiative, place, snapshot_of
from tests.helpers.small_region import Geography

WEST, EAST = "200000001", "200000002"
YEAR = 2026
_EAST_M, _NORTH_M = 850_000.0, 6_500_000.0
EPCI_NAMES = {WEST: "CC Ouest", EAST: "CC Est"}


@dataclass(frozen=True)
class Village:
    """A commune whose town hall stands so many kilometres east of where the line begins."""

    code: str
    name: str
    km: float
    population: int = 100
    epci: str | None = WEST
    area_km2: float = 10
    hall: bool = True


def at_km(km: float) -> dict[str, float]:
    """A position on the line."""
    longitude, latitude = to_degrees([_EAST_M + 1000 * km], [_NORTH_M])[0]
    return {"longitude": float(longitude), "latitude": float(latitude)}


def stop(identifier: str, km: float, commune: str = "01001", **facts: object) -> dict[str, object]:
    """A place of a record on the line, in a commune whatever its kilometre."""
    return place(identifier, commune_code=commune, **at_km(km), **facts)


def villages_snapshot(  # noqa: PLR0913 - one table each
    villages: Sequence[Village],
    records: Sequence[dict[str, Any]] = (),
    places: Sequence[dict[str, Any]] = (),
    *,
    cut: Sequence[str] = (),
    needs: Mapping[str, Need] | None = None,
    sources: Mapping[str, Sequence[str]] | None = None,
    source_epci: Mapping[str, Sequence[str]] | None = None,
    exhaustive: Sequence[str] = (),
) -> Snapshot:
    """Make a snapshot; ``cut`` lists the EPCI cut by the border, ``sources`` the records each names.

    ``exhaustive`` lists the sources declared complete.

    The two EPCI touch. Without records there is one, of no theme, that is nowhere.
    """
    geography = geography_of(villages, cut)
    known = [*records] or [initiative("nulle-part", themes=())]
    names = [one["id"] for one in known]
    listed = {"catalogue": names} if sources is None else sources
    told = dict.fromkeys(listed, (WEST, EAST)) if source_epci is None else source_epci
    return snapshot_of(
        geography,
        known,
        [*places],
        needs=needs or {},
        source_records={source: np.isin(names, list(ids)) for source, ids in listed.items()},
        source_epci={source: frozenset(codes) for source, codes in told.items()},
        exhaustive_sources=frozenset(exhaustive),
    )


def ask(
    snapshot: Snapshot, *, year: int = YEAR, radius_m: float | None = None, **facts: Any
) -> CoverageAssessment:
    """Assess the coverage for a selection, 10 km around unless ``facts`` or ``radius_m`` say."""
    return assess_coverage(
        snapshot, asked(CoverageSelection, **facts), year=year, radius_m=radius_m
    )


def geography_of(villages: Sequence[Village], cut: Sequence[str] = ()) -> Geography:
    """Lay out the tables; villages are sorted by code, as the project's are."""
    table = pd.DataFrame(list(villages))
    communes = pd.DataFrame(
        {
            "code": table["code"],
            "name": table["name"],
            "departement_code": table["code"].str[:2],
            "epci_code": table["epci"],
            "population": table["population"],
        }
    )
    counted = communes.groupby("epci_code")["population"].agg(["sum", "size"])
    counted = counted.reindex([WEST, EAST], fill_value=0)
    epci = pd.DataFrame(
        {
            "code": counted.index,
            "name": counted.index.map(EPCI_NAMES),
            "population_inside": counted["sum"].to_numpy(),
            "communes_inside": counted["size"].to_numpy(),
            "communes_total": counted["size"].to_numpy() + counted.index.isin(list(cut)),
            "departement_codes": "01",
            "kind": "CC",
        }
    )
    people = communes.groupby("departement_code")["population"].sum()
    departements = people.rename_axis("code").reset_index()
    departements = departements.assign(name="Département " + departements["code"])
    halls = table[table["hall"]]
    positions = pd.DataFrame([at_km(km) for km in halls["km"]])
    return Geography(
        communes=_boxes(communes, table["km"].tolist(), table["area_km2"].tolist()),
        epci=_boxes(epci, [0, 500], [1, 1], width_km=500),
        departements=_boxes(departements, range(len(departements)), [1] * len(departements)),
        town_halls=positions.assign(commune_code=halls["code"].to_numpy()),
        postal_codes=pd.DataFrame({"postal_code": [], "commune_code": []}, dtype="str"),
        former_communes=pd.DataFrame(
            {"code": [], "name": [], "kind": [], "commune_code": []}, dtype="str"
        ),
    )


def _boxes(
    table: pd.DataFrame,
    starts_km: Sequence[float],
    heights_km: Sequence[float],
    *,
    width_km: float = 1,
) -> gpd.GeoDataFrame:
    """Give each row a box that begins at a kilometre of the line."""
    shapes = [
        box(
            _EAST_M + 1000 * start,
            _NORTH_M,
            _EAST_M + 1000 * (start + width_km),
            _NORTH_M + 1000 * height,
        )
        for start, height in zip(starts_km, heights_km, strict=True)
    ]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=METRES).to_crs(DEGREES)
