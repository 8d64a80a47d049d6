"""The tables of « Comparer »: key numbers, years, partners."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from dashboard.analysis.comparison.results import Compared, Comparison, Rank
from dashboard.components.comparison.wording import (
    NOTHING_CHOSEN,
    comparison_filters,
    rank_notes,
    reference_text,
    reference_titles,
    region_rank,
    stratum_rank,
    value_text,
    years_span,
)
from dashboard.components.shared.links import lineage_address
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.counting import PER_INHABITANTS, ValueState
from dashboard.domain.formats import counted, rate_text
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection


def key_table(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """Write the key numbers: a row per measure, a column per territory, then the references."""
    if not comparison.territories:
        return _means_table(comparison, selection)
    members = stratum_members(comparison)
    return render(
        "comparison/key.html.j2",
        caption=f"Chiffres clés, {comparison.level.plural}. Sous chaque valeur, son rang dans la région "
        "puis dans sa strate, de la plus grande à la plus petite. Chaque nombre mène à ce qui le compose. "
        f"{comparison_filters(selection, comparison.level)}",
        titles=(
            "Mesure",
            *(territory.name for territory in comparison.territories),
            *reference_titles(comparison),
        ),
        indicators=COMPARED,
        comparison=comparison,
        strata=list(zip(members, comparison.strata, strict=True)),
        lineage=partial(lineage_address, selection=selection.at(comparison.level)),
        value_text=value_text,
        reference_text=reference_text,
        ranks=_ranks,
        notes=rank_notes(
            standing
            for territory in comparison.territories
            for standing in territory.ranks.values()
        ),
        REGION=Reference.REGION,
        STRATUM=Reference.STRATUM,
    )


def years_table(comparison: Comparison) -> Markup:
    """Write new and cumulative initiatives by first year, folded; years before the first are left out."""
    if not comparison.territories:
        return paragraph(NOTHING_CHOSEN)
    indexes = _years_shown(comparison)
    if not indexes:
        return Markup("").join(
            paragraph(_no_year(territory)) for territory in comparison.territories
        )
    years = [comparison.years[index] for index in indexes]
    return render(
        "comparison/years.html.j2",
        caption=f"Initiatives selon leur première année, {years_span(years)} : nouvelles dans l’année, "
        "et cumul depuis le début",
        years=list(zip(indexes, years, strict=True)),
        territories=comparison.territories,
        begun_rate=_begun_rate,
        RATE=Indicator.RATE,
    )


def partners_table(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """Write the EPCI with which each territory shares most initiatives."""
    if not comparison.territories:
        return paragraph(NOTHING_CHOSEN)
    if not any(territory.partners for territory in comparison.territories):
        text = "aucune initiative partagée avec une autre intercommunalité pour ces choix."
        return paragraph(f"{ValueState.ZERO.label} : {text}")
    return render(
        "comparison/partners.html.j2",
        caption="Coopération : les intercommunalités où le plus d’initiatives du territoire sont aussi "
        f"recensées. {comparison_filters(selection, comparison.level)}",
        territories=comparison.territories,
        filters=selection.at(comparison.level),
        ZERO=ValueState.ZERO.label,
    )


def _means_table(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """Write the means alone, beside which chosen territories will be listed."""
    return render(
        "comparison/means.html.j2",
        caption=f"{Reference.REGION.label} des {comparison.level.plural}. "
        f"{comparison_filters(selection, comparison.level)}",
        titles=("Mesure", Reference.REGION.label),
        indicators=COMPARED,
        means=comparison.region,
        reference_text=reference_text,
    )


def _ranks(standing: Rank) -> list[str]:
    if standing.value is None:
        return []
    ranks = [region_rank(standing)]
    if standing.stratum_rank is not None:
        ranks.append(f"strate : {stratum_rank(standing)}")
    return ranks


def _years_shown(comparison: Comparison) -> range:
    """Keep every year from the first in which something began."""
    begun = [territory.first_years.begun for territory in comparison.territories]
    places = range(len(comparison.years))
    first = next((place for place in places if any(years[place] for years in begun)), None)
    return range(0) if first is None else places[first:]


def _no_year(territory: Compared) -> str:
    unknown = counted(
        territory.first_years.unknown,
        "initiative dont la première année est inconnue",
        "initiatives dont la première année est inconnue",
    )
    return f"{territory.name} : {ValueState.ZERO.label} avec une première année connue ; {unknown}."


def _begun_rate(territory: Compared, index: int) -> str:
    """Write how many initiatives had begun per 10,000 inhabitants, those of today."""
    if not territory.population:
        return ValueState.MISSING.label
    return rate_text(PER_INHABITANTS * territory.first_years.begun[index] / territory.population)


def stratum_members(comparison: Comparison) -> list[str]:
    """Return the first territory of each stratum, whose lineage gives its median."""
    return [
        next(territory.code for territory in comparison.territories if territory.stratum == place)
        for place in range(len(comparison.strata))
    ]
