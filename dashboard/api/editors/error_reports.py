"""What readers reported, and that it was dealt with."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.editors import sessions
from dashboard.components.editors.pages import error_reports_page
from dashboard.components.shared.links import ERROR_REPORTS_PATH
from dashboard.data.accounts.store import AccountStore
from dashboard.domain.clock import Clock
from dashboard.domain.error_reports import ErrorReportError, Settlement

_SETTLED = "Le signalement n° {number} est marqué comme traité."


def add_routes(routes: Blueprint, accounts: AccountStore, clock: Clock) -> None:
    """Serve ``/editeurs/signalements`` and its one button."""

    @routes.get(ERROR_REPORTS_PATH)
    def show_error_reports() -> AnyResponse:
        if not sessions.account_now():
            return sessions.to_sign_in(ERROR_REPORTS_PATH)
        page = error_reports_page(sessions.visitor(), accounts.error_reports())
        return Response(page, mimetype="text/html")

    @routes.post(ERROR_REPORTS_PATH)
    def settle() -> AnyResponse:
        account = sessions.account_now()
        if not account:
            return sessions.to_sign_in(ERROR_REPORTS_PATH)
        number = request.form.get("numero", 0, type=int)
        at = clock().isoformat(timespec="seconds")
        try:
            accounts.settle(number, Settlement(at, account.email))
            flash(_SETTLED.format(number=number))
        except ErrorReportError as error:
            flash(str(error))
        return redirect(ERROR_REPORTS_PATH, HTTPStatus.SEE_OTHER)
