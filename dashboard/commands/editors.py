"""Who may publish on the map, and what they did."""

from __future__ import annotations

import datetime as dt
import sys

import click

from dashboard.commands.refusals import worded
from dashboard.data.accounts.open import open_accounts
from dashboard.data.accounts.passwords import new_account, with_password
from dashboard.data.accounts.store import AccountStore
from dashboard.domain.editors import AccountError, JournalEntry, email_of, password_fault
from dashboard.domain.formats import counted, french_iso_date
from dashboard.settings import Settings

_from_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of the input."
)


@click.group("editors")
def editors() -> None:
    """Make, list and remove the accounts of editors; read their journal and what readers report."""


@editors.command("add")
@click.argument("email")
@_from_stdin
def add_editor(email: str, *, password_stdin: bool) -> None:
    """Make an account for EMAIL, who may then publish from the page « Données »."""
    with worded():
        store, address = _store(), email_of(email)
        if any(account.email == address for account in store.accounts()):
            raise AccountError.exists(address)
        password = _password(address, from_stdin=password_stdin)
        store.add(new_account(address, password, today=_today()))
    click.echo(f"{address} peut se connecter à /connexion et publier depuis la page « Données ».")


@editors.command("list")
def list_editors() -> None:
    """List the accounts, with the day each was made."""
    with worded():
        accounts = _store().accounts()
    for account in accounts:
        click.echo(f"{account.email}\tdepuis le {french_iso_date(account.created_on)}")
    if not accounts:
        click.echo("Aucun éditeur. Pour en créer un : python -m dashboard editors add COURRIEL")


@editors.command("remove")
@click.argument("email")
def remove_editor(email: str) -> None:
    """Forget the account of EMAIL and end its sessions; what it published stays."""
    with worded():
        address = email_of(email)
        _store().remove(address)
    click.echo(f"{address} : compte supprimé, sessions terminées. Ce qui a été publié reste.")


@editors.command("password")
@click.argument("email")
@_from_stdin
def change_password(email: str, *, password_stdin: bool) -> None:
    """Give EMAIL another password and end its sessions."""
    with worded():
        store, address = _store(), email_of(email)
        if all(account.email != address for account in store.accounts()):
            raise AccountError.unknown(address)
        password = _password(address, from_stdin=password_stdin)
        store.change(address, lambda account: with_password(account, password))
    click.echo(f"{address} : mot de passe changé, sessions terminées.")


@editors.command("journal")
def tell_journal() -> None:
    """List who published, replaced, removed or put back what, and when; oldest first."""
    with worded():
        journal = _store().journal()
    for entry in journal.entries:
        click.echo(_line(entry))
    if journal.unreadable:
        click.echo(counted(journal.unreadable, "ligne illisible", "lignes illisibles"))
    if not journal.entries and not journal.unreadable:
        click.echo("Rien n’a encore été publié par un éditeur.")


@editors.command("reports")
def tell_error_reports() -> None:
    """List the errors that readers reported and no editor has dealt with yet; oldest first."""
    with worded():
        reports = _store().error_reports()
    for report in reports.waiting:
        kinds = ", ".join(kind.label for kind in report.kinds)
        words = " ".join(report.message.split())
        click.echo(
            f"{report.number}\t{report.at}\t{report.record}\t{kinds}\t{words}\t{report.reply_to}"
        )
    if not reports.waiting:
        click.echo("Aucun signalement à traiter.")


def _store() -> AccountStore:
    return open_accounts(Settings.from_environment())


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _line(entry: JournalEntry) -> str:
    cells = (entry.at, entry.editor, entry.action.label, ", ".join(entry.datasets))
    return "\t".join(cells)


def _password(email: str, *, from_stdin: bool) -> str:
    """Ask for a password twice, or read it.

    Raises:
        AccountError: it may not be chosen, or no person can be asked.
    """
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif has_terminal():
        password = click.prompt(
            "Mot de passe", hide_input=True, confirmation_prompt="Le même, encore une fois"
        )
    else:
        raise AccountError.nobody_to_ask()
    if fault := password_fault(password, email):
        raise AccountError(fault)
    return password


def has_terminal() -> bool:
    """Return whether a person can be asked."""
    return sys.stdin.isatty()
