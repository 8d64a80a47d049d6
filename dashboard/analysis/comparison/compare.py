"""Territories side by side: everything « Comparer » shows of them for one selection."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.comparison.indicators import level_indicators
from dashboard.analysis.comparison.presence import (
    Present,
    first_years,
    known_figures,
    partners,
    present,
    source_dates,
    wide_number,
)
from dashboard.analysis.comparison.ranks import ranks, region_mean, sound_members
from dashboard.analysis.comparison.results import (
    Compared,
    Comparison,
    LevelIndicators,
    Line,
    Rank,
    Refusal,
    Refused,
    Share,
    Stratum,
)
from dashboard.analysis.indicators.aggregation import rates
from dashboard.analysis.indicators.ordering import known
from dashboard.analysis.kernel.results import FloatArray, IntArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import MOST_COMPARED, ComparisonSelection
from dashboard.domain.territory import Level, level_of
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

Ranks = dict[Indicator, tuple[Rank, ...]]
"""By measure, the rank of each territory compared."""


def compare(snapshot: Snapshot, selection: ComparisonSelection) -> Comparison:
    """Set the territories of a selection side by side.

    The level is that of the first territory the map holds; those of another level, those beyond
    ``MOST_COMPARED`` and those outside the map are refused, each with its reason.
    """
    level, codes, refused = accepted(snapshot, selection.territories)
    at_level = selection.at(level)
    indicators = level_indicators(snapshot, at_level)
    rows = [snapshot.region_index.territories[level].rows[code] for code in codes]
    all_ranks = {indicator: ranks(snapshot, indicators, indicator, rows) for indicator in COMPARED}
    presence = present(snapshot, at_level, rows)
    of_rows = snapshot.strata[level].stratum[rows].tolist()
    strata = list(dict.fromkeys(of_rows))
    return Comparison(
        level=level,
        territories=tuple(
            _compared(
                snapshot,
                presence,
                place,
                {indicator: all_ranks[indicator][place] for indicator in COMPARED},
                strata,
            )
            for place in range(len(rows))
        ),
        refused=refused,
        region={indicator: region_mean(snapshot, indicators, indicator) for indicator in COMPARED},
        strata=tuple(
            _stratum(snapshot, level, stratum, all_ranks, of_rows.index(stratum))
            for stratum in strata
        ),
        themes=_lines(snapshot, indicators, indicators.themes, THEME_LABELS, rows, strata),
        publics=_lines(snapshot, indicators, indicators.publics, PUBLIC_LABELS, rows, strata),
        years=tuple(range(snapshot.region_index.years[0], snapshot.region_index.years[1] + 1)),
    )


def accepted(
    snapshot: Snapshot, codes: tuple[str, ...]
) -> tuple[Level, tuple[str, ...], tuple[Refusal, ...]]:
    """Return the level compared, the codes set side by side, and the refused ones with the reason."""
    territories = snapshot.region_index.territories
    levels = {code: level_of(code) for code in codes}
    on_map = [code for code, level in levels.items() if level and code in territories[level].rows]
    level = levels[on_map[0]] if on_map else Level.EPCI
    level = level or Level.EPCI
    compared = [code for code in on_map if levels[code] is level][:MOST_COMPARED]
    refused = tuple(
        Refusal(
            code, snapshot.region_index.name_of(code), _why(code in on_map, levels[code] is level)
        )
        for code in codes
        if code not in compared
    )
    return level, tuple(compared), refused


def _why(on_map: bool, same_level: bool) -> Refused:  # noqa: FBT001 - two facts about one code
    if not on_map:
        return Refused.UNKNOWN
    return Refused.TOO_MANY if same_level else Refused.OTHER_LEVEL


def _compared(
    snapshot: Snapshot,
    presence: Present,
    place: int,
    own_ranks: dict[Indicator, Rank],
    strata: list[int],
) -> Compared:
    level, row = presence.level, presence.rows[place]
    territories = snapshot.region_index.territories[level]
    departement = int(snapshot.departements[level][row])
    area = float(snapshot.areas_km2[level][row])
    population = int(territories.populations[row])
    departements = snapshot.region_index.territories[Level.DEPARTEMENT]
    return Compared(
        code=territories.codes[row],
        name=territories.labels[row],
        level=level,
        kind=snapshot.kinds[level][row],
        departement=departements.names[departement] if departement >= 0 else "",
        population=population,
        density=None if np.isnan(area) else population / area,
        stratum=strata.index(int(snapshot.strata[level].stratum[row])),
        ranks=own_ranks,
        first_years=first_years(snapshot, presence, place),
        partners=partners(snapshot, presence, place),
        figures=known_figures(snapshot, presence, place),
        wide=wide_number(snapshot, presence, place),
        border=level is Level.EPCI and bool(snapshot.cut_epci[row]),
        dates=source_dates(snapshot, presence, place),
    )


def _stratum(
    snapshot: Snapshot, level: Level, stratum: int, all_ranks: Ranks, place: int
) -> Stratum:
    """Describe a stratum; its medians are read from any of its territories: the one at ``place``."""
    strata = snapshot.strata[level]
    return Stratum(
        label=strata.labels[stratum],
        size=int((strata.stratum == stratum).sum()),
        medians={
            indicator: standing[place].references.get(Reference.STRATUM, float("nan"))
            for indicator, standing in all_ranks.items()
        },
        counted={
            indicator: standing[place].stratum_counted for indicator, standing in all_ranks.items()
        },
    )


def _lines(  # noqa: PLR0913, PLR0917 - the words, and who they are counted for
    snapshot: Snapshot,
    indicators: LevelIndicators,
    numbers: IntArray,
    labels: dict[str, str],
    rows: list[int],
    strata: list[int],
) -> tuple[Line, ...]:
    """Build the line of each word of a vocabulary; ``numbers`` counts initiatives, shape ``(words, n)``."""
    territories = snapshot.region_index.territories[indicators.level]
    people = territories.populations
    per_word = rates(numbers, people)
    means = numbers.sum(axis=1) / max(len(people), 1)
    # Weighted by inhabitants, as the mean of all rates: who has none weighs nothing.
    mean_rates = rates(numbers[:, people > 0].sum(axis=1), people.sum())
    groups = [
        sound_members(snapshot, indicators.level, stratum, Indicator.RATE) & (people > 0)
        for stratum in strata
    ]
    medians = [_medians(per_word[:, group]) for group in groups]
    return tuple(
        Line(
            code=code,
            label=label,
            shares=tuple(
                _share(int(numbers[place, row]), float(per_word[place, row])) for row in rows
            ),
            region=_share(float(means[place]), float(mean_rates[place])),
            medians=tuple(known(group_medians[place]) for group_medians in medians),
        )
        for place, (code, label) in enumerate(labels.items())
    )


def _medians(values: FloatArray) -> list[float]:
    """Return the median of each line, none of whose values is unknown; NaN for no value at all."""
    if not values.shape[1]:
        return [float("nan")] * len(values)
    medians: list[float] = np.median(values, axis=1).tolist()
    return medians


def _share(number: float, rate: float) -> Share:
    return Share(number, known(rate))
