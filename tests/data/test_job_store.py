import gc
import os
import stat
import sys
import time
from subprocess import run

import pytest

from dashboard.data.job_store import JobFolder, JobKeyError, JobPart

LONG_AGO_S = 3601


@pytest.fixture
def folder():
    return JobFolder()


def age(folder, seconds):
    for entry in folder.path.iterdir():
        os.utime(entry, (time.time() - seconds,) * 2)


def test_what_is_written_is_read_by_key_and_part(folder):
    folder.write("a1", JobPart.RESULT, {"é": [1, None]})
    folder.write("a1", JobPart.STARTED, [0.5])
    assert folder.read("a1", JobPart.RESULT) == {"é": [1, None]}
    assert folder.read("a1", JobPart.STARTED) == [0.5]
    assert folder.read("b2", JobPart.RESULT) is None


def test_nothing_kept_is_not_a_kept_null(folder):
    assert not folder.has("a1", JobPart.RESULT)
    folder.write("a1", JobPart.RESULT, None)
    assert folder.has("a1", JobPart.RESULT)
    assert folder.read("a1", JobPart.RESULT) is None


def test_the_latest_value_replaces_the_one_before(folder):
    folder.write("a1", JobPart.STARTED, [1])
    folder.write("a1", JobPart.STARTED, [2])
    assert folder.read("a1", JobPart.STARTED) == [2]
    assert len(list(folder.path.iterdir())) == 1


def test_a_value_that_cannot_be_written_leaves_the_one_before(folder):
    folder.write("a1", JobPart.RESULT, [1])
    with pytest.raises(TypeError):
        folder.write("a1", JobPart.RESULT, object())
    assert folder.read("a1", JobPart.RESULT) == [1]


def test_a_value_half_written_is_not_read(folder, monkeypatch):
    def fill_the_disk(*_):
        raise OSError(28, "No space left on device")

    folder.write("a1", JobPart.RESULT, [1])
    monkeypatch.setattr("pathlib.Path.replace", fill_the_disk)
    with pytest.raises(OSError, match="No space left"):
        folder.write("a1", JobPart.RESULT, [2])
    assert folder.read("a1", JobPart.RESULT) == [1]


def test_what_is_dropped_is_gone_and_may_be_dropped_again(folder):
    folder.write("a1", JobPart.RESULT, 1)
    folder.drop("a1", JobPart.RESULT)
    folder.drop("a1", JobPart.RESULT)
    assert not folder.has("a1", JobPart.RESULT)


def test_jobs_are_forgotten_after_an_hour_with_their_drafts(folder):
    folder.write("a1", JobPart.RESULT, 1)
    (folder.path / "0.draft").touch()
    age(folder, LONG_AGO_S)
    folder.write("b2", JobPart.RESULT, 2)
    folder.forget_old()
    assert [entry.name for entry in folder.path.iterdir()] == ["b2.result.json"]


@pytest.mark.parametrize("key", ["", "../a1", "a/b", "a.b", "a~b", "é", "a1\n", "a" * 129])
def test_a_key_is_never_a_path(folder, key):
    for reach in (folder.read, folder.has, folder.drop):
        with pytest.raises(JobKeyError, match="is no key of a job"):
            reach(key, JobPart.RESULT)
    with pytest.raises(JobKeyError, match="is no key of a job"):
        folder.write(key, JobPart.RESULT, 1)


def test_only_its_user_looks_inside(folder):
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_it_is_removed_when_nobody_uses_it_any_more(folder):
    other = JobFolder()
    other.write("a1", JobPart.RESULT, 1)
    path = other.path
    del other
    gc.collect()
    assert not path.exists()
    assert folder.path.exists()


def test_it_outlives_workers_and_ends_with_the_process_that_made_it():
    program = """
import os, sys
from dashboard.data.job_store import JobFolder, JobPart
folder = JobFolder()
if os.fork() == 0:
    folder.write("a1", JobPart.RESULT, "from a worker")
    sys.exit()
os.wait()
print(folder.path, folder.read("a1", JobPart.RESULT))
"""
    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    path, told = done.stdout.split(maxsplit=1)
    assert told == "from a worker\n"
    assert not os.path.lexists(path)
