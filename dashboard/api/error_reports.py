"""Where readers report an error on a record: kept for the editors, where there are any."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, redirect, request
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter
from werkzeug.wrappers import Response as AnyResponse

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.summaries.record import record_detail
from dashboard.analysis.summaries.results import RecordDetail
from dashboard.api.http.visitors import network_of, own_path
from dashboard.components.error_reports.form import TITLE, Typed, Ways, error_form, unknown_record
from dashboard.components.layout.printed_page import still_page
from dashboard.components.shared.links import (
    ERROR_REPORT_PATH,
    error_report_address,
    record_address,
)
from dashboard.data.accounts.limits import SharedCounters
from dashboard.data.accounts.store import AccountStore
from dashboard.domain.clock import Clock
from dashboard.domain.error_reports import ErrorReportError, new_report
from dashboard.domain.errors import StoreError

LOGGER = logging.getLogger(__name__)
TRIES = RateLimitItemPerMinute(5)
_TOO_MANY = "Trop de signalements d’affilée : attendez une minute, puis renvoyez celui-ci."
_NOT_KEPT = "Il n’a pas pu être enregistré sur ce serveur : réessayez plus tard."
_KEPT_AS = "garde"


@dataclass(frozen=True)
class _Asked:
    """The record a request is about; ``None`` where there is none of that id, and where it leads back."""

    identifier: str
    record: RecordDetail | None
    leads_back_to: str


def register(
    server: Flask, current: SnapshotHolder, accounts: AccountStore, clock: Clock, *, contact: str
) -> None:
    """Serve the form and keep what is sent.

    Args:
        server: the application.
        current: the records.
        accounts: where editors and reports are.
        clock: gives the present time.
        contact: an e-mail or web address to write to, empty for none.
    """
    limiter = FixedWindowRateLimiter(SharedCounters(accounts))

    @server.get(ERROR_REPORT_PATH)
    def show_form() -> Response:
        return answer(asked(), Typed())

    @server.post(ERROR_REPORT_PATH)
    def keep() -> AnyResponse:
        about, typed = asked(), _typed()
        if about.record is None:
            return answer(about, typed)
        try:
            if not limiter.hit(TRIES, "error reports", network_of(request.remote_addr or "")):
                return answer(about, typed, _TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS)
            report = new_report(
                at=clock().isoformat(timespec="seconds"),
                record=about.identifier,
                name=about.record.name,
                kinds=typed.kinds,
                message=typed.message,
                reply_to=typed.reply_to,
            )
            number = accounts.report_error(report)
        except ErrorReportError as error:
            return answer(about, typed, str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        except StoreError:
            LOGGER.exception("A report on %s was lost", about.identifier)
            return answer(about, typed, _NOT_KEPT, HTTPStatus.SERVICE_UNAVAILABLE)
        thanks = error_report_address(about.identifier, leads_back_to=about.leads_back_to)
        return redirect(f"{thanks}&{_KEPT_AS}={number}", HTTPStatus.SEE_OTHER)

    def asked() -> _Asked:
        identifier = request.values.get("fiche", "")
        snapshot = current.snapshot
        record = record_detail(
            snapshot.catalogue_index, snapshot.region_index, identifier, now=clock()
        )
        leads_back_to = own_path(
            request.values.get("retour", ""), otherwise=record_address(identifier)
        )
        return _Asked(identifier, record, leads_back_to)

    def answer(
        about: _Asked, typed: Typed, fault: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        if about.record is None:
            content, status = unknown_record(about.leads_back_to), HTTPStatus.NOT_FOUND
        else:
            content = error_form(
                about.record,
                Ways(_has_editors(accounts), contact),
                Typed(typed.kinds, typed.message, typed.reply_to, fault),
                leads_back_to=about.leads_back_to,
                kept_as=request.args.get(_KEPT_AS, type=int),
            )
        site = current.snapshot.region_index.region.site_name
        page = still_page(TITLE, content, site=site)
        return Response(page, status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _typed() -> Typed:
    return Typed(
        kinds=tuple(request.form.getlist("quoi")),
        message=request.form.get("message", ""),
        reply_to=request.form.get("reponse", ""),
    )


def _has_editors(accounts: AccountStore) -> bool:
    """Check whether anybody would read a report; nobody does where accounts are out of reach."""
    try:
        return bool(accounts.accounts())
    except StoreError as error:
        LOGGER.warning("No form to report errors: %s", error)
        return False
