"""What « Comparer » offers to take away: tables and shapes, then the sheet of each territory."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.analysis.comparison.results import Comparison
from dashboard.components.shared.downloads import files
from dashboard.components.shared.links import comparison_download_address
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.file_formats import PICTURE, Holds, formats_of
from dashboard.domain.selections.comparison import ComparisonSelection

MAPS_PART = "cartes"
"""What the two maps are called in the address of their picture."""
_NOTHING = "Choisissez un territoire pour emporter la comparaison."


def comparison_downloads(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """List the files of a comparison, each line saying what they hold.

    Args:
        comparison: the territories compared.
        selection: what the reader asked for.
    """
    if not comparison.territories:
        return paragraph(_NOTHING, "note")

    def address_of(extension: str) -> str:
        return comparison_download_address(selection, extension=extension)

    return render(
        "comparison/downloads.html.j2",
        page=files(formats_of(Holds.SHEETS), address_of),
        measures=files(formats_of(Holds.ROWS, Holds.SHAPES), address_of),
        territories=comparison.territories,
        filters=selection.at(comparison.level),
    )


def maps_downloads(selection: ComparisonSelection) -> Markup:
    """Link to the two maps as one picture."""

    def address_of(extension: str) -> str:
        return comparison_download_address(selection, extension=extension, part=MAPS_PART)

    return render(
        "comparison/maps_downloads.html.j2", pictures=files(formats_of(*PICTURE), address_of)
    )
