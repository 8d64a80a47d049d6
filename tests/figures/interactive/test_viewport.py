import math

import pytest

from dashboard.figures.interactive.viewport import HEIGHT_PX, WIDTH_PX, viewport_of

REGION = (3.69, 44.11, 7.19, 46.52)


def size_px(bounds, zoom):
    """Width and height of a box on a Web Mercator world of 512 · 2^zoom pixels."""
    west, south, east, north = bounds
    world = 512 * 2**zoom

    def y(latitude):
        return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)

    return (east - west) / 360 * world, (y(north) - y(south)) * world


@pytest.mark.parametrize(
    "bounds", [REGION, (4.0, 45.0, 7.0, 45.1), (5.0, 44.2, 5.1, 46.4), (5.2, 46.2, 5.3, 46.3)]
)
def test_a_box_is_shown_whole_and_as_large_as_its_margin_allows(bounds):
    width, height = size_px(bounds, viewport_of(bounds, margin=0.06).zoom)
    assert max(width / WIDTH_PX, height / HEIGHT_PX) == pytest.approx(1 / 1.06)


def test_the_region_does_not_fit_one_zoom_closer():
    width, height = size_px(REGION, viewport_of(REGION).zoom + 1)
    assert width > WIDTH_PX or height > HEIGHT_PX


def test_the_centre_halves_the_box_on_the_screen():
    west, south, east, north = REGION
    view = viewport_of(REGION)
    _, above = size_px((west, view.latitude, east, north), view.zoom)
    _, below = size_px((west, south, east, view.latitude), view.zoom)
    assert above == pytest.approx(below)
    assert view.longitude == pytest.approx(5.44)


def test_a_single_point_is_not_looked_at_too_closely():
    view = viewport_of((5.2, 46.2, 5.2, 46.2))
    assert (view.longitude, round(view.latitude, 9), view.zoom) == (5.2, 46.2, 12)


def test_the_page_is_told_for_which_size_the_zoom_is():
    assert viewport_of((5.2, 46.2, 5.2, 46.2)).to_meta() == {
        "lon": 5.2,
        "lat": 46.2,
        "zoom": 12,
        "width": WIDTH_PX,
        "height": HEIGHT_PX,
    }


def test_a_viewport_is_written_as_plotly_reads_it():
    assert viewport_of((5.2, 46.2, 5.2, 46.2)).to_layout() == {
        "center": {"lon": 5.2, "lat": 46.2},
        "zoom": 12,
    }
