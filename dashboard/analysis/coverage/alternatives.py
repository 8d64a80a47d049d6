"""What exists beside the gaps of a territory, and whom to call."""

from __future__ import annotations

import datetime as dt

import numpy as np
from scipy.spatial import cKDTree

from dashboard.analysis.catalogue_index import town_hall
from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.results import HallLine, NearestPlace, NearestPlaces, Scheme
from dashboard.analysis.coverage.table import largest_gaps, members
from dashboard.analysis.kernel.records import Kept, kept_pairs
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.nearby.index import place_text
from dashboard.analysis.nearby.ranking import RankedRecords
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.territory import Level

MOST_NEAREST, MOST_SCHEMES, MOST_SERVING, MOST_HALLS = 3, 12, 8, 12
FARTHEST_M = 40_000.0
"""How far from a gap a place is still listed."""


def schemes_around(assessment: CoverageAssessment) -> tuple[Scheme, ...]:
    """List the kept initiatives with a place nearest to the gaps of the chosen territory, each once.

    After them come those without a place that serve a neighbouring EPCI.
    """
    gaps = members(assessment.snapshot, assessment.selection.territory) & assessment.covered.gaps
    if not gaps.any():
        return ()
    nearest = _nearest(assessment, gaps)
    located = tuple(
        _scheme(assessment, int(assessment.snapshot.nearby_index.places.record[row]), row, metres)
        for row, metres in zip(nearest.rows.tolist(), nearest.distances_m.tolist(), strict=True)
    )
    listed = {scheme.id for scheme in located}
    serving = (_scheme(assessment, record, None, None) for record in _serving(assessment, gaps))
    return (*located, *[scheme for scheme in serving if scheme.id not in listed][:MOST_SERVING])


def nearest_places(
    assessment: CoverageAssessment, inside: BoolArray, *, enough: bool
) -> NearestPlaces:
    """List the existing places nearest to the largest gap among some communes, or to the largest of them.

    At equal distance those known exactly come first, then those with a phone; each position is listed once.

    Args:
        assessment: what is asked.
        inside: a mask of the communes, shape ``(n,)``, at least one of them true.
        enough: whether the evidence is enough to call one of them a gap.
    """
    snapshot, index = assessment.snapshot, assessment.snapshot.nearby_index
    gaps = inside & assessment.covered.gaps & enough
    among = np.flatnonzero(gaps if gaps.any() else inside)
    origin = int(among[np.argmax(snapshot.communes.populations[among])])
    rows = np.flatnonzero(assessment.reached.kept[index.places.record])
    metres = np.hypot(*(index.coordinates[rows] - snapshot.hall_points[origin]).T)
    order = np.lexsort((~index.callable[rows], index.places.approximate[rows], metres))
    _, first = np.unique(index.places.position[rows[order]], return_index=True)
    chosen = order[np.sort(first)[:MOST_NEAREST]]
    return NearestPlaces(
        snapshot.communes.labels[origin],
        bool(gaps.any()),
        tuple(_nearest_place(snapshot, int(rows[place]), float(metres[place])) for place in chosen),
    )


def _nearest_place(snapshot: Snapshot, place: int, metres: float) -> NearestPlace:
    columns, index = snapshot.catalogue_index.columns, snapshot.nearby_index
    places, record = index.places, int(index.places.record[place])
    commune = snapshot.communes.row_of(str(places.commune_code[place]))
    return NearestPlace(
        record=record,
        id=columns["id"][record],
        name=columns["name"][record],
        commune=snapshot.communes.labels[commune] if commune is not None else "",
        distance_m=metres,
        approximate=bool(places.approximate[place]),
        phone=place_text(index, int(places.row[place]), "phone"),
        dated=columns["updated_on"][record],
        longitude=float(places.longitude[place]),
        latitude=float(places.latitude[place]),
    )


def halls_to_call(assessment: CoverageAssessment, *, now: dt.datetime) -> tuple[HallLine, ...]:
    """List the town halls of the communes concerned, the largest first."""
    snapshot = assessment.snapshot
    lines = []
    for row in largest_gaps(assessment)[:MOST_HALLS].tolist():
        hall = town_hall(snapshot.catalogue_index, snapshot.communes.codes[row], now=now)
        if hall is not None:
            lines.append(HallLine(snapshot.communes.labels[row], hall.phone, hall.email))
    return tuple(lines)


def _nearest(assessment: CoverageAssessment, gaps: BoolArray) -> RankedRecords:
    """Find the place of each record that is nearest to any gap, up to ``MOST_SCHEMES`` records."""
    index = assessment.snapshot.nearby_index
    rows = np.flatnonzero(assessment.reached.kept[index.places.record])
    tree = cKDTree(assessment.snapshot.hall_points[gaps])
    metres, _ = tree.query(index.coordinates[rows], distance_upper_bound=FARTHEST_M)
    order = np.argsort(metres, kind="stable")
    order = order[np.isfinite(metres[order])]
    _, first = np.unique(index.places.record[rows[order]], return_index=True)
    chosen = order[np.sort(first)[:MOST_SCHEMES]]
    return RankedRecords(rows[chosen], metres[chosen])


def _serving(assessment: CoverageAssessment, gaps: BoolArray) -> list[int]:
    """List the kept records without a place present in the EPCI of the gaps or in one beside it."""
    snapshot, records = assessment.snapshot, assessment.snapshot.region_index.records
    own = np.unique(snapshot.epci_rows[gaps])
    around = np.concatenate(
        [own[own >= 0], *(snapshot.neighbours[Level.EPCI][row] for row in own if row >= 0)]
    )
    pairs = records.pairs[Level.EPCI, Counting.PRESENT]
    kept = kept_pairs(pairs, Kept.of(assessment.reached.kept))
    here = np.isin(pairs.territory[kept], around)
    present = np.unique(pairs.record[kept][here])
    index = snapshot.nearby_index
    placeless: list[int] = present[index.starts[present + 1] == index.starts[present]].tolist()
    return placeless


def _scheme(
    assessment: CoverageAssessment, record: int, place: int | None, metres: float | None
) -> Scheme:
    snapshot = assessment.snapshot
    columns, index = snapshot.catalogue_index.columns, snapshot.nearby_index
    table_row = int(index.places.row[place]) if place is not None else int(index.remote[record])
    code = str(index.places.commune_code[place]) if place is not None else ""
    row = snapshot.communes.row_of(code)
    return Scheme(
        id=columns["id"][record],
        name=columns["name"][record],
        operators=tuple(
            snapshot.catalogue_index.organisations.get(operator, operator)
            for operator in columns["operators"][record]
        ),
        commune=snapshot.communes.labels[row] if row is not None else "",
        distance_m=metres,
        phone=place_text(index, table_row, "phone"),
        website=place_text(index, table_row, "website"),
    )
