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
from dashboard.domain.codes import is_departement_code
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
    selection = ComparisonSelection(filters=filters, territories=asked_territories(codes))
    snapshot = stored_snapshot()
    found = compare(snapshot, selection)
    if found.refused:
        message = " ".join(refusal_text(one, found.level) for one in found.refused)
        raise click.BadParameter(message, param_hint="CODE")
    if as_json:
        told = to_json(found, selection, snapshot)
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(to_text(found, selection, snapshot))


def asked_territories(codes: Sequence[str]) -> tuple[str, ...]:
    """Read the codes in their order, each once; a département is ``01`` as INSEE writes it, or ``D01``.

    Raises:
        click.BadParameter: there are fewer than two or more than five.
    """
    found = tuple(dict.fromkeys(map(written_code, codes)))
    if not FEWEST <= len(found) <= MOST_COMPARED:
        named = ", ".join(map(_script_code, found))
        message = (
            f"{named}: expected {FEWEST} to {MOST_COMPARED} different territories of one level"
        )
        raise click.BadParameter(message, param_hint="CODE")
    return found


def refusal_text(refusal: Refusal, level: Level) -> str:
    """Say in English why a territory is not compared, and what is expected."""
    own = level_of(refusal.code)
    if refusal.why is Refused.UNKNOWN or own is None:
        return f"{_script_code(refusal.code)!r} is no territory of the map; {_EXPECTED}."
    return (
        f"{_script_code(refusal.code)} ({refusal.name}) is of level {_LEVELS[own]}; "
        f"expected territories of one level, {_LEVELS[level]} as the first of them."
    )


def to_json(found: Comparison, selection: ComparisonSelection, snapshot: Snapshot) -> Json:
    """Write the comparison for scripts; shares lie between 0 and 1, what is not known is ``null``."""
    catalogue_index = snapshot.catalogue_index
    return {
        "method": {"version": METHOD_VERSION, "date": METHOD_DATE},
        "edition": {
            "catalogue": catalogue_index.date,
            "geography": catalogue_index.vintage,
            "imports": [
                {"title": one.title, "date": one.date}
                for one in catalogue_index.sources.values()
                if one.licence
            ],
        },
        "filters": filters_json(COMPARISON, selection),
        "level": _LEVELS[found.level],
        "references": {
            "region": {
                **_numbers(found.region),
                "themes": _means(found.themes),
                "publics": _means(found.publics),
            },
            "strata": [
                {"label": one.label, "size": one.size, "medians": _numbers(one.medians)}
                for one in found.strata
            ],
        },
        "territories": [
            _territory(found, place, one) for place, one in enumerate(found.territories)
        ],
    }


def to_text(found: Comparison, selection: ComparisonSelection, snapshot: Snapshot) -> str:
    """Write the comparison for people: a table, then what it rests on."""
    head = ["", "Habitants", *(indicator.entry.short for indicator in COMPARED), "Rang (taux)"]
    lines = [head, *map(_text_line, found.territories)]
    lines.append(["Moyenne régionale", "", *_references(found.region), ""])
    lines += [[f"Médiane : {one.label}", "", *_references(one.medians), ""] for one in found.strata]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = [_aligned(line, widths) for line in lines]
    tables = snapshot.catalogue_index
    catalogue = french_iso_date(tables.date)
    rest = f"Catalogue du {catalogue}, territoires {tables.vintage}, méthode {METHOD_VERSION}."
    return "\n".join([*rows, comparison_filters(selection, found.level), rest])


def _script_code(code: str) -> str:
    # INSEE writes a département « 01 »; the D tells it apart in addresses only.
    return code.removeprefix("D") if is_departement_code(code) else code


def _territory(found: Comparison, place: int, one: Compared) -> Json:
    return {
        "code": _script_code(one.code),
        "name": one.name,
        "kind": one.kind,
        "population": one.population,
        "density": one.density,
        "stratum": found.strata[one.stratum].label,
        "cautious": one.ranks[Indicator.RATE].cautious,
        "border": one.border,
        "wide": one.wide,
        "measures": {
            indicator.name.lower(): _rank(standing) for indicator, standing in one.ranks.items()
        },
        "themes": _shares(found.themes, place),
        "publics": _shares(found.publics, place),
        "first_years": {
            "years": list(found.years),
            "new": list(one.first_years.new),
            "begun": list(one.first_years.begun),
            "unknown": one.first_years.unknown,
        },
        "partners": [vars(partner) for partner in one.partners],
        "figures": [vars(figure) for figure in one.figures],
    }


def _rank(one: Rank) -> Json:
    return {
        "value": one.value,
        "region": one.references.get(Reference.REGION),
        "stratum_median": one.references.get(Reference.STRATUM),
        "departement": one.references.get(Reference.DEPARTEMENT),
        "neighbours": one.references.get(Reference.NEIGHBOURS),
        "rank": one.rank,
        "ranked": one.ranked,
        "stratum_rank": one.stratum_rank,
        "stratum_ranked": one.stratum_ranked,
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


def _text_line(one: Compared) -> list[str]:
    rate = one.ranks[Indicator.RATE]
    caution = f" ({ValueState.LOW_POPULATION.label})" if rate.cautious else ""
    return [
        f"{one.name}{caution}",
        french_number(one.population),
        *(value_text(indicator, one.ranks[indicator].value) for indicator in COMPARED),
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
