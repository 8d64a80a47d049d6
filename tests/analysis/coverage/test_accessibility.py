import numpy as np
import pandas as pd
import pytest
from access import Access, weights
from scipy.spatial.distance import cdist

from dashboard.analysis.coverage.accessibility import DECAY, catchments, e2sfca
from dashboard.analysis.kernel.projection import to_metres

KM = 1000
LINE = np.array([[0, 0], [5 * KM, 0], [10 * KM, 0]], dtype=float)
"""Three communes on a line, 5 km apart."""


def score(
    demand: np.ndarray, supply: np.ndarray, populations: list[int], services: list[int], km: float
) -> list[float]:
    found = catchments(demand, supply, np.array(populations), radius_m=km * KM)
    return e2sfca(found, np.array(services)).tolist()


def ring_weights(metres: list[float], radius_m: float) -> dict[float, float]:
    supply = np.column_stack([metres, np.zeros(len(metres))])
    found = catchments(np.zeros((1, 2)), supply, np.array([1]), radius_m=radius_m).weights.tocoo()
    return {metres[row]: weight for row, weight in zip(found.coords[1], found.data, strict=True)}


def test_a_service_is_shared_by_those_who_reach_it_each_at_the_weight_of_their_ring():
    # Rings end at 3, 6 and 9 km: from the first commune 0 km is worth 1, 5 km 0.68, 10 km nothing.
    shared_by = 1000 * 1 + 500 * 0.68
    found = score(LINE, LINE[:1], [1000, 500, 200], [2], 9)
    assert found == pytest.approx([10_000 * 2 / shared_by, 10_000 * 2 * 0.68 / shared_by, 0])


def test_services_of_several_places_add_up():
    first = 3 / (100 * 1 + 200 * 0.68 + 400 * 0.22)
    last = 1 / (100 * 0.22 + 200 * 0.68 + 400 * 1)
    by_hand = [
        first + 0.22 * last,
        0.68 * first + 0.68 * last,
        0.22 * first + last,
    ]
    found = score(LINE, LINE[[0, 2]], [100, 200, 400], [3, 1], 12)
    assert found == pytest.approx([10_000 * one for one in by_hand])


def test_a_ring_goes_up_to_its_outer_bound_included():
    found = ring_weights([0, 3000, 3000.01, 6000, 6000.01, 9000, 9000.01], 9000)
    assert found == {
        0: 1, 3000: 1, 3000.01: 0.68, 6000: 0.68, 6000.01: 0.22, 9000: 0.22,
    }  # fmt: skip


def test_the_steps_are_those_of_luo_and_qi():
    assert DECAY == (1.0, 0.68, 0.22)


def test_the_mean_weighted_by_inhabitants_is_what_all_reach_over_all_inhabitants():
    draw = np.random.default_rng(2009)
    demand, supply = draw.uniform(0, 30 * KM, (60, 2)), draw.uniform(0, 40 * KM, (200, 2))
    populations, services = draw.integers(0, 5000, 60), draw.integers(0, 5, 200)
    pairs = catchments(demand, supply, populations, radius_m=6 * KM)
    near = cdist(demand[populations > 0], supply).min(axis=0) <= 6 * KM
    assert 0 < services[near].sum() < services.sum()
    found = np.average(e2sfca(pairs, services), weights=populations)
    assert found == pytest.approx(10_000 * services[near].sum() / populations.sum())


def test_a_place_where_nobody_lives_around_serves_nobody():
    assert score(LINE, LINE[:1], [0, 0, 700], [4], 9) == [0, 0, 0]


def test_an_empty_commune_has_the_score_of_where_it_is():
    assert score(LINE, LINE[:1], [0, 1000, 0], [1], 9) == pytest.approx([10 / 0.68, 10, 0])


def test_without_supply_every_score_is_zero():
    nowhere = np.empty((0, 2))
    assert score(LINE, nowhere, [1, 2, 3], [], 9) == [0, 0, 0]
    assert score(LINE, LINE, [1, 2, 3], [0, 0, 0], 9) == [0, 0, 0]
    assert score(nowhere, LINE, [], [1, 2, 3], 9) == []
    pairs = catchments(LINE, nowhere, np.array([1, 2, 3]), radius_m=9 * KM)
    assert e2sfca(pairs, np.array([], dtype=np.int64)).dtype == np.float64


def test_scores_are_those_of_pysal_in_the_loire(atlas):
    communes, halls = atlas.geography.communes, atlas.geography.town_halls
    loire = communes[communes["departement_code"] == "42"].set_index("code")
    halls = halls.set_index("commune_code").loc[loire.index]
    demand = to_metres(halls["longitude"], halls["latitude"])
    draw = np.random.default_rng(42)
    chosen = np.sort(draw.choice(len(demand), 40, replace=False))
    services = draw.integers(1, 4, 40)
    populations = loire["population"].to_numpy()

    metres = cdist(demand, demand[chosen])
    row, column = np.indices(metres.shape)
    reference = Access(
        demand_df=pd.DataFrame({"people": populations}).rename_axis("home"),
        demand_value="people",
        supply_df=pd.DataFrame({"services": services}).rename_axis("place"),
        supply_value="services",
        cost_df=pd.DataFrame({"home": row.flat, "place": column.flat, "metres": metres.flat}),
        cost_origin="home",
        cost_dest="place",
        cost_name="metres",
    ).enhanced_two_stage_fca(weight_fn=weights.step_fn({5000: 1, 10_000: 0.68, 15_000: 0.22}))

    pairs = catchments(demand, demand[chosen], populations, radius_m=15_000)
    found = e2sfca(pairs, services)
    assert (len(found), np.count_nonzero(found)) == (320, 318)
    assert np.allclose(found, 10_000 * reference["e2sfca_services"], rtol=1e-9, atol=0)
