import base64

import numpy as np

from dashboard.domain.counting import ValueState
from dashboard.domain.coverage import CoverageState
from dashboard.figures import palette
from dashboard.figures.interactive.coverage_map import (
    BORROWED,
    CASING,
    CHOSEN,
    COVERAGE_COLOURS,
    NEED_COLOURS,
    PLACES,
    SITE_HALOS,
    SITE_NUMBERS,
    SITES,
    TERRITORIES,
    UNTOLD,
    coloured_update,
    coverage_figure,
)
from dashboard.figures.interactive.traces import (
    HALO_PX,
    PointSet,
    halos_update,
    outlined_update,
    points_update,
)
from dashboard.figures.interactive.viewport import viewport_of

VIEWPORT = viewport_of((4.0, 44.5, 5.0, 45.5))
ONE = PointSet(np.array([4.5]), np.array([45.0]), ["Avron"], ["territoire:01001"], np.array([15.0]))
UPDATES = {
    TERRITORIES: [
        coloured_update(np.array([2, 0], np.uint8), ("red", "green", "blue"), ["a", "b"])
    ],
    CASING: [outlined_update("01001", "/geo/communes.json")],
    CHOSEN: [outlined_update("01001", "/geo/communes.json")],
    SITE_HALOS: [halos_update(ONE)],
    SITES: [points_update(ONE)],
}


def drawn(updates):
    return coverage_figure(updates, style="/style.json", viewport=VIEWPORT, focus="01001")


def colour_of(update, code):
    """The colour a code falls in, as Plotly reads a scale."""
    share = (code - update["zmin"]) / (update["zmax"] - update["zmin"])
    scale = update["colorscale"]
    (colour,) = {
        colour
        for (low, colour), (high, _) in zip(scale[::2], scale[1::2], strict=True)
        if low < share < high
    }
    return colour


def test_eight_layers_stand_in_their_place():
    data = drawn(UPDATES)["data"]
    assert [trace["type"] for trace in data] == [
        "choroplethmap",
        *["scattermap"] * 2,
        *["choroplethmap"] * 2,
        *["scattermap"] * 3,
    ]
    assert (data[PLACES]["name"], data[PLACES]["below"]) == ("#lieux", "towns")
    assert data[SITE_NUMBERS]["mode"] == "text"
    # A pattern, under the places: what it stands on answers the pointer.
    assert data[BORROWED]["marker"]["size"] < data[PLACES]["marker"]["size"]
    assert (data[BORROWED]["below"], data[BORROWED]["hoverinfo"]) == ("towns", "skip")
    assert data[CHOSEN]["marker"]["line"]["color"] == palette.SELECTED
    assert data[CASING]["marker"]["line"]["color"] == palette.HALO
    assert (data[SITES]["name"], data[SITES]["marker"]["color"]) == (
        "#nouveaux-lieux",
        palette.SITE,
    )
    assert data[SITE_HALOS]["name"] == "#contours-lieux"


def test_each_layer_shows_its_own_update():
    data = drawn(UPDATES)["data"]
    assert data[TERRITORIES]["customdata"] == ["a", "b"]
    assert base64.b64decode(data[TERRITORIES]["z"]["bdata"]) == b"\x02\x00"
    assert data[CHOSEN]["locations"] == data[CASING]["locations"] == ["01001"]
    assert (data[SITES]["lon"], data[SITES]["text"]) == ([4.5], ["Avron"])
    assert data[SITES]["customdata"] == ["territoire:01001"]
    assert data[SITE_HALOS]["marker"]["size"] == [15 + HALO_PX]
    # A size written later leaves the colour.
    assert data[SITES]["marker"]["color"] == palette.SITE


def test_without_updates_the_map_is_empty_and_looks_where_it_should():
    figure = drawn({})
    assert figure["data"][SITES]["lon"] == []
    assert figure["data"][CHOSEN]["locations"] == []
    assert figure["layout"]["uirevision"] == "01001"
    assert figure["layout"]["map"]["style"] == "/style.json"


def test_two_maps_share_nothing():
    first, second = drawn(UPDATES), drawn({})
    assert first["data"][SITES]["lon"] == [4.5]
    assert second["data"][SITES]["lon"] == []


def test_each_code_has_its_own_colour():
    update = coloured_update(np.zeros(1, np.uint8), COVERAGE_COLOURS, ["a"])
    found = [colour_of(update, code) for code in range(8)]
    assert found == list(COVERAGE_COLOURS)
    assert found[CoverageState.SERVED] == palette.COVERAGE[0]
    assert found[4:7] == [palette.BORDER, palette.FRAGILE_NEAR, palette.FRAGILE_GAP]
    assert found[UNTOLD] == palette.NEIGHBOUR
    assert len(set(found)) == 8


def test_nine_cells_of_need_and_coverage_then_unknown():
    update = coloured_update(np.zeros(1, np.uint8), NEED_COLOURS, ["a"])
    found = [colour_of(update, code) for code in range(10)]
    # The fifth cell is the second coverage and the second need.
    assert found[4] == palette.NEED_BY_COVERAGE[1][1]
    assert found[8] == palette.NEED_BY_COVERAGE[2][2]
    assert found[9] == palette.STATE_COLOURS[ValueState.MISSING]
    assert len(set(found)) == 10


def lightness(colour):
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_states_keep_their_order_in_greyscale():
    levels = [lightness(colour) for colour in palette.COVERAGE]
    assert levels == sorted(levels)
    assert min(np.diff(levels)) > 20


def test_most_need_and_least_coverage_is_the_darkest():
    levels = [lightness(colour) for colour in NEED_COLOURS[:9]]
    assert levels.index(min(levels)) == 8
    assert levels.index(max(levels)) == 0
