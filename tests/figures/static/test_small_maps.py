import numpy as np

from dashboard.figures.static.small_maps import coverage_svg, points_svg, small_map_svg


def test_what_is_not_covered_is_hatched(shapes):
    drawn = coverage_svg(shapes, {"west"}, title="Couverture")
    assert drawn.count('fill="url(#hachures)"') == 1
    assert f'd="{shapes.paths["east"]}" fill="url(#hachures)"' in drawn


def test_points_in_the_frame_are_drawn_once_and_the_title_is_text(shapes):
    points = np.array([[4.5, 45.5], [4.5, 45.5], [5.5, 45.2], [9.0, 45.5]])
    drawn = points_svg(shapes, points, title="<b>")
    assert drawn.count("<circle") == 2
    assert "<b>" not in drawn


def test_each_territory_has_its_own_colour(shapes):
    drawn = small_map_svg(shapes, {"west": "#0b4656", "east": "#efb366"}, title="État <Ain>")
    assert f'<path d="{shapes.paths["west"]}" fill="#0b4656"/>' in drawn
    assert f'<path d="{shapes.paths["east"]}" fill="#efb366"/>' in drawn
    assert drawn.count("<path") == 2
    assert drawn.count("État &lt;Ain&gt;") == 2


def test_colours_of_territories_without_a_polygon_are_left_aside(shapes):
    drawn = small_map_svg(shapes, dict.fromkeys(("west", "east", "nowhere"), "red"), title="État")
    assert drawn.count('fill="red"') == 2


def test_a_sheet_draws_colours_then_one_outline_then_places(shapes):
    fills = {"west": "#0b4656", "east": "#efb366"}
    points = np.array([[4.5, 45.5], [4.5, 45.5], [9.0, 45.5]])
    drawn = small_map_svg(shapes, fills, points=points, outlined="west", title="Fiche <Ain>")
    assert drawn.count("<circle") == 1
    outline = f'<path d="{shapes.paths["west"]}" fill="none"'
    assert drawn.count(outline) == 1
    assert drawn.index('fill="#efb366"') < drawn.index(outline) < drawn.index("<circle")
    assert "Fiche &lt;Ain&gt;" in drawn
    alone = small_map_svg(shapes, fills, points=np.zeros((0, 2)), outlined="nowhere", title="")
    assert 'fill="none"' not in alone
    assert "<circle" not in alone
