"""What « Comparer » offers to take away: tables and shapes, then the report of each territory."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.analysis.comparison.results import Comparison
from dashboard.components.shared.downloads import files
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.downloads import COMPARISON_DOWNLOAD, COMPARISON_PICTURES
from dashboard.domain.file_formats import Holds
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

    return render(
        "comparison/downloads.html.j2",
        page=files(COMPARISON_DOWNLOAD, selection, Holds.SHEETS),
        measures=files(COMPARISON_DOWNLOAD, selection, Holds.ROWS, Holds.SHAPES),
        territories=comparison.territories,
        filters=selection.at(comparison.level),
    )


def maps_downloads(selection: ComparisonSelection) -> Markup:
    """Link to the two maps as one picture."""
    pictures = files(COMPARISON_PICTURES, selection, part=MAPS_PART)
    return render("comparison/maps_downloads.html.j2", pictures=pictures)
