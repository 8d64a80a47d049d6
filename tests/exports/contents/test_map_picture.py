"""The maps as pictures: they say and colour what the page does."""

import base64
import datetime as dt
import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.coverage.needs import Need, NeedOrigin
from dashboard.analysis.indicators.classification import analyse
from dashboard.callbacks.coverage.map import answer_coverage_map
from dashboard.callbacks.map.map import answer_map
from dashboard.components.shared import ids
from dashboard.components.shared.legend import legend
from dashboard.components.shared.wording import map_title
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.coverage import CoverageIndicator, CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection, PointLayer
from dashboard.domain.territory import Level
from dashboard.exports.contents.coverage_picture import coverage_picture, painted
from dashboard.exports.contents.map_picture import map_picture
from dashboard.exports.contents.picture_shapes import PictureShapes, main_towns
from dashboard.exports.contents.provenance import provenance
from dashboard.figures.palette import CIRCLE, CIRCLE_BASE, NEIGHBOUR, SELECTED
from dashboard.server.static_geography import level_shapes, level_windows
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.svg_tree import drawing_of, elements_in, lines_in

TODAY = dt.date(2026, 11, 24)
SELECTIONS = [
    MapSelection(),
    MapSelection(filters=Filters(themes=("mobilite",), years=(2019, 2024)), level=Level.COMMUNE),
    MapSelection(level=Level.DEPARTEMENT, indicator=Indicator.SHARE),
    MapSelection(level=Level.COMMUNE, indicator=Indicator.SHARE),
]


@pytest.fixture(scope="module")
def shapes_of(atlas):
    return level_shapes(atlas.geography)


@pytest.fixture(scope="module")
def pictures(atlas, shapes_of):
    return PictureShapes(shapes_of, level_windows(atlas.geography))


@pytest.fixture
def draw(snapshot, pictures):
    def drawn(selection):
        about = provenance(
            snapshot, contents=map_title(selection), filters=MAP.sentence(selection), today=TODAY
        )
        return drawing_of(map_picture(snapshot, selection, pictures, about))

    return drawn


def said(drawing):
    return " ".join(lines_in(drawing))


def fills(drawing, shapes):
    by_path = {path: code for code, path in shapes.paths.items()}
    painted_ones = [
        one for one in elements_in(drawing, "path") if one.get("fill", "").startswith("#")
    ]
    return {by_path[one.get("d")]: one.get("fill") for one in painted_ones}


def page_colours(figure):
    """The colour of every territory of a map, by code, from the arrays that the page draws."""
    trace = figure["data"][0]
    scale = [colour for _, colour in trace["colorscale"]][::2]
    codes = np.frombuffer(base64.b64decode(trace["z"]["bdata"]), dtype=np.uint8).tolist()
    return {code: scale[number] for code, number in zip(trace["locations"], codes, strict=True)}


@pytest.mark.parametrize("selection", SELECTIONS)
def test_territories_have_the_colours_of_the_page(snapshot, draw, shapes_of, selection):
    figure = answer_map(snapshot, selection, ["all"]).figures[0]
    assert fills(draw(selection), shapes_of(selection.level)) == page_colours(figure)


@pytest.mark.parametrize("selection", [*SELECTIONS, MapSelection(indicator=Indicator.NUMBER)])
def test_the_legend_says_what_that_of_the_page_says(snapshot, draw, selection):
    classes = analyse(snapshot.region_index, selection).classes
    page = legend(classes, scale=selection.indicator.scale, level=selection.level)
    words_of = said(draw(selection))
    for line in elements(tree(page), "Li"):
        assert words(line["children"]).replace("\u00a0", " ") in words_of


def test_title_filters_sources_and_dates_are_written(draw, catalogue_counts):
    text = said(draw(MapSelection(filters=Filters(themes=("sante",), years=(2024, 2024)))))
    assert text.startswith("Initiatives pour 10\u202f000 habitants, par intercommunalité Thèmes : ")
    assert "Santé et prévention · Publics : tous · Actives en 2024" in text
    assert f"Données : {catalogue_counts.edition} ; territoires COG 2026." in text
    assert "Licence : Licence Ouverte 2.0. Exporté le 24 novembre 2026." in text


def test_a_count_is_a_circle_never_a_colour(snapshot, draw, shapes_of):
    selection = MapSelection(indicator=Indicator.NUMBER)
    drawing = draw(selection)
    numbers = analyse(snapshot.region_index, selection).values.number
    groups = [one for one in elements_in(drawing, "g") if one.get("fill") == CIRCLE]
    assert len(groups[0]) == (numbers > 0).sum()
    coloured = Counter(fills(drawing, shapes_of(Level.EPCI)).values())
    assert coloured[CIRCLE_BASE] == (numbers > 0).sum()
    areas = sorted(float(one.get("r")) ** 2 for one in groups[0])
    assert areas[-1] / areas[0] == pytest.approx(
        numbers.max() / numbers[numbers > 0].min(), rel=0.05
    )


def test_points_are_drawn_where_they_are_shown(draw):
    none, both = (
        draw(MapSelection(level=Level.DEPARTEMENT, points=points))
        for points in ((), (PointLayer.INITIATIVES, PointLayer.TOWN_HALLS))
    )
    assert not elements_in(none, "circle")
    assert "mairie" not in said(none)
    assert len(elements_in(both, "circle")) > 2000
    assert "mairie lieu d’une ou plusieurs initiatives" in said(both)


def test_the_largest_commune_of_each_departement_gives_bearings(snapshot):
    assert sorted(name for name, _, _ in main_towns(snapshot.region_index)) == [
        "Annecy", "Annonay", "Bourg-en-Bresse", "Chambéry", "Grenoble", "Lyon", "Saint-Étienne",
        "Valence",
    ]  # fmt: skip


def path_of(drawing, **attributes):
    """The only path that has some attributes."""
    (path,) = (
        one
        for one in elements_in(drawing, "path")
        if all(one.get(name) == value for name, value in attributes.items())
    )
    return path.get("d")


def corners(path):
    """West, north, east, south of a path, in pixels."""
    x, y = np.array(re.findall(r"(-?[0-9.]+)[ ,](-?[0-9.]+)", path), dtype=float).T
    return x.min(), y.min(), x.max(), y.max()


@pytest.mark.parametrize(
    ("territory", "share"), [("D38", 1.15), ("200040715", 1.5), ("38185", 4.0)]
)
def test_a_territory_chosen_fills_its_picture_but_for_a_margin(draw, territory, share):
    west, north, east, south = corners(
        path_of(draw(MapSelection(territory=territory)), stroke=SELECTED)
    )
    assert max(east - west, south - north) == pytest.approx(632 / share, rel=0.02)
    assert (west + east) / 2 == pytest.approx(320, abs=2)
    assert (north + south) / 2 == pytest.approx(320, abs=2)


def test_everything_is_pale_but_the_territory_chosen_and_said_so(draw):
    drawing = draw(MapSelection(territory="D38"))
    outline = path_of(drawing, stroke=SELECTED)
    assert path_of(drawing, **{"fill-rule": "evenodd"}) == f"M0 0H640V640.0H0Z{outline}"
    assert "En pâle, ce qui entoure le territoire choisi." in said(drawing)
    assert "territoire choisi" in said(drawing)
    region = draw(MapSelection(territory="R82"))
    assert [one for one in elements_in(region, "path") if one.get("fill-rule")] == []
    assert "En pâle" not in said(region)


def test_towns_of_the_territory_come_before_those_around_it(draw):
    names = [one.text for one in elements_in(draw(MapSelection(territory="D38")), "text")]
    assert {"Grenoble", "Vienne", "Voiron", "Bourgoin-Jallieu", "Lyon", "Chambéry"} <= {*names}
    assert "Annonay" not in names


def test_places_too_many_for_the_region_are_drawn_around_a_territory(snapshot, draw, monkeypatch):
    places = snapshot.region_index.places
    most = len({*zip(places.longitude, places.latitude, strict=True)}) - 1
    monkeypatch.setattr("dashboard.exports.contents.map_picture.MOST_POSITIONS", most)
    assert "lieux d’initiatives, non dessinés ici" in said(draw(MapSelection()))
    drawing = draw(MapSelection(territory="D38"))
    assert "non dessinés" not in said(drawing)
    assert len(elements_in(drawing, "circle")) > 1


GAPS = [
    {},
    {"fragile": ["oui"], "rayon": ["5"]},
    {"niveau": ["epci"]},
    {"niveau": ["departements"], "indicateur": ["acces"], "theme": ["mobilite"]},
]


@pytest.mark.parametrize("query", GAPS)
def test_where_nothing_can_be_told_a_picture_of_gaps_is_pale_as_the_page_is(snapshot, query):
    assert set(gaps_alike(snapshot, query).colours) == {NEIGHBOUR}


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize("query", GAPS)
def test_gaps_have_the_colours_and_the_words_of_the_page(snapshot, query):
    assert NEIGHBOUR not in gaps_alike(snapshot, query).colours


def gaps_alike(snapshot, query):
    """The picture's colours, once they and its words are seen to be the page's."""
    selection = CoverageSelection.from_query(query)
    page = answer_coverage_map(snapshot, selection, ["all"], year=2026)
    found = painted(assess_coverage(snapshot, selection, year=2026))
    assert list(found.colours) == list(page_colours(page.figures[0]).values())
    markup = page.markup[ids.COVERAGE_LEGEND]
    lines = [re.sub("<[^>]*>", "", line) for line in re.findall("<li>(.*?)</li>", markup)]
    assert [mark.text for mark in found.marks] == lines
    return found


def test_the_picture_of_gaps_outlines_the_territory_asked_for_and_defines_a_gap(snapshot, pictures):
    selection = CoverageSelection(territory="D07")
    about = provenance(
        snapshot, contents="État de couverture", filters="Rayon : 10 km", today=TODAY
    )
    asked = assess_coverage(snapshot, selection, year=2026)
    drawing = drawing_of(coverage_picture(snapshot, asked, pictures, about))
    outline = path_of(drawing, stroke=SELECTED)
    veil = path_of(drawing, **{"fill-rule": "evenodd"})
    assert veil == f"M0 0H640V640.0H0Z{outline}"
    assert "Ici, une zone blanche est une commune qui n’est dans la zone desservie" in said(drawing)
    assert "territoire choisi" in said(drawing)


@pytest.mark.usefixtures("few_are_enough")
def test_needs_borrowed_from_the_epci_are_hatched_on_the_picture_and_in_its_legend(
    snapshot, pictures, shapes_of
):
    communes = snapshot.region_index.territories[Level.COMMUNE]
    of_loire = np.array([code.startswith("42") for code in communes.codes])
    origin = np.where(of_loire, NeedOrigin.EPCI, NeedOrigin.COMMUNE).astype(np.uint8)
    values, none = np.where(of_loire, 30.0, 10.0), np.full(126, np.nan)
    need = Need("taux-pauvrete", values, origin, none, "2021", "INSEE")
    lent = replace(snapshot, needs={need.code: need})
    selection = CoverageSelection(shown=CoverageIndicator.NEED)
    about = provenance(snapshot, contents="Besoin", filters="Rayon : 10 km", today=TODAY)
    asked = assess_coverage(lent, selection, year=2026)
    drawing = drawing_of(coverage_picture(lent, asked, pictures, about))
    by_path = {path: code for code, path in shapes_of(Level.COMMUNE).paths.items()}
    hatched = [
        by_path[one.get("d")]
        for one in elements_in(drawing, "path")
        if one.get("fill") == "url(#hachures-emprunt)"
    ]
    assert hatched == [code for code in communes.codes if code.startswith("42")]
    assert f"emprunté à l’intercommunalité ({of_loire.sum()})" in said(drawing)
    swatches = [one.get("fill") for one in elements_in(drawing, "rect")]
    assert swatches.count("url(#hachures-emprunt)") == 1
    assert painted(
        assess_coverage(lent, replace(selection, level=Level.EPCI), year=2026)
    ).hatched == (frozenset())
