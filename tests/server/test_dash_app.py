"""Background callbacks in the frame that all pages share."""

import datetime as dt
import logging

import dash
import pytest

from dashboard.analysis.current import SnapshotHolder
from dashboard.components.shared import ids
from dashboard.server.dash_app import framed
from dashboard.settings import Settings
from tests.helpers.background_page import Reader, answered_by, layout
from tests.helpers.rhone_alpes import RHONE_ALPES

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
SIGNING = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _no_page():
    """Dash keeps one list of pages per process; these applications have none."""
    pages = dict(dash.page_registry)
    dash.page_registry.clear()
    yield
    dash.page_registry.clear()
    dash.page_registry.update(pages)


def application(function, current=None, clock=lambda: NOON, settings=None):
    app = framed(settings or Settings(), RHONE_ALPES, current or SnapshotHolder(None), clock)
    app.layout = [dash.page_container, layout()]
    answered_by(app, function)
    return app


@pytest.fixture
def counted():
    calls = []

    def answer(_set_progress, question):
        calls.append(question)
        return f"{question}, call {len(calls)}"

    return answer


def test_an_answer_is_kept_until_data_or_the_day_change(counted):
    current, days = SnapshotHolder(None), [NOON]
    reader = Reader(application(counted, current, clock=lambda: days[-1]))
    asked = [reader.answer(reader.ask("a")) for _ in range(2)]
    current.swap(None)
    asked.append(reader.answer(reader.ask("a")))
    days.append(NOON + dt.timedelta(hours=1))
    asked.append(reader.answer(reader.ask("a")))
    days.append(NOON + dt.timedelta(days=1))
    asked.append(reader.answer(reader.ask("a")))
    assert [told.removeprefix("a, call ") for told in asked] == ["1", "1", "2", "2", "3"]


def test_workers_do_not_share_answers_since_each_counts_its_own_editions(counted, monkeypatch):
    reader = Reader(application(counted))
    assert reader.answer(reader.ask("a")) == "a, call 1"
    monkeypatch.setattr("dashboard.server.dash_app.os.getpid", lambda: 1)
    assert reader.answer(reader.ask("a")) == "a, call 2"


def test_a_failed_job_is_told_to_the_reader_in_a_sentence(caplog):
    def fail(_set_progress, question):
        raise ValueError(question)

    reader = Reader(application(fail))
    with caplog.at_level(logging.ERROR):
        ended = reader.end(reader.ask("secret of the server")).json
    assert (
        "Cette demande n’a pas pu aboutir"
        in ended["sideUpdate"][ids.MAP_TABLE_MARKUP]["data"][ids.NOTICE]
    )
    assert "secret" not in str(ended)
    assert {record.message for record in caplog.records} == {
        "A background callback failed",
        "A callback failed",
    }


def test_the_secret_is_the_one_set_or_else_another_for_each_server(counted):
    given = application(counted, settings=Settings(secret_key=SIGNING))
    made = [application(counted).server.secret_key for _ in range(2)]
    assert given.server.secret_key == SIGNING
    assert len(made[0]) == len(made[1]) == 64
    assert made[0] != made[1]
