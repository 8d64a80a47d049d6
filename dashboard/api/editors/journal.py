"""The journal of editors, from which the last thing done is undone."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Blueprint, Response, abort, flash, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.editors import sessions
from dashboard.api.editors.refusals import NO_PUBLISHER
from dashboard.components.editors.pages import journal_page
from dashboard.components.shared.links import JOURNAL_PATH, UNDO_PATH
from dashboard.data.accounts.store import AccountStore
from dashboard.domain.clock import Clock
from dashboard.domain.editors import Account, Action, JournalEntry
from dashboard.domain.errors import StoreError
from dashboard.domain.publishing import Published, Publisher

LOGGER = logging.getLogger(__name__)
NOT_WRITTEN = "Le journal, lui, n’a pas pu être écrit : prévenez la personne qui tient ce site."
_SOMETHING_ELSE = "Autre chose a été fait entre-temps : rien n’a été annulé. Relisez le journal."
_NOT_UNDONE = "L’annulation n’a pas pu se faire."


def add_routes(
    routes: Blueprint, accounts: AccountStore, publisher: Publisher | None, clock: Clock
) -> None:
    """Serve ``/editeurs/journal`` and the undoing of its last entry."""

    @routes.get(JOURNAL_PATH)
    def show_journal() -> AnyResponse:
        if not sessions.account_now():
            return sessions.to_sign_in(JOURNAL_PATH)
        page = journal_page(sessions.visitor(), accounts.journal(), can_undo=publisher is not None)
        return Response(page, mimetype="text/html")

    @routes.post(UNDO_PATH)
    def undo_last() -> AnyResponse:
        account = sessions.account_now()
        if not account:
            return sessions.to_sign_in(JOURNAL_PATH)
        if publisher is None:
            abort(HTTPStatus.NOT_FOUND, NO_PUBLISHER)
        for sentence in undo(accounts, publisher, account, clock):
            flash(sentence)
        return redirect(JOURNAL_PATH, HTTPStatus.SEE_OTHER)


def undo(
    accounts: AccountStore, publisher: Publisher, account: Account, clock: Clock
) -> tuple[str, ...]:
    """Undo what the form named, if it is still the last thing done, and return sentences on the outcome."""
    last = accounts.journal().undoable
    if last is None or str(last.number) != request.form.get("numero"):
        return (_SOMETHING_ELSE,)
    try:
        added = last.action is Action.PUBLISHED
        done = publisher.withdraw(last.datasets) if added else publisher.restore()
    except StoreError as error:
        LOGGER.warning("Nothing was undone: %s", error)
        return (_NOT_UNDONE,)
    return (*done.sentences, *write_entry(accounts, account, Action.RESTORED, done, clock))


def write_entry(
    accounts: AccountStore, account: Account, action: Action, done: Published, clock: Clock
) -> tuple[str, ...]:
    """Write into the journal what was done; return a warning where that failed: it is done all the same."""
    at = clock().isoformat(timespec="seconds")
    try:
        accounts.record(JournalEntry(at, account.email, action, done.datasets, done.sentences))
    except StoreError:
        LOGGER.exception("The journal misses that %s did: %s", account.email, action)
        return (NOT_WRITTEN,)
    return ()
