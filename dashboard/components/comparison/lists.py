"""The lists of « Comparer »: territories chosen and proposed, known figures, what began and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.comparison.results import (
    Change,
    Compared,
    Comparison,
    Example,
    KnownFigure,
    Peer,
    YearChanges,
)
from dashboard.components.comparison.wording import (
    NEVER_ADDED,
    NOTHING_CHOSEN,
    comparison_title,
    density_text,
    figure_text,
    peer_reason,
    refusal_text,
)
from dashboard.components.shared.links import COMPARED_KEYS, record_address
from dashboard.components.shared.page_scripts import search_field_id
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import capitalised, counted, listed
from dashboard.domain.selections.comparison import COMPARISON, MOST_COMPARED, ComparisonSelection
from dashboard.domain.sources import edition_text

SHOWN_AT_ONCE = 10
MOST_FIGURES = 100
"""Figures listed for one territory; the page writes how many there are."""


def chosen_list(
    comparison: Comparison, selection: ComparisonSelection, alike: Sequence[Peer] = ()
) -> Markup:
    """List the territories compared, each with its removal, then those refused and why.

    Args:
        comparison: the territories compared.
        selection: what the reader asked for.
        alike: territories of the stratum of the first one, which one link adds as far as there is room.
    """
    room = MOST_COMPARED - len(comparison.territories)
    added = alike[: max(room, 0)]

    def without(code: str) -> ComparisonSelection:
        left = tuple(other for other in selection.territories if other != code)
        return replace(selection, territories=left)

    return render(
        "comparison/chosen.html.j2",
        title=comparison_title(comparison),
        territories=comparison.territories,
        refused=comparison.refused,
        level=comparison.level,
        without=without,
        keys=COMPARED_KEYS,
        room=room > 0,
        search_field=search_field_id(COMPARISON),
        alike=added,
        alike_text=_alike_text(len(added)),
        with_alike=_with(selection, *(peer.code for peer in added)),
        refusal_text=refusal_text,
        NOTHING_CHOSEN=NOTHING_CHOSEN,
    )


def facts_list(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """Describe the territories compared, each with what is left out of its numbers and its report."""
    if not comparison.territories:
        return paragraph(NOTHING_CHOSEN)
    return render(
        "comparison/facts.html.j2",
        territories=comparison.territories,
        strata=comparison.strata,
        filters=selection.at(comparison.level),
        facts=_facts,
        warnings=_warnings,
    )


def peers_list(
    peers: Sequence[Peer], comparison: Comparison, selection: ComparisonSelection
) -> Markup:
    """Propose territories like the first one, with what makes them so; nothing where none is chosen."""
    if not comparison.territories:
        return Markup()
    first = comparison.territories[0]
    left = [peer for peer in peers if peer.code not in selection.territories]
    if not left:
        return paragraph(f"Aucun autre territoire comparable à proposer ({first.name}).")
    if len(comparison.territories) >= MOST_COMPARED:
        return paragraph(
            f"{MOST_COMPARED} territoires au plus : retirez-en un pour en ajouter un autre."
        )
    return render(
        "comparison/peers.html.j2",
        lead=f"Territoires comparables ({first.name}) : même type d’abord, puis population et densité "
        "proches.",
        peers=left,
        first=first,
        peer_reason=peer_reason,
        with_peer=lambda code: _with(selection, code),
        keys=COMPARED_KEYS,
    )


def examples_list(examples: Sequence[Example], selection: ComparisonSelection) -> Markup:
    """Propose comparisons to start from."""
    return render(
        "comparison/examples.html.j2",
        examples=[
            (
                f"{example.level.plural.capitalize()} : {listed(example.names)}",
                replace(selection, territories=example.codes),
            )
            for example in examples
        ],
        keys=COMPARED_KEYS,
    )


def figures_list(comparison: Comparison) -> Markup:
    """List the figures that documents give, per territory; they are never added up."""
    if not comparison.territories:
        return paragraph(NOTHING_CHOSEN)
    return render(
        "comparison/figures.html.j2",
        territories=comparison.territories,
        period=_period,
        figure_text=figure_text,
        edition_text=edition_text,
        NEVER_ADDED=NEVER_ADDED,
        SHOWN_AT_ONCE=SHOWN_AT_ONCE,
        MOST_FIGURES=MOST_FIGURES,
    )


def changes_list(changes: YearChanges, *, chosen: bool) -> Markup:
    """List what began and what ended between two years in the territories compared, if any is chosen."""
    if not chosen:
        return paragraph(NOTHING_CHOSEN)
    return render(
        "comparison/changes.html.j2",
        changes=changes,
        new=_lines(changes.new),
        ended=_lines(changes.ended),
        span=f"entre {changes.first} et {changes.last}",
        unknown=_unknown(changes.unknown),
        SHOWN_AT_ONCE=SHOWN_AT_ONCE,
        ZERO=ValueState.ZERO.label,
    )


def _with(selection: ComparisonSelection, *codes: str) -> ComparisonSelection:
    return replace(selection, territories=(*selection.territories, *codes))


def _alike_text(number: int) -> str:
    """Write what adds territories at once: ``Ajouter les 4 comparables``."""
    return "Ajouter le comparable" if number == 1 else f"Ajouter les {number} comparables"


def _facts(territory: Compared) -> str:
    facts = (
        capitalised(territory.kind),
        territory.departement,
        counted(territory.population, "habitant"),
        density_text(territory.density),
    )
    return " · ".join(fact for fact in facts if fact)


def _warnings(territory: Compared) -> list[str]:
    border = "Une partie de ses communes est hors de la région : elles ne sont comptées nulle part."
    wide = counted(
        territory.wide,
        "dispositif départemental ou régional l’atteint sans être compté",
        "dispositifs départementaux ou régionaux l’atteignent sans être comptés",
    )
    return [*([border] if territory.border else []), *([f"{wide}."] if territory.wide else [])]


def _lines(changes: Sequence[Change]) -> list[tuple[str, str, int, str]]:
    """Write records, their addresses, years and places here: there may be two hundred."""
    return [
        (change.record, record_address(change.record_id), change.year, listed(change.territories))
        for change in changes
    ]


def _period(figure: KnownFigure) -> str:
    return figure.period.replace("/", "–") or "période non précisée"


def _unknown(number: int) -> str:
    if not number:
        return "La première année de toutes les initiatives est connue."
    unknown = counted(
        number,
        "initiative dont la première année est inconnue n’est",
        "initiatives dont la première année est inconnue ne sont",
    )
    return f"{unknown} pas parmi les nouvelles."
