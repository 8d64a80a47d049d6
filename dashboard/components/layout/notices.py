"""Sentences above the answers: what a page rests on, an empty answer, an unknown territory."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from dashboard.components.shared.page_data import DataSummary
from dashboard.components.shared.templates import paragraph, render
from dashboard.components.shared.wording import basis_text, old_lists_text
from dashboard.domain.formats import counted, french_number
from dashboard.domain.pages import SOURCES_PAGE
from dashboard.domain.selections.fields import PageSelection
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.sources import UNKNOWN_DATE


def status_line(basis: DataSummary) -> html.Div:
    """Describe in one line what a page rests on, and in a fold what is not known.

    So that pale is never read as need or as absence.
    """
    return html.Div(
        [
            html.P(
                [
                    html.Strong(counted(basis.initiatives, "initiative")),
                    f" de {basis_text(basis)} · {_years(basis)} · "
                    f"{basis.epci_with} intercommunalités sur {french_number(basis.epci)} concernées",
                ]
            ),
            html.Details(
                [
                    html.Summary("Ce qui n’est pas connu"),
                    html.Div([html.P(text) for text in _unknown(basis)] + [_more_unknown()]),
                ]
            ),
        ],
        className="status-line",
    )


def _years(basis: DataSummary) -> str:
    """Write the years of the sources: ``sources 2012–2025``."""
    oldest, newest = basis.dates.oldest, basis.dates.newest
    if oldest is None:
        return f"sources : {UNKNOWN_DATE}"
    return f"sources {newest}" if oldest == newest else f"sources {oldest}–{newest}"


def _unknown(basis: DataSummary) -> list[str]:
    number = len(basis.unattached)
    attached = counted(number, "fiche non rattachée", "fiches non rattachées")
    undated = basis.dates.undated
    return [
        "Une zone pâle est une zone dont nos sources ne disent rien, pas une zone sans besoin ni sans aide.",
        f"{attached} à un territoire.",
        *([f"{counted(undated, 'initiative')} sans date de source."] if undated else []),
        *([_unlisted(basis)] if basis.unlisted else []),
        *filter(None, [old_lists_text(basis)]),
    ]


def _more_unknown() -> html.P:
    return html.P(
        html.A("En savoir plus : sources et méthode", href=f"{SOURCES_PAGE.path}#inconnu")
    )


def _unlisted(basis: DataSummary) -> str:
    others = counted(
        basis.unlisted,
        "autre n’est plus listée par sa source et n’est comptée",
        "autres ne sont plus listées par leurs sources et ne sont comptées",
    )
    return f"{others} que si l’on choisit la situation « Plus listée »."


def empty_answer(selection: MapSelection) -> Markup:
    """Name the active filters and offer to remove each."""
    return nothing_left(
        "Aucune initiative recensée ne correspond à ces filtres.",
        MAP.removals(selection),
        keys=MAP.filter_keys(),
    )


def nothing_left(
    sentence: str, removals: Sequence[tuple[str, PageSelection]], *, keys: str
) -> Markup:
    """Write that filters leave nothing, and link to the same view without each of them.

    Args:
        sentence: what nothing is left of.
        removals: the name of each filter, and the selection without it.
        keys: the keys of the address that the links change, separated by spaces.
    """
    return render("layout/empty_answer.html.j2", sentence=sentence, filters=removals, keys=keys)


def failed_answer() -> Markup:
    """Write that an answer failed and that nothing shown is lost."""
    return render("layout/failed_answer.html.j2", sentence="Cette demande n’a pas pu aboutir.")


def busy_answer() -> Markup:
    """Write that too much is computed already, and that nothing shown is lost."""
    return render(
        "layout/failed_answer.html.j2",
        sentence="Trop de calculs sont demandés en ce moment : réessayez dans quelques minutes.",
    )


def unknown_territory(code: str) -> Markup:
    """Write that an address names a territory the map does not hold."""
    return paragraph(
        f"Le territoire « {code} » n’est pas dans le périmètre de la carte (hors périmètre) : "
        "voici la région.",
        "empty-answer",
    )
