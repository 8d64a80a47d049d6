import base64
import json

import numpy as np

from dashboard.analysis.kernel.results import Classes
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Scale
from dashboard.figures import palette
from dashboard.figures.interactive import region_map, traces
from dashboard.figures.interactive.region_map import CHOSEN, INITIATIVES, TERRITORIES
from dashboard.figures.interactive.traces import PointSet
from dashboard.figures.interactive.viewport import Viewport

CLASSES = Classes(
    method="quantiles",
    bounds=(0.1, 1.0, 2.0),
    counts=(1, 2),
    states={0: 1, 1: 1, 2: 1},
    codes=np.array([0, 1, 2, 3, 4, 4], dtype=np.uint8),
)
TWO_POINTS = PointSet(
    longitudes=np.array([5.123456, 4.0]),
    latitudes=np.array([46.0, 45.987654]),
    hovers=("un", "deux"),
    targets=("fiche:un", "territoire:01053"),
    sizes=np.array([9.0, 17.04]),
)
VIEW = Viewport(5.4, 45.4, 6.5)


def drawn(updates):
    return region_map.region_map(updates, style="/f/style.json", viewport=VIEW, focus="region")


def test_there_is_one_trace_per_layer_even_without_anything_to_draw():
    figure = drawn({})
    assert [trace["type"] for trace in figure["data"]] == [
        "choroplethmap", *["scattermap"] * 3, *["choroplethmap"] * 2,
    ]  # fmt: skip
    assert [trace.get("locations", trace.get("lon")) for trace in figure["data"]] == [[]] * 6


def test_the_map_looks_where_it_is_told_and_keeps_the_reader_s_view_until_the_focus_changes():
    layout = drawn({})["layout"]
    assert layout["map"] == {
        "style": "/f/style.json",
        "center": {"lon": 5.4, "lat": 45.4},
        "zoom": 6.5,
        "uirevision": "region",
    }
    assert layout["uirevision"] == "region"


def test_each_code_gets_the_colour_of_its_state_or_class():
    update = region_map.territories_update(CLASSES, list("abcdef"), Scale.RATE)
    assert [update["zmin"], update["zmax"]] == [-0.5, 4.5]
    steps, codes = update["colorscale"][::2], base64.b64decode(update["z"]["bdata"])
    low, high = palette.class_colours(2)
    missing, zero, small = (palette.STATE_COLOURS[state] for state in ValueState if state < 3)
    assert [steps[code] for code in codes] == [
        [0.0, missing], [0.2, zero], [0.4, small], [0.6, low], [0.8, high], [0.8, high],
    ]  # fmt: skip


def test_a_number_is_never_a_colour():
    update = region_map.territories_update(CLASSES, list("abcdef"), Scale.COUNT)
    used = {colour for _, colour in update["colorscale"]}
    assert used == {*palette.STATE_COLOURS.values(), palette.CIRCLE_BASE}


def test_boundaries_are_an_address_and_codes_keep_their_zero():
    level = region_map.level_update("communes", "/f/noms.json", "/f/c.geojson", edge_px=0.3)
    chosen = traces.outlined_update("01053", "/f/c.geojson")
    figure = drawn({TERRITORIES: [level, {"locations": ["01053"]}], CHOSEN: [chosen]})
    for place in (TERRITORIES, CHOSEN):
        assert figure["data"][place]["geojson"] == "/f/c.geojson"
        assert figure["data"][place]["locations"] == ["01053"]
    assert figure["data"][TERRITORIES]["meta"] == {"labels": "/f/noms.json"}
    assert "coordinates" not in json.dumps(figure)


def test_no_chosen_territory_outlines_nothing():
    assert traces.outlined_update(None, "/f/c.geojson")["locations"] == []


def test_a_later_update_replaces_a_part_and_leaves_the_rest():
    update = traces.points_update(TWO_POINTS)
    point = drawn({INITIATIVES: [update]})["data"][INITIATIVES]
    assert point["lon"] == [5.12346, 4.0]
    assert point["lat"] == [46.0, 45.98765]
    assert point["customdata"] == ["fiche:un", "territoire:01053"]
    assert point["marker"]["size"] == [9.0, 17.0]
    assert point["marker"]["color"] == palette.POINT


def test_rings_are_a_little_larger_than_their_points():
    assert traces.halos_update(TWO_POINTS)["marker.size"] == [13.0, 21.0]
