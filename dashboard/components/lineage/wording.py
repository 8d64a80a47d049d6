"""The French sentences of a number's lineage."""

from __future__ import annotations

from itertools import chain, repeat

from dashboard.analysis.lineage.results import NumberLineage, Question
from dashboard.components.comparison.wording import (
    indicators_filters,
    measured_text,
    reference_text,
)
from dashboard.components.coverage.answer_wording import NO_ANSWER
from dashboard.domain.counting import Counting, ValueState
from dashboard.domain.formats import capitalised, counted, french_number
from dashboard.domain.indicators import COMPARED, Indicator, Scale
from dashboard.domain.references import Reference
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

_MEANS = {
    Reference.REGION: "moyenne des {plural} de la région, {weighed}",
    Reference.DEPARTEMENT: "moyenne des {plural} du même département, {weighed}",
    Reference.NEIGHBOURS: "moyenne des {plural} qui touchent le territoire, à poids égaux "
    "(contiguïté : 1 ÷ nombre de voisins)",
}


def subject_text(question: Question) -> str:
    """Name the number: ``Initiatives pour 10 000 habitants, thème Mobilité``."""
    words = [question.subject.entry.title]
    if question.theme:
        words.append(f"thème {THEME_LABELS[question.theme]}")
    if question.public:
        words.append(f"public {PUBLIC_LABELS[question.public]}")
    return ", ".join(words)


def lineage_title(lineage: NumberLineage) -> str:
    """Name the number and the territory."""
    subject = subject_text(lineage.question)
    reference = lineage.question.reference
    if reference is None:
        return f"{subject}\u00a0: {lineage.name}"
    return f"{subject}\u00a0: {reference.label.lower()} pour {lineage.name}"


def number_text(lineage: NumberLineage) -> str:
    """Write the number with its unit."""
    subject, value = lineage.question.subject, lineage.value
    if not lineage.told:
        return NO_ANSWER
    if subject not in COMPARED:
        noun = subject.entry.noun
        return ValueState.MISSING.label if value is None else counted(round(value), noun)
    if lineage.question.reference:
        return f"{reference_text(subject, value)} {_unit(subject)}".strip()
    return measured_text(subject, value)


def _unit(indicator: Indicator) -> str:
    """Return what follows a mean or a median: more than one of what is counted, whatever the value."""
    entry = indicator.entry
    if entry.scale is Scale.COUNT:
        return entry.nouns or f"{entry.noun}s"
    return entry.noun if entry.scale is Scale.RATE else ""


def formula_text(lineage: NumberLineage) -> str:
    """Describe how the number is computed."""
    subject, reference = lineage.question.subject, lineage.question.reference
    if subject not in COMPARED:
        return f"{subject.entry.formula}."
    located = lineage.question.selection.filters.counting is Counting.LOCATED
    own = (subject.entry.located_formula if located else "") or subject.entry.formula
    if lineage.level is None:
        return f"{own} ; dispositifs départementaux et régionaux compris."
    if reference is None:
        return f"{own}."
    if reference is Reference.STRATUM:
        size = counted(len(lineage.members), "territoire")
        return (
            f"médiane de la strate « {lineage.stratum} » ({size}, ceux d’effectif faible à part). "
            f"Valeur de chacun : {own}."
        )
    weighed = "pondérée par leurs habitants" if subject.scale.by_inhabitant else "à poids égaux"
    mean = _MEANS[reference].format(plural=lineage.level.plural, weighed=weighed)
    return f"{mean}. Valeur de chacun : {own}."


def lineage_filters(lineage: NumberLineage) -> str:
    """Describe the filters that are on."""
    question = lineage.question
    if question.subject not in COMPARED:
        return lineage.asked or (
            "Sans objet : les habitants et les communes ne dépendent d’aucun filtre."
        )
    return " · ".join((indicators_filters(_narrowed(question)), *_among(question)))


def parts_text(lineage: NumberLineage) -> list[str]:
    """Write what the number is computed from, the two sides of a division written as such."""
    divided = lineage.question.reference is None and lineage.question.subject.scale.by_inhabitant
    roles = ("Numérateur : ", "Dénominateur : ") if divided else ()
    return [
        capitalised(f"{role}{part.label} : {french_number(part.value)}")
        for role, part in zip(chain(roles, repeat("")), lineage.parts, strict=False)
    ]


def _narrowed(question: Question) -> MapSelection:
    """Return the filters, the theme or public of the number standing in where none is chosen."""
    selection = question.selection
    return selection.filtered(
        themes=selection.filters.themes or ((question.theme,) if question.theme else ()),
        publics=selection.filters.publics or ((question.public,) if question.public else ()),
    )


def _among(question: Question) -> list[str]:
    """Name which theme or public of those chosen the number is about."""
    chosen = question.selection
    texts = []
    if question.theme and chosen.filters.themes not in {(), (question.theme,)}:
        texts.append(f"parmi elles, thème : {THEME_LABELS[question.theme]}")
    if question.public and chosen.filters.publics not in {(), (question.public,)}:
        texts.append(f"parmi elles, public : {PUBLIC_LABELS[question.public]}")
    return texts
