import geopandas as gpd
import numpy as np
import pytest
from shapely import Polygon, box

from dashboard.figures.static.shapes import (
    coverage_svg,
    filled_svg,
    points_svg,
    report_svg,
    svg_shapes,
)

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


def test_each_territory_has_its_own_colour(shapes):
    drawn = filled_svg(shapes, {"west": "#0b4656", "east": "#efb366"}, title="État <Ain>")
    assert f'<path d="{shapes.paths["west"]}" fill="#0b4656"/>' in drawn
    assert f'<path d="{shapes.paths["east"]}" fill="#efb366"/>' in drawn
    assert drawn.count("<path") == 2
    assert drawn.count("État &lt;Ain&gt;") == 2


def test_colours_of_territories_without_a_polygon_are_left_aside(shapes):
    drawn = filled_svg(shapes, dict.fromkeys(("west", "east", "nowhere"), "red"), title="État")
    assert drawn.count('fill="red"') == 2


def test_a_sheet_draws_colours_then_one_outline_then_places(shapes):
    fills = {"west": "#0b4656", "east": "#efb366"}
    points = np.array([[4.5, 45.5], [4.5, 45.5], [9.0, 45.5]])
    drawn = report_svg(shapes, fills, points, outlined="west", title="Fiche <Ain>")
    assert drawn.count("<circle") == 1
    outline = f'<path d="{shapes.paths["west"]}" fill="none"'
    assert drawn.count(outline) == 1
    assert drawn.index('fill="#efb366"') < drawn.index(outline) < drawn.index("<circle")
    assert "Fiche &lt;Ain&gt;" in drawn
    alone = report_svg(shapes, fills, np.zeros((0, 2)), outlined="nowhere", title="")
    assert 'fill="none"' not in alone
    assert "<circle" not in alone


def test_a_finer_tolerance_keeps_more_of_an_outline():
    angles = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    round_one = Polygon(np.column_stack([5 + 0.1 * np.cos(angles), 45 + 0.1 * np.sin(angles)]))
    one = gpd.GeoDataFrame({"code": ["round"]}, geometry=[round_one], crs="EPSG:4326")
    lengths = [len(svg_shapes(one, tolerance=at).paths["round"]) for at in (0.004, 0.0001)]
    assert lengths[0] < lengths[1] / 3
