from itertools import combinations, pairwise

import pytest

from dashboard.components.layout.theme import THEME
from dashboard.figures import palette
from dashboard.figures.palette import SEQUENTIAL, STATE_COLOURS, class_colours, stepped_scale

STATES = tuple(STATE_COLOURS.values())


def channels(colour):
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_classes_go_from_light_to_dark_in_greyscale_by_visible_steps():
    assert all(luminance(low) > luminance(high) for low, high in pairwise(SEQUENTIAL))
    assert min(contrast(low, high) for low, high in pairwise(SEQUENTIAL)) > 1.4


def test_no_two_fills_of_the_map_are_close_in_colour():
    def distance(one, other):
        return sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5

    fills = (*SEQUENTIAL, *STATES)
    assert min(distance(one, other) for one, other in combinations(fills, 2)) > 0.12


def test_zero_is_paler_than_every_class():
    zero = STATE_COLOURS[palette.ValueState.ZERO]
    assert luminance(zero) > luminance(SEQUENTIAL[0])


def test_words_on_the_map_are_read_on_their_halo():
    assert contrast(palette.TEXT, palette.HALO) >= 4.5


def test_the_theme_s_own_colour_is_read_on_white():
    assert contrast(THEME["colors"]["teal"][THEME["primaryShade"]["light"]], "#ffffff") >= 4.5


def test_points_stand_out_in_their_ring_and_circles_on_their_ground():
    assert contrast(palette.POINT, palette.HALO) >= 3
    assert contrast(palette.CIRCLE, palette.CIRCLE_BASE) >= 3


def test_initiatives_and_town_halls_are_told_apart_without_hue():
    assert contrast(palette.POINT, palette.TOWN_HALL) >= 1.8


@pytest.mark.parametrize(
    ("classes", "places"),
    [(0, []), (1, [3]), (2, [0, 4]), (3, [0, 2, 4]), (5, [0, 1, 2, 3, 4])],
)
def test_few_classes_take_colours_far_apart(classes, places):
    assert class_colours(classes) == tuple(SEQUENTIAL[place] for place in places)


def test_four_classes_have_four_colours_in_order():
    places = [SEQUENTIAL.index(colour) for colour in class_colours(4)]
    assert (len(set(places)), sorted(places)) == (4, places)


def test_a_stepped_scale_changes_colour_between_whole_numbers():
    assert stepped_scale(("red", "blue")) == [[0, "red"], [0.5, "red"], [0.5, "blue"], [1, "blue"]]
