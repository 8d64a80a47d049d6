"""What the scripts of « Données » ask, so that the page itself is the same for everybody."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask_wtf.csrf import generate_csrf

from dashboard.api.editors import sessions
from dashboard.components.shared.links import EDITOR_STATE_PATH
from dashboard.data.accounts.store import AccountStore


def add_routes(routes: Blueprint, accounts: AccountStore, *, can_publish: bool) -> None:
    """Serve ``/editeurs/etat``; no cookie is given to who is not signed in."""

    @routes.get(EDITOR_STATE_PATH)
    def tell_state() -> Response:
        account = sessions.account_now()
        return jsonify(
            signed_in=account is not None,
            email=account.email if account else "",
            editors_exist=account is not None or bool(accounts.accounts()),
            publishing=can_publish,
            csrf=generate_csrf() if account else "",
        )
