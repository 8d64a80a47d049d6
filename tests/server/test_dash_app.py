"""The frame that all pages share."""

import datetime as dt

import dash
import pytest

from dashboard.analysis.current import SnapshotHolder
from dashboard.components.shared import ids
from dashboard.pages.registry import LAYOUTS
from dashboard.server.dash_app import make_dash_app, page_of
from dashboard.settings import Settings
from tests.helpers.component_tree import identifiers
from tests.helpers.rhone_alpes import RHONE_ALPES

SIGNING = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _no_page():
    """Dash keeps one list of pages per process; these applications have none."""
    pages = dict(dash.page_registry)
    dash.page_registry.clear()
    yield
    dash.page_registry.clear()
    dash.page_registry.update(pages)


def secret(**settings):
    app = make_dash_app(Settings(**settings), RHONE_ALPES, SnapshotHolder(None), dt.datetime.now)
    return app.server.secret_key


def test_a_failure_is_told_on_the_page_that_asked(app, options):
    on_pages = [identifiers(layout(options)) for layout in LAYOUTS.values()]
    asked = [
        {one.component_id for one in (outputs if isinstance(outputs, list) else [outputs])}
        for callback in app.callback_map.values()
        if "callback" in callback and (outputs := callback["output"])
    ]
    elsewhere = [
        outputs
        for outputs in asked
        for page in on_pages
        if outputs <= page and not page.issuperset(where_told(outputs))
    ]
    assert elsewhere == []
    assert where_told({ids.NEARBY_MAP}) == ("nearby-answer", ids.NEARBY_NOTICE)


def where_told(outputs):
    """The store and the part of the page where a failure of a callback is told."""
    page = page_of([{"id": one} for one in outputs])
    return page.answer_store, page.notice


def test_the_secret_is_the_one_set_or_else_another_for_each_server():
    made = [secret() for _ in range(2)]
    assert secret(secret_key=SIGNING) == SIGNING
    assert len(made[0]) == len(made[1]) == 64
    assert made[0] != made[1]
