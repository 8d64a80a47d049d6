"""The grid of themes by territories: its numbers, their signs and classes."""

import re

from dashboard.analysis.comparison.results import Deviation, Share, Step
from dashboard.analysis.comparison.verdict import deviation_lines
from dashboard.components.comparison.grid import grid_cell, themes_grid
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from tests.helpers.comparison_values import BASSIN, CIMES, NO_COMPARISON, comparison
from tests.helpers.component_tree import elements, tree
from tests.helpers.component_tree import words as spaced_words

STRATUM = [Reference.STRATUM, Reference.STRATUM]
SELECTION = ComparisonSelection(territories=(BASSIN, CIMES))


def words(parts):
    return re.sub(" +", " ", spaced_words(parts)).strip()


def grid(found, references=STRATUM):
    return tree(themes_grid(deviation_lines(found), references, found, SELECTION))


def rows(page):
    (body,) = elements(page, "Tbody")
    return [
        [words(cell["props"]["children"]) for cell in row["children"]]
        for row in elements(body, "Tr")
    ]


def kinds(page):
    (body,) = elements(page, "Tbody")
    return [
        [cell["props"].get("className") for cell in row["children"][1:]]
        for row in elements(body, "Tr")
    ]


def test_each_theme_tells_its_rate_its_gap_and_the_medians():
    page = grid(comparison())
    assert rows(page)[:3] == [
        ["Tous thèmes", "1,75 +0,63 au-dessus du repère", "25,00 +23,00 effectif faible ou sans "
         "repère : pas de conclusion", "1,12", "2,00"],
        ["Alimentation", "0,58 +0,08 au-dessus du repère", "25,00", "0,50", "non renseigné"],
        ["Santé et prévention", "0 recensé", "0 recensé", "0,00", "0,00"],
    ]  # fmt: skip
    assert kinds(page)[:3] == [
        ["above", "unsure", "reference", "reference"],
        ["above", "unsure", "reference", "reference"],
        ["near", "unsure", "reference", "reference"],
    ]


def test_each_number_leads_to_its_lineage_by_theme():
    page = grid(comparison())
    links = [link["href"] for link in elements(page, "A")]
    assert links[0] == f"/fiche/{BASSIN}/chiffre/taux"
    assert links[4] == f"/fiche/{BASSIN}/chiffre/taux?parmi-theme=alimentation"
    assert links[6] == f"/fiche/{BASSIN}/chiffre/taux?repere=strate&parmi-theme=alimentation"


def test_the_mean_of_the_region_is_beside_where_a_stratum_holds_nobody_else():
    page = grid(comparison(), [Reference.REGION, Reference.STRATUM])
    (head,) = elements(page, "Thead")
    assert words(head["children"]).endswith("Moyenne régionale")
    assert rows(page)[1][-1] == "0,40"


def test_few_inhabitants_are_said_in_words():
    (head,) = elements(grid(comparison()), "Thead")
    assert "CC des Cimes effectif faible" in words(head["children"])


def test_a_real_table_has_a_caption_and_scopes_and_a_legend_of_every_class():
    page = grid(comparison())
    (caption,) = elements(page, "Caption")
    assert words(caption["children"]).startswith("Initiatives pour 10\u202f000 habitants")
    scopes = [cell.get("scope") for cell in elements(page, "Th")]
    assert scopes.count("col") == 5
    assert scopes.count("row") == len(rows(page))
    legend = [words(item["children"]) for item in elements(page, "Li")]
    assert len(legend) == len(Step) + 1


def test_what_is_not_known_is_no_zero():
    cell = grid_cell(Deviation(Share(0, None), 1.0, 0.0, None), "/")
    assert (cell.text, cell.gap, cell.kind) == ("non renseigné", "", "unsure")
    found = grid_cell(Deviation(Share(1, 0.8), 1.0, -0.6, Step.BELOW), "/")
    assert (found.text, found.gap, found.kind) == ("0,80", "−0,20", "below")


def test_there_is_no_grid_of_no_territory():
    assert not themes_grid((), [], NO_COMPARISON, ComparisonSelection())
