"""Where new places would reach most people: the choice, what each adds, and how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from markupsafe import Markup

from dashboard.components.coverage.wording import host_text, site_words
from dashboard.components.shared.downloads import files
from dashboard.components.shared.links import SITE_KEYS
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.downloads import SITES_DOWNLOAD
from dashboard.domain.file_formats import PICTURE, TABLE
from dashboard.domain.formats import counted, french_number, french_percent
from dashboard.domain.selections.coverage import MOST_EXCLUDED, CoverageSelection

EVERYBODY = (
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
    """New places, in order.

    Attributes:
        sites: the places.
        gap: how far the choice may be from the best one, as a share (0 to 1).
        proven: whether no better choice exists.
        wanting: people not covered today.
        hosts: communes where a place may be put.
        exact: whether the choice was computed exactly, rather than place by place.
    """

    sites: tuple[Site, ...]
    gap: float
    proven: bool
    wanting: int
    hosts: int
    exact: bool

    @property
    def total(self) -> int:
        """People newly covered by all of them."""
        return sum(site.gain for site in self.sites)


def proposal_panel(
    proposal: Proposal, selection: CoverageSelection, excluded: Sequence[tuple[str, str]]
) -> Markup:
    """Write a proposal.

    Args:
        proposal: the new places.
        selection: what the reader asked for.
        excluded: code and name of the communes the reader excludes.
    """
    return render(
        "coverage/proposal.html.j2",
        rows=_rows(proposal, selection),
        sentence=proposal_text(proposal, selection),
        nothing=_nothing(proposal, selection),
        gains=_gains(proposal),
        note=f"{_quality_and_way(proposal)} {EVERYBODY}",
        excluded=[
            (
                f"Réadmettre {name}",
                _excluding(selection, (other for other in selection.excluded if other != code)),
            )
            for code, name in excluded
        ],
        keys=SITE_KEYS,
        table_files=files(SITES_DOWNLOAD, selection, *TABLE),
        pictures=files(SITES_DOWNLOAD, selection, *PICTURE),
    )


def exact_panel(proposal: Proposal, selection: CoverageSelection, gained: str) -> Markup:
    """Write the best choice; ``gained`` is the sentence on its gain over the one made at once."""
    if not proposal.sites:
        return paragraph(
            _nothing(proposal, selection)
            if proposal.wanting
            else "Rien à couvrir ici : il n’y a rien à calculer.",
            "empty-answer",
        )
    return render(
        "coverage/optimum.html.j2",
        rows=_rows(proposal, selection),
        sentence=f"{proposal_text(proposal, selection)} {gained}",
        note=quality_text(proposal),
        keys=SITE_KEYS,
    )


def longer_panel(limit_s: float) -> Markup:
    """Write that the best choice takes longer than it was tried for, in seconds."""
    return paragraph(
        f"L’optimum demande plus de {french_number(limit_s)} secondes de calcul : « Calculer l’optimum » le "
        "cherche.",
        "note",
    )


def comparison_text(exact: Proposal, greedy_total: int) -> str:
    """Describe what the exact choice gains over the one made at once."""
    more = exact.total - greedy_total
    if more <= 0:
        return "La proposition immédiate était déjà la meilleure."
    return (
        f"{counted(more, 'personne')} de plus que la proposition immédiate "
        f"({french_percent(more / max(greedy_total, 1))})."
    )


def proposal_text(proposal: Proposal, selection: CoverageSelection) -> str:
    """Describe how many people the new places would reach, of how many."""
    singular, plural = site_words(selection.kind)
    number = counted(len(proposal.sites), singular, plural)
    share = proposal.total / proposal.wanting if proposal.wanting else 0
    one = len(proposal.sites) == 1
    among, where = host_text(selection), "dans une commune" if one else "dans des communes"
    return (
        f"{number} à {french_number(selection.reach_m / 1000, _decimals(selection))}\u202fkm de rayon"
        f"{f', {where} {among},' if among else ''} {'couvrirait' if one else 'couvriraient'} "
        f"{counted(proposal.total, 'personne non couverte', 'personnes non couvertes')} aujourd’hui, "
        f"{french_percent(share)} des {french_number(proposal.wanting)} habitants en zone blanche."
        f"{_enough(proposal, selection)}"
    )


def _nothing(proposal: Proposal, selection: CoverageSelection) -> str:
    return nothing_text(selection, hosts=proposal.hosts, wanting=proposal.wanting)


def nothing_text(selection: CoverageSelection, *, hosts: int, wanting: int) -> str:
    """Explain why no place is proposed: nobody to cover, or no commune that may get one.

    Args:
        selection: what the reader asked for.
        hosts: communes where a place may be put.
        wanting: people not covered today.
    """
    among = host_text(selection)
    if hosts or not wanting:
        where = f" dans une commune {among}" if among else ""
        subject = "Aucune" if among and wanting else "Personne à couvrir ici : aucune"
        return f"{subject} zone blanche à portée d’un nouveau lieu{where}."
    if not among:
        return "Toutes les communes d’ici sont écartées : aucun nouveau lieu n’est proposé."
    apart = ", hors communes écartées" if selection.excluded else ""
    return (
        f"Aucune commune {among} ici{apart} : aucun nouveau lieu n’est proposé. Choisissez une population "
        "plus petite."
    )


def proposition_text(proposal: Proposal, selection: CoverageSelection) -> str:
    """Describe a proposal in a file: whom it reaches and how good it is, or why there is none."""
    if not proposal.sites:
        return _nothing(proposal, selection)
    return f"{proposal_text(proposal, selection)} {quality_text(proposal)}"


def _enough(proposal: Proposal, selection: CoverageSelection) -> str:
    if len(proposal.sites) >= selection.sites:
        return ""
    among = " dans ces communes" if host_text(selection) else ""
    return f" Davantage de lieux{among} n’ajouteraient personne."


def _decimals(selection: CoverageSelection) -> int:
    return 0 if selection.reach_m % 1000 == 0 else 1


def _rows(
    proposal: Proposal, selection: CoverageSelection
) -> list[tuple[Site, int, CoverageSelection | None]]:
    """List places, people covered by each and those before it, and the selection without it."""
    full = len(selection.excluded) >= MOST_EXCLUDED
    totals = accumulate(site.gain for site in proposal.sites)
    return [
        (
            site,
            total,
            None if full else _excluding(selection, sorted({*selection.excluded, site.code})),
        )
        for site, total in zip(proposal.sites, totals, strict=True)
    ]


def _excluding(selection: CoverageSelection, codes: Iterable[str]) -> CoverageSelection:
    return replace(selection, excluded=tuple(codes), exact=False)


def _gains(proposal: Proposal) -> list[tuple[str, float, str]]:
    most = max((site.gain for site in proposal.sites), default=1)
    return [(site.name, site.gain / most, french_number(site.gain)) for site in proposal.sites]


def quality_text(proposal: Proposal) -> str:
    """Describe how far from the best a choice may be."""
    if proposal.proven:
        return "Choix optimal, prouvé : aucun autre choix d’autant de lieux ne couvre plus de personnes."
    gap = french_percent(proposal.gap)
    if proposal.exact:
        return f"Temps imparti écoulé : ce choix est à {gap} au plus de ce que le meilleur pourrait couvrir."
    return (
        f"Proposition immédiate, lieu après lieu : elle est à {gap} au plus de ce que le meilleur choix "
        "pourrait couvrir (borne démontrée)."
    )


def _quality_and_way(proposal: Proposal) -> str:
    """Describe how far from the best a choice may be, and where on the page the best one is."""
    text = quality_text(proposal)
    if proposal.proven or proposal.exact:
        return text
    return f"{text.removesuffix('.')} ; l’optimum se cherche plus bas."
