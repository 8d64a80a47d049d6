"""The tables of « Comparer »: key numbers, themes, publics, years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.comparison.results import Compared, Comparison, Line, Rank
from dashboard.components.comparison.wording import (
    NOTHING_CHOSEN,
    comparison_filters,
    median_title,
    rank_notes,
    reference_text,
    region_rank,
    stratum_rank,
    value_text,
    years_span,
)
from dashboard.components.shared.links import Children, passport_address
from dashboard.components.shared.markup import Written
from dashboard.components.shared.tables import scrolling
from dashboard.domain.formats import counted, french_number
from dashboard.domain.indicator import ValueState
from dashboard.domain.measures import Measure, Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.map import MapSelection

_CAUTION = html.Span(" effectif faible", className="caution")
_Passport = Callable[..., str]
"""The address of the passport of one theme's or public's number: territory, measure, reference."""


def key_table(comparison: Comparison, selection: ComparisonSelection) -> list[Component]:
    """Draw the key numbers: a row per measure, a column per territory, then the references."""
    if not comparison.territories:
        return [_region_table(comparison, selection)]
    filters = selection.at(comparison.level)
    rows = [
        html.Tr(
            [
                html.Th(measure.words.title, scope="row"),
                *_key_cells(measure, comparison, filters),
            ]
        )
        for measure in Measure
    ]
    caption = (
        f"Chiffres clés, {comparison.level.plural}. Sous chaque valeur, son rang dans la région puis "
        "dans sa strate, de la plus grande à la plus petite. Chaque nombre mène à ce qui le compose. "
        f"{comparison_filters(selection, comparison.level)}"
    )
    heads = [
        column_head(title) for title in ("Mesure", *_names(comparison), *_references(comparison))
    ]
    return [
        side_table(
            caption, [html.Tr(heads)], [html.Tbody(rows)], label="Chiffres clés", kind="key"
        ),
        *_rank_notes(comparison),
    ]


def themes_table(comparison: Comparison, selection: ComparisonSelection) -> list[Component]:
    """Draw the number and rate of each theme; one initiative counts under each of its themes."""

    def passports(code: str) -> _Passport:
        return partial(passport_address, theme=code)

    return _breakdown("Thème", comparison.themes, comparison, selection, passports)


def publics_table(comparison: Comparison, selection: ComparisonSelection) -> list[Component]:
    """Draw the number and rate of each beneficiary type; « tous publics » counts under each."""

    def passports(code: str) -> _Passport:
        return partial(passport_address, public=code)

    return _breakdown("Public", comparison.publics, comparison, selection, passports)


def years_table(comparison: Comparison) -> list[Component]:
    """Draw new and cumulative initiatives by first year, folded; years before the first are left out."""
    if not comparison.territories:
        return [html.P(NOTHING_CHOSEN)]
    shown = _years_shown(comparison)
    if not shown:
        return [html.P(_no_year(one)) for one in comparison.territories]
    caption = (
        f"Initiatives selon leur première année, {years_span([comparison.years[i] for i in shown])} : "
        "nouvelles dans l’année, et cumul depuis le début"
    )
    heads = [
        html.Tr(
            [
                html.Th("Année", scope="col", rowSpan=2),
                *(html.Th(one.name, scope="colgroup", colSpan=2) for one in comparison.territories),
            ]
        ),
        html.Tr(
            [column_head(title) for _ in comparison.territories for title in ("Nouvelles", "Cumul")]
        ),
    ]
    body = html.Tbody([_year_row(place, comparison) for place in shown])
    table = side_table(
        caption, heads, [body], _unknown_foot(comparison), label="Premières années", kind="years"
    )
    return [html.Details([html.Summary("Voir le tableau"), table], className="equal-table")]


def _years_shown(comparison: Comparison) -> range:
    """Keep every year from the first in which something began."""
    begun = [one.first_years.begun for one in comparison.territories]
    places = range(len(comparison.years))
    first = next((place for place in places if any(years[place] for years in begun)), None)
    return range(0) if first is None else places[first:]


def _year_row(place: int, comparison: Comparison) -> Written:
    """Write a row at once: there are as many as years."""
    cells = (
        f"<td>{french_number(number)}</td>"
        for one in comparison.territories
        for number in (one.first_years.new[place], one.first_years.begun[place])
    )
    return Written(f'<tr><th scope="row">{comparison.years[place]}</th>{"".join(cells)}</tr>')


def _unknown_foot(comparison: Comparison) -> html.Tfoot:
    cells = [
        html.Td(french_number(one.first_years.unknown), colSpan=2) for one in comparison.territories
    ]
    return html.Tfoot(html.Tr([html.Th("Première année inconnue", scope="row"), *cells]))


def _no_year(territory: Compared) -> str:
    unknown = counted(
        territory.first_years.unknown,
        "initiative dont la première année est inconnue",
        "initiatives dont la première année est inconnue",
    )
    return f"{territory.name} : {ValueState.ZERO.label} avec une première année connue ; {unknown}."


def _region_table(comparison: Comparison, selection: ComparisonSelection) -> html.Div:
    """Tell the means alone: whatever is chosen will stand beside them."""
    caption = (
        f"{Reference.REGION.label} des {comparison.level.plural}. "
        f"{comparison_filters(selection, comparison.level)}"
    )
    rows = [
        html.Tr(
            [
                html.Th(measure.words.title, scope="row"),
                html.Td(reference_text(measure, comparison.region.get(measure))),
            ]
        )
        for measure in Measure
    ]
    heads = [column_head(title) for title in ("Mesure", Reference.REGION.label)]
    return side_table(
        caption, [html.Tr(heads)], [html.Tbody(rows)], label="Chiffres clés", kind="means"
    )


def _key_cells(measure: Measure, comparison: Comparison, filters: MapSelection) -> list[Component]:
    territories = [_standing_cell(one, measure, filters) for one in comparison.territories]
    code = comparison.territories[0].code
    region = _reference_cell(
        measure,
        comparison.region.get(measure),
        passport_address(code, measure, filters, reference=Reference.REGION),
    )
    medians = [
        _reference_cell(
            measure,
            stratum.medians.get(measure),
            passport_address(
                _member(place, comparison), measure, filters, reference=Reference.STRATUM
            ),
        )
        for place, stratum in enumerate(comparison.strata)
    ]
    return [*territories, region, *medians]


def _standing_cell(territory: Compared, measure: Measure, filters: MapSelection) -> html.Td:
    standing = territory.standings[measure]
    value = html.A(
        value_text(measure, standing.value), href=passport_address(territory.code, measure, filters)
    )
    return html.Td([value, *([_CAUTION] if standing.cautious else []), *_ranks(standing)])


def _ranks(standing: Rank) -> list[Component]:
    if standing.value is None:
        return []
    ranks = [region_rank(standing)]
    if standing.stratum_rank is not None:
        ranks.append(f"strate : {stratum_rank(standing)}")
    return [html.Small(rank) for rank in ranks]


def _reference_cell(measure: Measure, value: float | None, href: str) -> html.Td:
    return html.Td(html.A(reference_text(measure, value), href=href), className="reference")


def _breakdown(
    title: str,
    lines: Sequence[Line],
    comparison: Comparison,
    selection: ComparisonSelection,
    passports: Callable[[str], _Passport],
) -> list[Component]:
    if not comparison.territories:
        return [html.P(NOTHING_CHOSEN)]
    if not any(share.number for line in lines for share in (*line.shares, line.region)):
        return [html.P(f"{ValueState.ZERO.label} : aucune initiative pour ces choix.")]
    filters = selection.at(comparison.level)
    caption = (
        f"{title}s : nombre d’initiatives et, dessous, nombre pour 10\u202f000 habitants ; médianes des "
        f"taux. {comparison_filters(selection, comparison.level)}"
    )
    heads = [
        column_head(title),
        *territory_heads(comparison),
        *(column_head(reference) for reference in _references(comparison)),
    ]
    rows = [_line(line, comparison, filters, passports(line.code)) for line in lines]
    return [
        side_table(
            caption, [html.Tr(heads)], [html.Tbody(rows)], label=f"{title}s", kind="breakdown"
        )
    ]


def _line(
    line: Line, comparison: Comparison, filters: MapSelection, passport: _Passport
) -> Written:
    """Write a row at once: there are hundreds of numbers, each with its passport."""
    cells = [f'<tr><th scope="row">{escape(line.label, quote=False)}</th>']
    for one, share in zip(comparison.territories, line.shares, strict=True):
        address = partial(passport, one.code, selection=filters)
        number = written_link(
            value_text(Measure.NUMBER, share.number), address(measure=Measure.NUMBER)
        )
        rate = _rate(share.rate, address(measure=Measure.RATE)) if share.number else ""
        cells.append(f"<td>{number}{rate}</td>")
    region = partial(
        passport, comparison.territories[0].code, selection=filters, reference=Reference.REGION
    )
    mean = written_link(
        reference_text(Measure.NUMBER, line.region.number), region(measure=Measure.NUMBER)
    )
    rate = _rate(line.region.rate, region(measure=Measure.RATE))
    cells.append(f'<td class="reference">{mean}{rate}</td>')
    for place, median in enumerate(line.medians):
        address = partial(passport, _member(place, comparison), selection=filters)
        href = address(measure=Measure.RATE, reference=Reference.STRATUM)
        median_link = written_link(reference_text(Measure.RATE, median), href)
        cells.append(f'<td class="reference">{median_link}</td>')
    return Written(f"{''.join(cells)}</tr>")


def _rate(rate: float | None, href: str) -> str:
    link = written_link(reference_text(Measure.RATE, rate), href)
    return f'<small>{link}<span class="visually-hidden"> pour 10\u202f000 habitants</span></small>'


def _member(place: int, comparison: Comparison) -> str:
    """Return the first territory of a stratum, whose passport tells its median."""
    return next(one.code for one in comparison.territories if one.stratum == place)


def _names(comparison: Comparison) -> list[str]:
    return [one.name for one in comparison.territories]


def _references(comparison: Comparison) -> list[str]:
    return [Reference.REGION.label, *(median_title(stratum) for stratum in comparison.strata)]


def _rank_notes(comparison: Comparison) -> list[Component]:
    standings = [told for one in comparison.territories for told in one.standings.values()]
    return [html.P(note, className="note") for note in rank_notes(standings)]


def written_link(text: str, href: str) -> str:
    """Write a link as markup."""
    return f'<a href="{escape(href)}">{escape(text, quote=False)}</a>'


def territory_heads(comparison: Comparison) -> list[html.Th]:
    """Head a column per territory, those of few inhabitants marked."""
    return [
        column_head([one.name, *([_CAUTION] if one.standings[Measure.RATE].cautious else [])])
        for one in comparison.territories
    ]


def column_head(title: Children) -> html.Th:
    """Head a column."""
    return html.Th(title, scope="col")


def side_table(
    caption: str,
    heads: Sequence[Component],
    bodies: Sequence[Component],
    *feet: Component,
    label: str,
    kind: str,
) -> html.Div:
    """Draw a table with a column per territory; ``kind`` is its class, ``label`` names what scrolls."""
    table = html.Table(
        [html.Caption(caption), html.Thead(heads), *bodies, *feet], className=f"side-table {kind}"
    )
    return scrolling(table, label=label)
