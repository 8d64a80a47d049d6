"""The pages of editors: sign-in, what a signed-in editor finds there, journal, reports, a refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.components.layout.shell import site_footer, site_header
from dashboard.components.shared import ids
from dashboard.components.shared.links import (
    ERROR_REPORTS_PATH,
    JOURNAL_PATH,
    SIGN_IN_PATH,
    SIGN_OUT_PATH,
    UNDO_PATH,
    record_address,
)
from dashboard.components.shared.markup import markup
from dashboard.domain.editors import Journal, JournalEntry
from dashboard.domain.error_reports import ErrorReport, ErrorReports, Settlement
from dashboard.domain.formats import counted, french_date, french_number
from dashboard.domain.pages import DATA_PAGE

MOST_ENTRIES = 100
"""Entries of the journal, and reports settled, on their page; the commands give all."""
_PATHS: Mapping[str, str] = {
    "data": DATA_PAGE.path,
    "error_reports": ERROR_REPORTS_PATH,
    "journal": JOURNAL_PATH,
    "sign_in": SIGN_IN_PATH,
    "sign_out": SIGN_OUT_PATH,
    "undo": UNDO_PATH,
}


@dataclass(frozen=True)
class Visitor:
    """Who looks at a page.

    Attributes:
        csrf: the token their forms carry.
        site: what the site they look at is called.
        email: their account, empty for nobody.
        notices: sentences about what they just did, shown once.
    """

    csrf: str
    site: str
    email: str = ""
    notices: tuple[str, ...] = ()


def sign_in_page(  # noqa: PLR0913 - what the page shows
    visitor: Visitor,
    *,
    leads_to: str,
    hours: int,
    editors_exist: bool,
    email: str = "",
    error: str = "",
) -> str:
    """Write the form of ``/connexion``.

    Args:
        visitor: who looks at it.
        leads_to: the path that follows.
        hours: how long a session lasts at most.
        editors_exist: whether anybody can sign in.
        email: what was typed, to be corrected.
        error: why it was refused, if it was.
    """
    return _page(
        "sign_in",
        visitor.site,
        visitor=visitor,
        leads_to=leads_to,
        hours=hours,
        editors_exist=editors_exist,
        email=email,
        error=error,
    )


def signed_in_page(visitor: Visitor, reports: ErrorReports) -> str:
    """Write what ``/connexion`` shows to who is signed in, with how many ``reports`` wait for them."""
    return _page("signed_in", visitor.site, visitor=visitor, summary=error_reports_summary(reports))


def error_reports_page(visitor: Visitor, reports: ErrorReports) -> str:
    """Write what readers reported: what waits, the oldest first, then what was dealt with."""
    return _page(
        "error_reports",
        visitor.site,
        visitor=visitor,
        summary=error_reports_summary(reports),
        waiting=reports.waiting,
        settled=reports.settled[::-1][:MOST_ENTRIES],
        record_address=record_address,
    )


def error_reports_summary(reports: ErrorReports) -> str:
    """Write how many reports wait, how many were dealt with, how many cannot be read."""
    text = f"{counted(len(reports.waiting), 'signalement', 'signalements')} à traiter"
    if reports.settled:
        text += f", {counted(len(reports.settled), 'déjà traité', 'déjà traités')}"
    if reports.unreadable:
        text += f" ; {counted(reports.unreadable, 'ligne illisible', 'lignes illisibles')}"
    return f"{text}."


def journal_page(visitor: Visitor, journal: Journal, *, can_undo: bool) -> str:
    """Write the journal, the latest first; ``can_undo`` offers to take the last action back."""
    return _page(
        "journal",
        visitor.site,
        visitor=visitor,
        summary=journal_summary(journal),
        undoable=journal.undoable if can_undo else None,
        entries=journal.entries[::-1][:MOST_ENTRIES],
    )


def refusal_page(sentence: str, site: str) -> str:
    """Write why a request was refused, on a page of ``site``."""
    return _page("refusal", site, sentence=sentence)


def journal_summary(journal: Journal) -> str:
    """Write how many entries there are, how many are shown, how many cannot be read."""
    in_all = len(journal.entries)
    if not in_all and not journal.unreadable:
        return "Rien n’a encore été publié par un éditeur."
    text = f"{counted(in_all, 'action', 'actions')} au journal"
    if in_all > MOST_ENTRIES:
        text += f", dont les {french_number(MOST_ENTRIES)} dernières ci-dessous"
    if journal.unreadable:
        text += f" ; {counted(journal.unreadable, 'ligne illisible', 'lignes illisibles')}"
    return f"{text}."


def moment(entry: JournalEntry | ErrorReport | Settlement) -> str:
    """Write when it was done: « 28 novembre 2026 à 10 h 05 »."""
    at = dt.datetime.fromisoformat(entry.at)
    return f"{french_date(at.date())} à {at:%H}\u00a0h\u00a0{at:%M}"


def _page(name: str, site: str, **values: object) -> str:
    frame = {
        "site_name": site,
        "main_id": ids.CONTENT,
        "header": markup(site_header(site)),
        "footer": markup(site_footer()),
        "paths": _PATHS,
    }
    return _TEMPLATES.get_template(f"{name}.html.j2").render(**frame, **values)


def _environment() -> Environment:
    templates = Environment(
        loader=PackageLoader("dashboard.components.editors"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters["moment"] = moment
    return templates


_TEMPLATES = _environment()
