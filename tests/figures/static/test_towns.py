"""Names of towns on a map."""

import numpy as np

from dashboard.figures.static.shapes import Frame
from dashboard.figures.static.towns import towns_svg
from tests.helpers.svg_tree import drawing_of, elements_in

FRAME = Frame.around(np.array([4.0, 45.0, 6.0, 46.0]), width_px=400)
NONE = np.zeros((0, 2))


def drawn(*towns, points=NONE):
    written = "".join(towns_svg(FRAME, towns, points))
    return drawing_of(f"<svg xmlns='http://www.w3.org/2000/svg'>{written}</svg>")


def place(drawing):
    """Where the name stands from its mark: to the right, and below."""
    mark, name = elements_in(drawing, "rect")[0], elements_in(drawing, "text")[0]
    return (
        float(name.get("x")) - float(mark.get("x")) - 2.2,
        float(name.get("y")) - float(mark.get("y")) - 2.2,
    )


def test_a_name_stands_above_its_mark():
    across, below = place(drawn(("Lyon", 5.0, 45.5)))
    assert abs(across) < 0.2
    assert -10 < below < 0


def test_a_name_makes_room_for_points_below_then_beside():
    (x, y) = FRAME.pixels(np.array([[5.0, 45.5]]))[0]
    above = np.array([[5.0, 45.5 + 12 / FRAME.px_per_degree_north]])
    _, below = place(drawn(("Lyon", 5.0, 45.5), points=above))
    assert below > 10
    both = np.vstack([above, [[5.0, 45.5 - 12 / FRAME.px_per_degree_north]]])
    across, _ = place(drawn(("Lyon", 5.0, 45.5), points=both))
    assert across > 15
    assert 0 < x < FRAME.width_px
    assert 0 < y < FRAME.height_px


def test_a_name_never_touches_that_of_a_town_before_it():
    one, two = ("Grenoble", 5.0, 45.5), ("Échirolles", 5.0, 45.5)
    drawing = drawn(one, two)
    # Each is written twice: its halo, then its letters.
    heights = [float(text.get("y")) for text in elements_in(drawing, "text")[::2]]
    assert heights[1] - heights[0] > 15
    assert len(elements_in(drawn(*[one] * 9), "rect")) == 2


def test_a_name_that_would_be_cut_moves_and_one_outside_is_left_out():
    across, _ = place(drawn(("Saint-Étienne", 4.02, 45.5)))
    assert across > 30
    assert len(elements_in(drawn(("Nice", 7.3, 43.7)), "text")) == 0
