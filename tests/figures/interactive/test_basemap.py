import json

from dashboard.figures.interactive.basemap import TERRITORIES_BELOW, map_style, town_features

ADDRESSES = {"epci": "/f/e.geojson", "departements": "/f/d.geojson", "towns": "/f/t.geojson"}
NAMES = "/f/n.geojson"


def test_the_style_asks_for_no_font_no_sprite_and_no_other_site():
    style = map_style(ADDRESSES, all_names=NAMES)
    assert set(style) == {"version", "metadata", "transition", "sources", "layers"}
    assert "//" not in json.dumps(style)


def test_a_change_is_not_faded_in():
    assert map_style(ADDRESSES, all_names=NAMES)["transition"] == {"duration": 0, "delay": 0}


def test_every_source_has_an_address_of_our_own():
    sources = map_style(ADDRESSES, all_names=NAMES)["sources"]
    assert {name: source["data"] for name, source in sources.items()} == ADDRESSES


def test_every_layer_draws_a_source_that_exists():
    style = map_style(ADDRESSES, all_names=NAMES, tiles="/tuiles/{z}/{x}/{y}")
    drawn = {layer["source"] for layer in style["layers"] if "source" in layer}
    assert drawn == set(style["sources"])


def test_territories_are_filled_under_outlines_and_names():
    names = [layer["id"] for layer in map_style(ADDRESSES, all_names=NAMES)["layers"]]
    assert names == ["outside", TERRITORIES_BELOW, "outline-departements", "towns"]


def test_smaller_communes_are_named_nearer():
    style = map_style(ADDRESSES, all_names=NAMES)
    assert style["metadata"]["names"] == {"source": "towns", "data": NAMES, "from": 8.0}
    kind, by, *steps = style["layers"][-1]["filter"]
    assert [kind, by, *steps[1::2]] == ["step", ["zoom"], 8.0, 9.0, 10.0, 11.0]
    assert [least for *_, least in steps[2::2]] == [5_000, 1_500, 500, 0]


def test_an_online_base_map_lies_under_everything_and_names_its_owner():
    style = map_style(ADDRESSES, all_names=NAMES, tiles="/tuiles/{z}/{x}/{y}", tiles_credit="© IGN")
    assert [layer["id"] for layer in style["layers"]][:2] == ["outside", "tiles"]
    assert style["sources"]["tiles"]["attribution"] == "© IGN"


def test_towns_are_points_longitude_first():
    towns = town_features(
        names=["Lyon"], populations=[520_774], longitudes=[4.8351234], latitudes=[45.7674567]
    )
    assert towns["features"] == [
        {
            "type": "Feature",
            "properties": {"name": "Lyon", "population": 520_774},
            "geometry": {"type": "Point", "coordinates": [4.83512, 45.76746]},
        }
    ]
