import re

import numpy as np

from dashboard.figures.static.lorenz import SIDE_PX, lorenz_svg

CURVE = np.array([[0.0, 0.0], [0.5, 0.0], [1.0, 1.0]])


def points(svg, kind="polyline"):
    (written,) = re.findall(rf'<{kind} points="([^"]*)"', svg)
    return [tuple(float(part) for part in point.split(",")) for point in written.split()]


def test_the_curve_goes_from_the_lower_left_to_the_upper_right_of_its_square():
    # Margins of 34 in 300 leave 232; half the inhabitants are at 34 + 116, and y runs down.
    assert points(lorenz_svg(CURVE, title="Lorenz")) == [(34, 266), (150, 266), (266, 34)]


def test_what_is_under_the_curve_is_closed_at_the_lower_right():
    assert points(lorenz_svg(CURVE, title="Lorenz"), "polygon")[-1] == (266, 266)


def test_no_curve_is_no_drawing():
    assert lorenz_svg(np.empty((0, 2)), title="Lorenz") == ""


def test_a_long_curve_is_thinned_where_nobody_sees_it_and_keeps_its_ends():
    x = np.linspace(0.0, 1.0, 2_739)
    found = points(lorenz_svg(np.column_stack([x, x**3]), title="Lorenz"))
    assert len(found) < 40
    assert (found[0], found[-1]) == ((34, 266), (266, 34))
    drawn = np.array(found)
    at = np.interp(34 + 232 * x, drawn[:, 0], drawn[:, 1])
    assert np.abs(at - (266 - 232 * x**3)).max() < 1


def test_a_straight_curve_is_two_points():
    line = np.linspace([0.0, 0.0], [1.0, 1.0], 2_739)
    assert points(lorenz_svg(line, title="Lorenz")) == [(34, 266), (266, 34)]


def test_the_words_stand_for_the_drawing_and_stay_words():
    svg = lorenz_svg(CURVE, title="<b>Accès</b>")
    assert svg.count("&lt;b&gt;Accès&lt;/b&gt;") == 2
    assert "<b>" not in svg
    assert f'viewBox="0 0 {SIDE_PX:g} {SIDE_PX:g}"' in svg
    assert "100\u202f% des habitants" in svg
    assert "100\u202f% de l’accès" in svg
