"""Colours, each chosen once: for the map, its legend and its points.

The sequential palette has one hue, runs from light (low) to dark (high) and keeps its order in
greyscale; the value states stand apart from it by lightness and saturation, and are always also
said in words.
"""

from __future__ import annotations

from dashboard.domain.counting import ValueState

SEQUENTIAL = ("#c9e4e1", "#8cc6c5", "#4a9fa6", "#1d7282", "#0b4656")
"""Five classes, low to high."""

STATE_COLOURS = {
    ValueState.MISSING: "#a3a7b0",
    ValueState.ZERO: "#f7f3ea",
    ValueState.LOW_POPULATION: "#d9c9e6",
}

COVERAGE = ("#0b4656", "#4a9fa6", "#efb366", "#f7f3ea")
"""Served, near, far, nothing recorded: dark to pale, teal against amber, distinct in greyscale too."""
BORDER = "#d9c9e6"
FRAGILE_NEAR, FRAGILE_GAP = "#9bd0cf", "#f8dcae"
"""Near at this radius only, and a gap that a slightly longer one closes."""
NEED_BY_COVERAGE = (
    ("#d3e2f0", "#a3bddc", "#6787bd"),
    ("#e2dcae", "#b3bd8a", "#4f7d86"),
    ("#e0a25c", "#a5704a", "#5a3330"),
)
"""Rows from well covered to not covered, columns from little to much need."""
BORROWED = "#fdfcfb"
"""Under the pattern that marks a value taken from a larger territory, in legends: on maps, any colour."""
SITE = "#8a1c5b"

OUTSIDE = "#e3e8ec"
NEIGHBOUR = "#f3f5f7"
"""What is around what a map is about."""
TERRITORY_EDGE = "#8b98a3"
OUTLINE = "#46535f"
SELECTED = "#b3261e"
POINT = "#b45309"
TOWN_HALL = "#3f3d8f"
CIRCLE = "#1d7282"
CIRCLE_BASE = "#fbfaf6"
TEXT = "#1f2933"
HALO = "#ffffff"


def class_colours(classes: int) -> tuple[str, ...]:
    """Return as many colours as there are classes, low to high, keeping the darkest for the top."""
    if classes <= 1:
        return SEQUENTIAL[3:4] if classes else ()
    last = len(SEQUENTIAL) - 1
    return tuple(SEQUENTIAL[round(i * last / (classes - 1))] for i in range(classes))


def stepped_scale(colours: tuple[str, ...]) -> list[list[float | str]]:
    """Make a colour scale of equal steps for integers ``0 … n-1`` with ``zmin=-0.5, zmax=n-0.5``."""
    steps = len(colours)
    return [
        [edge, colour] for i, colour in enumerate(colours) for edge in (i / steps, (i + 1) / steps)
    ]
