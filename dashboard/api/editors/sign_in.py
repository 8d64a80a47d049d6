"""Signing in and out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

from flask import Blueprint, Response, redirect, request
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.editors import sessions
from dashboard.api.http.visitors import network_of, own_path
from dashboard.components.editors.pages import sign_in_page, signed_in_page
from dashboard.components.shared.links import SIGN_IN_PATH, SIGN_OUT_PATH
from dashboard.data.accounts.limits import SharedCounters
from dashboard.data.accounts.passwords import is_password_of, nobodys_hash, without_sessions
from dashboard.data.accounts.store import AccountStore
from dashboard.domain.editors import MOST_EMAIL, AccountError, email_of
from dashboard.domain.pages import DATA_PAGE

TRIES = RateLimitItemPerMinute(5)
_NEXT = "suivant"
_WRONG = "Le courriel ou le mot de passe ne convient pas."
_TOO_MANY = "Trop d’essais de connexion : attendez une minute, puis réessayez."
_SIGNED_OUT = "Vous êtes déconnecté, dans ce navigateur et dans tous les autres."


def add_routes(routes: Blueprint, accounts: AccountStore) -> None:
    """Serve ``/connexion`` and the sign-out."""
    limiter = FixedWindowRateLimiter(SharedCounters(accounts))
    nobodys_hash()  # made now: the first try on no account must take no longer than others

    @routes.get(SIGN_IN_PATH)
    def show_sign_in() -> Response:
        if sessions.account_now():
            return Response(
                signed_in_page(sessions.visitor(), accounts.error_reports()), mimetype="text/html"
            )
        return _form(accounts, _leads_to(request.args))

    @routes.post(SIGN_IN_PATH)
    def sign_in() -> AnyResponse:
        return signed_in(accounts, limiter)

    @routes.post(SIGN_OUT_PATH)
    def sign_out() -> AnyResponse:
        account = sessions.account_now()
        if account:
            with suppress(AccountError):  # it may just have been removed
                accounts.change(account.email, without_sessions)
        sessions.end(telling=_SIGNED_OUT)
        return redirect(SIGN_IN_PATH, HTTPStatus.SEE_OTHER)


def signed_in(accounts: AccountStore, limiter: FixedWindowRateLimiter) -> AnyResponse:
    """Check the form posted and begin a session, or show the form again with the reason."""
    typed, password = request.form.get("courriel", ""), request.form.get("mot-de-passe", "")
    leads_to = _leads_to(request.form)
    email = known_form(typed)
    if not may_try(limiter, request.remote_addr or "", email):
        answer = _form(accounts, leads_to, typed, _TOO_MANY)
        answer.status_code = HTTPStatus.TOO_MANY_REQUESTS
        answer.headers["Retry-After"] = str(TRIES.get_expiry())
        return answer
    account = next((known for known in accounts.accounts() if known.email == email), None)
    fits = is_password_of(account, password)  # for no account too: it must take as long
    if account is None or not fits:
        answer = _form(accounts, leads_to, typed, _WRONG)
        answer.status_code = HTTPStatus.FORBIDDEN
        return answer
    sessions.start(account)
    return redirect(leads_to, HTTPStatus.SEE_OTHER)


def known_form(typed: str) -> str:
    """Write an address as accounts do; empty, which is no account's, for what is not an address."""
    try:
        return email_of(typed)
    except AccountError:
        return ""


def may_try(limiter: FixedWindowRateLimiter, address: str, email: str) -> bool:
    """Count a try against the network address and the account, and return whether both allow it."""
    counted = [
        limiter.hit(TRIES, "address", network_of(address)),
        limiter.hit(TRIES, "account", email),
    ]
    return all(counted)


def _leads_to(given: Mapping[str, str]) -> str:
    """Return where to go on: a path of this site, « Données » for anything else."""
    return own_path(given.get(_NEXT, ""), otherwise=DATA_PAGE.path)


def _form(accounts: AccountStore, leads_to: str, typed: str = "", error: str = "") -> Response:
    page = sign_in_page(
        sessions.visitor(),
        leads_to=leads_to,
        hours=sessions.HOURS,
        editors_exist=bool(accounts.accounts()),
        email=typed[:MOST_EMAIL],
        error=error,
    )
    return Response(page, mimetype="text/html")
