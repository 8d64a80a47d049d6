"""What one territory is answered: its totals, and how old what they rest on is."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.results import CoverageAnswer, CoverageTotals, SourceDates
from dashboard.analysis.coverage.table import commune_lines, own_members
from dashboard.analysis.coverage.totals import region_coverage, territory_totals
from dashboard.analysis.kernel.results import BoolArray
from dashboard.domain.counting import Counting
from dashboard.domain.territory import Level, level_of


def coverage_answer(assessment: CoverageAssessment, code: str) -> CoverageAnswer:
    """Answer for a commune, an EPCI, a département or, with any other code, the region."""
    snapshot, level = assessment.snapshot, level_of(code)
    row = snapshot.region_index.territories[level].row_of(code) if level else None
    if level is None or row is None:
        totals, level = region_coverage(assessment), None
    else:
        totals = territory_totals(assessment, level, row)
    line = commune_lines(assessment, np.array([row]))[0] if level is Level.COMMUNE else None
    return CoverageAnswer(
        level, totals, line, _dates(assessment, totals, own_members(snapshot, code))
    )


def _dates(
    assessment: CoverageAssessment, totals: CoverageTotals, inside: BoolArray
) -> SourceDates:
    told = records_behind(assessment, inside, enough=totals.evidence.enough)
    dates = assessment.snapshot.catalogue_index.columns["updated_on"]
    known = [dates[record] for record in np.flatnonzero(told).tolist()]
    given = [date for date in known if date]
    return SourceDates(min(given, default=""), max(given, default=""), known.count(""))


def records_behind(assessment: CoverageAssessment, inside: BoolArray, *, enough: bool) -> BoolArray:
    """Return a mask of the records that an answer rests on: those that serve some communes or are nearest.

    Those that serve a whole département or the region are left out.

    Args:
        assessment: what is asked.
        inside: a mask of the communes.
        enough: whether the evidence is; if not, the answer rests on all records that are located.
    """
    snapshot, reach = assessment.snapshot, assessment.reached
    if not enough:
        return reach.kept & snapshot.region_index.records.attached[Counting.LOCATED]
    places, served = snapshot.nearby_index.places, snapshot.region_index.records.served
    nearest = reach.nearest[inside]
    positions = np.unique(places.position[nearest[nearest >= 0]])
    behind = np.zeros(len(reach.kept), dtype=np.bool_)
    behind[places.record[np.isin(places.position, positions)]] = True
    behind[served.record[inside[served.territory]]] = True
    return behind & reach.kept
