import geopandas as gpd
import numpy as np
import pytest
from shapely import Polygon

from dashboard.figures.static.shapes import svg_shapes


def test_territories_with_a_polygon_fill_the_frame(shapes):
    assert sorted(shapes.paths) == ["east", "west"]
    corners = shapes.frame.pixels(np.array([[4.0, 46.0], [6.0, 45.0]]))
    assert corners[0].tolist() == [4.0, 4.0]
    assert corners[1, 0] == 416.0
    assert corners[1, 1] == pytest.approx(shapes.frame.height_px - 4, abs=0.1)


def test_a_degree_north_is_longer_than_a_degree_east(shapes):
    ratio = shapes.frame.px_per_degree_north / shapes.frame.px_per_degree_east
    assert ratio == pytest.approx(1.427, abs=0.001)


def test_a_finer_tolerance_keeps_more_of_an_outline():
    angles = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    round_one = Polygon(np.column_stack([5 + 0.1 * np.cos(angles), 45 + 0.1 * np.sin(angles)]))
    one = gpd.GeoDataFrame({"code": ["round"]}, geometry=[round_one], crs="EPSG:4326")
    lengths = [len(svg_shapes(one, tolerance=at).paths["round"]) for at in (0.004, 0.0001)]
    assert lengths[0] < lengths[1] / 3
