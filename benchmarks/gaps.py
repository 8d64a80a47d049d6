"""« Zones blanches »: the states of all communes, access, new places, and whole answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from statistics import median

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from benchmarks.filters import varied_filters
from benchmarks.kernel import pandas_kept
from benchmarks.posting import Answer, Poster
from benchmarks.region import synthetic_atlas
from benchmarks.report import Line
from dashboard.analysis.coverage.ground import CoverageGround
from dashboard.analysis.coverage.scores import access_scores
from dashboard.analysis.coverage.states import plain_filters
from dashboard.analysis.coverage.survey import survey
from dashboard.analysis.metric import METRES
from dashboard.analysis.observatory import build_observatory
from dashboard.analysis.siting.exact import place_exactly
from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.problem import SitingProblem, siting_problem
from dashboard.components import ids
from dashboard.data.atlas import Atlas
from dashboard.domain.gaps import CoverageState, Distance, GapSelection, Shown
from dashboard.domain.query import FILTERABLE_PUBLICS
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS
from dashboard.factory import build_app, build_gaps, build_library, catalogue_shelf, keep_for_good
from dashboard.settings import Settings

YEAR = 2026
JUDGED = 100_000
ROUNDS, NAIVE_ROUNDS, ASKED = 60, 3, 24
COMMUNES = (500, 1_000)
TIME_LIMIT_S = 20.0
_RARE = ((1990, 1990), (1990, 1991), (1991, 1991))
"""Years at the beginning of the made-up records: few are kept, and many communes are left uncovered."""


def kernel_lines(real: Atlas, sizes: Sequence[int]) -> list[Line]:
    """Tell coverage and access for every number of records, each selection for the first time.

    A plain page beside it, pandas and GeoPandas, gives the same states.
    """
    lines, measured = [], []
    for size in sizes:
        atlas = synthetic_atlas(real, size)
        ground = _ground(atlas)
        times = _coverage_ms(ground)
        naive_ms = _naive_ms(atlas, ground)
        measured.append((size, median(times)))
        judged, records = size == JUDGED, f"{size:,} records"
        beside = f"slowest {max(times):,.1f} ms; naive {naive_ms:,.0f} ms"
        lines += [
            Line(
                f"coverage, new selection, {records}",
                median(times),
                "ms",
                most=25 if judged else None,
                beside=f"{beside}, {naive_ms / median(times):,.0f} ×",
            ),
            *_access_lines(ground, records, judged=judged),
        ]
    (first, first_ms), (last, last_ms) = measured[0], measured[-1]
    growth = (last_ms / first_ms) / (last / first)
    lines.append(Line("growth of time / growth of records, first to last size", growth, ""))
    return [*lines, *_commune_lines(real)]


def siting_lines(real: Atlas) -> list[Line]:
    """Tell the reduction, the greedy choice and the best one, with all communes uncovered."""
    ground = _ground(real)
    lines = []
    for reach_m, counts in ((10_000.0, (1, 5, 10)), (20_000.0, (5,))):
        sites = Sites.of(ground, np.ones(len(ground.communes), dtype=np.bool_), reach_m)
        lines.append(sites.reduction_line())
        for count in counts:
            lines += sites.choice_lines(count)
    whole = Sites.of(ground, np.ones(len(ground.communes), dtype=np.bool_), 10_000.0)
    lines.append(whole.unreduced_line(5))
    for name, inside in _parts(ground).items():
        lines += Sites.of(ground, inside, 10_000.0).growth_lines(name, 5)
    return lines


def answer_lines(many: Atlas) -> list[Line]:
    """Tell whole answers of the list and of the map, each to a selection never asked before."""
    poster = Poster(build_app(many, Settings()).server)
    keep_for_good()
    lines = []
    for name, selections in _views(many).items():
        for what, store, parts in (
            ("list", ids.GAPS_REQUEST, ["list", "sites", "fairness"]),
            ("map", ids.GAPS_MAP_REQUEST, ["all"]),
            ("new places", ids.GAPS_SITES_REQUEST, ["sites"]),
            ("fairness", ids.GAPS_FAIRNESS_REQUEST, ["fairness"]),
        ):
            asked = list(islice(selections, ASKED + 1))
            answers = [
                poster.post(store, {"query": one.to_query(), "parts": parts}) for one in asked
            ]
            lines.append(_told(f"{what}, {name}", answers))
    return lines


@dataclass(frozen=True, eq=False)
class Sites:
    """Where places may stand and whom they reach, all communes being uncovered."""

    points: np.ndarray
    weights: np.ndarray
    reach_m: float
    problem: SitingProblem
    reduction_ms: float

    @classmethod
    def of(cls, ground: CoverageGround, inside: np.ndarray, reach_m: float) -> Sites:
        """State and reduce the problem of some communes, and time it."""
        points = ground.points[inside]
        weights = ground.communes.populations[inside]
        everywhere = np.ones(len(points), dtype=np.bool_)
        problem, ms = _timed(
            lambda: siting_problem(points, weights, everywhere, reach_m=reach_m), rounds=3
        )
        return cls(points, weights, reach_m, problem, ms)

    @property
    def unreduced(self) -> SitingProblem:
        """The same problem, every commune on its own."""
        tree = cKDTree(self.points)
        pairs = tree.sparse_distance_matrix(tree, self.reach_m, output_type="ndarray")
        ones = np.ones(len(pairs), dtype=np.int64)
        size = len(self.points)
        covers = csr_array((ones, (pairs["i"], pairs["j"])), shape=(size, size))
        return SitingProblem(covers, self.weights, np.arange(size))

    @property
    def sizes(self) -> str:
        """The size of the whole problem, and that of the reduced one."""
        return f"{_size(self.unreduced)} → {_size(self.problem)}"

    def reduction_line(self) -> Line:
        """Tell the reduction."""
        what = f"reduction, {self.reach_m / 1e3:.0f} km"
        return Line(what, self.reduction_ms, "ms", beside=self.sizes)

    def choice_lines(self, count: int) -> list[Line]:
        """Tell the greedy choice and the best one."""
        problem, where = self.problem, f"{count} new places, {self.reach_m / 1e3:.0f} km"
        quick, quick_ms = _timed(lambda: place_greedily(problem, count), rounds=5)
        best, best_ms = self._exact(count)
        missed = 1 - quick.total / best.total
        proven = "proven best" if best.proven else f"gap {best.gap:.2%} at the time limit"
        return [
            Line(
                f"greedy, {where}",
                quick_ms,
                "ms",
                beside=f"{quick.total:,} people; {missed:.2%} below the best found; "
                f"its own bound {quick.gap:.1%} above",
            ),
            Line(f"exact, {where}", best_ms / 1e3, "s", beside=f"{best.total:,} people, {proven}"),
        ]

    def unreduced_line(self, count: int) -> Line:
        """Tell the best choice without the reduction."""
        whole = self.unreduced
        best, ms = _timed(lambda: place_exactly(whole, count, time_limit_s=TIME_LIMIT_S), rounds=1)
        reduced, _ = self._exact(count)
        assert not (best.proven and reduced.proven) or best.total == reduced.total
        where = f"{count} new places, {self.reach_m / 1e3:.0f} km"
        beside = f"{_size(whole)}; {'proven' if best.proven else f'gap {best.gap:.2%}'}"
        return Line(f"exact without the reduction, {where}", ms / 1e3, "s", beside=beside)

    def growth_lines(self, name: str, count: int) -> list[Line]:
        """Tell how long a part of the region takes."""
        _, quick_ms = _timed(lambda: place_greedily(self.problem, count), rounds=5)
        best, best_ms = self._exact(count)
        proven = "proven best" if best.proven else f"gap {best.gap:.2%}"
        beside = f"reduction {self.reduction_ms:,.0f} ms, greedy {quick_ms:.1f} ms; {proven}"
        where = f"{count} new places, {self.reach_m / 1e3:.0f} km, {name}"
        return [Line(f"exact, {where}", best_ms / 1e3, "s", beside=f"{beside}; {self.sizes}")]

    def _exact(self, count: int) -> tuple[Placement, float]:
        problem = self.problem
        return _timed(lambda: place_exactly(problem, count, time_limit_s=TIME_LIMIT_S), rounds=1)
