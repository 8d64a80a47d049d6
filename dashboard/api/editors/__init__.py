"""What editors do: sign in and out, publish, read the journal, undo, read what readers reported."""

from __future__ import annotations

from flask import Blueprint, Flask, Response
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from dashboard.api.editors import (
    error_reports,
    journal,
    publishing,
    refusals,
    sessions,
    sign_in,
    state,
)
from dashboard.data.accounts.store import AccountStore
from dashboard.domain.clock import Clock
from dashboard.domain.errors import StoreError
from dashboard.domain.publishing import Publisher


def register(
    server: Flask,
    accounts: AccountStore,
    publisher: Publisher | None,
    clock: Clock,
    *,
    proxies: int = 0,
) -> None:
    """Serve the pages and routes of editors; nothing else of the server knows sessions.

    Args:
        server: the application.
        accounts: the accounts and the journal.
        publisher: puts files on the map; ``None`` where nothing can be published.
        clock: gives the present time.
        proxies: how many proxies are in front of the server.
    """
    csrf = sessions.register(server, accounts, proxies=proxies)
    routes = Blueprint("editors", __name__)
    routes.before_request(lambda: publishing.admit(csrf))
    sign_in.add_routes(routes, accounts)
    state.add_routes(routes, accounts, can_publish=publisher is not None)
    journal.add_routes(routes, accounts, publisher, clock)
    publishing.add_routes(routes, accounts, publisher, clock)
    error_reports.add_routes(routes, accounts, clock)
    routes.register_error_handler(CSRFError, refusals.without_token)
    routes.register_error_handler(HTTPException, refusals.refuse_http_error)
    routes.register_error_handler(StoreError, refusals.without_store)
    routes.after_request(_not_kept)
    server.register_blueprint(routes)


def _not_kept(response: Response) -> Response:
    """Have no cache keep what is about one person."""
    response.headers["Cache-Control"] = "no-store"
    return response
