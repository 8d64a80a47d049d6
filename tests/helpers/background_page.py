"""A page with one background callback, and a reader whose browser speaks as Dash's does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from dash import Dash, Input, Output, State, dcc, html
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.api.http import callback_inputs as questions
from dashboard.api.http import response_cache as repeated_answers
from dashboard.data.job_store import JobFolder
from dashboard.server.job_manager import JobManager
from tests.helpers.subprocess_functions import until

Progress = Callable[[Any], None]
Answering = Callable[[Progress, Any], object]
"""What a background callback does: it tells its progress, is asked something, and answers."""
Job = dict[str, Any]
"""What names a job, as the server wrote it."""

UPDATE = "/_dash-update-component"
EMPTY = 204
VALUES = {
    "ask.n_clicks": questions.is_count,
    "cancel.n_clicks": questions.is_count,
    "question.data": lambda _value: True,
}


def page(
    function: Answering,
    *,
    edition: Callable[[], object] = lambda: 1,
    told_errors: list[Exception] | None = None,
    folder: JobFolder | None = None,
) -> Dash:
    """An application whose « ask » button has ``function(set_progress, question)`` answer."""
    jobs = JobManager(folder or JobFolder(), edition=edition)
    on_error = None if told_errors is None else told_errors.append
    app = Dash("page", background_callback_manager=jobs, on_error=on_error, enable_mcp=False)
    jobs.attach(app)
    repeated_answers.register(app.server, edition=lambda _question: 1)
    questions.require_known_questions(app.server, lambda: app.callback_map, VALUES)
    app.layout = layout()
    answered_by(app, function)
    return app


def layout() -> html.Div:
    """What the page holds; every application of a test may show it."""
    names = ("ask", "cancel", "answer", "other", "progress", "note")
    return html.Div([dcc.Store("question"), *(html.Button(id=name) for name in names)])


def answered_by(app: Dash, function: Answering, output: str = "answer") -> None:
    """Have ``function`` answer the button of ``app``."""

    @app.callback(
        Output(output, "children"),
        Input("ask", "n_clicks"),
        State("question", "data"),
        background=True,
        progress=Output("progress", "children"),
        progress_default=[""],
        running=[(Output("ask", "disabled"), True, False)],
        cancel=Input("cancel", "n_clicks"),
        cache_args_to_ignore=[0],
        prevent_initial_call=True,
    )
    def answer(set_progress: Progress, _clicks: int, question: Any) -> object:
        return function(set_progress, question)


class Reader:
    """One page load: asks, polls and cancels with what the server gave it."""

    def __init__(self, app: Dash, output: str = "answer") -> None:
        """Load the page, of which this reader wants one output."""
        self.output = output
        self.client: FlaskClient = app.server.test_client()
        self.clicks = 0
        html_page = self.client.get("/").text
        config = re.search(r'<script id="_dash-config"[^>]*>(.*?)</script>', html_page, re.DOTALL)
        assert config, html_page
        self.end_id = json.loads(config[1])["end_id"]

    def ask(self, question: object, **said: str) -> Any:
        """Click « ask », and return what names the job."""
        self.clicks += 1
        first = self._post(self._question(self.clicks, question), said)
        assert first.status_code == 200, first.text
        return first.get_json()

    def poll(self, asked: Job, **said: str) -> TestResponse:
        """Ask how the job is, as the page does every second; the values asked are not sent again."""
        named = {"cacheKey": asked["cacheKey"], "job": asked["job"]}
        return self._post(self._question(None, None), named | said)

    def end(self, job: Job) -> TestResponse:
        """Poll until the job has ended."""
        return until(lambda: ended(self.poll(job)))

    def answer(self, job: Job) -> Any:
        """Poll until the answer is there, and return it."""
        return self.end(job).get_json()["response"][self.output]["children"]

    def progress(self, job: Job) -> Any:
        """Poll until the job tells its progress, and return it."""
        return until(lambda: self.poll(job).get_json().get("progress"))

    def cancel(self, job: Job) -> TestResponse:
        """Click « cancel »."""
        cancelled = {
            "output": "cancel.id",
            "outputs": {"id": "cancel", "property": "id"},
            "inputs": [{"id": "cancel", "property": "n_clicks", "value": 1}],
            "changedPropIds": ["cancel.n_clicks"],
            "parsedChangedPropsIds": ["cancel"],
        }
        return self._post(cancelled, {"cancelJob": job["job"]})

    def _question(self, clicks: int | None, question: object) -> dict[str, Any]:
        return {
            "output": f"{self.output}.children",
            "outputs": {"id": self.output, "property": "children"},
            "inputs": [{"id": "ask", "property": "n_clicks", "value": clicks}],
            "changedPropIds": ["ask.n_clicks"],
            "parsedChangedPropsIds": ["ask"],
            "state": [{"id": "question", "property": "data", "value": question}],
        }

    def _post(self, body: dict[str, Any], said: dict[str, str]) -> TestResponse:
        address = f"{UPDATE}?{urlencode({'endId': self.end_id} | said, safe='~')}"
        return self.client.post(address, json=body)


def ended(polled: TestResponse) -> TestResponse | None:
    """Return a poll's answer when it says that the job has ended: empty, failed, or with a response."""
    going_on = polled.status_code == 200 and "response" not in polled.get_json()
    return None if going_on else polled
