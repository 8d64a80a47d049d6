"""Coordinates as people write them."""

import pytest

from dashboard.analysis.nearby.positions import both_ways, looks_like_position, readings_of
from dashboard.domain.position import Position

GRENOBLE, SWAPPED = Position(45.19, 5.72), Position(5.72, 45.19)


@pytest.mark.parametrize(
    "typed",
    [
        "45.19,5.72",
        " 45.19 , 5.72 ",
        "45.19;5.72",
        "45.19 5.72",
        "45,19 5,72",
        "45,19;5,72",
        "45,19, 5,72",
        "45.19° 5.72°",
    ],
)
def test_two_numbers_are_read_latitude_first_then_swapped(typed):
    assert readings_of(typed) == (GRENOBLE, SWAPPED)


@pytest.mark.parametrize(
    "typed",
    [
        "45.19N 5.72E",
        "N 45,19 E 5,72",
        "5.72°E, 45.19°N",
        "45°11'24\"N 5°43'12\"E",
        "45° 11′ 24″ N, 5° 43′ 12″ E",
    ],
)
def test_letters_leave_one_order(typed):
    assert readings_of(typed) == (GRENOBLE,)


def test_west_and_south_are_negative():
    assert readings_of("21°6'S 55°30'O") == (Position(-21.1, -55.5),)
    assert readings_of("48.4 N 4.5 W") == (Position(48.4, -4.5),)


def test_what_cannot_be_a_latitude_is_a_longitude():
    assert readings_of("120.5,45.0") == (Position(45.0, 120.5),)
    assert readings_of("95.2,200.1") == ()


@pytest.mark.parametrize(
    "typed", ["Lyon 8", "01000", "69 008", "45 5", "Lyon", "45.19", "12°N 45°N", "1,2,3,4,5", ""]
)
def test_anything_else_is_no_position(typed):
    assert readings_of(typed) == ()


def test_numbers_with_what_separates_coordinates_look_like_a_position():
    assert all(map(looks_like_position, ("45.19", "95.2, 200.1", "12°N 45°N", "-1,5")))
    assert not any(map(looks_like_position, ("Lyon 8", "01000", "07 270", "St. 5", "")))


def test_a_position_is_swapped_where_it_can_be():
    assert both_ways(GRENOBLE) == (GRENOBLE, SWAPPED)
    assert both_ways(Position(45.0, 120.5)) == (Position(45.0, 120.5),)
    assert both_ways(Position(5.0, 5.0)) == (Position(5.0, 5.0),)
