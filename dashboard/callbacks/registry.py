"""What answers each page of ``domain.pages`` whose addresses ask for something."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dash import Dash

from dashboard.analysis.current import SnapshotHolder
from dashboard.callbacks.comparison.panels import register as register_comparison
from dashboard.callbacks.coverage.panel_and_table import register as register_coverage
from dashboard.callbacks.map.map import register as register_map
from dashboard.callbacks.nearby.results import register as register_nearby
from dashboard.domain.clock import Clock
from dashboard.domain.pages import (
    COMPARISON_PAGE,
    COVERAGE_PAGE,
    MAP_PAGE,
    NEARBY_PAGE,
    SelectionPage,
)

Register = Callable[[Dash, SnapshotHolder, Clock], None]
"""Registers the callbacks of a page: answers are made from the snapshot, at the time of the clock."""

CALLBACKS: Mapping[SelectionPage, Register] = {
    MAP_PAGE: register_map,
    NEARBY_PAGE: register_nearby,
    COVERAGE_PAGE: register_coverage,
    COMPARISON_PAGE: register_comparison,
}
