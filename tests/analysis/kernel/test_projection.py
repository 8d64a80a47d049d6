import numpy as np
import pytest

from dashboard.analysis.kernel.projection import to_degrees, to_metres


def test_the_origin_of_lambert_93_is_where_ign_defines_it():
    # Lambert-93 by definition: 3° east and 46° 30' north are 700 km east and 6,600 km north.
    assert to_metres([3.0], [46.5]).round(3).tolist() == [[700_000, 6_600_000]]


def test_a_degree_north_is_about_111_km():
    south, north = to_metres([3.0, 3.0], [45.0, 46.0])
    assert north[0] == pytest.approx(south[0])
    assert north[1] - south[1] == pytest.approx(111_130, abs=150)


def test_there_and_back_leaves_a_point_where_it_was():
    metres = to_metres([4.8354, 7.1], [45.7677, 44.2])
    assert np.allclose(to_degrees(*metres.T), [[4.8354, 45.7677], [7.1, 44.2]], atol=1e-9)


def test_a_missing_coordinate_leaves_no_point_at_all():
    found = to_metres([5.0, np.nan, 5.0], [45.0, 45.0, np.nan])
    assert np.isnan(found).tolist() == [[False, False], [True, True], [True, True]]


def test_the_pole_that_the_projection_never_reaches_is_no_point():
    assert np.isnan(to_metres([0.0], [-90.0])).tolist() == [[True, True]]


def test_no_point_gives_no_point():
    assert to_metres([], []).shape == (0, 2)
