from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

from dashboard.domain.counting import ValueState
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.page import PictureWords
from dashboard.figures.static.region import MAP_PX, Circles, Dots, RegionMap, region_svg
from dashboard.figures.static.shapes import svg_shapes
from tests.helpers.svg_tree import SVG, drawing_of, elements_in, lines_in

LOW = palette.STATE_COLOURS[ValueState.LOW_POPULATION]
AREAS = gpd.GeoDataFrame(
    {"code": ["west", "east"]},
    geometry=[box(4.0, 45.0, 5.0, 46.0), box(5.0, 45.0, 6.0, 46.0)],
    crs="EPSG:4326",
)
SHAPES = svg_shapes(AREAS, width_px=MAP_PX)
WHOLE = svg_shapes(
    gpd.GeoDataFrame({"code": ["D"]}, geometry=[box(4.0, 45.0, 6.0, 46.0)], crs="EPSG:4326"),
    width_px=MAP_PX,
)
WORDS = PictureWords(
    title="Initiatives pour 10\u202f000 habitants, par <commune>",
    subtitle="Thèmes : tous · Publics : tous",
    legend=(
        LegendEntry("#0b4656", "plus de 1 à 2 (1)"),
        LegendEntry(LOW, "effectif faible (1)", "low_population"),
    ),
    legend_notes=("Classes : quantiles.",),
    notes=("Sources : IGN, INSEE.", "Licence Ouverte 2.0."),
)
FILLS = {"west": "#0b4656", "east": LOW}


def picture(words=WORDS, **more):
    drawn = region_svg(RegionMap(shapes=SHAPES, fills=FILLS, borders=WHOLE, **more), words)
    return drawing_of(drawn)


def height(drawing):
    return float(drawing.get("height"))


def test_everything_that_explains_the_map_is_written_in_the_picture():
    assert lines_in(picture()) == [
        "Initiatives pour 10\u202f000 habitants, par <commune>",
        "Thèmes : tous · Publics : tous",
        "Légende",
        "plus de 1 à 2 (1)",
        "effectif faible (1)",
        "Classes : quantiles.",
        "Sources : IGN, INSEE.",
        "Licence Ouverte 2.0.",
    ]


def test_the_picture_is_named_by_its_title_and_filters():
    drawing = picture()
    assert drawing.get("aria-label") == f"{WORDS.title}. {WORDS.subtitle}"
    assert drawing.find(f"{SVG}title").text == drawing.get("aria-label")


def test_each_territory_has_its_colour_and_larger_ones_only_a_line():
    paths = {one.get("d"): one.get("fill") for one in elements_in(picture(), "path")}
    assert paths[SHAPES.paths["west"]] == "#0b4656"
    assert paths[WHOLE.paths["D"]] is None


def test_a_pale_state_is_hatched_on_the_map_and_in_the_legend():
    drawing = picture()
    (name,) = [
        one.get("id") for one in elements_in(drawing, "pattern") if "faible" in one.get("id")
    ]
    hatched = [one for one in drawing.iter() if one.get("fill") == f"url(#{name})"]
    assert [one.tag for one in hatched] == [f"{SVG}path", f"{SVG}rect"]
    assert hatched[0].get("d") == SHAPES.paths["east"]


@pytest.mark.parametrize("times", [1, 12, 40])
def test_long_filters_make_a_higher_picture_and_lose_no_word(times):
    subtitle = " · ".join(["Thèmes : Mobilité"] * times)
    drawing = picture(replace(WORDS, subtitle=subtitle))
    assert " ".join(lines_in(drawing)).count("Mobilité") == times
    lines = [line for line in lines_in(drawing) if "Mobilité" in line]
    assert max(map(len, lines)) <= 125
    assert height(drawing) - height(picture()) == pytest.approx(
        15 * 1.3 * (len(lines) - 1), abs=0.5
    )


def test_circles_have_the_radii_given_largest_first_and_a_scale_in_the_legend():
    circles = Circles(
        points=np.array([[4.5, 45.5], [5.5, 45.5]]),
        radii_px=np.array([4.0, 8.0]),
        scale=(("1 initiative", 4.0), ("4 initiatives", 8.0)),
    )
    drawing = picture(circles=circles)
    assert [one.get("r") for one in elements_in(drawing, "circle")] == ["8.0", "4.0", "4.0", "8.0"]
    assert lines_in(drawing)[3:5] == ["1 initiative", "4 initiatives"]


def test_points_a_chosen_territory_and_towns_are_drawn_over_the_areas():
    drawing = picture(
        chosen=SHAPES.paths["east"],
        dots=(Dots(np.array([[4.5, 45.5], [4.5, 45.5]]), "#b45309", 3.0),),
        towns=(("Lyon", 4.8, 45.7),),
    )
    assert [one.get("r") for one in elements_in(drawing, "circle")] == ["3"]
    red = [one.get("d") for one in drawing.iter() if one.get("stroke") == palette.SELECTED]
    assert red == [SHAPES.paths["east"]]
    assert lines_in(drawing).count("Lyon") == 2


def test_points_cover_the_mark_of_a_town_and_never_its_name():
    drawing = picture(
        dots=(Dots(np.array([[4.8, 45.7]]), "#b45309", 3.0),), towns=(("Lyon", 4.8, 45.7),)
    )
    (point,) = elements_in(drawing, "circle")
    order = list(drawing.iter())
    (mark,) = [one for one in elements_in(drawing, "rect") if one.get("width") == "4.4"]
    names = [one for one in elements_in(drawing, "text") if one.text == "Lyon"]
    places = [order.index(one) for one in (mark, point, *names)]
    assert places == sorted(places)
