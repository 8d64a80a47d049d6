"""The answer of « Zones blanches » in one sentence, or why there is none: the same wherever it is said."""

from __future__ import annotations

from dashboard.analysis.coverage.results import (
    CommuneLine,
    CoverageAnswer,
    CoverageTotals,
    SourceDates,
)
from dashboard.domain.codes import is_region_code
from dashboard.domain.coverage import CoverageState
from dashboard.domain.formats import (
    counted,
    distance_text,
    french_number,
    french_percent,
    of_commune,
    of_month,
    the_departement,
)
from dashboard.domain.selections.coverage import RADIUS_LABELS, CoverageSelection
from dashboard.domain.selections.filter_fields import active_text
from dashboard.domain.sources import UNKNOWN_DATE
from dashboard.domain.territory import Level, level_of
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_PLACES

NO_ANSWER = "Nos sources ne permettent pas de répondre"
NO_ANSWER_NOTE = (
    "Un chiffre sur ce qui manque n’a de sens que si nos sources avaient pu voir ce qui existe : au moins "
    "30\u00a0initiatives situées pour ces choix, dans un tiers des intercommunalités ou d’après une liste "
    "déclarée complète."
)
_BODIES = ("CC ", "CA ", "CU ", "Métropole ")
"""Names of EPCI that begin with what they are, which takes an article."""


def answer_sentence(answer: CoverageAnswer, selection: CoverageSelection) -> str:
    """Write the answer, complete in itself: who, how many, of how many, and how old it is.

    ``939 habitants (19,5 %) de la CC … sont à plus de 10 km d’un lieu d’inclusion numérique · 6 communes sur
    28 · données de février 2023``
    """
    totals = answer.totals
    parts: tuple[str, ...]
    if not totals.evidence.enough:
        parts = (no_answer_text(totals, selection).removesuffix("."),)
    elif answer.commune is not None:
        parts = (_commune(answer.commune, selection), *_filters(selection))
    else:
        parts = _territory(answer, selection)
    return " · ".join(filter(None, (*parts, dates_text(answer.dates))))


def answer_number(answer: CoverageAnswer) -> str:
    """Return the number of a sentence, as it is written there; empty where it tells of nobody."""
    totals, line = answer.totals, answer.commune
    if not (totals.evidence.enough and totals.uncovered):
        return ""
    return counted(line.population if line else totals.uncovered, "habitant")


def no_answer_text(totals: CoverageTotals, selection: CoverageSelection) -> str:
    """Write that sources hold too little for an answer, and what they hold."""
    evidence = totals.evidence
    one, several = place_nouns(selection)
    if not evidence.places:
        return f"{NO_ANSWER}\u00a0: elles ne situent aucun {one} dans la région."
    known = (
        f"{NO_ANSWER}\u00a0: pour ces choix elles connaissent {counted(evidence.places, one, several)} dans "
        f"la région, dans {counted(evidence.epci_with, 'intercommunalité')} sur "
        f"{french_number(evidence.epci)}"
    )
    if totals.nearest_m is None or is_region_code(totals.code):
        return f"{known}."
    level = level_of(totals.code)
    of_hall = "de la mairie" if level is Level.COMMUNE else "d’une mairie"
    where = f"{distance_text(totals.nearest_m)} {of_hall} {of_territory(totals.name, level)}"
    return f"{known}\u00a0; le plus proche est {where}."


def place_nouns(selection: CoverageSelection) -> tuple[str, str]:
    """Name what is looked for, one and several: by the theme where a single one is chosen."""
    themes = selection.filters.themes
    more = "pour ces thèmes" if themes else ""
    if len(themes) == 1:
        return (f"lieu {THEME_PLACES[themes[0]]}", f"lieux {THEME_PLACES[themes[0]]}")
    return (f"lieu recensé {more}".strip(), f"lieux recensés {more}".strip())


def of_territory(name: str, level: Level | None) -> str:
    """Write « of » before a territory: ``de la CC du Pays de Lamastre``, ``du Rhône``, ``d’Annecy``."""
    if level is None:
        return f"de la {name[:1].lower()}{name[1:]}"
    if level is Level.DEPARTEMENT:
        article = the_departement(name)
        if article.startswith("le "):
            return f"du {article[3:]}"
        return f"des {article[4:]}" if article.startswith("les ") else f"de {article}"
    return f"de la {name}" if name.startswith(_BODIES) else of_commune(name)


def dates_text(dates: SourceDates) -> str:
    """Write how old what is told is: ``données de février 2023``; empty where nothing is told of."""
    if not dates.oldest:
        return f"données\u00a0: {UNKNOWN_DATE}" if dates.undated else ""
    undated = f", dont {french_number(dates.undated)} sans date" if dates.undated else ""
    first, last = dates.oldest, dates.newest
    if first[:7] == last[:7]:
        return f"données {of_month(first)}{undated}"
    years = first[:4] if first[:4] == last[:4] else f"{first[:4]} à {last[:4]}"
    return f"données de {years}{undated}"


def _territory(answer: CoverageAnswer, selection: CoverageSelection) -> tuple[str, ...]:
    totals, place = answer.totals, of_territory(answer.totals.name, answer.level)
    if totals.border and totals.border == totals.population:
        return (
            f"Toutes les communes {place} sont à la limite de la région, que nos sources ne couvrent pas",
        )
    far = f"à plus de {RADIUS_LABELS[selection.radius]} d’un {place_nouns(selection)[0]}"
    return (_people(totals, place, far), *_communes(totals), *_filters(selection))


def _people(totals: CoverageTotals, place: str, far: str) -> str:
    # Who is served may live far from any place: only both together are a gap.
    unserved = (
        "hors de toute zone desservie et " if totals.inhabitants[CoverageState.SERVED] else ""
    )
    if not totals.uncovered:
        both = "à la fois " if unserved else ""
        return f"Aucun habitant {place} n’est {both}{unserved}{far}"
    share = french_percent(totals.uncovered / totals.population)
    are = "sont" if totals.uncovered > 1 else "est"
    return f"{counted(totals.uncovered, 'habitant')} ({share}) {place} {are} {unserved}{far}"


def _communes(totals: CoverageTotals) -> tuple[str, ...]:
    border = counted(totals.border, "habitant")
    return (
        f"{counted(totals.gaps, 'commune')} sur {french_number(totals.communes)}",
        *([f"{border} à la limite de la région, à part"] if totals.border else []),
    )


def _filters(selection: CoverageSelection) -> tuple[str, ...]:
    """Name the filters that change who is meant; the theme is in the sentence already."""
    publics = ", ".join(PUBLIC_LABELS[code].lower() for code in selection.filters.publics)
    years = selection.filters.years
    return (
        *([f"pour\u00a0: {publics}"] if publics else []),
        *([f"initiatives {active_text(years).lower()}"] if years else []),
    )


def _commune(line: CommuneLine, selection: CoverageSelection) -> str:
    noun, radius = place_nouns(selection)[0], RADIUS_LABELS[selection.radius]
    near = distance_text(line.distance_m) if line.distance_m is not None else ""
    nearest = f"le plus proche est {near}" if near else "aucun n’est recensé"
    first = f"le {noun} le plus proche est {near}" if near else f"aucun {noun} n’est recensé"
    if line.border:
        return f"{line.name} est à la limite de la région, que nos sources ne couvrent pas\u00a0; {first}"
    if line.state is CoverageState.SERVED:
        return f"{line.name} est dans une zone desservie\u00a0; {first}"
    if line.state is CoverageState.NEAR:
        return f"{line.name} est {near} d’un {noun}"
    people = counted(line.population, "habitant")
    return f"{line.name} ({people}) est à plus de {radius} d’un {noun}\u00a0: {nearest}"
