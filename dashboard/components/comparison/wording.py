"""The French sentences of « Comparer »."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from dashboard.analysis.comparison.results import (
    Compared,
    Comparison,
    Peer,
    Rank,
    Refusal,
    Refused,
    Stratum,
)
from dashboard.domain.counting import LOW_POPULATION, Counting, ValueState
from dashboard.domain.formats import (
    NARROW_SPACE,
    counted,
    french_figure,
    french_number,
    french_percent,
    listed,
    rate_text,
    unit_for,
)
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import MOST_COMPARED, ComparisonSelection
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.territory import Level, level_of

NOTHING_CHOSEN = "Aucun territoire choisi : cherchez-en un, ou ajoutez-en un par son nom."
NOT_RANKED = "hors classement"
NO_REFERENCE = "sans objet"
CAUTION_NOTE = (
    f"« Effectif faible » : moins de {LOW_POPULATION} habitants, ou moins de la moitié des communes de "
    "l’intercommunalité dans la région. La valeur est montrée, mais le taux n’est pas classé ; une "
    "intercommunalité surtout hors de la région n’est ni classée, ni dans les médianes."
)
NOT_RANKED_NOTE = (
    f"« {NOT_RANKED.capitalize()} » : où rien n’est recensé, il n’y a rien à classer. « Ex æquo » : "
    "d’autres territoires ont la même valeur."
)
NEVER_ADDED = (
    "Chiffres écrits par les sources, chacun avec son unité et sa période : ils ne s’additionnent pas, ni "
    "d’une initiative à l’autre, ni d’un territoire à l’autre."
)
WIDER_THAN_NAMED = {
    "D69": "Département au sens de l’INSEE : le Rhône et la Métropole de Lyon ensemble."
}
"""By code, what a territory holds beside what its name names."""
_MINUS = "−"
_HALF = 0.5
_PLURAL_FROM = 2
_WRITTEN: Mapping[Scale, Callable[[float], str]] = {
    Scale.COUNT: french_number,
    Scale.RATE: rate_text,
    Scale.SHARE: french_percent,
}
_ONE = {
    Level.COMMUNE: ("une", "elle"),
    Level.EPCI: ("une", "elle"),
    Level.DEPARTEMENT: ("un", "il"),
}
_BESIDE = {
    Reference.REGION: "la moyenne régionale",
    Reference.STRATUM: "la médiane de sa strate",
    Reference.DEPARTEMENT: "la moyenne de son département",
    Reference.NEIGHBOURS: "la moyenne de ses voisins",
}


def comparison_title(comparison: Comparison) -> str:
    """Name the territories that are compared."""
    return names_title([territory.name for territory in comparison.territories])


def names_title(names: Sequence[str]) -> str:
    """Name the territories that are compared, by their names."""
    if not names:
        return "Comparer des territoires"
    return f"{names[0]} et ses repères" if len(names) == 1 else f"Comparer {listed([*names])}"


def comparison_filters(selection: ComparisonSelection, level: Level) -> str:
    """Describe the filters that are on, and which initiatives count."""
    return indicators_filters(selection.at(level))


def indicators_filters(selection: MapSelection) -> str:
    """Describe the filters that are on where numbers, rates and shares are shown together."""
    as_share = replace(selection, indicator=Indicator.SHARE)
    wide = selection.filters.wide and selection.filters.counting is Counting.PRESENT
    return MAP.sentence(as_share) + (" dans les parts d’habitants" if wide else "")


def refusal_text(refusal: Refusal, level: Level) -> str:
    """Explain why a territory is not compared with those of ``level``."""
    if refusal.why is Refused.TOO_MANY:
        return f"{MOST_COMPARED} territoires au plus : retirez-en un pour ajouter {refusal.name}."
    own = level_of(refusal.code)
    if refusal.why is Refused.UNKNOWN or own is None:
        return (
            f"Le territoire « {refusal.code} » n’est pas dans le périmètre de la carte "
            "(hors périmètre)."
        )
    article, pronoun = _ONE[own]
    return (
        f"{refusal.name} est {article} {own.singular} : {pronoun} ne se compare pas à des "
        f"{level.plural}."
    )


def peer_reason(peer: Peer, territory: Compared) -> str:
    """Describe what makes a territory like another one."""
    name = territory.name
    kind = (
        f"{peer.kind} comme {name}"
        if peer.same_kind
        else f"{peer.kind} ({name} : {territory.kind})"
    )
    people = (
        f"{counted(peer.population, 'habitant')} ({name} : {french_number(territory.population)})"
    )
    known = peer.density is not None and territory.density is not None
    density = [f"{density_text(peer.density)} ({name} : {_dense(territory)})"] if known else []
    wider = [WIDER_THAN_NAMED[peer.code]] if peer.code in WIDER_THAN_NAMED else []
    return ". ".join([" ; ".join([kind, people, *density]), *wider])


def density_text(density: float | None) -> str:
    """Write inhabitants per km²: ``110 habitants par km²``, ``densité non renseignée``."""
    if density is None:
        return "densité non renseignée"
    if 0 < density < _HALF:
        return "moins d’un habitant par km²"
    return f"{counted(round(density), 'habitant')} par km²"


def _dense(territory: Compared) -> str:
    density = territory.density
    if density is None:
        return ""
    return "moins de 1" if 0 < density < _HALF else french_number(round(density))


def value_text(indicator: Indicator, value: float | None) -> str:
    """Write a territory's value, without its unit: ``1,24``, ``62,5 %``, ``0 recensé``."""
    if value is None or math.isnan(value):
        return ValueState.MISSING.label
    return ValueState.ZERO.label if value == 0 else _WRITTEN[indicator.scale](value)


def reference_text(indicator: Indicator, value: float | None) -> str:
    """Write a mean or a median, with two decimals for counts; a zero is only a zero."""
    if value is None or math.isnan(value):
        return ValueState.MISSING.label
    return (_mean_text if indicator.scale is Scale.COUNT else _WRITTEN[indicator.scale])(value)


def _mean_text(value: float) -> str:
    return french_number(value, _decimals(value))


def _decimals(value: float) -> int:
    """Choose the decimals of the mean of counts, the same for all: what is subtracted adds up."""
    return 0 if value == 0 else 2


def measured_text(indicator: Indicator, value: float | None) -> str:
    """Write a territory's value with its unit: ``1,24 pour 10 000 hab.``, ``3 organisations``."""
    if value is None or math.isnan(value) or value == 0:
        return value_text(indicator, value)
    entry = indicator.entry
    if entry.scale is Scale.COUNT:
        return counted(round(value), entry.noun, entry.nouns)
    return f"{value_text(indicator, value)} {entry.noun}"


def gap_text(indicator: Indicator, gap: float | None) -> str:
    """Write how far a value is from a reference, with its sign: ``+0,12``, ``−3,1 points``."""
    if gap is None or math.isnan(gap):
        return NO_REFERENCE
    if indicator.scale is Scale.SHARE:
        points = 100 * gap
        noun = "point" if abs(points) < _PLURAL_FROM else "points"
        return f"{signed(points, Scale.SHARE.decimals)}\u00a0{noun}"
    return signed(
        gap, _decimals(gap) if indicator.scale is Scale.COUNT else indicator.scale.decimals
    )


def signed(value: float, decimals: int) -> str:
    """Write a difference with its sign, none where it rounds to zero."""
    text = french_number(abs(value), decimals)
    if not text.strip("0,"):
        return text
    return f"{'+' if value > 0 else _MINUS}{text}"


def rank_text(rank: int | None, ranked: int, *, tied: bool) -> str:
    """Write a rank among those ranked: ``1er sur 119``, ``3e ex æquo sur 119``."""
    if rank is None:
        return NOT_RANKED
    place = f"{french_number(rank)}{'er' if rank == 1 else 'e'}{' ex æquo' if tied else ''}"
    return f"{place} sur {french_number(ranked)}"


def region_rank(standing: Rank) -> str:
    """Write the rank of a value among those of its level."""
    return rank_text(standing.rank, standing.ranked, tied=standing.tied)


def stratum_rank(standing: Rank) -> str:
    """Write the rank of a value in its stratum."""
    return rank_text(standing.stratum_rank, standing.stratum_ranked, tied=standing.stratum_tied)


def rank_notes(ranks: Iterable[Rank]) -> list[str]:
    """Explain why some values are not ranked, or share their rank."""
    all_ranks = [*ranks]
    zeros = any(rank.value == 0 for rank in all_ranks)
    shared = any(rank.tied or rank.stratum_tied for rank in all_ranks)
    cautious = any(rank.cautious for rank in all_ranks)
    return [
        *([NOT_RANKED_NOTE] if zeros or shared else []),
        *([CAUTION_NOTE] if cautious else []),
    ]


def rank_sentence(territory: Compared, indicator: Indicator) -> str:
    """Describe in plain French the rank of a territory for a measure."""
    standing = territory.ranks[indicator]
    parts = " ; ".join(_rank_parts(standing, indicator, territory.level))
    return f"{territory.name} : {parts}."


def _rank_parts(standing: Rank, indicator: Indicator, level: Level) -> list[str]:
    value = measured_text(indicator, standing.value)
    if standing.value is None:
        return [value]
    rank = f"{region_rank(standing)} {level.plural}" if standing.rank is not None else NOT_RANKED
    first = f"{value}, {rank}" + (" (effectif faible)" if standing.cautious else "")
    gaps = [
        f"{gap_text(indicator, gap)} par rapport à {_BESIDE[reference]}"
        for reference in (Reference.STRATUM, Reference.REGION)
        if (gap := standing.gap(reference)) is not None and not math.isnan(gap)
    ]
    return [first, *gaps]


def reference_titles(comparison: Comparison) -> list[str]:
    """Head the columns after those of the territories: the region's mean, the median of each stratum."""
    return [Reference.REGION.label, *map(median_title, comparison.strata)]


def median_title(stratum: Stratum) -> str:
    """Head the column of a stratum's medians, with how many territories they are taken over."""
    return f"Médiane : {stratum.label} ({stratum_size(stratum.size, stratum.counted)})"


def stratum_size(size: int, counted_for: Mapping[Indicator, int]) -> str:
    """Write how many territories a stratum holds, and its medians: ``40, dont 35 pour les taux``."""
    rates = counted_for[Indicator.RATE]
    others = counted_for[Indicator.NUMBER]
    parts = [french_number(size)]
    if others < size:
        parts.append(f"dont {french_number(others)} dans les médianes")
    if rates != others:
        parts.append(f"{'' if others < size else 'dont '}{french_number(rates)} pour les taux")
    return ", ".join(parts)


def figure_text(value: float, unit: str) -> str:
    """Write a recorded number with its unit: ``5 500 repas``, ``11,5 %``."""
    space = NARROW_SPACE if unit == "%" else "\u00a0"
    return f"{french_figure(value)}{space}{unit_for(value, unit)}".strip()


def difference_text(difference: float, unit: str) -> str:
    """Write the difference of two recorded numbers, with its sign and unit; none is said to be none."""
    if difference == 0:
        return "aucun écart"
    sign = "+" if difference > 0 else _MINUS
    return f"{sign}{figure_text(abs(difference), unit)}"


def years_span(years: Sequence[int]) -> str:
    """Write a span of years: ``de 1998 à 2026``, ``2026``."""
    return str(years[0]) if years[0] == years[-1] else f"de {years[0]} à {years[-1]}"
