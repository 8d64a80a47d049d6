"""The best choice, beside every choice there is and beside another solver."""

import pickle
import subprocess
import sys

import numpy as np
import pulp
import pytest
from scipy.optimize import OptimizeResult
from scipy.spatial.distance import cdist
from spopt.locate import MCLP

from dashboard.analysis.kernel.projection import to_metres
from dashboard.analysis.siting.exact import place_exactly
from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.problem import siting_problem
from tests.helpers import ROOT
from tests.helpers.small_sites import NO_TRAP_SITE, TRAP, best_of_all, covered_by, on_line, strewn

LIMIT_S = 20
IN_A_PROCESS = """
import pickle, sys
from dashboard.analysis.siting.exact import place_exactly
found = place_exactly(pickle.load(sys.stdin.buffer), 2, time_limit_s=20)
slow = {"pandas", "geopandas", "shapely", "pyproj", "dash", "plotly", "flask"}
print(found.rows, found.gains, sorted(slow & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def loire(atlas):
    """Town halls of the Loire, metres, and inhabitants."""
    communes = atlas.geography.communes
    communes = communes[communes["departement_code"] == "42"]
    halls = atlas.geography.town_halls.set_index("commune_code").loc[communes["code"]]
    return to_metres(halls["longitude"], halls["latitude"]), communes["population"].to_numpy()


def test_one_place_goes_to_the_middle_of_three_villages():
    found = place_exactly(on_line((0, 10), (10, 1), (20, 10)), 1, time_limit_s=LIMIT_S)
    assert (found.rows, found.gains, found.bound) == ((1,), (21,), 21)


def test_it_goes_round_the_trap_the_quick_choice_falls_into():
    problem = on_line(*TRAP, excluded=NO_TRAP_SITE)
    assert place_greedily(problem, 2).total == 140
    found = place_exactly(problem, 2, time_limit_s=LIMIT_S)
    assert (found.rows, found.gains, found.bound) == ((1, 5), (90, 90), 180)
    assert (found.gap, found.proven) == (0, True)


@pytest.mark.parametrize("villages", [(), ((0, 0), (5, 0))])
def test_where_nobody_is_to_be_covered_nothing_is_opened(villages):
    found = place_exactly(on_line(*villages), 3, time_limit_s=LIMIT_S)
    assert (found.rows, found.total, found.bound, found.proven) == ((), 0, 0, True)


def test_more_places_than_are_of_use_are_not_opened():
    found = place_exactly(on_line((0, 10), (100, 5)), 9, time_limit_s=LIMIT_S)
    assert (found.rows, found.gains) == ((0, 1), (10, 5))


@pytest.mark.parametrize(
    ("open_places", "solver_bound", "rows", "bound"),
    [
        (None, None, (3, 1), 180),
        (None, np.inf, (3, 1), 180),
        (None, 170.4, (3, 1), 170),
        (None, 149.9999999, (3, 1), 150),
        ([0, 0.9999999, 0], 170.4, (3, 1), 170),
        ([1, 0, 1], 300, (1, 5), 180),
        ([1, 0.0000001, 1], 179.9999999, (1, 5), 180),
    ],
    ids=[
        "nothing",
        "no bound",
        "a bound",
        "a bound just short",
        "a worse choice",
        "a better choice",
        "rounded",
    ],
)
def test_what_a_stopped_solver_knows_is_set_beside_the_quick_choice(
    monkeypatch, open_places, solver_bound, rows, bound
):
    # The quick choice opens 3 and 1 for 140 people, of 180 at most.
    problem = on_line(*TRAP, excluded=NO_TRAP_SITE)
    stopped = OptimizeResult(
        x=None if open_places is None else np.append(open_places, np.zeros(len(problem.weights))),
        mip_dual_bound=None if solver_bound is None else -solver_bound,
    )
    monkeypatch.setattr("dashboard.analysis.siting.exact.milp", lambda *_, **__: stopped)
    found = place_exactly(problem, 2, time_limit_s=LIMIT_S)
    assert (found.rows, found.bound) == (rows, bound)
    assert found.total == {(3, 1): 140, (1, 5): 180}[rows]


def test_it_runs_in_a_process_of_its_own_that_loads_no_table_and_no_page():
    problem = on_line(*TRAP, excluded=NO_TRAP_SITE)
    told = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS],
        input=pickle.dumps(problem),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    assert told.stdout.decode().strip() == "(1, 5) (90, 90) []"


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_it_covers_as_many_as_the_best_of_all_choices(seed, count):
    points, people, candidates = strewn(seed)
    problem = siting_problem(points, people, candidates, reach_m=15)
    found = place_exactly(problem, count, time_limit_s=LIMIT_S)
    best = best_of_all(points, people, candidates, count, reach_m=15)
    assert found.total == covered_by(found.rows, points, people, reach_m=15) == best
    assert found.bound == best
    assert list(found.gains) == sorted(found.gains, reverse=True)
    assert len(found.rows) <= count
    assert candidates[list(found.rows)].all()


@pytest.mark.parametrize("limit_s", [1e-9, 0.01])
def test_at_the_time_limit_there_is_a_choice_and_what_the_best_may_be(limit_s):
    points, people, candidates = strewn(3, size=500)
    problem = siting_problem(points * 10, people, candidates, reach_m=40)
    found = place_exactly(problem, 10, time_limit_s=limit_s)
    quick, best = place_greedily(problem, 10), place_exactly(problem, 10, time_limit_s=LIMIT_S)
    assert best.proven
    assert quick.total < best.total
    assert quick.total <= found.total <= best.total <= found.bound <= quick.bound
    assert found.total == covered_by(found.rows, points * 10, people, reach_m=40)
    assert len(found.rows) <= 10


@pytest.mark.filterwarnings(
    # pulp 3.3 warns of its next version at every variable spopt makes.
    "ignore:Constructing LpVariable:DeprecationWarning",
    "ignore:PULP_CBC_CMD:DeprecationWarning",
)
@pytest.mark.parametrize(("count", "reach_m"), [(3, 7_000), (8, 5_000)])
def test_places_in_the_loire_cover_as_many_as_those_of_spopt(loire, count, reach_m):
    points, people = loire
    metres = cdist(points, points)
    reference = MCLP.from_cost_matrix(
        metres, people, service_radius=reach_m, p_facilities=count
    ).solve(pulp.PULP_CBC_CMD(msg=False))
    problem = siting_problem(points, people, np.ones(len(people), bool), reach_m=reach_m)
    found = place_exactly(problem, count, time_limit_s=LIMIT_S)
    assert found.total == round(reference.problem.objective.value())
    assert found.total == covered_by(found.rows, points, people, reach_m=reach_m)
    assert found.proven
