"""What « Comparer » offers to take away: tables and shapes, then the sheet of each territory."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.comparison.results import Comparison
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.downloads import PICTURE_FORMATS, download_links
from dashboard.components.shared.links import comparison_download_address, sheet_address
from dashboard.domain.selections.comparison import ComparisonSelection

MAPS_PART = "cartes"
"""What the two maps are called in the address of their picture."""
_NOTHING = "Choisissez un territoire pour emporter la comparaison."


def comparison_downloads(comparison: Comparison, selection: ComparisonSelection) -> list[Component]:
    """List the files of a comparison, each line saying what they hold.

    Args:
        comparison: the territories compared.
        selection: what the reader asked for.
    """
    if not comparison.territories:
        return [html.P(_NOTHING, className="note")]

    def address_of(extension: str) -> str:
        return comparison_download_address(selection, extension=extension)

    return [
        _line(download_links("Toute la page, un tableau par feuille", ("xlsx",), address_of)),
        _line(
            download_links(
                "Les territoires et leurs mesures", ("csv", "geojson", "gpkg"), address_of
            )
        ),
        _line(_sheets(comparison, selection)),
    ]


def maps_downloads(selection: ComparisonSelection) -> html.P:
    """Link to the two maps as one picture."""

    def address_of(extension: str) -> str:
        return comparison_download_address(selection, extension=extension, part=MAPS_PART)

    return _line(download_links("Les deux cartes", PICTURE_FORMATS, address_of))


def _sheets(comparison: Comparison, selection: ComparisonSelection) -> list[str | Component]:
    filters = selection.at(comparison.level)
    parts: list[str | Component] = [html.Span("Fiches en PDF : ")]
    for place, one in enumerate(comparison.territories):
        href = sheet_address(one.code, filters, extension=".pdf")
        parts += [" · "] if place else []
        parts.append(
            html.A(one.name, href=href, download="", **aria(label=f"Fiche en PDF : {one.name}"))
        )
    return parts


def _line(parts: list[str | Component]) -> html.P:
    return html.P(parts, className="downloads")
