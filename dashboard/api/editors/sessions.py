"""Sessions of editors: a signed cookie that only their own addresses read, and that ends."""

from __future__ import annotations

import datetime as dt
import time
from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import (
    Flask,
    Request,
    current_app,
    flash,
    get_flashed_messages,
    redirect,
    request,
    session,
)
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.http.site_name import site_name
from dashboard.components.editors.pages import Visitor
from dashboard.components.shared.links import EDITORS_PATH, SIGN_IN_PATH
from dashboard.data.accounts.store import AccountStore
from dashboard.domain.editors import Account

HOURS = 8
"""How long a session lasts at most, used or not."""
COOKIE = "editeur"
_SINCE = "since"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Editor(UserMixin):  # type: ignore[misc] # flask-login gives no types
    """A signed-in editor, whom sessions name by the token of the account: a new token ends them."""

    def __init__(self, account: Account) -> None:
        """Wrap ``account``."""
        self.account = account

    def get_id(self) -> str:
        """Return what the session keeps."""
        return self.account.token


class EditorSessions(SecureCookieSessionInterface):
    """Sessions of the editors' own addresses; everybody else's answers depend on no cookie."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Open the session of the request, or one that stays empty and is never sent."""
        if is_editors_path(request.path):
            return super().open_session(app, request)
        return self.make_null_session(app)

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask asks so
        """Send the cookie over https alone, but to who tries the map on their own machine.

        Over plain http from elsewhere, the browser drops it, and nobody can sign in.
        """
        return request.is_secure or urlsplit(f"//{request.host}").hostname not in _LOOPBACK


def register(server: Flask, accounts: AccountStore, *, proxies: int) -> CSRFProtect:
    """Give the server sessions of editors, and return what checks the tokens of their forms."""
    if proxies:
        server.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            server.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    server.session_interface = EditorSessions()
    server.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=dt.timedelta(hours=HOURS),
        WTF_CSRF_CHECK_DEFAULT=False,  # Dash's own questions change nothing
        WTF_CSRF_TIME_LIMIT=HOURS * 3600,
        WTF_CSRF_SSL_STRICT=False,  # a Referer is not always sent; the token and SameSite are
    )
    manager = LoginManager(server)
    # A reader on a train changes address; the session is not theirs any less.
    manager.session_protection = None
    manager.user_loader(lambda token: _editor_of(accounts, token))
    return CSRFProtect(server)


def is_editors_path(path: str) -> bool:
    """Check whether an address is one of the editors'."""
    return path == SIGN_IN_PATH or path.startswith(f"{EDITORS_PATH}/")


def account_now() -> Account | None:
    """Return the account signed in to this request; ``None`` without one."""
    return current_user.account if current_user.is_authenticated else None


def visitor() -> Visitor:
    """Describe the visitor of a page: their forms' token, their account, notices shown once."""
    account = account_now()
    notices = tuple(map(str, get_flashed_messages()))
    return Visitor(
        csrf=generate_csrf(),
        site=site_name(),
        email=account.email if account else "",
        notices=notices,
    )


def start(account: Account) -> None:
    """Begin the session of ``account``; whatever the browser had before is forgotten."""
    session.clear()
    session.permanent = True
    session[_SINCE] = int(time.time())
    login_user(Editor(account))


def to_sign_in(path: str) -> AnyResponse:
    """Lead who is not signed in to the sign-in, and from there to a path."""
    return redirect(f"{SIGN_IN_PATH}?suivant={path}", HTTPStatus.SEE_OTHER)


def end(*, telling: str) -> None:
    """End the session in this browser, and show a sentence on the next page."""
    logout_user()
    session.clear()
    flash(telling)


def _editor_of(accounts: AccountStore, token: str) -> Editor | None:
    lasts = current_app.permanent_session_lifetime.total_seconds()
    if not 0 <= time.time() - session.get(_SINCE, 0) < lasts:
        return None
    named = (account for account in accounts.accounts() if compare_digest(account.token, token))
    editor = next(named, None)
    return Editor(editor) if editor else None
