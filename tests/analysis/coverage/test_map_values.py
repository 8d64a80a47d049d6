"""What the map of « Zones blanches » is coloured by."""

import numpy as np
import pytest

from dashboard.analysis.coverage.map_values import (
    BORDER,
    CODES,
    FRAGILE_GAP,
    FRAGILE_NEAR,
    score_classes,
    share_classes,
    state_codes,
)
from dashboard.analysis.indicators.classification import FIFTHS
from dashboard.analysis.kernel.results import FIRST_CLASS
from dashboard.domain.counting import ValueState
from dashboard.domain.coverage import CoverageState
from dashboard.domain.territory import Level
from tests.helpers.small_coverage import EAST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative

SERVED, NEAR, FAR, NONE = CoverageState
LINE = [
    Village("01001", "Avron", 0, 100),
    Village("01002", "Bief", 9, 200),
    Village("01003", "Cize", 11, 300),
    Village("01004", "Dun", 60, 400),
    Village("42005", "Este", 70, 500, epci=EAST),
]
"""From the place at 0 km: near, near but not at 8 km, far but not at 12 km, far, far."""


@pytest.fixture(scope="module")
def asked():
    return ask(villages_snapshot(LINE, [initiative("bus")], [stop("bus", 0)], cut=[EAST]))


def test_each_commune_has_the_code_of_its_state_and_the_border_its_own(asked):
    codes = state_codes(asked.covered, fragile=False)
    assert codes.tolist() == [NEAR, NEAR, FAR, FAR, BORDER]
    assert codes.dtype == np.uint8
    assert max(BORDER, FRAGILE_NEAR, FRAGILE_GAP) == CODES - 1


def test_fragile_states_have_codes_of_their_own_where_they_are_asked_for(asked):
    assert state_codes(asked.covered, fragile=True).tolist() == [
        NEAR,
        FRAGILE_NEAR,
        FRAGILE_GAP,
        FAR,
        BORDER,
    ]


def test_coding_leaves_the_states_as_they_are(asked):
    before = asked.covered.states.copy()
    state_codes(asked.covered, fragile=True)
    assert asked.covered.states.tolist() == before.tolist()


def test_the_border_wins_over_a_fragile_gap():
    cut = ask(
        villages_snapshot(
            [*LINE[:1], Village("01002", "Bief", 11, epci=EAST)],
            [initiative("bus")],
            [stop("bus", 0)],
            cut=[EAST],
        )
    )
    assert state_codes(cut.covered, fragile=True).tolist() == [NEAR, BORDER]


def test_served_communes_are_never_fragile():
    served = ask(
        villages_snapshot(LINE, [initiative("bus", served_codes=("01002",))], [stop("bus", 0)])
    )
    assert state_codes(served.covered, fragile=True)[1] == SERVED
    assert state_codes(ask(villages_snapshot(LINE)).covered, fragile=True).tolist() == [NONE] * 5


def test_shares_fall_in_steps_of_20_points_zero_apart(asked):
    shares, classes = share_classes(asked, Level.EPCI)
    # 300 of 1,000 in the west, none of 500 in the east.
    assert shares.tolist() == [0.3, 0]
    assert classes.bounds == FIFTHS.bounds
    assert classes.counts == (0, 1, 0, 0, 0)
    assert classes.states[ValueState.ZERO] == 1
    assert classes.codes.tolist() == [FIRST_CLASS + 1, ValueState.ZERO]


def test_a_territory_without_inhabitants_is_in_no_class():
    snapshot = villages_snapshot(
        [LINE[0], Village("42005", "Este", 70, 0, epci=EAST)], [initiative("bus")], [stop("bus", 0)]
    )
    shares, classes = share_classes(ask(snapshot), Level.EPCI)
    assert shares == pytest.approx([1, np.nan], nan_ok=True)
    assert classes.codes[1] == ValueState.MISSING
    assert classes.counts[-1] == 1


def test_scores_fall_in_multiples_of_the_mean_over_all_inhabitants():
    villages = [Village("01001", "Avron", 0, 1_000), Village("01002", "Bief", 100, 3_000)]
    snapshot = villages_snapshot(villages, [initiative("bus")], [stop("bus", 0)])
    scores, classes = score_classes(ask(snapshot), Level.COMMUNE)
    # One service for the 1,000 of Avron; spread over 4,000, the mean is 2.5 for 10,000.
    assert scores == pytest.approx([10, 0])
    assert "moyenne régionale (2,50)" in classes.method
    assert classes.bounds[1:5] == pytest.approx((0.62, 1.25, 2.5, 5), abs=0.01)
    assert classes.bounds[-1] >= 10
    assert classes.counts == (0, 0, 0, 0, 1)
    assert classes.states[ValueState.ZERO] == 1


def test_bounds_of_scores_are_the_same_for_every_level_and_the_highest_is_inside():
    asked = ask(villages_snapshot(LINE, [initiative("bus")], [stop("bus", 0)]))
    by_level = {level: score_classes(asked, level) for level in Level}
    assert len({classes.bounds[:5] for _, classes in by_level.values()}) == 1
    for scores, classes in by_level.values():
        assert np.nanmax(scores) <= classes.bounds[-1]
        assert sum(classes.counts) == int((scores > 0).sum())


def test_where_nothing_is_within_reach_there_is_no_class():
    scores, classes = score_classes(ask(villages_snapshot(LINE)), Level.COMMUNE)
    assert scores.tolist() == [0] * 5
    assert (classes.method, classes.bounds, classes.counts) == ("aucun lieu à portée", (), ())
    assert classes.states[ValueState.ZERO] == 5
