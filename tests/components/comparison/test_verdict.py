"""The first sentence of « Comparer », in every case."""

from dataclasses import replace

import pytest

from dashboard.analysis.comparison.results import TerritoryVerdict
from dashboard.analysis.comparison.verdict import verdict
from dashboard.analysis.kernel.results import DateSpan
from dashboard.components.comparison.verdict import verdict_notes, verdict_part, verdict_words
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.territory import Level
from tests.helpers.comparison_values import (
    AGGLOMERATIONS,
    BASSIN,
    VILLAGES,
    bassin,
    cimes,
    comparison,
    standing,
)
from tests.helpers.component_tree import elements, tree, words

LYON = replace(AGGLOMERATIONS, label="communautés urbaines et métropoles", size=1)


def ranked(**facts):
    rank = standing(Indicator.RATE, BASSIN, AGGLOMERATIONS, **facts)
    ranks = {**bassin().ranks, Indicator.RATE: rank}
    return bassin(ranks=ranks)


def told(territory=None, stratum=AGGLOMERATIONS, reference=Reference.STRATUM, above=(), below=()):
    return TerritoryVerdict(territory or bassin(), stratum, reference, above, below)


THEMES = ("Mobilité", "Santé", "Logement", "Justice", "Alimentation")
CASES = {
    "first, themes on both sides": told(above=("Mobilité",), below=("Santé", "Logement")),
    "many themes": told(ranked(stratum_rank=2), above=THEMES[:4], below=THEMES),
    "near everywhere": told(),
    "a tie": told(ranked(stratum_rank=3, stratum_tied=True), above=("Santé",)),
    "one initiative per 10,000": told(ranked(value=1.0, stratum_rank=4)),
    "nothing recorded": told(ranked(value=0.0, stratum_rank=None), below=THEMES),
    "nobody lives there": told(ranked(value=None, stratum_rank=None, references={})),
    "few inhabitants": told(cimes(), VILLAGES),
    "mostly outside": told(ranked(stratum_rank=None)),
    "alone in its stratum": told(
        ranked(stratum_ranked=1), LYON, Reference.REGION, above=("Santé",)
    ),
    "a département": told(replace(bassin(), level=Level.DEPARTEMENT), above=("Santé",)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_verdict_is_one_sentence(case, sentences):
    assert verdict_words(case).sentence == sentences


NOTES = {
    "all of the stratum": told(),
    "some left out, a border": told(cimes(), VILLAGES),
    "nothing recorded": told(
        replace(bassin(), ranks=dict.fromkeys(bassin().ranks, ranked(value=0.0).ranks["taux"]))
    ),
    "beside the region": told(bassin(dates=DateSpan(2025, 2025, 0)), LYON, Reference.REGION),
}


@pytest.mark.parametrize("case", NOTES.values(), ids=NOTES.keys())
def test_what_a_verdict_rests_on_stands_beside_it(case, sentences):
    assert verdict_notes(case) == sentences


def test_both_numbers_lead_to_their_lineage_and_the_others_are_folded():
    found = comparison()
    verdicts = [verdict(found, place) for place in range(2)]
    page = tree(verdict_part(verdicts, found, ComparisonSelection(territories=(BASSIN,))))
    assert [link["href"] for link in elements(page, "A")][:2] == [
        f"/fiche/{BASSIN}/chiffre/taux",
        f"/fiche/{BASSIN}/chiffre/taux?repere=strate",
    ]
    shared = [one for one in elements(page, "P") if "data-share-sentence" in one]
    assert [words(one["children"]).split("  : ")[0] for one in shared] == ["CA du Bassin"]
    (folded,) = elements(page, "Details")
    assert "CC des Cimes" in words(folded["children"])


def test_nothing_is_told_of_no_territory():
    assert not verdict_part([], comparison(), ComparisonSelection())
