"""The charts of « Comparer » laid out: panels side by side, what they show, and the files of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboard.analysis.comparison.results import Compared
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import listed

RATES_NOTE = (
    "Mêmes axes pour tous les territoires. Le trait vertical marque la moyenne régionale. Une barre "
    "claire est celle d’un territoire à « effectif faible » ; fléchée, elle dépasse l’axe."
)
YEARS_NOTE = (
    "Mêmes axes pour tous les territoires. Ligne : le cumul depuis le début ; barres : les nouvelles de "
    "l’année, à leur propre échelle. « Sans date » : la première année d’une initiative est inconnue, elle "
    "n’y figure pas."
)
_TODAY = "Pour les habitants d’aujourd’hui : ceux des années passées ne sont pas connus ici."
YEAR_RATES_NOTE = f"{YEARS_NOTE} {_TODAY}"


def absent_text(labels: tuple[str, ...]) -> str:
    """List the themes or publics of which nothing is drawn; empty for none."""
    if not labels:
        return ""
    return f"Non dessinés, 0 recensé dans la région : {listed(labels)}."


def uninhabited_text(territories: Sequence[Compared]) -> str:
    """List the territories without a known inhabitant, which have no rate; empty for none."""
    names = [territory.name for territory in territories if not territory.population]
    return f"Non dessinés, sans habitant connu : {listed(names)}." if names else ""


def panels_figure(
    panels: Sequence[Markup], *, caption: str, downloads: Mapping[str, str]
) -> Markup:
    """Lay out panels, which stack where there is no room; a sentence where there are none.

    Args:
        panels: drawings (SVG), one per territory.
        caption: what they show, with the filters.
        downloads: by the name of a format (« SVG »), the address of the picture.
    """
    if not panels:
        return paragraph(f"{ValueState.ZERO.label} : rien à dessiner pour ces choix.")
    return render("comparison/panels.html.j2", panels=panels, caption=caption, downloads=downloads)
