"""Where readers report an error on a record: kept for the editors, where there are any."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
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
_NOT_KEPT = "Il n’a pas pu être enregistré sur ce serveur : réessayez plus tard."
_KEPT_AS = "garde"


@dataclass(frozen=True)
class _Asked:
    """The record a request is about; ``None`` where there is none of that id, and where it leads back."""

    identifier: str
    record: RecordDetail | None
    leads_back_to: str


@dataclass(frozen=True)
class _Form:
    """The form of one server: its records, its editors and reports, its clock, and whom to write to else."""

    current: SnapshotHolder
    accounts: AccountStore
    clock: Clock
    contact: str

    def asked(self) -> _Asked:
        """Read what a request is about."""
        identifier = request.values.get("fiche", "")
        snapshot = self.current.snapshot
        record = record_detail(
            snapshot.catalogue_index, snapshot.region_index, identifier, now=self.clock()
        )
        back = own_path(request.values.get("retour", ""), otherwise=record_address(identifier))
        return _Asked(identifier, record, back)

    def answer(
        self, about: _Asked, typed: Typed, fault: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        """Write the page; what was typed is in the form as long as there is a fault to tell."""
        if about.record is None:
            content, status = unknown_record(about.leads_back_to), HTTPStatus.NOT_FOUND
        else:
            content = error_form(
                about.record,
                Ways(bool(fault) or _has_editors(self.accounts), self.contact),
                replace(typed, fault=fault),
                leads_back_to=about.leads_back_to,
                kept_as=None if fault else _kept_as(self.accounts, about.identifier),
            )
        site = self.current.snapshot.region_index.region.site_name
        page = still_page(TITLE, content, site=site)
        return Response(page, status, mimetype="text/html", headers={"Cache-Control": "no-store"})

    def keep(self, about: _Asked, name: str, typed: Typed, limiter: FixedWindowRateLimiter) -> int:
        """Keep a report and return its number.

        Raises:
            ErrorReportError: it says nothing or too much, nobody would read it, or too many come.
            StoreError: it cannot be written.
        """
        if not self.accounts.accounts():
            raise ErrorReportError.no_reader()
        report = new_report(
            at=self.clock().isoformat(timespec="seconds"),
            record=about.identifier,
            name=name,
            kinds=typed.kinds,
            message=typed.message,
            reply_to=typed.reply_to,
        )
        if not limiter.hit(TRIES, "error reports", network_of(request.remote_addr or "")):
            raise ErrorReportError.too_fast()
        return self.accounts.report_error(report)


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
    form = _Form(current, accounts, clock, contact)
    limiter = FixedWindowRateLimiter(SharedCounters(accounts))

    @server.get(ERROR_REPORT_PATH)
    def show_form() -> Response:
        return form.answer(form.asked(), Typed())

    @server.post(ERROR_REPORT_PATH)
    def keep() -> AnyResponse:
        about, typed = form.asked(), _typed()
        if about.record is None:
            return form.answer(about, typed)
        try:
            number = form.keep(about, about.record.name, typed, limiter)
        except ErrorReportError as error:
            return form.answer(about, typed, str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        except StoreError:
            LOGGER.exception("A report on %s was lost", about.identifier)
            return form.answer(about, typed, _NOT_KEPT, HTTPStatus.SERVICE_UNAVAILABLE)
        thanks = error_report_address(about.identifier, leads_back_to=about.leads_back_to)
        return redirect(f"{thanks}&{_KEPT_AS}={number}", HTTPStatus.SEE_OTHER)


def _typed() -> Typed:
    return Typed(
        kinds=tuple(request.form.getlist("quoi")),
        message=request.form.get("message", ""),
        reply_to=request.form.get("reponse", ""),
    )


def _kept_as(accounts: AccountStore, identifier: str) -> int | None:
    """Return the number of the report on a record that was just kept; ``None`` for one that was not."""
    number = request.args.get(_KEPT_AS, type=int)
    if number is None:
        return None
    try:
        kept = accounts.error_reports().entries
    except StoreError:
        return None
    known = any(report.number == number and report.record == identifier for report in kept)
    return number if known else None


def _has_editors(accounts: AccountStore) -> bool:
    """Check whether anybody would read a report; nobody does where accounts are out of reach."""
    try:
        return bool(accounts.accounts())
    except StoreError as error:
        LOGGER.warning("No form to report errors: %s", error)
        return False
