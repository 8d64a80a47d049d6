import re
from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.indicators.classification import analyse
from dashboard.analysis.kernel.results import Classes
from dashboard.components.shared.legend import legend
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.figures import palette
from tests.helpers.component_tree import elements, tree, words

CLASSES = Classes(
    method="quantiles, toutes années réunies",
    bounds=(0.1, 0.52, 1.0, 2.5),
    counts=(10, 20, 1200),
    states={0: 4, 1: 5, 2: 6},
    codes=np.array([], dtype=np.uint8),
)
NOTHING = replace(CLASSES, bounds=(), counts=(), states={0: 0, 1: 126, 2: 0})


def steps(written):
    return [words(item["children"]) for item in elements(tree(written), "Li")]


def styles(written):
    return [span["style"] for span in elements(tree(written), "Span") if "style" in span]


def colours(written):
    return [style.removeprefix("background-color:") for style in styles(written)]


def test_every_class_has_its_bounds_and_number_and_so_has_every_state_there_is():
    assert steps(legend(CLASSES, scale=Scale.RATE, level=Level.EPCI)) == [
        "jusqu’à 0,52 (10)",
        "plus de 0,52 à 1,00 (20)",
        "plus de 1,00 à 2,50 (1\u202f200)",
        "0 recensé (5)",
        "effectif faible, hors classes\u00a0: moins de la moitié des communes dans la région (6)",
        "non renseigné (4)",
        "hors périmètre",
    ]


def test_the_legend_has_the_colours_of_the_map():
    shown = colours(legend(CLASSES, scale=Scale.RATE, level=Level.EPCI))
    assert shown[:3] == list(palette.class_colours(3))
    assert set(shown[3:]) == {*palette.STATE_COLOURS.values(), palette.OUTSIDE}


def test_the_method_and_what_zero_proves_are_written():
    text = words(tree(legend(CLASSES, scale=Scale.RATE, level=Level.EPCI)))
    assert "Classes : quantiles, toutes années réunies." in text
    assert "« 0 recensé » ne prouve pas qu’il n’existe rien" in text


def test_shares_are_percentages():
    fixed = replace(CLASSES, bounds=(0.0, 0.2, 0.4), counts=(3, 2))
    assert steps(legend(fixed, scale=Scale.SHARE, level=Level.EPCI))[:2] == [
        "jusqu’à 20\u202f% (3)",
        "plus de 20\u202f% à 40\u202f% (2)",
    ]


@pytest.mark.parametrize(
    ("bounds", "ranges"),
    [
        ((0.0, 0.27, 3.0), ["jusqu’à 0,27 (3)", "plus de 0,27 à 3,00 (2)"]),
        ((0.0, 1.0, 2.5), ["jusqu’à 1,0 (3)", "plus de 1,0 à 2,5 (2)"]),
        ((0.25, 1.0, 2.0), ["jusqu’à 1 (3)", "plus de 1 à 2 (2)"]),
    ],
)
def test_the_bounds_written_have_equal_decimals(bounds, ranges):
    classes = replace(CLASSES, bounds=bounds, counts=(3, 2))
    assert steps(legend(classes, scale=Scale.RATE, level=Level.EPCI))[:2] == ranges


def test_a_commune_is_served_or_not():
    one = replace(CLASSES, bounds=(1.0, 1.0), counts=(300,), states={1: 5, 2: 0})
    assert steps(legend(one, scale=Scale.SHARE, level=Level.COMMUNE)) == [
        "desservie (300)",
        "0 recensé (5)",
        "hors périmètre",
    ]


def test_a_rate_of_a_small_commune_is_in_no_class():
    shown = steps(legend(CLASSES, scale=Scale.RATE, level=Level.COMMUNE))
    assert shown[4] == "effectif faible, hors classes\u00a0: moins de 500 habitants (6)"


def test_circles_show_the_numbers_they_stand_for_and_no_class():
    shown = legend(CLASSES, scale=Scale.COUNT, level=Level.EPCI, circles=[(1, 8.0), (12, 27.71)])
    assert steps(shown)[:3] == ["1\u00a0initiative", "12\u00a0initiatives", "0 recensé (5)"]
    assert styles(shown)[:2] == ["width:8.0px;height:8.0px", "width:27.7px;height:27.7px"]


@pytest.mark.parametrize("scale", Scale)
def test_without_anything_to_class_the_states_remain(scale):
    shown = steps(legend(NOTHING, scale=scale, level=Level.EPCI))
    assert shown[0] == "0 recensé (126)"
    assert shown[1:] == ["hors périmètre"]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("indicator", [Indicator.RATE, Indicator.SHARE])
def test_numbers_of_a_real_legend_add_up_to_all_territories(snapshot, level, indicator):
    selection = MapSelection(level=level, indicator=indicator)
    classes = analyse(snapshot.region_index, selection).classes
    shown = steps(legend(classes, scale=indicator.scale, level=level))[:-1]
    numbers = [
        int(re.search(r"\(([\d\u202f]+)\)$", text)[1].replace("\u202f", "")) for text in shown
    ]
    assert sum(numbers) == {"epci": 126, "communes": 2738, "departements": 8}[level]
