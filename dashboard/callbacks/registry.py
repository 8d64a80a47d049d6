"""What answers each page of ``domain.pages`` whose addresses ask for something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from dash import Dash

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.comparison.first_answers import first_answers as comparison_answers
from dashboard.callbacks.comparison.page import register as register_comparison
from dashboard.callbacks.coverage.first_answers import first_answers as coverage_answers
from dashboard.callbacks.coverage.page import register as register_coverage
from dashboard.callbacks.map.first_answers import first_answers as map_answers
from dashboard.callbacks.map.map import register as register_map
from dashboard.callbacks.nearby.results import register as register_nearby
from dashboard.components.layout.first_paint import FirstAnswers
from dashboard.domain.clock import Clock
from dashboard.domain.pages import (
    COMPARISON_PAGE,
    COVERAGE_PAGE,
    MAP_PAGE,
    NEARBY_PAGE,
    SelectionPage,
)
from dashboard.domain.selections.query import Query

Register = Callable[[Dash, SnapshotHolder, Clock], None]
"""Registers the callbacks of a page: answers are made from the snapshot, at the time of the clock."""

Answer = Callable[[Snapshot, Query, dt.datetime], FirstAnswers]
"""Answers a page's address before any script asks, at a time."""

FIRST_ANSWERS: Mapping[SelectionPage, Answer] = {
    MAP_PAGE: map_answers,
    COVERAGE_PAGE: coverage_answers,
    COMPARISON_PAGE: comparison_answers,
}

CALLBACKS: Mapping[SelectionPage, Register] = {
    MAP_PAGE: register_map,
    NEARBY_PAGE: register_nearby,
    COVERAGE_PAGE: register_coverage,
    COMPARISON_PAGE: register_comparison,
}
