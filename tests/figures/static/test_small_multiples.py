import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from dashboard.analysis.comparison.results import FirstYears, Line, Share
from dashboard.domain.counting import ValueState
from dashboard.figures.palette import CIRCLE, SEQUENTIAL, STATE_COLOURS, TEXT
from dashboard.figures.static.bar_panels import Bars, bar_panels
from dashboard.figures.static.comparison_panels import (
    ChartKind,
    absent_words,
    chart_panels,
)
from dashboard.figures.static.small_multiples import (
    WIDTH_PX,
    axis_ticks,
    panel_svg,
    panels_picture,
)
from dashboard.figures.static.year_panels import RATES, YearCounts, year_panels
from tests.helpers.comparison_values import NO_COMPARISON, bassin, cimes, comparison

PALE = STATE_COLOURS[ValueState.LOW_POPULATION]
SVG = "{http://www.w3.org/2000/svg}"
LABELS = ("Alimentation", "Santé")
TOWN = Bars("CA du Bassin", (1.0, 2.0))
VILLAGE = Bars("CC des Cimes", (25.0, 0.0), cautious=True)


def drawn(*bars, reference=(0.5, 1.0), labels=LABELS):
    return bar_panels(
        bars, labels, title="Par thème", unit="pour 10\u202f000 hab.", reference=reference
    )


def root(panel):
    return ET.fromstring(panel_svg(panel))  # noqa: S314 - our own text


def texts(panel):
    return [one.text for one in root(panel).iter(f"{SVG}text")]


def rects(panel, fill):
    return [
        tuple(float(one.get(key)) for key in ("x", "y", "width", "height"))
        for one in root(panel).iter(f"{SVG}rect")
        if one.get("fill") == fill
    ]


def marks(panel):
    """Return how far to the right each mark of the region stands, but for that of the legend."""
    return [
        float(found)
        for found in re.findall(
            rf'd="M([\d.]+) [^"]*" stroke="{TEXT}" stroke-width="2.5"', panel.body
        )
    ][:-1]


# Axes.


@pytest.mark.parametrize(
    ("largest", "smallest", "ticks"),
    [
        (2.0, 0.0, (0, 0.5, 1, 1.5, 2)),
        (220, 1, (0, 50, 100, 150, 200, 250)),
        (3, 1, (0, 1, 2, 3)),
        (0.3, 0.0, (0, 0.1, 0.2, 0.3)),
        (0, 1, (0, 1)),
    ],
)
def test_ticks_are_round_and_reach_the_largest_value(largest, smallest, ticks):
    assert axis_ticks(largest, smallest_step=smallest) == pytest.approx(ticks)


# Bars.


def test_bars_of_all_territories_have_one_scale():
    first, second = drawn(TOWN, Bars("CC du Lac", (0.5, None)))
    # The axis goes from 0 to 2 over 283 pixels.
    assert [bar[2] for bar in rects(first, CIRCLE)] == [141.5, 283.0]
    assert [bar[2] for bar in rects(second, CIRCLE)] == [70.8]
    assert first.height_px == second.height_px


def test_the_region_is_marked_on_each_bar():
    (panel,) = drawn(TOWN, reference=(0.5, None))
    assert marks(panel) == [71.8]


def test_values_are_written_and_what_is_absent_is_not_what_is_unknown():
    _, second = drawn(TOWN, Bars("CC du Lac", (0.0, None)))
    assert texts(second)[1:5] == ["Alimentation", "0 recensé", "Santé", "non renseigné"]
    assert rects(second, CIRCLE) == []


def test_few_inhabitants_do_not_stretch_the_axis_and_their_bar_is_cut():
    town, village = drawn(TOWN, VILLAGE)
    assert [bar[2] for bar in rects(town, CIRCLE)] == [141.5, 283.0]
    assert [bar[2] for bar in rects(village, PALE)] == [283.0]
    assert "25,00" in texts(village)
    assert f'Z" fill="{PALE}"' in village.body
    assert texts(village)[1] == "effectif faible"


def test_few_inhabitants_alone_have_an_axis_of_their_own():
    (village,) = drawn(VILLAGE)
    assert 'Z" fill=' not in village.body
    assert [bar[2] for bar in rects(village, PALE)] == [283.0]


def test_the_sentence_tells_the_highest_value_and_the_axis():
    town, village = drawn(TOWN, VILLAGE)
    assert town.title == (
        "Par thème, CA du Bassin : le plus pour Santé (2,00 pour 10\u202f000 hab.) ; axe de 0 à 2,0, le "
        "même pour tous."
    )
    assert village.title.startswith("Par thème, CC des Cimes, effectif faible : le plus pour Alim")
    (empty,) = drawn(Bars("CC du Lac", (0.0, None)))
    assert empty.title.startswith("Par thème, CC du Lac : 0 recensé ; axe")


def test_no_label_is_no_panel():
    assert drawn(TOWN, labels=(), reference=()) == ()


# Years.

YEARS = (2020, 2021, 2022)
COUNTS = YearCounts("CA du Bassin", (2, 0, 3), (2, 2, 5), unknown=1)
FEW = YearCounts("CC des Cimes", (0, 1, 0), (0, 1, 1), unknown=0)


def heights(panel):
    return [bar[3] for bar in rects(panel, CIRCLE)]


def line(panel):
    (path,) = re.findall(rf'd="M([^"]*)" fill="none" stroke="{SEQUENTIAL[4]}"', panel.body)
    return [tuple(float(part) for part in point.split()) for point in path.split("L")]


def test_new_ones_are_bars_of_one_scale():
    first, second = year_panels([COUNTS, FEW], YEARS, title="Années")
    # Three at most: ticks at 0, 2 and 4 over 56 pixels.
    assert heights(first) == [28.0, 42.0]
    assert heights(second) == [14.0]


def test_the_line_rises_to_what_has_begun_by_then():
    first, second = year_panels([COUNTS, FEW], YEARS, title="Années")
    (_, start), (_, same), (_, end) = line(first)
    # Five at most over 100 pixels: 20 each.
    assert (same - start, start - end) == (0, 60)
    assert line(second)[2][1] - end == 80


def test_years_begin_and_end_the_axis_and_unknown_ones_are_told():
    (panel,) = year_panels([COUNTS], YEARS, title="Années")
    found = texts(panel)
    assert {"2020", "2022", "CA du Bassin (1 sans date)"} <= set(found)
    assert panel.title == (
        "Années, CA du Bassin : 5\u00a0initiatives de 2020 à 2022, le plus en 2022 (3) ; première année "
        "inconnue : 1. Mêmes axes pour tous."
    )


def test_rates_of_years_have_their_own_headings_numbers_and_doubts():
    rates = YearCounts(
        "CC des Cimes", (0.25, 0.0, 0.5), (0.25, 0.25, 0.75), unknown=0, cautious=True
    )
    (panel,) = year_panels([rates], YEARS, title="Années", scale=RATES)
    found = texts(panel)
    assert "Depuis le début, pour 10\u202f000 hab." in found
    assert {"0,75", "effectif faible", "CC des Cimes"} <= set(found)
    assert panel.title.startswith(
        "Années, CC des Cimes : 0,75 pour 10\u202f000 habitants de 2020 à 2022, le plus en 2022 (0,50)"
    )


def test_sixty_years_leave_room_between_those_written():
    years = tuple(range(1967, 2027))
    counts = YearCounts("CA du Bassin", (1,) * 60, tuple(range(1, 61)), unknown=0)
    (panel,) = year_panels([counts], years, title="Années")
    written = [
        (float(one.get("x")), one.text)
        for one in root(panel).iter(f"{SVG}text")
        if re.fullmatch(r"(19|20)\d\d", one.text)
    ]
    assert [written[0][1], written[-1][1]] == ["1967", "2026"]
    assert all(b[0] - a[0] > 31 for a, b in pairwise(written))


def test_no_year_is_no_panel():
    assert year_panels([COUNTS], (), title="Années") == ()


# Panels of a comparison.


def test_themes_that_are_nowhere_in_the_region_are_not_drawn():
    first, second = chart_panels(ChartKind.THEMES, comparison())
    assert [text for text in texts(first) if text in {"Alimentation", "Mobilité"}] == [
        "Alimentation"
    ]
    assert "effectif faible" in texts(second)
    assert first.title.startswith(
        "Initiatives pour 10\u202f000 habitants, par thème, CA du Bassin : "
    )


def test_themes_that_are_not_drawn_are_named():
    assert absent_words(ChartKind.THEMES, comparison()) == ("Mobilité",)
    assert absent_words(ChartKind.YEARS, comparison()) == ()


def test_publics_have_their_own_panels():
    assert "Séniors" in texts(chart_panels(ChartKind.PUBLICS, comparison())[0])


def test_years_are_drawn_from_the_first_in_which_something_began():
    first, _ = chart_panels(ChartKind.YEARS, comparison())
    assert "5\u00a0initiatives de 2021 à 2023" in first.title


def test_rates_of_years_are_of_inhabitants_and_who_has_none_has_no_panel():
    # Five initiatives for 137,046 inhabitants.
    found = comparison(territories=(bassin(), cimes(population=0)))
    (panel,) = chart_panels(ChartKind.YEAR_RATES, found)
    assert "0,36 pour 10\u202f000 habitants de 2021 à 2023" in panel.title


def test_nothing_to_draw_is_no_panel():
    none = Line("sante", "Santé", (Share(0, 0.0), Share(0, 0.0)), Share(0.0, 0.0), (0.0, 0.0))
    assert chart_panels(ChartKind.THEMES, comparison(themes=(none,))) == ()
    assert chart_panels(ChartKind.THEMES, NO_COMPARISON) == ()
    unknown = FirstYears(new=(0,) * 4, begun=(0,) * 4, unknown=2)
    found = comparison(territories=(bassin(first_years=unknown), cimes(first_years=unknown)))
    assert chart_panels(ChartKind.YEARS, found) == ()
    assert chart_panels(ChartKind.YEARS, NO_COMPARISON) == ()


# On a page, and in a file.


def test_a_panel_takes_the_font_of_its_page_and_its_sentence_stands_for_it():
    (panel,) = drawn(TOWN)
    svg = root(panel)
    assert (svg.get("role"), svg.get("font-family")) == ("img", "inherit")
    assert svg.get("aria-label") == svg.find(f"{SVG}title").text == panel.title
    assert svg.get("viewBox") == f"0 0 {WIDTH_PX:g} {panel.height_px:g}"


def test_letters_stay_legible_on_a_narrow_screen():
    # A panel is 300 pixels wide, and a screen of 360 leaves about as much.
    panels = (*drawn(TOWN, VILLAGE), *year_panels([COUNTS], YEARS, title="Années"))
    sizes = {
        float(size) for one in panels for size in re.findall(r'font-size="([\d.]+)"', one.body)
    }
    assert min(sizes) == 12


def test_nothing_goes_beyond_a_panel():
    for panel in (*drawn(TOWN, VILLAGE), *year_panels([COUNTS, FEW], YEARS, title="Années")):
        for one in root(panel).iter():
            across = float(one.get("x", 0)) + float(one.get("width", 0) if one.get("x") else 0)
            down = float(one.get("y", 0)) + float(one.get("height", 0) if one.get("y") else 0)
            assert 0 <= across <= WIDTH_PX
            assert 0 <= down <= panel.height_px


def test_a_picture_holds_three_panels_side_by_side_and_its_words():
    panels = drawn(*[TOWN] * 4)
    svg = ET.fromstring(  # noqa: S314 - our own text
        panels_picture(panels, title="Par thème", notes=["Thèmes : tous", "Source : IGN"])
    )
    assert (svg.get("width"), svg.get("font-family")) == (
        "1012",
        "Source Sans Pro, Arial, sans-serif",
    )
    places = [one.get("transform") for one in svg.iter(f"{SVG}g")]
    tall = panels[0].height_px + 32
    assert places == [
        "translate(24 66)",
        "translate(356 66)",
        "translate(688 66)",
        f"translate(24 {66 + tall:g})",
    ]
    found = [one.text for one in svg.iter(f"{SVG}text")]
    assert found[0] == "Par thème"
    assert found[-2:] == ["Thèmes\u00a0: tous", "Source\u00a0: IGN"]
    assert float(svg.get("height")) > 66 + 2 * tall


def test_a_picture_of_nothing_holds_its_words():
    svg = panels_picture((), title="Par thème", notes=["Rien"])
    assert "Par thème</text>" in svg
    assert "Rien</text>" in svg


def test_hostile_words_stay_words():
    hostile = '"><script>alert(1)</script>'
    (panel,) = drawn(Bars(hostile, (1.0,)), labels=(hostile,), reference=(1.0,))
    for svg in (panel_svg(panel), panels_picture([panel], title=hostile, notes=[hostile])):
        assert "<script" not in svg
        ET.fromstring(svg)  # noqa: S314 - our own text
