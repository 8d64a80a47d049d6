"""Pictures for slides: all of their words inside sixteen by nine, whatever they are."""

from dataclasses import replace

import geopandas as gpd
import pytest
from shapely import box

from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.map_pair import SIDE_PX, PairSide
from dashboard.figures.static.page import PictureWords
from dashboard.figures.static.region import MAP_PX, RegionMap
from dashboard.figures.static.shapes import svg_shapes
from dashboard.figures.static.slides import pair_slide, region_slide
from dashboard.figures.static.small_multiples import Panel, panels_slide
from tests.helpers.svg_tree import SVG, drawing_of, elements_in, lines_in

AREAS = gpd.GeoDataFrame(
    {"code": ["west", "east"]},
    geometry=[box(4.0, 45.0, 5.0, 46.0), box(5.0, 45.0, 6.0, 46.0)],
    crs="EPSG:4326",
)
WORDS = PictureWords(
    title="Initiatives",
    subtitle="Thèmes : tous",
    legend=(LegendEntry("#0b4656", "desservie"),),
    legend_notes=("Classes : quantiles.",),
    notes=("Sources : essai.",),
)
MANY = replace(
    WORDS,
    legend=tuple(LegendEntry("#0b4656", f"classe {number}") for number in range(40)),
    notes=("Une longue phrase qui cite ses sources. " * 20,),
)


def drawn(width_px):
    shapes = svg_shapes(AREAS, width_px=width_px)
    return RegionMap(shapes=shapes, fills={"west": "#123456", "east": "#abcdef"}, borders=shapes)


def region(words):
    return drawing_of(region_slide(drawn(MAP_PX), words))


def pair(words):
    sides = (PairSide(name, drawn(SIDE_PX)) for name in ("Ain", "Rhône"))
    return drawing_of(pair_slide(*sides, words))


def size(drawing):
    return float(drawing.get("width")), float(drawing.get("height"))


@pytest.mark.parametrize("written", [region, pair])
def test_a_slide_is_as_small_as_its_words_allow(written):
    assert size(written(WORDS)) == (1280, 720)
    width, height = size(written(MANY))
    assert height > 720
    assert width / height == pytest.approx(16 / 9, abs=1e-4)


@pytest.mark.parametrize("written", [region, pair])
@pytest.mark.parametrize("words", [WORDS, MANY])
def test_no_word_and_no_map_leaves_the_slide(written, words):
    drawing = written(words)
    width, height = size(drawing)
    low = max(
        float(text.get("y"))
        for parent in drawing
        for text in [parent, *parent]
        if text.tag == f"{SVG}text"
        and parent.tag != f"{SVG}svg"
        and parent.get("transform") is None
    )
    assert low <= height - 20
    for part in drawing.findall(f"{SVG}svg"):
        x, y, wide, tall = (float(part.get(name)) for name in ("x", "y", "width", "height"))
        assert 0 < x < x + wide < width
        assert 0 < y < y + tall < height


def test_the_map_stands_beside_its_title_and_legend():
    drawing = region(WORDS)
    (part,) = drawing.findall(f"{SVG}svg")
    right = float(part.get("x")) + float(part.get("width"))
    assert min(float(text.get("x")) for text in elements_in(drawing, "text")) > right
    assert lines_in(drawing)[:3] == ["Initiatives", "Thèmes : tous", "Légende"]


def test_two_maps_have_their_names_above_them():
    drawing = pair(WORDS)
    left, right = drawing.findall(f"{SVG}svg")
    names = {text.text: text for text in elements_in(drawing, "text")}
    for part, name in ((left, "Ain"), (right, "Rhône")):
        assert names[name].get("x") == part.get("x")
        assert float(names[name].get("y")) < float(part.get("y"))
    assert float(right.get("x")) > float(left.get("x")) + float(left.get("width"))


def columns(count, height_px, **more):
    panels = [Panel("", height_px, "") for _ in range(count)]
    svg = panels_slide(panels, title="Essai", notes=["Sources."], shape=16 / 9, **more)
    places = [part.get("transform") for part in elements_in(drawing_of(svg), "g")]
    return len({place.split()[0] for place in places})


def test_panels_have_the_columns_that_make_them_largest_or_those_asked_for():
    assert columns(4, 300) == 4
    assert columns(4, 80) == 2
    assert columns(4, 80, columns=1) == 1
