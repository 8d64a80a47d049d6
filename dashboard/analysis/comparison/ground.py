"""What comparisons are computed from, gathered once per atlas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.analysis.comparison.results import LevelMeasures, Strata
from dashboard.analysis.coverage.ground import CoverageGround
from dashboard.analysis.memo import Memo
from dashboard.analysis.observatory import Observatory
from dashboard.analysis.records import Pairs
from dashboard.analysis.results import FloatArray, IntArray
from dashboard.analysis.shelf import Shelf
from dashboard.domain.territory import Level

_MANY = 64


@dataclass(frozen=True, eq=False)
class ComparisonGround:
    """The records, their organisations, and how the territories of each level lie and are grouped.

    ``organisations`` pairs each record with the rows of the organisations that run it or are its
    partners, the names in ``organisation_names``. By level, in the order of its territories:
    ``areas_km2`` are those of the polygons (NaN without one), ``kinds`` are French names of types,
    ``neighbours`` are the rows of the territories that touch each one, and ``departements`` the row of
    the département where most of its inhabitants live (-1: none).
    """

    coverage: CoverageGround
    organisations: Pairs
    organisation_names: tuple[str, ...]
    areas_km2: Mapping[Level, FloatArray]
    kinds: Mapping[Level, tuple[str, ...]]
    neighbours: Mapping[Level, tuple[IntArray, ...]]
    departements: Mapping[Level, IntArray]
    strata: Mapping[Level, Strata]
    measured: Memo[LevelMeasures] = field(default_factory=lambda: Memo(size=_MANY), repr=False)

    @property
    def observatory(self) -> Observatory:
        """The records and territories."""
        return self.coverage.observatory

    @property
    def shelf(self) -> Shelf:
        """The tables that names are read from."""
        return self.coverage.shelf
