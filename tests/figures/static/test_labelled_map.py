"""A map for paper: names clear of one another, numbered places, a scale."""

import numpy as np
import pytest

from dashboard.figures.static.labelled_map import KM_PER_DEGREE, Label, labelled_map_svg
from dashboard.figures.static.region import Dots, RegionMap
from dashboard.figures.static.shapes import Frame, SvgShapes
from tests.helpers.svg_tree import drawing_of, elements_in

NOTHING = np.zeros((0, 2))


def drawn(*labels, numbered=(), dots=NOTHING, width_degrees=1.0):
    """Draw over an empty square, 400 pixels wide."""
    bounds = (5.0, 45.0, 5.0 + width_degrees, 45.0 + width_degrees)
    shapes = SvgShapes(Frame.around(bounds, width_px=400), {})
    region = RegionMap(shapes, {}, shapes, dots=(Dots(dots, "#b45309", 2),))
    return drawing_of(labelled_map_svg(region, labels, numbered, title="Carte de rien"))


def texts(drawing, size):
    """The words of one size of letters, each once: a halo repeats them."""
    found = [one for one in elements_in(drawing, "text") if one.get("font-size") == size]
    return list(dict.fromkeys(one.text for one in found))


def names(drawing):
    return texts(drawing, "10.5")


def at(drawing, name):
    text = next(one for one in elements_in(drawing, "text") if one.text == name)
    return float(text.get("x")), float(text.get("y"))


def test_a_name_stands_on_its_place():
    x, y = at(drawn(Label("Avron", 5.5, 45.5)), "Avron")
    assert (x, y) == pytest.approx((200, 282), abs=8)


def test_the_second_of_two_names_at_one_place_moves_above():
    drawing = drawn(Label("Avron", 5.5, 45.5), Label("Bief", 5.5, 45.5))
    assert names(drawing) == ["Avron", "Bief"]
    assert at(drawing, "Bief")[1] < at(drawing, "Avron")[1] - 8


def test_a_name_without_room_is_left_out_the_most_important_first():
    crowd = [Label(f"Commune {number}", 5.5, 45.5) for number in range(9)]
    kept = names(drawn(*crowd))
    assert kept[0] == "Commune 0"
    assert 2 < len(kept) < 6


def test_a_name_that_would_be_cut_moves_inside_or_is_left_out():
    at_edge = Label("Saint-Barthélemy-Grozon", 5.999, 45.5)
    x, _ = at(drawn(at_edge), at_edge.name)
    assert x < 400 - len(at_edge.name) * 2.5
    assert names(drawn(Label("Ailleurs", 7.0, 45.5))) == []


def test_a_name_covers_as_few_points_as_it_can_and_stands_on_them_if_need_be():
    on_its_place = np.array([[5.5, 45.5]])
    _, y = at(drawn(Label("Avron", 5.5, 45.5), dots=on_its_place), "Avron")
    _, usual = at(drawn(Label("Avron", 5.5, 45.5)), "Avron")
    assert abs(y - usual) > 5
    everywhere = np.array([[5 + x / 60, 45 + y / 60] for x in range(60) for y in range(60)])
    assert names(drawn(Label("Avron", 5.5, 45.5), dots=everywhere)) == ["Avron"]


def test_what_is_around_is_faint():
    drawing = drawn(Label("Dedans", 5.3, 45.5), Label("Autour", 5.7, 45.5, faint=True))
    bold = {one.text for one in elements_in(drawing, "text") if one.get("font-weight")}
    assert "Dedans" in bold
    assert "Autour" not in bold


def test_places_are_numbered_from_one_and_none_hides_another():
    drawing = drawn(numbered=[(5.5, 45.5), (5.5, 45.5), (5.2, 45.2)])
    assert texts(drawing, "10")[:3] == ["1", "2", "3"]
    (first, second) = at(drawing, "1"), at(drawing, "2")
    assert second[0] - first[0] == pytest.approx(15)


def test_names_make_room_for_numbers():
    drawing = drawn(Label("Avron", 5.5, 45.5), numbered=[(5.5, 45.5)])
    assert abs(at(drawing, "Avron")[1] - at(drawing, "1")[1]) > 5


@pytest.mark.parametrize(
    ("width_degrees", "text", "kilometres"),
    [
        (1.0, "20\u202fkm", 20),
        (0.05, "1\u202fkm", 1),
        (4.0, "50\u202fkm", 50),
        (0.02, "0,5\u202fkm", 0.5),
    ],
)
def test_the_scale_is_a_round_number_and_as_long_as_it_says(width_degrees, text, kilometres):
    drawing = drawn(width_degrees=width_degrees)
    assert text in texts(drawing, "10")
    bar = next(one for one in elements_in(drawing, "path") if one.get("stroke-width") == "2")
    (left, _), (right, _) = (point.split(" ") for point in bar.get("d")[1:].split("L"))
    north = Frame.around((5, 45, 5 + width_degrees, 45 + width_degrees), width_px=400)
    expected = kilometres * north.px_per_degree_north / KM_PER_DEGREE
    assert float(right) - float(left) == pytest.approx(expected, abs=0.2)


def test_a_name_is_words_whatever_it_holds():
    assert names(drawn(Label("<b>&", 5.5, 45.5))) == ["<b>&"]
