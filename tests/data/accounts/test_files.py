"""Accounts as files: for their owner only, whole whatever happens."""

from __future__ import annotations

import json
import stat

import pytest

from dashboard.domain.editors import Account, Action, JournalEntry
from dashboard.domain.errors import StoreError

ANNE = Account("anne@exemple.fr", "scrypt:…", "token-a", "2026-11-28")
DONE = JournalEntry("2026-11-28T10:00:00+01:00", "anne@exemple.fr", Action.PUBLISHED, ("liste",))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "imports" / "editors"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_only_their_owner_may_read_them(files, folder):
    files.add(ANNE)
    files.record(DONE)
    files.count("a", seconds=60, now=1.0)
    assert mode(folder) == 0o700
    modes = {path.name: mode(path) for path in folder.iterdir() if path.name != "lock"}
    assert modes == {"accounts.json": 0o600, "journal.jsonl": 0o600, "counters.json": 0o600}


def test_neither_hash_nor_token_is_shown_by_accident():
    assert "scrypt" not in repr(ANNE)
    assert "token-a" not in repr(ANNE)


def test_a_write_that_fails_leaves_the_accounts_and_no_file(files, folder, monkeypatch):
    files.add(ANNE)
    before = sorted(path.name for path in folder.iterdir())

    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(StoreError, match="No space left"):
        files.remove(ANNE.email)
    assert files.accounts() == (ANNE,)
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"version": 2, "accounts": []}', '{"version'])
def test_a_damaged_file_is_named(files, folder, text):
    files.add(ANNE)
    (folder / "accounts.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=r"accounts\.json is damaged"):
        files.accounts()


def test_a_line_that_a_crash_cut_short_is_told_and_spoils_no_other(files, folder):
    files.record(DONE)
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026-11')
    files.record(DONE)
    journal = files.journal()
    assert (len(journal.entries), journal.unreadable) == (2, 1)
    assert [one.number for one in journal.entries] == [1, 3]


def test_counters_that_cannot_be_read_are_begun_anew(files, folder):
    files.count("a", seconds=60, now=1.0)
    (folder / "counters.json").write_text("not ours", encoding="utf-8")
    assert files.count("a", seconds=60, now=1.0) == 1
    assert json.loads((folder / "counters.json").read_text()) == {"a": [1, 61.0]}


def test_a_folder_that_is_a_file_is_a_sentence(files, folder):
    folder.parent.mkdir()
    folder.write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        files.add(ANNE)
