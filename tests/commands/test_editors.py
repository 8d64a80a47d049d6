"""Accounts of editors from the command line, in a folder of its own."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.commands import editors
from dashboard.data.accounts.files import FileAccounts
from dashboard.data.accounts.passwords import is_password_of
from dashboard.domain.editors import Action, JournalEntry

GOOD, OTHER = "cheval agrafe pile", "vélo jaune du lac"


@pytest.fixture
def store(tmp_path):
    return FileAccounts(tmp_path)


@pytest.fixture
def run(tmp_path):
    """Run the program; nothing it does may end in a traceback."""

    def asked(*arguments, typed=""):
        result = CliRunner().invoke(
            main,
            ["editors", *arguments],
            input=typed,
            env={"DASHBOARD_DATA_DIR": str(tmp_path), "DASHBOARD_DATABASE_URL": ""},
        )
        assert isinstance(result.exception, SystemExit | None), result.exception
        return result

    return asked


def added(run, email="anne@exemple.fr"):
    return run("add", email, "--password-stdin", typed=f"{GOOD}\n")


def test_an_account_is_made_with_the_password_of_the_input(run, store):
    result = added(run, "Anne@Exemple.fr")
    assert result.exit_code == 0
    assert "anne@exemple.fr peut se connecter" in result.output
    (account,) = store.accounts()
    assert account.email == "anne@exemple.fr"
    assert is_password_of(account, GOOD)
    assert GOOD not in result.output


def test_on_a_terminal_the_password_is_asked_twice_and_not_shown(run, store, monkeypatch):
    monkeypatch.setattr(editors, "has_terminal", lambda: True)
    result = run("add", "anne@exemple.fr", typed=f"{GOOD}\n{OTHER}\n{GOOD}\n{GOOD}\n")
    assert result.exit_code == 0
    assert "Le même, encore une fois" in result.output
    assert GOOD not in result.output
    assert is_password_of(store.accounts()[0], GOOD)


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (["anne@exemple.fr"], "", "--password-stdin"),
        (["anne@exemple.fr", "--password-stdin"], "court\n", "au moins 12"),
        (["anne@exemple.fr", "--password-stdin"], "motdepasse2026\n", "se devine"),
        (["anne", "--password-stdin"], f"{GOOD}\n", "n’est pas une adresse"),
    ],
)
def test_what_cannot_be_an_account_is_a_sentence(run, store, arguments, typed, told):
    result = run("add", *arguments, typed=typed)
    assert result.exit_code == 2
    assert told in result.output
    assert store.accounts() == ()


def test_an_address_has_one_account_and_keeps_its_password(run, store):
    added(run)
    result = run("add", "anne@exemple.fr", "--password-stdin", typed=f"{OTHER}\n")
    assert result.exit_code == 2
    assert "editors password anne@exemple.fr" in result.output
    assert is_password_of(store.accounts()[0], GOOD)


def test_accounts_are_listed_with_their_day(run):
    assert "Aucun éditeur" in run("list").output
    added(run)
    assert "anne@exemple.fr\tdepuis le " in run("list").output


def test_a_password_is_changed_and_the_sessions_end(run, store):
    added(run)
    before = store.accounts()[0]
    result = run("password", "ANNE@exemple.fr", "--password-stdin", typed=f"{OTHER}\n")
    assert "sessions terminées" in result.output
    (after,) = store.accounts()
    assert is_password_of(after, OTHER)
    assert after.token != before.token


def test_an_account_is_removed(run, store):
    added(run)
    assert "compte supprimé" in run("remove", "anne@exemple.fr").output
    assert store.accounts() == ()


@pytest.mark.parametrize("command", [["remove"], ["password", "--password-stdin"]])
def test_who_has_no_account_is_told(run, command):
    result = run(*command, "anne@exemple.fr", typed=f"{GOOD}\n")
    assert result.exit_code == 2
    assert "anne@exemple.fr n’a pas de compte" in result.output


def test_the_journal_is_told_oldest_first(run, store):
    assert "Rien n’a encore été publié" in run("journal").output
    ten, eleven = "2026-11-28T10:00:00+01:00", "2026-11-28T11:00:00+01:00"
    store.record(JournalEntry(ten, "anne@exemple.fr", Action.PUBLISHED, ("a", "b")))
    store.record(JournalEntry(eleven, "bruno@exemple.fr", Action.RESTORED, ("a",)))
    assert run("journal").output.splitlines() == [
        f"{ten}\tanne@exemple.fr\tPublié\ta, b",
        f"{eleven}\tbruno@exemple.fr\tRétabli\ta",
    ]
