"""Sentences above the answers: the banner, an empty answer, an unknown territory."""

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


def banner(basis: DataSummary) -> html.P:
    """Describe what the map rests on, so that pale is never read as need or as absence."""
    return html.P(
        [
            html.Strong(
                "Cette carte repose sur "
                f"{counted(basis.initiatives, 'initiative tirée', 'initiatives tirées')} de "
                f"{basis_text(basis)}"
            ),
            f" ; elles concernent {basis.epci_with} intercommunalités sur "
            f"{french_number(basis.epci)}. Une zone pâle est une zone dont nos sources "
            f"ne disent rien, pas une zone sans besoin ni sans aide. {_unattached(basis)} "
            f"{_unlisted(basis)}{_old_lists(basis)}",
            html.A("Ce qui n’est pas connu", href=f"{SOURCES_PAGE.path}#inconnu"),
        ],
        className="banner",
    )


def _unattached(basis: DataSummary) -> str:
    number = len(basis.unattached)
    attached = counted(number, "fiche non rattachée", "fiches non rattachées")
    return f"{attached} à un territoire."


def _old_lists(basis: DataSummary) -> str:
    text = old_lists_text(basis)
    return f"{text} " if text else ""


def _unlisted(basis: DataSummary) -> str:
    if not basis.unlisted:
        return ""
    others = counted(
        basis.unlisted,
        "autre n’est plus listée par sa source et n’est comptée",
        "autres ne sont plus listées par leurs sources et ne sont comptées",
    )
    return f"{others} que si l’on choisit la situation « Plus listée ». "


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
