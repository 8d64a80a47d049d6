import multiprocessing
import os
import signal
from threading import Thread
from types import SimpleNamespace

import pytest

from dashboard import subprocess_runner as apart
from dashboard.subprocess_runner import OutOfTime, Stopped, SubprocessError, run_in_subprocess
from tests.helpers import subprocess_functions as functions
from tests.helpers.subprocess_functions import is_gone, process_in, until


def never():
    return False


def run(function, *args, stop=never):
    return run_in_subprocess(function, *args, stop=stop)


def test_a_function_is_computed_by_another_process():
    assert run(functions.add, 2, 3) == 5
    assert run(os.getpid) != os.getpid()


def test_its_process_loads_neither_our_data_nor_the_page():
    loaded = run(functions.loaded_modules)
    assert "tests.helpers.subprocess_functions" in loaded
    assert loaded & {"dash", "flask", "pandas", "geopandas", "numpy", "dashboard.factory"} == set()


@pytest.mark.parametrize("function", [functions.never_end, functions.refuse_to_end])
def test_once_stopped_nothing_is_left_of_its_process(tmp_path, monkeypatch, function):
    monkeypatch.setattr(apart, "SECONDS_TO_END", 0.2)
    file = tmp_path / "process"
    with pytest.raises(Stopped):
        run(function, file, stop=file.exists)
    assert is_gone(process_in(file))
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("function", [functions.never_end, functions.refuse_to_end])
def test_out_of_time_nothing_is_left_of_its_process(tmp_path, monkeypatch, function):
    monkeypatch.setattr(apart, "SECONDS_TO_END", 0.2)
    file = tmp_path / "process"
    with pytest.raises(OutOfTime):
        # The process is given until it has written which one it is.
        run_in_subprocess(function, file, stop=never, within_s=until_there(file, monkeypatch))
    assert is_gone(process_in(file))
    assert multiprocessing.active_children() == []


def until_there(file, monkeypatch):
    """Let the runner's clock go on only once a file is there: seconds to give a process."""
    clock = SimpleNamespace(monotonic=lambda: 5.0 if file.exists() else 0.0)
    monkeypatch.setattr(apart, "time", clock)
    return 5.0


def test_a_result_in_time_is_given():
    assert run_in_subprocess(functions.add, 2, 3, stop=never, within_s=30) == 5


def test_what_is_stopped_before_it_begins_starts_no_process(tmp_path):
    with pytest.raises(Stopped):
        run(functions.never_end, tmp_path / "process", stop=lambda: True)
    assert not (tmp_path / "process").exists()


def test_what_the_function_raises_is_told():
    with pytest.raises(
        SubprocessError, match=r"fail failed in its own process:[^$]*ValueError: too few"
    ):
        run(functions.fail, "too few")


def test_a_killed_process_is_told_with_its_signal():
    with pytest.raises(
        SubprocessError, match=r"^The process of die ended without a result.*code -9 "
    ):
        run(functions.die)


def test_a_result_that_cannot_be_sent_is_told():
    with pytest.raises(SubprocessError, match="give_what_cannot_be_sent failed in its own process"):
        run(functions.give_what_cannot_be_sent)


def test_nothing_is_left_when_what_is_asked_whether_to_stop_fails(tmp_path):
    file = tmp_path / "process"

    def fail():
        if file.exists():
            raise KeyError
        return False

    with pytest.raises(KeyError):
        run(functions.never_end, file, stop=fail)
    assert is_gone(process_in(file))


def test_its_process_ends_with_the_one_that_asked(tmp_path):
    file = tmp_path / "process"
    context = multiprocessing.get_context("spawn")
    asking = context.Process(target=run, args=(functions.never_end, file))
    asking.start()
    process = process_in(file)
    os.kill(asking.pid, signal.SIGKILL)
    asking.join()
    until(lambda: not functions.is_running(process))


def test_several_threads_run_functions_at_once():
    results = {}
    threads = [
        Thread(target=lambda number=number: results.update({number: run(functions.add, number, 1)}))
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {0: 1, 1: 2, 2: 3, 3: 4}
