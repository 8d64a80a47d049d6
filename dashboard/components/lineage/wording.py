"""The French sentences of a number's lineage."""

from __future__ import annotations

from dashboard.analysis.lineage.results import NumberLineage, Question
from dashboard.components.comparison.wording import measured_text, measures_filters, reference_text
from dashboard.components.shared.wording import capitalised
from dashboard.domain.formats import counted, french_number
from dashboard.domain.indicator import Counting, ValueState
from dashboard.domain.measures import Measure, Reference
from dashboard.domain.report_numbers import COVERAGE_NUMBERS, ReportNumber
from dashboard.domain.selections.coverage import CoverageSelection, today_or_years
from dashboard.domain.selections.fields import NO_NAMES
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

_LOCATED = {
    Measure.NUMBER: "nombre d’initiatives distinctes implantées dans le territoire",
    Measure.RATE: "10\u202f000 × initiatives distinctes implantées ÷ habitants du territoire dans la région",
    Measure.SHARE: "habitants des communes où au moins une initiative est implantée ÷ habitants du "
    "territoire dans la région",
    Measure.SHARED: "initiatives implantées dans le territoire et dans au moins deux intercommunalités",
}
"""How a measure is computed where only initiatives located in a territory count."""
_MEANS = {
    Reference.REGION: "moyenne des {plural} de la région, {weighed}",
    Reference.DEPARTEMENT: "moyenne des {plural} du même département, {weighed}",
    Reference.NEIGHBOURS: "moyenne des {plural} qui touchent le territoire, à poids égaux "
    "(contiguïté : 1 ÷ nombre de voisins)",
}


def subject_text(question: Question) -> str:
    """Name the number: ``Initiatives pour 10 000 habitants, thème Mobilité``."""
    words = [question.subject.words.title]
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
    if isinstance(subject, ReportNumber):
        noun = "commune" if subject is ReportNumber.COMMUNES else "habitant"
        return ValueState.MISSING.label if value is None else counted(round(value), noun)
    if lineage.question.reference:
        return f"{reference_text(subject, value)} {_unit(subject)}".strip()
    return measured_text(subject, value)


def _unit(measure: Measure) -> str:
    return "" if measure is Measure.SHARE else measure.words.unit


def formula_text(lineage: NumberLineage) -> str:
    """Say how the number is computed."""
    subject, reference = lineage.question.subject, lineage.question.reference
    if isinstance(subject, ReportNumber):
        return f"{subject.words.formula}."
    located = lineage.question.selection.filters.counting is Counting.LOCATED
    own = _LOCATED.get(subject, subject.words.formula) if located else subject.words.formula
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
    weighed = "pondérée par leurs habitants" if _is_ratio(subject) else "à poids égaux"
    mean = _MEANS[reference].format(plural=lineage.level.plural, weighed=weighed)
    return f"{mean}. Valeur de chacun : {own}."


def lineage_filters(question: Question) -> str:
    """Say which filters are on."""
    selection = _narrowed(question)
    if isinstance(question.subject, ReportNumber):
        if question.subject not in COVERAGE_NUMBERS:
            return "Sans objet : les habitants et les communes ne dépendent d’aucun filtre."
        coverage = CoverageSelection(filters=selection.filters)
        today = "" if selection.filters.years else today_or_years(coverage, NO_NAMES)
        years = f" · {today}" if today else ""
        return f"{measures_filters(selection)}{years} · Rayon : {coverage.radius}\u202fkm"
    return " · ".join((measures_filters(selection), *_among(question)))


def parts_text(lineage: NumberLineage) -> list[str]:
    """Write what the number is computed from, the two sides of a division told as such."""
    divided = lineage.question.reference is None and _is_ratio(lineage.question.subject)
    roles = ("Numérateur : ", "Dénominateur : ") if divided else ("", "")
    return [
        capitalised(f"{role}{part.label} : {french_number(part.value)}")
        for role, part in zip(roles, lineage.parts, strict=False)
    ]


def _narrowed(question: Question) -> MapSelection:
    """Return the filters, the theme or public of the number standing in where none is chosen."""
    selection = question.selection
    return selection.filtered(
        themes=selection.filters.themes or ((question.theme,) if question.theme else ()),
        publics=selection.filters.publics or ((question.public,) if question.public else ()),
    )


def _among(question: Question) -> list[str]:
    """Say which theme or public of those chosen the number is about."""
    chosen = question.selection
    texts = []
    if question.theme and chosen.filters.themes not in {(), (question.theme,)}:
        texts.append(f"parmi elles, thème : {THEME_LABELS[question.theme]}")
    if question.public and chosen.filters.publics not in {(), (question.public,)}:
        texts.append(f"parmi elles, public : {PUBLIC_LABELS[question.public]}")
    return texts


def _is_ratio(subject: Measure | ReportNumber) -> bool:
    return subject in {Measure.RATE, Measure.SHARE}
