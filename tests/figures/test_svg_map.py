import geopandas as gpd
import numpy as np
import pytest
from shapely import box

from dashboard.figures.svg_map import coverage_svg, points_svg, svg_shapes

TERRITORIES = gpd.GeoDataFrame(
    {"code": ["west", "east", "nowhere"]},
    geometry=[box(4.0, 45.0, 5.0, 46.0), box(5.0, 45.0, 6.0, 46.0), None],
    crs="EPSG:4326",
)


@pytest.fixture(scope="module")
def shapes():
    return svg_shapes(TERRITORIES)


def test_territories_with_a_polygon_fill_the_frame(shapes):
    assert sorted(shapes.paths) == ["east", "west"]
    corners = shapes.frame.pixels(np.array([4.0, 6.0]), np.array([46.0, 45.0]))
    assert corners[0].tolist() == [4.0, 4.0]
    assert corners[1, 0] == 416.0
    assert corners[1, 1] == pytest.approx(shapes.frame.height_px - 4, abs=0.1)


def test_a_degree_north_is_longer_than_a_degree_east(shapes):
    ratio = shapes.frame.px_per_degree_north / shapes.frame.px_per_degree_east
    assert ratio == pytest.approx(1.427, abs=0.001)


def test_what_is_not_covered_is_hatched(shapes):
    drawn = coverage_svg(shapes, {"west"}, title="Couverture")
    assert drawn.count('fill="url(#hachures)"') == 1
    assert f'd="{shapes.paths["east"]}" fill="url(#hachures)"' in drawn


def test_points_in_the_frame_are_drawn_once_and_the_title_is_text(shapes):
    longitudes = np.array([4.5, 4.5, 5.5, 9.0])
    latitudes = np.array([45.5, 45.5, 45.2, 45.5])
    drawn = points_svg(shapes, longitudes, latitudes, title="<b>")
    assert drawn.count("<circle") == 2
    assert "<b>" not in drawn
