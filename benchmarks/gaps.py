"""« Zones blanches »: the states of all communes, access, new places, and whole answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, product
from statistics import median
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from benchmarks.filters import varied_filters
from benchmarks.kernel import pandas_kept
from benchmarks.posting import Poster
from benchmarks.region import synthetic_atlas
from benchmarks.report import Line
from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.coverage.scores import access_scores
from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.kernel.projection import METRES
from dashboard.analysis.kernel.results import BoolArray, IntArray
from dashboard.analysis.siting.exact import place_exactly
from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.problem import SitingProblem, reduced, siting_problem
from dashboard.analysis.siting.results import Placement
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.shared import ids
from dashboard.data.atlas import Atlas
from dashboard.domain.coverage import CoverageState, Distance
from dashboard.domain.selections.coverage import CoverageIndicator, CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.query import FILTERABLE_PUBLICS, LAST_YEAR
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS
from dashboard.factory import build_app
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.memory import keep_for_good
from dashboard.settings import Settings

YEAR = 2026
JUDGED = 100_000
ROUNDS, NAIVE_ROUNDS, ASKED = 60, 3, 20
TIME_LIMIT_S = 20.0
_RARE = ((1990, 1990), (1990, 1991), (1991, 1991))
"""The first years of the made-up records: few are kept, so that many communes are left uncovered."""
T = TypeVar("T")


def kernel_lines(real: Atlas, sizes: Sequence[int]) -> list[Line]:
    """Tell coverage and access for every number of records, each selection for the first time.

    A plain page beside it, pandas and GeoPandas, gives the same states.
    """
    lines, measured = [], []
    for size in sizes:
        atlas = synthetic_atlas(real, size)
        snapshot, most, what = (
            snapshot_of(atlas),
            25 if size == JUDGED else None,
            f"{size:,} records",
        )
        naive = _naive_ms(atlas, snapshot)
        times = _coverage_ms(snapshot)
        ms = median(times)
        measured.append((size, ms))
        beside = f"slowest {max(times):,.1f} ms; naive {naive:,.0f} ms, {naive / ms:,.0f} ×"
        lines.append(Line(f"coverage, new filters, {what}", ms, "ms", most=most, beside=beside))
        lines += _access_lines(snapshot, what, judged=size == JUDGED)
    (first, first_ms), (last, last_ms) = measured[0], measured[-1]
    growth = (last_ms / first_ms) / (last / first)
    lines.append(Line("growth of time / growth of records, first to last size", growth, ""))
    for communes in (500, 1_000):
        snapshot = snapshot_of(synthetic_atlas(_sample(real, communes), JUDGED))
        what = f"{communes:,} communes"
        lines.append(Line(f"coverage, new filters, {what}", median(_coverage_ms(snapshot)), "ms"))
        lines += _access_lines(snapshot, what, judged=False)
    return lines


def siting_lines(real: Atlas) -> list[Line]:
    """Tell the reduction, the greedy choice and the best one, all communes being uncovered."""
    snapshot = snapshot_of(real)
    region = np.ones(len(snapshot.communes), dtype=np.bool_)
    departement = snapshot.communes.parents[Level.DEPARTEMENT]
    loire = departement == snapshot.region_index.territories[Level.DEPARTEMENT].rows["D42"]
    half = np.arange(len(region)) < len(region) // 2
    near = _sited(snapshot, region, 10_000.0)
    lines = [_reduction_line(near), *(line for p in (1, 5, 10) for line in _choice_lines(near, p))]
    far = _sited(snapshot, region, 20_000.0)
    lines += [_reduction_line(far), *_choice_lines(far, 5)]
    for name, part in (("département 42", loire), ("half the communes", half)):
        sited = replace(_sited(snapshot, part, 10_000.0), name=f"10 km, {name}")
        lines += [_reduction_line(sited), *_choice_lines(sited, 5)]
    return lines


def answer_lines(many: Atlas) -> list[Line]:
    """Tell whole answers of every part of the page, each to filters never asked before."""
    varied, rare = iter(_new_filters(16 * (ASKED + 1))), _worded(_RARE)
    views = {
        "communes, 10 km": varied,
        "communes, 5 km, many gaps": (replace(one, radius=Distance.KM_5) for one in rare),
        "communes, 20 km, many gaps": (replace(one, radius=Distance.KM_20) for one in rare),
        "EPCI, 10 km": (replace(one, level=Level.EPCI) for one in varied),
        "access, 10 km": (replace(one, shown=CoverageIndicator.ACCESS) for one in varied),
        "access, 30 km": (
            replace(one, shown=CoverageIndicator.ACCESS, radius=Distance.KM_30) for one in varied
        ),
    }
    return _view_lines(many, views)


def few_lines(real: Atlas) -> list[Line]:
    """Tell the same of the catalogue, whose few records leave nearly every commune uncovered."""
    asked = _worded(((2020, 2024), (2021, 2025)))
    views = {
        "communes, 10 km": asked,
        "communes, 20 km": (replace(one, radius=Distance.KM_20) for one in asked),
        "communes, 30 km": (replace(one, radius=Distance.KM_30) for one in asked),
    }
    return _view_lines(real, views)


def _view_lines(atlas: Atlas, views: Mapping[str, Iterator[CoverageSelection]]) -> list[Line]:
    poster = Poster(build_app(atlas, Settings()).server)
    keep_for_good()
    asked = {
        "as the page opens": ["answer", "table", "all"],
        "a filter": ["answer", "table", "values", "sites"],
        "new places": ["places"],
        "equity": ["equity"],
    }
    lines = []
    for view, selections in views.items():
        for part, parts in asked.items():
            requests = [
                {"query": one.to_query(), "parts": parts} for one in islice(selections, ASKED + 1)
            ]
            first, *answers = [poster.post(ids.COVERAGE_REQUEST, request) for request in requests]
            times = [answer.ms for answer in answers]
            sent = median(answer.sent for answer in answers) / 1e3
            beside = (
                f"slowest {max(times):.1f} ms, the first of all {first.ms:,.0f} ms; {sent:.1f} kB"
            )
            lines.append(Line(f"{part}, {view}", median(times), "ms", most=50, beside=beside))
    return lines


def _worded(years: Sequence[tuple[int, int]]) -> Iterator[CoverageSelection]:
    """Ask for one theme and one public at a time, in each of some years."""
    return (
        CoverageSelection(filters=Filters(themes=(theme,), publics=(public,), years=one))
        for one, theme, public in product(years, THEME_LABELS, FILTERABLE_PUBLICS)
    )


def _new_filters(number: int) -> list[CoverageSelection]:
    """Return as many selections with distinct themes, publics and years."""
    return [
        CoverageSelection(
            filters=Filters(
                themes=one.filters.themes, publics=one.filters.publics, years=one.filters.years
            )
        )
        for one in varied_filters(Level.COMMUNE, number)
    ]


def _sample(real: Atlas, communes: int) -> Atlas:
    """Keep some communes only, all over the region."""
    kept = real.geography.communes.sample(communes, random_state=2026).sort_values("code")
    return replace(real, geography=replace(real.geography, communes=kept.reset_index(drop=True)))


def _asked(snapshot: Snapshot, selection: CoverageSelection) -> CoverageAssessment:
    return assess_coverage(snapshot, selection, year=YEAR)


def _coverage_ms(snapshot: Snapshot) -> list[float]:
    keep_for_good()
    first, *selections = _new_filters(ROUNDS + 1)
    _asked(snapshot, first)
    return [_timed(partial(_asked, snapshot, one))[1] for one in selections]


def _access_lines(snapshot: Snapshot, what: str, *, judged: bool) -> list[Line]:
    """Tell the score at 30 km: when the radius is asked for the first time, then with other filters."""
    asked = [
        _asked(snapshot, replace(one, radius=Distance.KM_30)) for one in _new_filters(ROUNDS // 3)
    ]
    times = [_timed(partial(access_scores, asked[0]))[1]]
    for _ in range(2 if judged else 0):
        fresh = replace(snapshot, catchments=Memo(), access=Memo())
        times.append(_timed(partial(access_scores, replace(asked[0], snapshot=fresh)))[1])
    again = [_timed(partial(access_scores, one))[1] for one in asked[1:]]
    return [
        Line(
            f"access at 30 km, first time, {what}",
            median(times),
            "ms",
            most=1_500 if judged else None,
            beside=f"{_pairs(snapshot, Distance.KM_30.metres):,} pairs",
        ),
        Line(f"access at 30 km, other filters, {what}", median(again), "ms"),
    ]


def _pairs(snapshot: Snapshot, radius_m: float) -> int:
    """Count the pairs of a town hall and a distinct position within a radius."""
    _, heads = np.unique(snapshot.nearby_index.places.position, return_index=True)
    positions = cKDTree(snapshot.nearby_index.coordinates[heads])
    return int(cKDTree(snapshot.hall_points).count_neighbors(positions, radius_m))


def _naive_ms(atlas: Atlas, snapshot: Snapshot) -> float:
    """Time the plain page, after checking that its states are the same."""
    page = NaiveGaps.of(atlas, snapshot)
    checked = _new_filters(ROUNDS)[1 : NAIVE_ROUNDS + 1]
    times = []
    for selection in [*checked, replace(checked[0].filtered(years=_RARE[0]), radius=Distance.KM_5)]:
        states, ms = _timed(partial(page.states, selection))
        assert np.array_equal(states, _asked(snapshot, selection).covered.states), selection
        times.append(ms)
    return median(times)


@dataclass(frozen=True, eq=False)
class NaiveGaps:
    """What a plain page starts from: a table of records, their places and the town halls as points."""

    records: pd.DataFrame
    places: gpd.GeoDataFrame
    halls: gpd.GeoDataFrame

    @classmethod
    def of(cls, atlas: Atlas, snapshot: Snapshot) -> NaiveGaps:
        """Write the tables."""
        index = snapshot.nearby_index
        where = gpd.points_from_xy(*index.coordinates.T)
        halls = atlas.geography.communes[["code", "epci_code"]]
        return cls(
            records=atlas.catalogue.initiatives,
            places=gpd.GeoDataFrame({"record": index.places.record}, geometry=where, crs=METRES),
            halls=gpd.GeoDataFrame(
                halls, geometry=gpd.points_from_xy(*snapshot.hall_points.T), crs=METRES
            ),
        )

    def states(self, selection: CoverageSelection) -> IntArray:
        """Filter lists, join every town hall to its nearest place, then choose the states."""
        kept = pandas_kept(self.records, _from_this_year(selection))
        served = set(kept["served_codes"].explode().dropna())
        places = self.places[self.places["record"].isin(kept.index)]
        nearest = self.halls.sjoin_nearest(places, how="left", distance_col="metres")
        metres = nearest.groupby(level=0)["metres"].min()
        return np.select(
            [
                self.halls["code"].isin(served) | self.halls["epci_code"].isin(served),
                metres <= selection.radius.metres,
                metres.notna(),
            ],
            [CoverageState.SERVED, CoverageState.NEAR, CoverageState.FAR],
            default=CoverageState.NONE,
        )


@dataclass(frozen=True, eq=False)
class Sited:
    """A problem as asked and as reduced, and how long each took."""

    name: str
    whole: SitingProblem
    less: SitingProblem
    ms: float
    reduction_ms: float


def _sited(snapshot: Snapshot, inside: BoolArray, reach_m: float) -> Sited:
    """State the problem of some communes, all of them uncovered."""
    points, people = snapshot.hall_points[inside], snapshot.communes.populations[inside]
    everywhere = np.ones(len(points), dtype=np.bool_)
    whole, ms = _timed(lambda: siting_problem(points, people, everywhere, reach_m=reach_m))
    less, reduction_ms = _timed(lambda: reduced(whole))
    return Sited(f"{reach_m / 1e3:.0f} km", whole, less, ms, reduction_ms)


def _reduction_line(sited: Sited) -> Line:
    beside = f"{_size(sited.whole)} → {_size(sited.less)}"
    told = f"{beside}; stated in {sited.ms:,.0f} ms"
    return Line(f"reduction, {sited.name}", sited.reduction_ms, "ms", beside=told)


def _size(problem: SitingProblem) -> str:
    candidates, groups = problem.covers.shape
    return f"{candidates:,} × {groups:,}, {problem.covers.nnz:,} pairs"


def _choice_lines(sited: Sited, count: int) -> list[Line]:
    """Tell the greedy choice and the best one, the reduction included."""
    quick, quick_ms = _timed(lambda: place_greedily(sited.whole, count))
    best, best_ms = _timed(lambda: _exactly(sited.whole, count))
    where = f"{count} new, {sited.name}"
    return [
        Line(
            f"greedy, {where}",
            quick_ms,
            "ms",
            beside=f"{quick.total:,} people; {1 - quick.total / best.total:.2%} below the best found, "
            f"{quick.gap:.1%} below its own bound",
        ),
        Line(
            f"exact, {where}",
            best_ms / 1e3,
            "s",
            beside=f"{best.total:,} people, {_proof(best)}",
        ),
    ]


def _exactly(problem: SitingProblem, count: int) -> Placement:
    return place_exactly(problem, count, time_limit_s=TIME_LIMIT_S)


def _proof(placement: Placement) -> str:
    return "proven" if placement.proven else f"gap {placement.gap:.2%} left"


def _timed(function: Callable[[], T]) -> tuple[T, float]:
    """Return an answer and the milliseconds it took."""
    begun = time.perf_counter()
    answer = function()
    return answer, 1e3 * (time.perf_counter() - begun)


def _from_this_year(selection: CoverageSelection) -> MapSelection:
    years = selection.filters.years or (YEAR, LAST_YEAR)
    return MapSelection(filters=replace(selection.filters, years=years))
