import numpy as np

from dashboard.analysis.kernel.circles import circle_radii, legend_numbers


def test_twice_the_number_has_twice_the_area() -> None:
    radii = circle_radii(np.array([0, 2, 4, 8]), largest_px=20, reference=8)
    assert radii.tolist()[0] == 0
    assert radii.tolist()[3] == 20
    assert np.allclose(radii[2] ** 2, 2 * radii[1] ** 2)
    assert np.allclose(radii[3] ** 2, 2 * radii[2] ** 2)


def test_without_any_initiative_there_are_no_circles() -> None:
    assert circle_radii(np.array([0, 0]), largest_px=20, reference=0).tolist() == [0, 0]


def test_the_legend_shows_up_to_three_sizes() -> None:
    assert legend_numbers(40) == (1, 10, 40)
    assert legend_numbers(3) == (1, 3)
    assert legend_numbers(1) == (1,)
    assert legend_numbers(0) == ()
