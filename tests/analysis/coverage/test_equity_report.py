"""Who is covered by class of commune, and how evenly access is spread."""

import numpy as np
import pytest

from dashboard.analysis.coverage.equity_report import DENSITY_GRID, equity_report
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative
from tests.helpers.small_needs import need

NAN = np.nan
LINE = [
    Village("01001", "Avron", 0, 150, area_km2=10),
    Village("01002", "Bief", 1, 2400, area_km2=40),
    Village("01003", "Cize", 100, 199, area_km2=10, epci=EAST),
    Village("01004", "Dun", 101, 160_000, area_km2=100, epci=EAST),
]
"""Densities are 15, 60, 19.9 and 1,600; Avron and Bief are near the only place."""


def found_in(*, cut=(), grid=None, **facts):
    needs = {} if grid is None else {DENSITY_GRID: need(grid, code=DENSITY_GRID)}
    snapshot = villages_snapshot(LINE, [initiative("bus")], [stop("bus", 0)], cut=cut, needs=needs)
    return equity_report(ask(snapshot, **facts))


def told(classes):
    """(communes, inhabitants, covered) of the classes that have communes, by label."""
    return {
        one.label.replace("\u202f", "_"): (one.communes, one.population, one.covered)
        for one in classes
        if one.communes
    }


def test_inhabitants_are_counted_by_size_of_their_commune():
    assert told(found_in().by_size) == {
        "moins de 200 hab.": (2, 349, 150),
        "2_000 à 9_999 hab.": (1, 2400, 2400),
        "50_000 hab. et plus": (1, 160_000, 0),
    }


def test_without_a_grid_they_are_counted_by_inhabitants_per_square_kilometre():
    found = found_in()
    assert not found.grid
    assert told(found.by_density) == {
        "moins de 20 hab./km²": (2, 349, 150),
        "50 à 150 hab./km²": (1, 2400, 2400),
        "1_500 hab./km² et plus": (1, 160_000, 0),
    }
    assert len(found.by_density) == 6


def test_with_the_grid_they_are_counted_by_its_classes_and_the_unknown_told_apart():
    found = found_in(grid=[7, 5, NAN, 1])
    assert found.grid
    assert len(found.by_density) == 8
    assert told(found.by_density) == {
        "Grands centres urbains": (1, 160_000, 0),
        "Bourgs ruraux": (1, 2400, 2400),
        "Rural à habitat très dispersé": (1, 150, 150),
        "densité non connue": (1, 199, 0),
    }
    assert len(found_in(grid=[7, 5, 2, 1]).by_density) == 7


def test_in_a_chosen_territory_only_its_communes_count():
    found = found_in(territory=WEST)
    assert told(found.by_size) == {
        "moins de 200 hab.": (1, 150, 150),
        "2_000 à 9_999 hab.": (1, 2400, 2400),
    }
    assert sum(one.communes for one in found.by_density) == 2
    # Both are in the first ring around the place: they have the same.
    assert found.gini == pytest.approx(0)
    assert found.without == 0


def test_communes_told_apart_at_the_border_are_left_out():
    found = found_in(cut=[EAST])
    assert sum(one.population for one in found.by_size) == 2550
    assert found.without == 0


def test_those_within_reach_of_no_place_are_a_share_of_the_inhabitants():
    found = found_in()
    without = 160_199 / 162_749
    assert found.without == pytest.approx(without)
    # All others have the same: the Lorenz curve is flat, then straight.
    assert found.gini == pytest.approx(without)
    assert found.lorenz[-1].tolist() == [1, 1]
    assert found.theil.total == pytest.approx(np.log(162_749 / 2550))
    # Each EPCI is even within.
    assert found.theil.between_share == pytest.approx(1)


def test_a_served_area_covers_people_though_no_place_is_within_their_reach():
    snapshot = villages_snapshot(LINE, [initiative("bus", served_codes=(WEST,))])
    found = equity_report(ask(snapshot))
    assert sum(one.covered for one in found.by_size) == 2550
    assert found.without == 1
    assert np.isnan([found.gini, found.theil.total]).all()
    assert found.lorenz.shape == (0, 2)


def test_a_territory_without_inhabitants_has_no_share():
    villages = [LINE[0], Village("01002", "Vide", 100, 0, epci=EAST)]
    found = equity_report(ask(villages_snapshot(villages), territory=EAST))
    assert np.isnan([found.without, found.gini]).all()
    assert told(found.by_size) == {"moins de 200 hab.": (1, 0, 0)}
