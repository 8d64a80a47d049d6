"""The first answer of « Comparer »: in one sentence, where a territory stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.analysis.comparison.results import Comparison, Rank, TerritoryVerdict
from dashboard.components.comparison.wording import reference_text, value_text
from dashboard.components.shared.links import lineage_address
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import dates_text
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import NARROW_SPACE, capitalised, counted, french_number
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.territory import Level

MOST_THEMES = 3
"""Themes named on either side; the sentence says how many others there are."""
_PLURAL_FROM = 2
_BESIDE = {Reference.STRATUM: "médiane", Reference.REGION: "moyenne régionale"}
_FIRST = {Level.COMMUNE: "1re", Level.EPCI: "1re", Level.DEPARTEMENT: "1er"}
_ALONE = {Level.COMMUNE: "seule", Level.EPCI: "seule", Level.DEPARTEMENT: "seul"}


@dataclass(frozen=True)
class VerdictWords:
    """A verdict in words; the value and the reference are apart, since each leads to its lineage.

    Attributes:
        name: of the territory.
        value: its rate, or why there is none.
        rank: the unit of the value, then its rank in the stratum, or why it has none.
        beside: what the reference is (« médiane »).
        reference: its value; empty where there is none.
        themes: the themes above and below it; empty where nothing can be said of them.
    """

    name: str
    value: str
    rank: str
    beside: str
    reference: str
    themes: str

    @property
    def sentence(self) -> str:
        """The whole of it as text."""
        beside = f" ({self.beside} {self.reference})" if self.reference else ""
        return f"{self.name} : {self.value}{self.rank}{beside}{self.themes}."


def verdict_words(verdict: TerritoryVerdict) -> VerdictWords:
    """Word where a territory stands: its value, its rank, what it is set beside, themes on either side."""
    standing = verdict.territory.ranks[Indicator.RATE]
    reference = standing.references.get(verdict.reference)
    return VerdictWords(
        name=verdict.territory.name,
        value=value_text(Indicator.RATE, standing.value),
        rank=_rank(verdict, standing),
        beside=_BESIDE[verdict.reference],
        reference="" if reference is None else reference_text(Indicator.RATE, reference),
        themes=_themes(verdict, standing),
    )


def verdict_notes(verdict: TerritoryVerdict) -> str:
    """Write what a verdict rests on: the dates of its sources, and what is left out of it."""
    territory, stratum = verdict.territory, verdict.stratum
    number = territory.ranks[Indicator.NUMBER].value
    notes = (
        dates_text(territory.dates) if number else "",
        "ses seules communes de la région sont comptées" if territory.border else "",
        _left_out(stratum.size - stratum.counted[Indicator.RATE])
        if verdict.reference is Reference.STRATUM
        else "",
    )
    told = " · ".join(filter(None, notes))
    return f"{capitalised(told)}." if told else ""


def _left_out(number: int) -> str:
    """Write how many territories of a stratum its median and ranks leave out."""
    left_out = counted(number, "territoire de la strate n’est", "territoires de la strate ne sont")
    caution = ValueState.LOW_POPULATION.label
    return f"{left_out} ni dans la médiane ni dans le rang ({caution})" if number else ""


def verdict_part(
    verdicts: Sequence[TerritoryVerdict], comparison: Comparison, selection: ComparisonSelection
) -> Markup:
    """Write the verdict of the first territory, then, folded, of the others."""
    filters = selection.at(comparison.level)
    told = [
        (
            verdict_words(verdict),
            verdict_notes(verdict),
            lineage_address(verdict.territory.code, Indicator.RATE, filters),
            lineage_address(
                verdict.territory.code, Indicator.RATE, filters, reference=verdict.reference
            ),
        )
        for verdict in verdicts
    ]
    return render("comparison/verdict.html.j2", verdicts=told)


def _rank(verdict: TerritoryVerdict, standing: Rank) -> str:
    if standing.value is None:
        return ", aucun habitant connu dans la région"
    if standing.value == 0:
        return " pour ces choix, ce qui ne prouve pas qu’il n’existe rien"
    noun = "initiatives" if standing.value >= _PLURAL_FROM else "initiative"
    unit = f" {noun} pour 10{NARROW_SPACE}000 habitants"
    if standing.cautious:
        return f"{unit}, {ValueState.LOW_POPULATION.label} : hors classement"
    if standing.stratum_rank is None:
        return f"{unit}, hors classement"
    level = verdict.territory.level
    if standing.stratum_ranked == 1:
        return f"{unit}, {_ALONE[level]} de sa strate"
    place = _FIRST[level] if standing.stratum_rank == 1 else f"{standing.stratum_rank}e"
    tied = " ex æquo" if standing.stratum_tied else ""
    return f"{unit}, {place}{tied} des {french_number(standing.stratum_ranked)} {verdict.stratum.label}"


def _themes(verdict: TerritoryVerdict, standing: Rank) -> str:
    if not standing.value or standing.cautious:
        return ""
    sides = (("au-dessus", verdict.above), ("en dessous", verdict.below))
    told = [f"{side} pour {_named(labels)}" for side, labels in sides if labels]
    return f" ; {' ; '.join(told) or 'proche de ce repère pour chaque thème'}"


def _named(labels: Sequence[str]) -> str:
    left = len(labels) - MOST_THEMES
    named = ", ".join(labels[:MOST_THEMES])
    return f"{named} et {counted(left, 'autre')}" if left > 0 else named
