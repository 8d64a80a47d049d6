"""Territories side by side, for scripts: ``compare 200071751 200068781 --json``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

import click

from dashboard.analysis.comparison.compare import compare
from dashboard.analysis.comparison.results import (
    Compared,
    Comparison,
    Line,
    Rank,
    Refusal,
    Refused,
)
from dashboard.analysis.snapshot import Snapshot
from dashboard.commands.asking import WITH_JSON, filters_json, stored_snapshot, with_filters
from dashboard.components.comparison.wording import (
    comparison_filters,
    reference_text,
    region_rank,
    value_text,
)
from dashboard.domain.codes import insee_code
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import french_iso_date, french_number
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.method import METHOD_DATE, METHOD_VERSION
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import COMPARISON, MOST_COMPARED, ComparisonSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import written_code
from dashboard.domain.territory import Level, level_of

FEWEST = 2
_LEVELS = {Level.COMMUNE: "commune", Level.EPCI: "epci", Level.DEPARTEMENT: "departement"}
"""Levels as scripts name them."""
_EXPECTED = "expected a commune as 01053, an EPCI as 200071751 or a département as 01 or D01"
Json = dict[str, object]


@click.command("compare")
@click.argument("codes", nargs=-1, required=True, metavar="CODE CODE…")
@with_filters(COMPARISON)
@WITH_JSON
def compare_territories(codes: Sequence[str], filters: Filters, *, as_json: bool) -> None:
    """Set 2 to 5 communes, EPCI or départements side by side: measures, means, medians, ranks."""
    selection = ComparisonSelection(filters=filters, territories=territory_codes(codes))
    snapshot = stored_snapshot()
    comparison = compare(snapshot, selection)
    if comparison.refused:
        message = " ".join(
            refusal_text(refusal, comparison.level) for refusal in comparison.refused
        )
        raise click.BadParameter(message, param_hint="CODE")
    if as_json:
        document = to_json(comparison, selection, snapshot)
        click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(to_text(comparison, selection, snapshot))


def territory_codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Read the codes in their order, each once; a département is ``01`` as INSEE writes it, or ``D01``.

    Raises:
        click.BadParameter: there are fewer than two or more than five.
    """
    distinct = tuple(dict.fromkeys(map(written_code, codes)))
    if not FEWEST <= len(distinct) <= MOST_COMPARED:
        named = ", ".join(map(insee_code, distinct))
        message = (
            f"{named}: expected {FEWEST} to {MOST_COMPARED} different territories of one level"
        )
        raise click.BadParameter(message, param_hint="CODE")
    return distinct


def refusal_text(refusal: Refusal, level: Level) -> str:
    """Write in English why a territory is not compared, and what is expected."""
    own = level_of(refusal.code)
    if refusal.why is Refused.UNKNOWN or own is None:
        return f"{insee_code(refusal.code)!r} is no territory of the map; {_EXPECTED}."
    return (
        f"{insee_code(refusal.code)} ({refusal.name}) is of level {_LEVELS[own]}; "
        f"expected territories of one level, {_LEVELS[level]} as the first of them."
    )


def to_json(comparison: Comparison, selection: ComparisonSelection, snapshot: Snapshot) -> Json:
    """Write the comparison for scripts; shares lie between 0 and 1, what is not known is ``null``."""
    catalogue_index = snapshot.catalogue_index
    return {
        "method": {"version": METHOD_VERSION, "date": METHOD_DATE},
        "edition": {
            "catalogue": catalogue_index.date,
            "geography": catalogue_index.vintage,
            "imports": [
                {"title": source.title, "date": source.date}
                for source in catalogue_index.sources.values()
                if source.licence
            ],
        },
        "filters": filters_json(COMPARISON, selection),
        "level": _LEVELS[comparison.level],
        "references": {
            "region": {
                **_numbers(comparison.region),
                "themes": _means(comparison.themes),
                "publics": _means(comparison.publics),
            },
            "strata": [
                {"label": stratum.label, "size": stratum.size, "medians": _numbers(stratum.medians)}
                for stratum in comparison.strata
            ],
        },
        "territories": [
            _territory(comparison, place, territory)
            for place, territory in enumerate(comparison.territories)
        ],
    }


def to_text(comparison: Comparison, selection: ComparisonSelection, snapshot: Snapshot) -> str:
    """Write the comparison for people: a table, then what it rests on."""
    head = ["", "Habitants", *(indicator.entry.short for indicator in COMPARED), "Rang (taux)"]
    lines = [head, *map(_text_line, comparison.territories)]
    lines.append(["Moyenne régionale", "", *_references(comparison.region), ""])
    lines += [
        [f"Médiane : {stratum.label}", "", *_references(stratum.medians), ""]
        for stratum in comparison.strata
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = [_aligned(line, widths) for line in lines]
    tables = snapshot.catalogue_index
    catalogue = french_iso_date(tables.date)
    rest = f"Catalogue du {catalogue}, territoires {tables.vintage}, méthode {METHOD_VERSION}."
    return "\n".join([*rows, comparison_filters(selection, comparison.level), rest])


def _territory(comparison: Comparison, place: int, territory: Compared) -> Json:
    return {
        "code": insee_code(territory.code),
        "name": territory.name,
        "kind": territory.kind,
        "population": territory.population,
        "density": territory.density,
        "stratum": comparison.strata[territory.stratum].label,
        "cautious": territory.ranks[Indicator.RATE].cautious,
        "border": territory.border,
        "wide": territory.wide,
        "measures": {
            indicator.name.lower(): _rank(standing)
            for indicator, standing in territory.ranks.items()
        },
        "themes": _shares(comparison.themes, place),
        "publics": _shares(comparison.publics, place),
        "first_years": {
            "years": list(comparison.years),
            "new": list(territory.first_years.new),
            "begun": list(territory.first_years.begun),
            "unknown": territory.first_years.unknown,
        },
        "partners": [vars(partner) for partner in territory.partners],
        "figures": [vars(figure) for figure in territory.figures],
    }


def _rank(rank: Rank) -> Json:
    return {
        "value": rank.value,
        "region": rank.references.get(Reference.REGION),
        "stratum_median": rank.references.get(Reference.STRATUM),
        "departement": rank.references.get(Reference.DEPARTEMENT),
        "neighbours": rank.references.get(Reference.NEIGHBOURS),
        "rank": rank.rank,
        "ranked": rank.ranked,
        "stratum_rank": rank.stratum_rank,
        "stratum_ranked": rank.stratum_ranked,
    }


def _numbers(values: Mapping[Indicator, float]) -> Json:
    return {
        indicator.name.lower(): None if math.isnan(value) else value
        for indicator, value in values.items()
    }


def _means(lines: Sequence[Line]) -> Json:
    return {line.code: vars(line.region) for line in lines}


def _shares(lines: Sequence[Line], place: int) -> Json:
    return {line.code: vars(line.shares[place]) for line in lines}


def _text_line(territory: Compared) -> list[str]:
    rate = territory.ranks[Indicator.RATE]
    caution = f" ({ValueState.LOW_POPULATION.label})" if rate.cautious else ""
    return [
        f"{territory.name}{caution}",
        french_number(territory.population),
        *(value_text(indicator, territory.ranks[indicator].value) for indicator in COMPARED),
        region_rank(rate),
    ]


def _references(values: Mapping[Indicator, float]) -> list[str]:
    return [reference_text(indicator, values[indicator]) for indicator in COMPARED]


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    """Write a line of the table, numbers to the right."""
    first, *others = zip(line, widths, strict=True)
    name, width = first
    cells = [name.ljust(width), *(cell.rjust(width) for cell, width in others)]
    return "  ".join(cells).rstrip()
