"""Where new places would reach most people: the choice, what each adds, and how good it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from dash import html
from dash.development.base_component import Component

from dashboard.components.coverage.wording import site_words
from dashboard.components.shared.bars import bar_list
from dashboard.components.shared.links import SITE_KEYS, in_page_link
from dashboard.components.shared.tables import scrolling
from dashboard.domain.formats import counted, french_number, french_percent
from dashboard.domain.selections.coverage import MOST_EXCLUDED, CoverageSelection

_EVERYBODY = (
    "Chaque habitant en zone blanche compte pour un : le besoin, que le secret statistique cache dans bien "
    "des communes, ne pèse pas dans ce choix."
)


@dataclass(frozen=True)
class Site:
    """A new place: its commune, and the people it newly covers after those before it."""

    code: str
    name: str
    gain: int


@dataclass(frozen=True)
class Proposal:
    """New places in order; ``wanting`` people are not covered today, ``gap`` is a share (0 to 1)."""

    sites: tuple[Site, ...]
    gap: float
    proven: bool
    wanting: int
    exact: bool

    @property
    def total(self) -> int:
        """People newly covered by all of them."""
        return sum(site.gain for site in self.sites)


def proposal_panel(
    proposal: Proposal, selection: CoverageSelection, excluded: Sequence[tuple[str, str]]
) -> list[Component]:
    """Draw a proposal.

    Args:
        proposal: the new places.
        selection: what the reader asked for.
        excluded: code and name of the communes the reader excludes.
    """
    if not proposal.sites:
        return [
            html.P(
                "Personne à couvrir ici : aucune zone blanche à portée d’un nouveau lieu.",
                className="empty-answer",
            ),
            *_excluded(selection, excluded),
        ]
    return [
        html.P(_sentence(proposal, selection), className="lead"),
        _table(proposal, selection, label="Nouveaux lieux proposés"),
        html.H3("Ce que chaque lieu ajoute"),
        bar_list(_bars(proposal)),
        html.P(f"{_gap_text(proposal)} {_EVERYBODY}", className="note"),
        *_excluded(selection, excluded),
    ]


def exact_panel(proposal: Proposal, selection: CoverageSelection, told: str) -> list[Component]:
    """Draw the best choice, with what it gains over the one made at once."""
    if not proposal.sites:
        return [html.P("Rien à couvrir ici : il n’y a rien à calculer.", className="empty-answer")]
    return [
        html.H3("L’optimum"),
        html.P(f"{_sentence(proposal, selection)} {told}", className="lead"),
        _table(proposal, selection, label="Nouveaux lieux de l’optimum"),
        html.P(_gap_text(proposal), className="note"),
    ]


def comparison_text(exact: Proposal, greedy_total: int) -> str:
    """Say what the exact choice gains over the one made at once."""
    more = exact.total - greedy_total
    if more <= 0:
        return "La proposition immédiate était déjà la meilleure."
    return (
        f"{counted(more, 'personne')} de plus que la proposition immédiate "
        f"({french_percent(more / max(greedy_total, 1))})."
    )


def _sentence(proposal: Proposal, selection: CoverageSelection) -> str:
    one, several = site_words(selection.kind)
    number = counted(len(proposal.sites), one, several)
    share = proposal.total / proposal.wanting if proposal.wanting else 0
    return (
        f"{number} à {french_number(selection.reach_m / 1000, _decimals(selection))}\u202fkm de rayon "
        f"{'couvrirait' if len(proposal.sites) == 1 else 'couvriraient'} "
        f"{counted(proposal.total, 'personne non couverte', 'personnes non couvertes')} aujourd’hui, "
        f"{french_percent(share)} des {french_number(proposal.wanting)} habitants en zone blanche."
        f"{_enough(proposal, selection)}"
    )


def _enough(proposal: Proposal, selection: CoverageSelection) -> str:
    fewer = len(proposal.sites) < selection.sites
    return " Davantage de lieux n’ajouteraient personne." if fewer else ""


def _decimals(selection: CoverageSelection) -> int:
    return 0 if selection.reach_m % 1000 == 0 else 1


def _table(proposal: Proposal, selection: CoverageSelection, *, label: str) -> html.Div:
    heads = ("Ordre", "Commune", "Personnes en plus", "En tout", "Écarter")
    totals = accumulate(site.gain for site in proposal.sites)
    rows = [
        html.Tr(
            [
                html.Td(str(place), className="number"),
                html.Th(site.name, scope="row"),
                html.Td(french_number(site.gain), className="number"),
                html.Td(french_number(total), className="number"),
                html.Td(_exclude(site, selection)),
            ]
        )
        for place, (site, total) in enumerate(zip(proposal.sites, totals, strict=True), start=1)
    ]
    table = html.Table(
        [
            html.Caption(
                "Lieux dans l’ordre où les ouvrir ; les lieux existants restent où ils sont."
            ),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(rows),
        ],
        className="sites",
    )
    return scrolling(table, label=label)


def _exclude(site: Site, selection: CoverageSelection) -> html.A | str:
    if len(selection.excluded) >= MOST_EXCLUDED:
        return "–"
    without = tuple(sorted({*selection.excluded, site.code}))
    return in_page_link(
        f"Sans {site.name}", replace(selection, excluded=without, exact=False), keys=SITE_KEYS
    )


def _excluded(selection: CoverageSelection, excluded: Sequence[tuple[str, str]]) -> list[Component]:
    if not excluded:
        return []
    links = [
        html.Li(
            in_page_link(
                f"Réadmettre {name}",
                replace(
                    selection,
                    excluded=tuple(one for one in selection.excluded if one != code),
                    exact=False,
                ),
                keys=SITE_KEYS,
            )
        )
        for code, name in excluded
    ]
    return [html.H3("Communes écartées"), html.Ul(links, className="removals")]


def _bars(proposal: Proposal) -> list[tuple[str, float, str]]:
    most = max(site.gain for site in proposal.sites)
    return [(site.name, site.gain / most, french_number(site.gain)) for site in proposal.sites]


def _gap_text(proposal: Proposal) -> str:
    if proposal.proven:
        return "Choix optimal, prouvé : aucun autre choix d’autant de lieux ne couvre plus de personnes."
    gap = french_percent(proposal.gap)
    if proposal.exact:
        return f"Temps imparti écoulé : ce choix est à {gap} au plus de ce que le meilleur pourrait couvrir."
    return (
        f"Proposition immédiate, lieu après lieu : elle est à {gap} au plus de ce que le meilleur choix "
        "pourrait couvrir (borne démontrée) ; « Calculer l’optimum » le cherche."
    )
