"""The lineage of a mean or a median: the territories it is computed over, their values and weights."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np

from dashboard.analysis.comparison.indicators import level_indicators
from dashboard.analysis.comparison.ranks import Members, reference_members, reference_value
from dashboard.analysis.comparison.results import LevelIndicators
from dashboard.analysis.indicators.aggregation import rates
from dashboard.analysis.kernel.records import Kept, count_by_territory, kept_pairs
from dashboard.analysis.lineage.results import LineagePart, MemberRow, NumberLineage, Question
from dashboard.analysis.lineage.rows import TerritoryPlace, citations, kept_among
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.results import Citation
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.territory import Level

_UNWEIGHED = frozenset({Reference.STRATUM, Reference.NEIGHBOURS})


def reference_lineage(
    snapshot: Snapshot,
    place: TerritoryPlace,
    question: Question,
    indicator: Indicator,
    reference: Reference,
) -> NumberLineage | None:
    """Return what a territory is set beside; ``None`` where that has no meaning there."""
    level = place.level
    if level is None or (reference is Reference.DEPARTEMENT and level is Level.DEPARTEMENT):
        return None
    indicators = indicators_among(snapshot, question, level)
    members = reference_members(snapshot, indicators, indicator, place.row, reference)
    if not len(members.rows):
        return None
    people = int(snapshot.region_index.territories[level].populations[members.rows].sum())
    by_inhabitants = indicator.scale.by_inhabitant and reference not in _UNWEIGHED
    strata = snapshot.strata[level]
    return NumberLineage(
        code=place.code,
        name=place.name,
        level=level,
        question=question,
        value=reference_value(indicators, indicator, members, reference),
        parts=(
            LineagePart(f"{level.plural} comprises", len(members.rows)),
            *([LineagePart("habitants de ces territoires", people)] if by_inhabitants else []),
        ),
        sources=_sources(snapshot, question, level, members),
        catalogue_date=snapshot.catalogue_index.date,
        vintage=snapshot.catalogue_index.vintage,
        counts_inhabitants=indicator.scale.by_inhabitant,
        stratum=strata.labels[strata.stratum[place.row]] if reference is Reference.STRATUM else "",
        members=_member_rows(snapshot, indicators, indicator, members, reference),
    )


def indicators_among(snapshot: Snapshot, question: Question, level: Level) -> LevelIndicators:
    """Measure a level; of one theme or public only, count its initiatives and nothing else."""
    selection = replace(question.selection, level=level)
    if not (question.theme or question.public):
        return level_indicators(snapshot, selection)
    territories = snapshot.region_index.territories[level]
    number = count_by_territory(
        snapshot.region_index.records,
        Kept.of(kept_among(snapshot.region_index, question)),
        level=level,
        counting=selection.filters.counting,
        size=len(territories),
    )
    values = {
        Indicator.NUMBER: number.astype(np.float64),
        Indicator.RATE: rates(number, territories.populations),
    }
    nothing = np.zeros((0, len(territories)), dtype=np.int64)
    return LevelIndicators(level, MappingProxyType(values), nothing, nothing)


def _member_rows(
    snapshot: Snapshot,
    indicators: LevelIndicators,
    indicator: Indicator,
    members: Members,
    reference: Reference,
) -> tuple[MemberRow, ...]:
    """List the territories, the highest value first, then by name."""
    territories = snapshot.region_index.territories[indicators.level]
    values = indicators.values[indicator][members.rows]
    order = np.lexsort((territories.alphabetical_rank[members.rows], -values))
    return tuple(
        MemberRow(
            code=territories.codes[row],
            name=territories.labels[row],
            population=int(territories.populations[row]),
            value=float(value),
            weight=None if reference is Reference.STRATUM else float(weight),
        )
        for row, value, weight in zip(
            members.rows[order].tolist(),
            values[order].tolist(),
            members.weights[order].tolist(),
            strict=True,
        )
    )


def _sources(
    snapshot: Snapshot, question: Question, level: Level, members: Members
) -> tuple[Citation, ...]:
    """Cite the documents of the records counted in any of the territories."""
    records = snapshot.region_index.records
    pairs = records.pairs[level, question.selection.filters.counting]
    chosen = kept_pairs(pairs, Kept.of(kept_among(snapshot.region_index, question)))
    here = np.isin(pairs.territory[chosen], members.rows)
    return citations(snapshot.catalogue_index, np.unique(pairs.record[chosen][here]).tolist())
