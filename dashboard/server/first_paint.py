"""What each page shows before any script runs, and all that it shows to who runs none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from markupsafe import Markup

from dashboard.analysis.snapshot import Snapshot
from dashboard.api.reports import nearby
from dashboard.callbacks.registry import FIRST_ANSWERS
from dashboard.components.coverage.controls import known_choices
from dashboard.components.layout.first_paint import first_paint, plain_page, written_page
from dashboard.components.shared.controls import ByKey
from dashboard.components.shared.page_data import PageData
from dashboard.domain.pages import (
    COVERAGE_PAGE,
    NEARBY_PAGE,
    NOT_FOUND_PAGE,
    PAGES,
    Page,
    SelectionPage,
)
from dashboard.domain.selections.query import Query
from dashboard.pages.registry import LAYOUTS

_KNOWN: Mapping[Page, Callable[[PageData], ByKey]] = {COVERAGE_PAGE: known_choices}
_BY_PATH = {page.path: page for page in PAGES}


def page_before_scripts(
    path: str, query: Query, snapshot: Snapshot, page_data: PageData, *, now: dt.datetime
) -> Markup:
    """Write the page of an address with its answers, or the one that says there is none.

    Args:
        path: that of the address.
        query: that of the address.
        snapshot: what answers are made from.
        page_data: what pages show that depends on no selection.
        now: the present time.
    """
    page = _BY_PATH.get(path, NOT_FOUND_PAGE)
    if page is NEARBY_PAGE:
        content = Markup(nearby.first_paint(snapshot, query, now=now))  # noqa: S704 - written by Jinja
        site, view = page_data.region.site_name, NEARBY_PAGE.fields.read(query).view
        return plain_page(content, path=path, site=site, view=view)
    layout = LAYOUTS[page](page_data, **query)
    if not isinstance(page, SelectionPage):
        return written_page(layout)
    known = _KNOWN[page](page_data) if page in _KNOWN else {}
    return first_paint(layout, FIRST_ANSWERS[page](snapshot, query, now), known, page_data.region)
