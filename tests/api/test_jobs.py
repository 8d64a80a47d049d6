import os
import threading
import time
from threading import Event

import pytest
from flask import Flask

from dashboard.api import jobs as job_routes
from dashboard.api.jobs import Jobs
from dashboard.data.job_store import JobFolder, JobPart
from dashboard.subprocess_runner import Stopped, run_in_subprocess
from tests.helpers import subprocess_functions as functions
from tests.helpers.subprocess_functions import is_gone, process_in, until

PATH = "/calcul"
FAILED = "Cette demande n’a pas pu aboutir"


def serving(compute, *, folder=None, edition=lambda: 1):
    """A server whose only route answers ``compute(question, stop)``."""
    server = Flask("jobs")
    jobs = Jobs(
        folder or JobFolder(),
        lambda query, stop: compute(query["question"][0], stop),
        edition=edition,
    )
    job_routes.register(server, PATH, jobs, lambda seconds: f"running for {seconds > 0}")
    return server


class Reader:
    """A page that asks, asks again and stops."""

    def __init__(self, server):
        self.client = server.test_client()

    def start(self, question):
        return self.client.post(PATH, json={"query": {"question": [question]}})

    def ask(self, question):
        """Start a job, and return its address."""
        return self.start(question).headers["Location"]

    def poll(self, job):
        return self.client.get(job)

    def end(self, job):
        return until(lambda: ended(self.poll(job)))

    def answer(self, job):
        found = self.end(job)
        assert found.status_code == 200, found.text
        return found.json

    def stop(self, job):
        assert self.client.delete(job).status_code == 204


def ended(polled):
    return None if polled.status_code == 202 else polled


def counting():
    """Answers how often it was called, and with what."""
    calls = []

    def answer(question, _stop):
        calls.append(question)
        return f"{question}, call {len(calls)}"

    return answer, calls


class Gate:
    """Holds every call until it is opened, or until nobody waits any more."""

    def __init__(self):
        self.entered, self.opened, self.left, self.looks = [], Event(), [], 0

    def __call__(self, question, stop):
        self.entered.append(question)
        while not self.opened.wait(0.02):
            self.looks += 1
            if stop():
                self.left.append(question)
                raise Stopped
        return f"answer to {question}"


def no_thread_is_left():
    return not [one for one in threading.enumerate() if one.name.startswith("job-")]


def name_in(job):
    """The name of who waits, as the folder has it."""
    return job.removeprefix(f"{PATH}/").replace("-", "")


def test_a_job_is_started_tells_its_progress_and_then_its_answer():
    gate = Gate()
    reader = Reader(serving(gate))
    started = reader.start("a")
    assert started.status_code == 202
    until(lambda: gate.entered)
    polled = reader.poll(started.headers["Location"])
    assert (polled.status_code, polled.mimetype) == (202, "text/plain")
    assert polled.text == "running for True"
    gate.opened.set()
    assert reader.answer(started.headers["Location"]) == "answer to a"


def test_the_same_question_about_the_same_data_is_answered_at_once_and_not_computed_again():
    answer, calls = counting()
    server = serving(answer)
    reader, other = Reader(server), Reader(server)
    assert reader.answer(reader.ask("a")) == "a, call 1"
    again = other.start("a")
    assert (again.status_code, again.json) == (200, "a, call 1")
    assert other.answer(again.headers["Location"]) == "a, call 1"
    assert reader.answer(reader.ask("b")) == "b, call 2"
    assert calls == ["a", "b"]


def test_the_same_question_asked_while_it_is_computed_is_computed_once():
    gate = Gate()
    server = serving(gate)
    reader, other = Reader(server), Reader(server)
    jobs = reader.ask("a"), other.ask("a")
    until(lambda: gate.entered)
    assert jobs[0] != jobs[1]
    gate.opened.set()
    assert [reader.answer(jobs[0]), other.answer(jobs[1])] == ["answer to a"] * 2
    assert gate.entered == ["a"]


def test_new_data_make_a_new_question():
    editions = [1]
    answer, _ = counting()
    reader = Reader(serving(answer, edition=lambda: editions[-1]))
    assert reader.answer(reader.ask("a")) == "a, call 1"
    editions.append(2)
    assert reader.answer(reader.ask("a")) == "a, call 2"


def test_workers_do_not_share_answers_since_each_counts_its_own_editions(monkeypatch):
    answer, _ = counting()
    reader = Reader(serving(answer))
    assert reader.answer(reader.ask("a")) == "a, call 1"
    monkeypatch.setattr("dashboard.api.jobs.os.getpid", lambda: 1)
    assert reader.answer(reader.ask("a")) == "a, call 2"


def test_an_answer_an_hour_old_is_computed_again():
    folder = JobFolder()
    answer, _ = counting()
    reader = Reader(serving(answer, folder=folder))
    assert reader.answer(reader.ask("a")) == "a, call 1"
    until(no_thread_is_left)
    for entry in folder.path.iterdir():
        os.utime(entry, (time.time() - 3601,) * 2)
    assert reader.answer(reader.ask("a")) == "a, call 2"


def test_any_worker_tells_of_a_job_and_stops_it():
    folder, gate = JobFolder(), Gate()
    reader = Reader(serving(gate, folder=folder))
    elsewhere = Reader(serving(gate, folder=folder))
    job = reader.ask("a")
    until(lambda: gate.entered)
    assert elsewhere.poll(job).text == "running for True"
    elsewhere.stop(job)
    until(lambda: gate.left == ["a"])
    assert reader.poll(job).status_code == 404


def test_stopping_ends_the_process_that_computes(tmp_path):
    file = tmp_path / "process"

    def compute(question, stop):
        return run_in_subprocess(functions.never_end, question, stop=stop)

    reader = Reader(serving(compute))
    job = reader.ask(str(file))
    process = process_in(file)
    reader.stop(job)
    until(lambda: is_gone(process))


def test_what_one_reader_stops_another_still_gets():
    gate = Gate()
    server = serving(gate)
    reader, other = Reader(server), Reader(server)
    job, others = reader.ask("a"), other.ask("a")
    until(lambda: gate.entered)
    reader.stop(job)
    assert reader.poll(job).status_code == 404
    looks = gate.looks
    until(lambda: gate.looks > looks + 1 or gate.left)
    assert other.poll(others).status_code == 202
    gate.opened.set()
    assert other.answer(others) == "answer to a"
    assert (gate.entered, gate.left) == (["a"], [])


def test_a_question_that_was_stopped_is_computed_when_it_is_asked_again():
    gate = Gate()
    reader = Reader(serving(gate))
    reader.stop(reader.ask("a"))
    again = reader.ask("a")
    gate.opened.set()
    assert reader.answer(again) == "answer to a"
    until(no_thread_is_left)
    reader.stop(again)
    assert reader.start("a").json == "answer to a"


def test_a_question_asked_again_runs_since_it_was_asked_again(monkeypatch):
    monkeypatch.setattr(job_routes, "AT_A_TIME", 1)
    gate = Gate()
    reader = Reader(serving(gate))
    stopped = reader.ask("a")
    until(lambda: gate.entered == ["a"])
    reader.stop(stopped)
    until(lambda: gate.left == ["a"])
    running = reader.ask("b")
    until(lambda: gate.entered == ["a", "b"])
    waiting = reader.ask("a")
    assert reader.poll(running).text == "running for True"
    assert (reader.poll(waiting).status_code, reader.poll(waiting).text) == (202, "")
    gate.opened.set()
    assert reader.answer(waiting) == "answer to a"


def test_two_jobs_run_at_a_time_and_a_waiting_one_can_be_stopped():
    gate = Gate()
    reader = Reader(serving(gate))
    jobs = [reader.ask(question) for question in ("a", "b", "c", "d")]
    until(lambda: len(gate.entered) == 2)
    assert reader.poll(jobs[2]).status_code == 202
    threads = threading.active_count()
    reader.stop(jobs[2])
    until(lambda: threading.active_count() < threads)
    gate.opened.set()
    assert reader.answer(jobs[3]) == "answer to d"
    assert sorted(gate.entered) == ["a", "b", "d"]


def test_a_job_too_many_is_asked_to_come_back_but_what_is_known_is_still_answered(
    monkeypatch, caplog
):
    monkeypatch.setattr(job_routes, "MOST_ASKED", 1)
    gate = Gate()
    reader = Reader(serving(gate))
    gate.opened.set()
    assert reader.answer(reader.ask("known")) == "answer to known"
    until(no_thread_is_left)
    gate.opened.clear()
    first, same = reader.ask("a"), reader.ask("a")
    refused = reader.start("b")
    assert refused.status_code == 503
    assert "Trop de calculs sont demandés en ce moment" in refused.text
    assert refused.headers["Retry-After"] == "60"
    assert "Too many jobs are waiting already" in caplog.text
    assert reader.start("known").json == "answer to known"
    gate.opened.set()
    assert [reader.answer(first), reader.answer(same)] == ["answer to a"] * 2
    until(no_thread_is_left)
    assert reader.answer(reader.ask("c")) == "answer to c"


def test_an_error_is_logged_told_in_a_sentence_and_forgotten(caplog):
    calls, released = [], Event()

    def fail_once(question, _stop):
        calls.append(question)
        if len(calls) == 1:
            assert released.wait(30)
            message = "secret of the server"
            raise ValueError(message)
        return "solved"

    server = serving(fail_once)
    reader, other = Reader(server), Reader(server)
    jobs = reader.ask("a"), other.ask("a")
    released.set()
    for failed in (reader.end(jobs[0]), other.end(jobs[1])):
        assert failed.status_code == 404
        assert FAILED in failed.text
        assert "secret" not in failed.text
    assert [record.exc_info[1].args for record in caplog.records] == [("secret of the server",)]
    assert reader.answer(reader.ask("a")) == "solved"


def test_what_json_cannot_hold_is_an_error(caplog):
    reader = Reader(serving(lambda *_: object()))
    assert FAILED in reader.end(reader.ask("a")).text
    assert "TypeError" in caplog.text


def test_a_job_lost_with_its_worker_is_told():
    folder, gate = JobFolder(), Gate()
    reader = Reader(serving(gate, folder=folder))
    job = reader.ask("a")
    until(lambda: gate.entered)
    name = name_in(job)
    key, _ = folder.read(name, JobPart.ASKED)
    # A number above what Linux gives to processes.
    folder.write(name, JobPart.ASKED, [key, 2**22 + 1])
    assert FAILED in reader.end(job).text
    gate.opened.set()


def test_a_job_that_cannot_write_its_end_is_told_as_failed(caplog):
    class FullFolder(JobFolder):
        def write(self, key, part, value):
            if part is JobPart.RESULT:
                raise OSError(28, "No space left on device")
            super().write(key, part, value)

    reader = Reader(serving(lambda question, _stop: question, folder=FullFolder()))
    assert FAILED in reader.end(reader.ask("a")).text
    assert "No space left on device" in caplog.text


def test_a_job_an_hour_old_is_stopped_and_told_as_failed():
    folder, gate = JobFolder(), Gate()
    reader = Reader(serving(gate, folder=folder))
    job = reader.ask("a")
    until(lambda: gate.entered)
    folder.drop(name_in(job), JobPart.ASKED)
    until(lambda: gate.left == ["a"])
    assert FAILED in reader.end(job).text


@pytest.mark.parametrize(
    "name", ["00000000-0000-4000-8000-000000000000", "zzz", "..%2Fa", "a" * 200]
)
def test_a_name_nobody_was_given_tells_nothing_and_stops_nothing(name):
    gate = Gate()
    reader = Reader(serving(gate))
    job = reader.ask("a")
    assert reader.client.get(f"{PATH}/{name}").status_code == 404
    assert reader.client.delete(f"{PATH}/{name}").status_code in {204, 404}
    gate.opened.set()
    assert reader.answer(job) == "answer to a"


@pytest.mark.parametrize("body", [{}, [], {"query": 1}, {"query": {"a": ["\ud800"]}}])
def test_a_body_that_no_page_posts_starts_nothing(body):
    answer, calls = counting()
    assert serving(answer).test_client().post(PATH, json=body).status_code == 400
    assert calls == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_page_of_another_site_starts_nothing(kind):
    """What it may post without asking the browser first is not JSON."""
    answer, calls = counting()
    asked = (
        serving(answer)
        .test_client()
        .post(PATH, data='{"query": {"question": ["a"]}}', content_type=kind)
    )
    assert (asked.status_code, calls) == (415, [])
