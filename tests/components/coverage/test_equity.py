from dataclasses import replace

import numpy as np
import pytest
from markupsafe import Markup

from dashboard.analysis.coverage.results import ClassShare, EquityReport, TheilSplit
from dashboard.components.coverage.equity import equity_panel
from dashboard.domain.selections.coverage import CoverageSelection
from tests.helpers.component_tree import elements, tree, words

VILLAGES = ClassShare("moins de 200 hab.", 348, 40_000, 5_000)
TOWNS = ClassShare("200 à 499 hab.", 2, 1_000, 800)
NOBODY = ClassShare("50 000 hab. et plus", 0, 0, 0)
DENSE = ClassShare("20 à 50 hab./km²", 5, 2_000, 500)
FOUND = EquityReport(
    by_size=(VILLAGES, TOWNS, NOBODY),
    by_density=(DENSE,),
    grid=False,
    gini=0.876,
    lorenz=np.array([[0.0, 0.0], [1.0, 1.0]]),
    theil=TheilSplit(total=1.25, between=1.0, within=0.25),
    without=0.445,
)
NOTHING = replace(
    FOUND,
    gini=np.nan,
    lorenz=np.empty((0, 2)),
    theil=TheilSplit(np.nan, np.nan, np.nan),
    without=1.0,
)


SVG = Markup("<svg></svg>")


def shown(found=FOUND, place="Ardèche", lorenz=SVG):
    return tree(equity_panel(found, CoverageSelection(), place=place, lorenz=lorenz))


def lead(page):
    (text,) = (words(p["children"]) for p in elements(page, "P") if p.get("className") == "lead")
    return text


def tables(page):
    """The rows of each table, by its caption."""
    return {
        words(next(elements(table, "Caption"))["children"]): [
            [words(cell["props"]["children"]) for cell in row["children"]]
            for row in elements(next(elements(table, "Tbody")), "Tr")
        ]
        for table in elements(page, "Table")
    }


def test_the_first_sentence_compares_the_smallest_with_the_largest_that_have_inhabitants():
    assert lead(shown()) == (
        "Communes de moins de 200 hab. : 12,5\u202f% des habitants couverts ; "
        "de 200 à 499 hab. : 80,0\u202f%."
    )


@pytest.mark.parametrize("classes", [(VILLAGES, NOBODY), (NOBODY,)])
def test_one_class_compares_with_nothing(classes):
    assert lead(shown(replace(FOUND, by_size=classes))) == (
        "Une seule taille de commune ici : rien à comparer."
    )


def test_both_tables_tell_communes_inhabitants_and_shares():
    assert tables(shown()) == {
        "Habitants couverts selon la taille de la commune, Ardèche": [
            ["moins de 200 hab.", "348", "40\u202f000", "5\u202f000", "12,5\u202f%"],
            ["200 à 499 hab.", "2", "1\u202f000", "800", "80,0\u202f%"],
            ["50 000 hab. et plus", "0", "0", "0", "–"],
        ],
        "Habitants couverts selon la densité (habitants par km², d’après les limites des communes), "
        "Ardèche": [["20 à 50 hab./km²", "5", "2\u202f000", "500", "25,0\u202f%"]],
    }


def test_the_published_grid_is_named_where_it_was_imported():
    captions = list(tables(shown(replace(FOUND, grid=True))))
    assert captions[1] == (
        "Habitants couverts selon la densité (grille communale de densité (INSEE, ANCT)), Ardèche"
    )


def test_the_indices_are_told_with_what_they_mean():
    text = words(shown())
    assert "Indice de Gini : 0,88 (0 : chacun a le même accès ; 1 : un seul a tout)." in text
    assert "44,5\u202f% des habitants n’ont aucun lieu à leur portée." in text
    assert (
        "Indice de Theil : 1,25, dont 80,0\u202f% entre intercommunalités et 20,0\u202f% entre communes "
        "d’une même intercommunalité."
    ) in text
    assert len(list(elements(shown(), "Svg"))) == 1


def test_where_nothing_is_within_reach_nothing_is_measured():
    page = shown(NOTHING, lorenz=Markup())
    assert "Aucun lieu à portée de qui que ce soit : la répartition ne se mesure pas." in words(
        page
    )
    assert "nan" not in words(page).split()
    assert list(elements(page, "Svg")) == []


def test_where_everybody_has_the_same_nothing_is_split():
    even = replace(FOUND, gini=0.0, theil=TheilSplit(0.0, 0.0, 0.0), without=0.0)
    assert "nan" not in words(shown(even))


def test_classes_and_curve_are_taken_away_without_what_changes_nothing_in_them():
    selection = CoverageSelection(territory="D07", need="taux-chomage", sites=5, page=2)
    written = equity_panel(FOUND, selection, place="Ardèche", lorenz=SVG)
    links = {
        link["aria-label"]: link["href"]
        for link in elements(tree(written), "A")
        if "download" in link
    }
    assert links["Télécharger les classes de communes en ODS"] == (
        "/telecharger/zones-blanches-villages-et-villes.ods?territoire=D07"
    )
    assert links["Télécharger le dessin de la courbe de Lorenz en image PNG"] == (
        "/telecharger/zones-blanches-lorenz.png?territoire=D07"
    )
    assert "lorenz." not in equity_panel(NOTHING, selection, place="Ardèche", lorenz=Markup())
