from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.coverage.results import NeedMap
from dashboard.analysis.kernel.results import Classes, PartialValues
from dashboard.components.coverage.legend import (
    classes_legend,
    coverage_legend,
    need_legend,
    sites_legend,
    untold_legend,
)
from dashboard.components.coverage.legend_wording import need_marks
from dashboard.domain.counting import ValueState
from dashboard.domain.coverage import Distance
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.coverage import CoverageIndicator, CoverageSelection
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.interactive.coverage_map import COVERAGE_COLOURS, NEED_COLOURS
from tests.helpers.component_tree import elements, tree, words

NUMBERS = [465, 38, 2_132, 0, 23, 32, 48]
SHARES = Classes(
    method="classes fixes de 20 points",
    bounds=(0.0, 0.2, 1.0),
    counts=(11, 1_200),
    states={0: 4, 1: 94, 2: 0},
    codes=np.array([], dtype=np.uint8),
)


def known(values, people, populations):
    return PartialValues(np.array(values), np.array(people), np.array(populations))


CROSSED = NeedMap(
    needs=known([10.0] * 23, [5] * 23, [5] * 23),
    borrowed=np.zeros(23, dtype=np.bool_),
    reach=np.full(23, -1),
    cells=np.full(23, -1),
    counts=np.array([[1, 2, 3], [4, 5, 6], [7, 8, 1_900]]),
    bounds=(10.25, 15.0),
)
NEED = CoverageSelection(shown=CoverageIndicator.NEED)


def shown(legend):
    return tree(legend)


def steps(legend):
    return [words(item["children"]) for item in elements(shown(legend), "Li")]


def colours(legend):
    return [
        props["style"].removeprefix("background-color:")
        for props in elements(shown(legend), "Span")
        if "style" in props
    ]


def test_each_state_has_its_number_and_the_border_stands_apart():
    assert steps(coverage_legend(NUMBERS, CoverageSelection())) == [
        "desservie (465)",
        "proche d’un lieu, à 10\u202fkm au plus de la mairie (38)",
        "loin de tout lieu (plus de 10\u202fkm) (2\u202f132)",
        "à la limite de la région, à part (23)",
        "hors périmètre",
    ]


def test_the_fragile_ones_are_told_where_they_are_shown():
    selection = CoverageSelection(fragile=True, radius=Distance.KM_5)
    found = steps(coverage_legend(NUMBERS, selection))[3:5]
    assert [text.replace("\u202f", " ") for text in found] == [
        "proche, mais plus à 20 % de rayon en moins (32)",
        "loin, mais proche à 20 % de rayon en plus (48)",
    ]


def test_large_numbers_of_fragile_ones_are_written_as_all_others():
    found = steps(coverage_legend([*NUMBERS[:5], 1_032, 1_048], CoverageSelection(fragile=True)))
    assert ["1\u202f032" in found[3], "1\u202f048" in found[4]] == [True, True]


def test_the_legend_has_the_colours_of_the_map():
    every = [*NUMBERS[:3], 9, *NUMBERS[4:]]
    legend = coverage_legend(every, CoverageSelection(fragile=True), around=True)
    assert set(colours(legend)) == {*COVERAGE_COLOURS, palette.OUTSIDE}
    assert colours(legend)[:4] == list(COVERAGE_COLOURS[:4])
    assert colours(need_legend(CROSSED, NEED))[:9] == list(NEED_COLOURS[:9])
    assert colours(classes_legend(SHARES, Scale.SHARE))[:2] == list(palette.class_colours(2))


def test_classes_of_a_share_and_the_states_in_none():
    assert steps(classes_legend(SHARES, Scale.SHARE)) == [
        "jusqu’à 20\u202f% (11)",
        "plus de 20\u202f% à 100\u202f% (1\u202f200)",
        "0 recensé (94)",
        "non renseigné : sans habitant (4)",
        "hors périmètre",
    ]
    assert "Classes : classes fixes de 20 points." in words(
        shown(classes_legend(SHARES, Scale.SHARE))
    )


def test_without_a_class_the_states_remain():
    nothing = replace(SHARES, bounds=(), counts=(), states={1: 2_738})
    assert steps(classes_legend(nothing, Scale.RATE)) == [
        "0 recensé (2\u202f738)",
        "non renseigné : sans habitant (0)",
        "hors périmètre",
    ]


# Need and coverage.


def grid(legend):
    """The table of the legend: its columns' heads, and each row's head and numbers."""
    found = shown(legend)
    (head,) = elements(found, "Thead")
    (body,) = elements(found, "Tbody")
    rows = [
        [words(cell["props"]["children"]).strip() for cell in row["children"]]
        for row in elements(body, "Tr")
    ]
    return [words(cell["children"]) for cell in elements(head, "Th")], rows


def test_the_nine_colours_are_a_table_of_need_by_coverage():
    assert grid(need_legend(CROSSED, NEED)) == (
        [
            "Besoin faible (jusqu’à 10,2\u202f%)",
            "Besoin moyen (jusqu’à 15,0\u202f%)",
            "Besoin élevé (plus de 15,0\u202f%)",
        ],
        [
            ["Desservie", "1", "2", "3"],
            ["Proche d’un lieu", "4", "5", "6"],
            ["Ni desservie ni proche", "7", "8", "1\u202f900"],
        ],
    )


def test_a_larger_territory_is_read_by_the_share_of_its_inhabitants():
    _, rows = grid(need_legend(CROSSED, replace(NEED, level=Level.EPCI)))
    assert [row[0].replace("\u202f", " ") for row in rows] == [
        "90 % couverts ou plus",
        "50 à 90 % couverts",
        "Moins de 50 % couverts",
    ]


def test_thirds_of_what_is_need_where_it_is_low_are_told_the_right_way_round():
    # Turned round so that more means more need: the densest third comes first.
    sparse = replace(NEED, need="densite-population")
    heads, _ = grid(need_legend(replace(CROSSED, bounds=(-150.0, -40.0)), sparse))
    assert [head.replace("\u202f", " ") for head in heads] == [
        "Besoin faible (à partir de 150 hab./km²)",
        "Besoin moyen (à partir de 40 hab./km²)",
        "Besoin élevé (moins de 40 hab./km²)",
    ]


@pytest.mark.parametrize(
    ("need", "bounds"), [("quartiers-prioritaires", (1.0, 2.0)), ("taux-pauvrete", None)]
)
def test_thirds_that_are_no_share_or_not_known_have_no_bounds(need, bounds):
    found = replace(CROSSED, bounds=bounds or (np.nan, np.nan))
    heads, _ = grid(need_legend(found, replace(NEED, need=need)))
    assert heads == ["Besoin faible", "Besoin moyen", "Besoin élevé"]


@pytest.mark.parametrize(
    ("from_epci", "text"),
    [
        (1, "1\u00a0commune prend la valeur publiée pour son intercommunalité"),
        (1_500, "1\u202f500\u00a0communes prennent la valeur publiée pour leur intercommunalité"),
    ],
)
def test_values_of_the_epci_in_place_of_secret_ones_are_counted(from_epci, text):
    borrowed = replace(CROSSED, borrowed=np.arange(2_000) < from_epci)
    told = words(shown(need_legend(borrowed, NEED)))
    assert text in told
    assert "sous secret statistique ou n’est pas publiée" in told


def test_borrowed_values_have_a_mark_of_their_own():
    borrowed = replace(CROSSED, borrowed=np.arange(2_000) < 1_500)
    mark, unknown, _ = need_marks(borrowed, NEED)[-3:]
    assert (mark.text, mark.kind) == (
        "besoin emprunté à l’intercommunalité (1\u202f500)",
        "borrowed",
    )
    assert unknown.kind == "missing"
    assert steps(need_legend(borrowed, NEED))[0] == mark.text
    assert "emprunté" not in " ".join(mark.text for mark in need_marks(CROSSED, NEED))


def test_without_a_fallback_nothing_is_said_of_it():
    told = words(shown(need_legend(CROSSED, NEED)))
    assert told.count("secret") == 1  # that of the mark of what is not known
    assert "beaucoup de besoin (taux de pauvreté) et pas de couverture" in told


def test_means_known_for_a_part_of_the_inhabitants_are_counted():
    part = replace(CROSSED, needs=known([10.0, np.nan, 12.0], [4, 0, 5], [5, 5, 5]))
    told = words(shown(need_legend(part, replace(NEED, level=Level.EPCI))))
    assert "1\u00a0intercommunalité : valeur tirée des seules communes renseignées" in told


def test_those_without_a_value_are_told_apart():
    legend = need_legend(CROSSED, NEED)
    assert steps(legend) == [
        "besoin non renseigné (secret statistique ou non publié), ou à la limite de la région (23)",
        "hors périmètre",
    ]
    assert steps(need_legend(CROSSED, replace(NEED, level=Level.EPCI)))[0] == (
        "besoin non renseigné, ou connu pour moins de la moitié des habitants (23)"
    )
    assert palette.STATE_COLOURS[ValueState.MISSING] == NEED_COLOURS[9]


def test_what_is_drawn_above_the_territories():
    chosen = CoverageSelection(territory="D07")
    assert steps(sites_legend(chosen, places=True, sites=True)) == [
        "lieu existant",
        "nouveau lieu proposé, numéroté dans l’ordre",
        "territoire choisi",
    ]
    assert steps(sites_legend(CoverageSelection(), places=True, sites=False)) == ["lieu existant"]
    assert sites_legend(CoverageSelection(), places=False, sites=False) == ""


def test_where_nothing_can_be_told_the_legend_says_so_and_why():
    assert steps(untold_legend()) == [
        "nos sources ne permettent pas de répondre",
        "hors périmètre",
    ]
    assert "au moins 30\u00a0initiatives situées" in words(shown(untold_legend()))
