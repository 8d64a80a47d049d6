"""The lists of « Comparer »: territories chosen and proposed, partners, figures, claims, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.comparison.results import (
    Change,
    ClaimBeside,
    Compared,
    Comparison,
    Example,
    KnownFigure,
    Peer,
    YearChanges,
)
from dashboard.components.comparison.tables import side_table, written_link
from dashboard.components.comparison.wording import (
    NEVER_ADDED,
    NOTHING_CHOSEN,
    comparison_filters,
    density_text,
    difference_text,
    figure_text,
    peer_reason,
    refusal_text,
)
from dashboard.components.shared.links import (
    COMPARED_KEYS,
    in_page_link,
    record_address,
    sheet_address,
    word_link,
)
from dashboard.components.shared.markup import Written
from dashboard.components.shared.tables import plain_table
from dashboard.domain.formats import counted, french_iso_date, french_number, listed
from dashboard.domain.indicator import ValueState
from dashboard.domain.selections.comparison import MOST_COMPARED, ComparisonSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.sources import edition_text

SHOWN_AT_ONCE = 10
MOST_FIGURES = 100
"""Figures listed for one territory; how many there are is told."""


def chosen_list(comparison: Comparison, selection: ComparisonSelection) -> list[Component]:
    """List the territories compared, each with its sheet and a way out, then those refused and why."""
    refused = [
        html.P(
            [refusal_text(one, comparison.level), " ", _removal(one.code, one.name, selection)],
            className="empty-answer",
        )
        for one in comparison.refused
    ]
    if not comparison.territories:
        return [html.P(NOTHING_CHOSEN), *refused]
    items = [_chosen(one, comparison, selection) for one in comparison.territories]
    return [html.Ul(items, className="compared-list"), *refused]


def peers_list(
    peers: Sequence[Peer], comparison: Comparison, selection: ComparisonSelection
) -> list[Component]:
    """Propose territories like the first one, with what makes them so."""
    if not comparison.territories:
        return []
    first = comparison.territories[0]
    left = [one for one in peers if one.code not in selection.territories]
    if not left:
        return [html.P(f"Aucun autre territoire comparable à proposer ({first.name}).")]
    if len(comparison.territories) >= MOST_COMPARED:
        text = f"{MOST_COMPARED} territoires au plus : retirez-en un pour en ajouter un autre."
        return [html.P(text)]
    return [
        html.P(
            f"Territoires comparables ({first.name}) : même type d’abord, puis population et densité "
            "proches."
        ),
        html.Ul([_peer(one, first, selection) for one in left], className="peers"),
    ]


def examples_list(examples: Sequence[Example], selection: ComparisonSelection) -> list[Component]:
    """Propose comparisons to start from."""
    items = [
        html.Li(
            in_page_link(
                f"{one.level.plural.capitalize()} : {listed(one.names)}",
                replace(selection, territories=one.codes),
                keys=COMPARED_KEYS,
            )
        )
        for one in examples
    ]
    return [
        html.P("Pour commencer, là où vivent le plus d’habitants :"),
        html.Ul(items, className="peers"),
    ]


def partners_table(comparison: Comparison, selection: ComparisonSelection) -> list[Component]:
    """Draw the EPCI with which each territory shares most initiatives."""
    if not comparison.territories:
        return [html.P(NOTHING_CHOSEN)]
    if not any(one.partners for one in comparison.territories):
        text = "aucune initiative partagée avec une autre intercommunalité pour ces choix."
        return [html.P(f"{ValueState.ZERO.label} : {text}")]
    filters = selection.at(comparison.level)
    caption = (
        "Coopération : les intercommunalités où le plus d’initiatives du territoire sont aussi "
        f"recensées. {comparison_filters(selection, comparison.level)}"
    )
    heads = [html.Th(title, scope="col") for title in ("Avec", "Initiatives partagées")]
    groups = [_partners(one, filters) for one in comparison.territories]
    return [side_table(caption, [html.Tr(heads)], groups, label="Coopération", kind="partners")]


def figures_list(comparison: Comparison) -> list[Component]:
    """List the figures that documents give, per territory; they are never added up."""
    if not comparison.territories:
        return [html.P(NOTHING_CHOSEN)]
    entries = [part for one in comparison.territories for part in _figures_of(one)]
    return [html.P(NEVER_ADDED), html.Dl(entries, className="known-figures")]


def claims_table(claims: Sequence[ClaimBeside]) -> list[Component]:
    """Set what documents write beside what the reference data say, without judging."""
    if not claims:
        text = "Nos documents n’affirment rien de ces territoires que mesurent les données de référence."
        return [html.P(text)]
    rows = [
        (
            f"{one.territory} : {one.label}",
            f"{figure_text(one.written, one.unit)} ({french_iso_date(one.written_on)})",
            _official(one),
            "–" if one.difference is None else difference_text(one.difference, one.unit),
            _claim_sources(one),
            one.note or "–",
        )
        for one in claims
    ]
    return [
        plain_table(
            "Ce qu’écrivent des documents, et ce que disent les données de référence : deux dates et "
            "deux façons de compter peuvent différer. Écart : référence moins écrit",
            ("De quoi il s’agit", "Écrit", "Référence", "Écart", "Sources", "Remarque"),
            rows,
            label="Écrit et référence",
        )
    ]


def changes_list(changes: YearChanges, *, chosen: bool) -> list[Component]:
    """List what began and what ended between two years in the territories compared, if any is chosen."""
    if not chosen:
        return [html.P(NOTHING_CHOSEN)]
    span = f"entre {changes.first} et {changes.last}"
    return [
        html.H3(f"Nouvelles {span} ({french_number(changes.new_total)})"),
        *_changes(changes.new, changes.new_total, f"aucune initiative n’a commencé {span}"),
        html.H3(f"Terminées ou plus listées {span} ({french_number(changes.ended_total)})"),
        *_changes(
            changes.ended,
            changes.ended_total,
            f"aucune initiative n’a pris fin ni quitté les listes {span}",
        ),
        html.P(_unknown(changes.unknown), className="note"),
    ]


def _chosen(territory: Compared, comparison: Comparison, selection: ComparisonSelection) -> html.Li:
    facts = [
        f"{territory.kind[:1].upper()}{territory.kind[1:]}",
        territory.departement,
        counted(territory.population, "habitant"),
        density_text(territory.density),
    ]
    filters = selection.at(comparison.level)
    sheet = html.A(["Fiche", _hidden(territory.name)], href=sheet_address(territory.code, filters))
    return html.Li(
        [
            html.Strong(territory.name),
            html.P(" · ".join(fact for fact in facts if fact)),
            html.P(f"Strate : {comparison.strata[territory.stratum].label}", className="note"),
            *(html.P(text, className="note") for text in _warnings(territory)),
            html.P(
                [sheet, _removal(territory.code, territory.name, selection)], className="at-once"
            ),
        ]
    )


def _warnings(territory: Compared) -> list[str]:
    border = "Une partie de ses communes est hors de la région : elles ne sont comptées nulle part."
    wide = counted(
        territory.wide,
        "dispositif départemental ou régional l’atteint sans être compté",
        "dispositifs départementaux ou régionaux l’atteignent sans être comptés",
    )
    return [*([border] if territory.border else []), *([f"{wide}."] if territory.wide else [])]


def _removal(code: str, name: str, selection: ComparisonSelection) -> html.A:
    kept = tuple(one for one in selection.territories if one != code)
    return word_link(
        ["Retirer", _hidden(name)],
        replace(selection, territories=kept),
        key=COMPARED_KEYS,
        removes=code,
    )


def _peer(peer: Peer, first: Compared, selection: ComparisonSelection) -> html.Li:
    added = replace(selection, territories=(*selection.territories, peer.code))
    return html.Li(
        [
            html.Strong(peer.name),
            html.P(peer_reason(peer, first), className="note"),
            word_link(["Ajouter", _hidden(peer.name)], added, key=COMPARED_KEYS, adds=peer.code),
        ]
    )


def _hidden(name: str) -> html.Span:
    """Name what a short link is about, for those who do not see what stands beside it."""
    return html.Span(f" {name}", className="visually-hidden")


def _partners(territory: Compared, filters: MapSelection) -> html.Tbody:
    head = html.Tr(
        html.Th(html.Span(territory.name), scope="rowgroup", colSpan=2), className="group"
    )
    rows = [
        html.Tr(
            [
                html.Th(html.A(one.name, href=sheet_address(one.code, filters)), scope="row"),
                html.Td(french_number(one.number)),
            ]
        )
        for one in territory.partners
    ]
    nothing = html.Tr(html.Td(f"{ValueState.ZERO.label} : aucune initiative partagée", colSpan=2))
    return html.Tbody([head, *(rows or [nothing])])


def _figures_of(territory: Compared) -> list[Component]:
    if not territory.figures:
        return [html.Dt(territory.name), html.Dd("non renseigné : aucune source n’en donne.")]
    listed_ones = territory.figures[:MOST_FIGURES]
    left = len(territory.figures) - len(listed_ones)
    entries = [html.Li(_figure(one)) for one in listed_ones]
    more = [html.P(f"Et {counted(left, 'autre', 'autres')}, dans le fichier.")] if left else []
    return [html.Dt(territory.name), html.Dd([*_folded(entries), *more])]


def _figure(figure: KnownFigure) -> list[str | Component]:
    period = figure.period.replace("/", "–") or "période non précisée"
    return [
        f"{figure.label} : ",
        html.Strong(figure_text(figure.value, figure.unit)),
        f" ({period}) · ",
        html.A(figure.record, href=record_address(figure.record_id)),
        f" · « {figure.source} », {edition_text(figure.source_date)}",
    ]


def _official(claim: ClaimBeside) -> str:
    if claim.official is None:
        return "non mesuré par les données de référence"
    return f"{figure_text(claim.official, claim.unit)} ({french_iso_date(claim.official_on)})"


def _claim_sources(claim: ClaimBeside) -> str:
    document = f"« {claim.source} »"
    written = f"{claim.quoted_source}, cité par {document}" if claim.quoted_source else document
    return f"{written} ; {claim.official_source}" if claim.official_source else written


def _changes(changes: Sequence[Change], total: int, nothing: str) -> list[Component]:
    if not changes:
        return [html.P(f"{ValueState.ZERO.label} : {nothing} pour ces choix.")]
    left = total - len(changes)
    more = [html.P(f"Et {counted(left, 'autre', 'autres')}, dans le fichier.")] if left else []
    return [*_folded([_change(one) for one in changes]), *more]


def _change(change: Change) -> Written:
    """Write an entry at once: there may be two hundred."""
    link = written_link(change.record, record_address(change.record_id))
    where = escape(listed(change.territories), quote=False)
    return Written(f"<li>{link} · {change.year} · {where}</li>")


def _folded(entries: Sequence[html.Li | Written]) -> list[Component]:
    """Show the first entries, and the others once asked for."""
    first, others = entries[:SHOWN_AT_ONCE], entries[SHOWN_AT_ONCE:]
    folded = html.Details([html.Summary(f"Voir les {len(others)} suivants"), html.Ul(others)])
    return [html.Ul(first), *([folded] if others else [])]


def _unknown(number: int) -> str:
    if not number:
        return "La première année de toutes les initiatives est connue."
    told = counted(
        number,
        "initiative dont la première année est inconnue n’est",
        "initiatives dont la première année est inconnue ne sont",
    )
    return f"{told} pas parmi les nouvelles."
