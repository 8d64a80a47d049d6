"""Sentences that stand above the answers: the banner, an empty answer, an unknown territory."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.links import SOURCES_PATH, in_page_link
from dashboard.components.shared.page_data import DataSummary
from dashboard.components.shared.wording import basis_text
from dashboard.domain.formats import counted, french_number
from dashboard.domain.selections.map import MAP, MapSelection


def banner(basis: DataSummary) -> html.P:
    """Say what the map rests on, so that pale is never read as need or as absence."""
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
            f"{_unlisted(basis)}",
            html.A("Ce qui n’est pas connu", href=f"{SOURCES_PATH}#inconnu"),
        ],
        className="banner",
    )


def _unattached(basis: DataSummary) -> str:
    number = len(basis.unattached)
    attached = counted(number, "fiche non rattachée", "fiches non rattachées")
    return f"{attached} à un territoire."


def _unlisted(basis: DataSummary) -> str:
    if not basis.unlisted:
        return ""
    told = counted(
        basis.unlisted,
        "autre n’est plus listée par sa source et n’est pas comptée",
        "autres ne sont plus listées par leurs sources et ne sont pas comptées",
    )
    return f"{told}. "


def empty_answer(selection: MapSelection) -> Component:
    """Name the active filters and offer to remove each."""
    return html.Div(
        [
            html.P(html.Strong("Aucune initiative recensée ne correspond à ces filtres.")),
            *filter_removals(selection),
        ],
        className="empty-answer",
    )


def filter_removals(selection: MapSelection) -> list[Component]:
    """Link to the same view without each of its filters; nothing where none is on."""
    removals = [
        html.Li(in_page_link(f"Retirer « {label} »", removed, keys=MAP.filter_keys()))
        for label, removed in MAP.removals(selection)
    ]
    return [html.Ul(removals, className="removals")] if removals else []


def failed_answer() -> html.P:
    """Say that an answer failed and that nothing shown is lost."""
    return html.P(
        "Cette demande n’a pas pu aboutir. L’affichage précédent est conservé.",
        className="empty-answer",
        role="alert",
    )


def unknown_territory(code: str) -> html.P:
    """Say that an address names a territory the map does not hold."""
    return html.P(
        f"Le territoire « {code} » n’est pas dans le périmètre de la carte (hors périmètre) : "
        "voici la région.",
        className="empty-answer",
    )
