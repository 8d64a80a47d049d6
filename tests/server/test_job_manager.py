import logging
import os
import threading
import time
from threading import Event

import pytest
from dash import dcc, set_props
from dash.background_callback.managers import BaseBackgroundCallbackManager
from dash.exceptions import PreventUpdate

from dashboard.data.job_store import JobFolder, JobPart
from dashboard.server import job_manager as background
from dashboard.subprocess_runner import Stopped, run_in_subprocess, stopped
from tests.helpers import subprocess_functions as functions
from tests.helpers.background_page import EMPTY, Reader, answered_by, page
from tests.helpers.subprocess_functions import is_gone, process_in, until

WAIT_S = 30


def counting():
    """Answers how often it was called, and with what."""
    calls = []

    def answer(_set_progress, question):
        calls.append(question)
        return f"{question}, call {len(calls)}"

    return answer, calls


class Gate:
    """Holds every call until it is opened, or until its job is stopped."""

    def __init__(self):
        self.entered, self.opened, self.left = [], Event(), []

    def __call__(self, set_progress, question):
        self.entered.append(question)
        set_progress(f"{question} is being looked for")
        while not self.opened.wait(0.02):
            if stopped():
                self.left.append(question)
                raise Stopped
        return f"answer to {question}"


def is_over(job):
    """Tell whether the thread of a job has ended."""
    name = f"job-{job['job'].partition('~')[0]}"
    return name not in {thread.name for thread in threading.enumerate()}


def test_a_job_is_started_tells_its_progress_and_then_its_answer():
    gate = Gate()
    reader = Reader(page(gate))
    job = reader.ask("a")
    assert set(job) == {"cacheKey", "job", "cancel", "progressDefault"}
    assert job["progressDefault"] == {"progress.children": ""}
    assert reader.progress(job) == {"progress.children": "a is being looked for"}
    gate.opened.set()
    ended = reader.end(job).json
    assert ended["response"] == {"answer": {"children": "answer to a"}}


def test_components_come_as_dash_sends_them():
    reader = Reader(page(lambda _tell, question: [dcc.Markdown(question), None]))
    shown = reader.answer(reader.ask("*a*"))
    assert shown[0]["type"] == "Markdown"
    assert shown[0]["props"]["children"] == "*a*"
    assert shown[1] is None


def test_the_same_question_about_the_same_data_is_not_computed_again():
    answer, calls = counting()
    app = page(answer)
    reader, other = Reader(app), Reader(app)
    assert reader.answer(reader.ask("a")) == "a, call 1"
    again = other.ask("a")
    assert other.poll(again).json["response"]["answer"]["children"] == "a, call 1"
    assert reader.answer(reader.ask("b")) == "b, call 2"
    assert calls == ["a", "b"]


def test_two_callbacks_written_alike_have_each_their_own_answer():
    app = page(lambda _tell, question: f"answer to {question}")
    answered_by(app, lambda _tell, question: f"other answer to {question}", output="other")
    reader, other = Reader(app), Reader(app, output="other")
    assert reader.answer(reader.ask("a")) == "answer to a"
    assert other.answer(other.ask("a")) == "other answer to a"


def test_new_data_make_a_new_question():
    editions = [1]
    answer, _ = counting()
    reader = Reader(page(answer, edition=lambda: editions[-1]))
    assert reader.answer(reader.ask("a")) == "a, call 1"
    editions.append(2)
    assert reader.answer(reader.ask("a")) == "a, call 2"


def test_an_answer_an_hour_old_is_computed_again():
    folder = JobFolder()
    answer, _ = counting()
    reader = Reader(page(answer, folder=folder))
    assert reader.answer(reader.ask("a")) == "a, call 1"
    for entry in folder.path.iterdir():
        os.utime(entry, (time.time() - 3601,) * 2)
    assert reader.answer(reader.ask("a")) == "a, call 2"


def test_cancelling_ends_the_process_that_computes(tmp_path):
    file = tmp_path / "process"

    def compute(set_progress, question):
        return run_in_subprocess(functions.never_end, question, stop=stopped, tell=set_progress)

    reader = Reader(page(compute))
    job = reader.ask(str(file))
    process = process_in(file)
    assert reader.progress(job)["progress.children"] > 0
    assert reader.cancel(job).json["response"] == {}
    assert reader.poll(job).status_code == EMPTY
    until(lambda: is_gone(process))


def test_what_one_reader_cancels_another_still_gets():
    gate = Gate()
    app = page(gate)
    reader, other = Reader(app), Reader(app)
    job, others = reader.ask("a"), other.ask("a")
    until(lambda: len(gate.entered) == 2)
    reader.cancel(job)
    until(lambda: gate.left == ["a"])
    gate.opened.set()
    assert other.answer(others) == "answer to a"
    assert reader.poll(job).status_code == EMPTY


def test_every_reader_can_cancel_although_their_browsers_send_the_same():
    gate = Gate()
    app = page(gate)
    for question in ("a", "b"):
        reader = Reader(app)
        job = reader.ask(question)
        until(lambda: gate.entered[-1:] == [question])  # noqa: B023 - reached before it changes
        reader.cancel(job)
        assert reader.poll(job).status_code == EMPTY
    until(lambda: gate.left == ["a", "b"])


def test_a_question_asked_again_ends_the_job_asked_before():
    gate = Gate()
    reader = Reader(page(gate))
    before = reader.ask("a")
    until(lambda: gate.entered == ["a"])
    after = reader.ask("b", oldJob=before["job"])
    until(lambda: gate.left == ["a"])
    gate.opened.set()
    assert reader.answer(after) == "answer to b"


def test_once_a_reader_has_the_answer_the_other_jobs_of_the_question_end():
    gate, released = Gate(), Event()

    def answer(set_progress, question):
        if gate.entered:
            return gate(set_progress, question)
        gate.entered.append("first")
        released.wait(WAIT_S)
        return "answer of the first"

    app = page(answer)
    reader, other = Reader(app), Reader(app)
    job = reader.ask("a")
    until(lambda: gate.entered == ["first"])
    others = other.ask("a")
    until(lambda: gate.entered == ["first", "a"])
    released.set()
    assert [reader.answer(job), other.answer(others)] == ["answer of the first"] * 2
    until(lambda: gate.left == ["a"])


def test_two_jobs_run_at_a_time_and_a_waiting_one_can_be_cancelled():
    gate = Gate()
    reader = Reader(page(gate))
    jobs = [reader.ask(question) for question in ("a", "b", "c", "d")]
    until(lambda: len(gate.entered) == 2)
    reader.cancel(jobs[2])
    assert reader.end(jobs[2]).status_code == EMPTY
    until(lambda: is_over(jobs[2]))
    gate.opened.set()
    assert reader.answer(jobs[3]) == "answer to d"
    assert sorted(gate.entered) == ["a", "b", "d"]


def test_a_job_too_many_fails_at_once_but_what_is_known_is_still_answered(monkeypatch):
    monkeypatch.setattr(background, "MOST_ASKED", 1)
    gate, told = Gate(), []
    reader = Reader(page(gate, told_errors=told))
    gate.opened.set()
    known = reader.ask("known")
    assert reader.answer(known) == "answer to known"
    until(lambda: is_over(known))
    gate.opened.clear()
    first = reader.ask("a")
    reader.end(reader.ask("b"))
    assert "Too many jobs are waiting already" in str(told[0])
    assert reader.answer(reader.ask("known")) == "answer to known"
    gate.opened.set()
    assert reader.answer(first) == "answer to a"
    until(lambda: is_over(first))
    assert reader.answer(reader.ask("c")) == "answer to c"


def test_an_error_is_logged_told_to_dash_and_forgotten(caplog):
    told, calls = [], []

    def fail_once(_set_progress, question):
        calls.append(question)
        if len(calls) == 1:
            message = "no solver"
            raise ValueError(message)
        return "solved"

    reader = Reader(page(fail_once, told_errors=told))
    with caplog.at_level(logging.ERROR, logger="dashboard.server.job_manager"):
        assert reader.end(reader.ask("a")).json["response"] == {}
    assert "ValueError: no solver" in str(told[0])
    assert caplog.records[0].exc_info[1].args == ("no solver",)
    assert reader.answer(reader.ask("a")) == "solved"


def test_without_a_page_to_tell_errors_to_the_request_fails():
    def fail(_set_progress, question):
        raise ValueError(question)

    app = page(fail)
    app.server.config["PROPAGATE_EXCEPTIONS"] = False
    reader = Reader(app)
    assert reader.end(reader.ask("a")).status_code == 500


def test_what_dash_cannot_send_is_an_error():
    told = []
    reader = Reader(page(lambda *_: object(), told_errors=told))
    reader.end(reader.ask("a"))
    assert "TypeError" in str(told[0])


def test_a_job_with_nothing_to_say_ends_and_is_asked_again():
    calls = []

    def nothing_at_first(_set_progress, question):
        calls.append(question)
        if len(calls) == 1:
            raise PreventUpdate
        return "something"

    reader = Reader(page(nothing_at_first))
    assert reader.end(reader.ask("a")).status_code == EMPTY
    assert reader.answer(reader.ask("a")) == "something"


def test_what_a_job_sets_elsewhere_comes_once_with_its_next_poll():
    noted, released = Event(), Event()

    def noting(_set_progress, question):
        set_props("note", {"title": question})
        set_props("note", {"hidden": False})
        set_props("other", {"title": "b"})
        noted.set()
        released.wait(WAIT_S)

    reader = Reader(page(noting))
    job = reader.ask("a")
    assert noted.wait(WAIT_S)
    set_elsewhere = {"note": {"title": "a", "hidden": False}, "other": {"title": "b"}}
    assert reader.poll(job).json["sideUpdate"] == set_elsewhere
    assert reader.poll(job).json == {"multi": True}
    released.set()
    assert reader.answer(job) is None


def test_a_job_lost_with_its_worker_is_told():
    folder, gate, told = JobFolder(), Gate(), []
    reader = Reader(page(gate, folder=folder, told_errors=told))
    job = reader.ask("a")
    until(lambda: gate.entered)
    name = job["job"].partition("~")[0]
    folder.write(name, JobPart.STARTED, 2**22 + 1)  # above what Linux gives to processes
    reader.end(job)
    assert "The job was lost" in str(told[0])
    gate.opened.set()


def test_a_job_that_cannot_write_its_end_is_told_as_lost(monkeypatch):
    told, unhandled = [], []
    monkeypatch.setattr("threading.excepthook", lambda error: unhandled.append(error.exc_value))

    class FullFolder(JobFolder):
        def write(self, key, part, value):
            if part in {JobPart.RESULT, JobPart.ENDED}:
                raise OSError(28, "No space left on device")
            super().write(key, part, value)

    reader = Reader(page(lambda _tell, question: question, folder=FullFolder(), told_errors=told))
    reader.end(reader.ask("a"))
    assert "The job was lost" in str(told[0])
    until(lambda: unhandled)
    assert unhandled[0].errno == 28


def test_a_job_an_hour_old_is_stopped_and_told_as_lost():
    folder, gate, told = JobFolder(), Gate(), []
    reader = Reader(page(gate, folder=folder, told_errors=told))
    job = reader.ask("a")
    until(lambda: gate.entered)
    folder.drop(job["job"].partition("~")[0], JobPart.STARTED)
    until(lambda: gate.left == ["a"])
    reader.end(job)
    assert "The job was lost" in str(told[0])


def altered(handle):
    """The same name with another signature."""
    return handle[:-1] + ("1" if handle[-1] == "0" else "0")


@pytest.mark.parametrize("forge", [altered, lambda handle: handle.partition("~")[0], lambda _: "~"])
def test_a_forged_name_tells_nothing_and_stops_nothing(forge):
    gate = Gate()
    reader = Reader(page(gate))
    job = reader.ask("a")
    until(lambda: gate.entered)
    forged = {name: forge(job[name]) for name in ("cacheKey", "job")}
    assert reader.poll(forged).status_code == EMPTY
    assert reader.poll(job | {"cacheKey": forged["cacheKey"]}).json == {"multi": True}
    reader.cancel(forged)
    reader.ask("b", oldJob=forged["job"])
    gate.opened.set()
    assert reader.answer(job) == "answer to a"
    assert gate.left == []


def test_the_name_given_to_one_page_is_worth_nothing_on_another():
    gate = Gate()
    app = page(gate)
    reader, other = Reader(app), Reader(app)
    job = reader.ask("a")
    assert other.poll(job).status_code == EMPTY
    other.cancel(job)
    gate.opened.set()
    assert reader.answer(job) == "answer to a"


def test_two_applications_in_one_process_keep_to_their_own_callbacks():
    gate, apps = Gate(), {}
    for name in ("first", "second"):

        def answer(set_progress, question, name=name):
            return f"{name}: {gate(set_progress, question)}"

        apps[name] = page(answer)
    readers = {name: Reader(app) for name, app in apps.items()}
    jobs = {name: reader.ask("a") for name, reader in readers.items()}
    until(lambda: len(gate.entered) == 2)
    readers["first"].cancel(jobs["first"])
    until(lambda: gate.left == ["a"])
    gate.opened.set()
    assert readers["second"].answer(jobs["second"]) == "second: answer to a"
    assert readers["first"].poll(jobs["first"]).status_code == EMPTY
    assert readers["first"].answer(readers["first"].ask("a")) == "first: answer to a"
    assert not [
        one
        for one in BaseBackgroundCallbackManager.managers
        if type(one).__module__.startswith("dashboard")
    ]
