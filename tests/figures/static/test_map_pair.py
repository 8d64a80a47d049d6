"""Two maps side by side in one picture."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.map_pair import SIDE_PX, PairSide, half_km, pair_svg, square_around
from dashboard.figures.static.page import PictureWords
from dashboard.figures.static.region import RegionMap
from dashboard.figures.static.shapes import window_shapes
from tests.helpers.svg_tree import SVG, drawing_of, elements_in, lines_in

ROW = gpd.GeoDataFrame(
    {"code": list("abcd")},
    geometry=[box(west, 45, west + 1, 46) for west in (2, 3, 4, 5)],
    crs="EPSG:4326",
)
WORDS = PictureWords(
    title="Initiatives : deux territoires",
    subtitle="Thèmes : tous",
    legend=tuple(LegendEntry("#123456", text) for text in ("un", "deux", "trois")),
    legend_notes=("Même échelle sur les deux cartes.",),
    notes=("Sources : essai.",),
)


def side(title, bounds):
    shapes = window_shapes(ROW, bounds, tolerance=0.001, width_px=SIDE_PX)
    fills = dict.fromkeys("abcd", "#abcdef")
    return PairSide(title, RegionMap(shapes=shapes, fills=fills, borders=shapes))


def test_a_window_draws_what_reaches_into_it_and_nothing_else():
    shapes = window_shapes(ROW, (2.5, 45.2, 3.5, 45.8), tolerance=0.001, width_px=SIDE_PX)
    assert list(shapes.paths) == ["a", "b"]
    ((x, y),) = shapes.frame.pixels(np.array([[3.0, 45.5]])).tolist()
    assert x == pytest.approx(SIDE_PX / 2, abs=0.1)
    assert y == pytest.approx(shapes.frame.height_px / 2, abs=0.1)


def test_squares_of_one_half_are_at_one_scale_wherever_they_are():
    north, south = square_around((4, 46, 5, 46.2), 50), square_around((5, 44, 5.1, 45), 50)
    for west, low, east, high in (north, south):
        assert (high - low) * 111.2 == pytest.approx(100)
        middle = np.radians((low + high) / 2)
        assert (east - west) * 111.2 * np.cos(middle) == pytest.approx(100)
    assert (north[0] + north[2]) / 2 == pytest.approx(4.5)


def test_the_half_of_a_box_is_that_of_its_longer_side():
    assert half_km((4, 44, 4.1, 45)) == pytest.approx(55.6)
    assert half_km((4, 45, 6, 45)) == pytest.approx(111.2 * np.cos(np.radians(45)))


def test_both_maps_have_their_title_and_are_cut_at_their_frame():
    bounds = (2.5, 45.2, 3.5, 45.8)
    drawn = drawing_of(pair_svg(side("Ain", bounds), side("Rhône", bounds), WORDS))
    left, right = drawn.findall(f"{SVG}svg")
    assert float(left.get("width")) == float(right.get("width")) == pytest.approx(SIDE_PX)
    assert float(right.get("x")) > float(left.get("x")) + SIDE_PX
    assert left.get("y") == right.get("y")
    said = lines_in(drawn)
    for words in ("Ain", "Rhône", "Légende des deux cartes", "un", "trois", "Sources : essai."):
        assert said.count(words) == 1, words


def test_what_is_written_is_under_the_maps_and_inside_the_picture():
    bounds = (2.5, 45.0, 3.5, 45.7)
    drawn = drawing_of(pair_svg(side("Ain", bounds), side("Rhône", bounds), WORDS))
    left = drawn.find(f"{SVG}svg")
    end = float(left.get("y")) + float(left.get("height"))
    heights = [float(text.get("y")) for text in elements_in(drawn, "text")]
    placed = dict(zip(lines_in(drawn), heights, strict=True))
    order = ["Légende des deux cartes", "un", "deux", "Même échelle sur les deux cartes."]
    heights = [placed[words] for words in [*order, "Sources : essai."]]
    assert heights == sorted(heights)
    assert end < heights[0]
    assert heights[-1] < float(drawn.get("height"))
    assert placed["trois"] == placed["un"]
