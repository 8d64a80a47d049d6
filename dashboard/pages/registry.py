"""What lays out each page of ``domain.pages``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dash.development.base_component import Component

from dashboard.domain.pages import (
    COMPARISON_PAGE,
    COVERAGE_PAGE,
    DATA_PAGE,
    MAP_PAGE,
    NEARBY_PAGE,
    NOT_FOUND_PAGE,
    SOURCES_PAGE,
    Page,
)
from dashboard.pages.comparison import layout as comparison_layout
from dashboard.pages.coverage import layout as coverage_layout
from dashboard.pages.data import layout as data_layout
from dashboard.pages.map import layout as map_layout
from dashboard.pages.nearby import layout as nearby_layout
from dashboard.pages.not_found_404 import layout as not_found_layout
from dashboard.pages.sources import layout as sources_layout

Layout = Callable[..., Component]
"""``layout(options, /, **query)``: the page with its controls already set to what the address asks for."""

LAYOUTS: Mapping[Page, Layout] = {
    MAP_PAGE: map_layout,
    NEARBY_PAGE: nearby_layout,
    COVERAGE_PAGE: coverage_layout,
    COMPARISON_PAGE: comparison_layout,
    DATA_PAGE: data_layout,
    SOURCES_PAGE: sources_layout,
    NOT_FOUND_PAGE: not_found_layout,
}
