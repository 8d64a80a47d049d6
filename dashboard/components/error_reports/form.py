"""The page where a reader reports an error on a record."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from dashboard.analysis.summaries.results import RecordDetail
from dashboard.components.shared.links import ERROR_REPORT_PATH
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import citation_text
from dashboard.domain.error_reports import LONGEST_REPLY_TO, ErrorKind

TITLE = "Signaler une erreur"


@dataclass(frozen=True)
class Ways:
    """How a reader can be heard.

    Attributes:
        kept: whether there are editors, for whom a form is kept.
        contact: an e-mail or web address to write to; empty where there is none.
    """

    kept: bool
    contact: str = ""


@dataclass(frozen=True)
class Typed:
    """What a reader has filled in, and why it was not kept.

    Attributes:
        kinds: the words of what is ticked.
        message: in their words.
        reply_to: where they can be answered.
        fault: why it was refused; empty before it is sent.
    """

    kinds: tuple[str, ...] = ()
    message: str = ""
    reply_to: str = ""
    fault: str = ""


def error_form(
    record: RecordDetail, ways: Ways, typed: Typed, *, leads_back_to: str, kept_as: int | None
) -> Markup:
    """Write the form about a record, or the other ways to report where nobody would read it.

    Args:
        record: what is wrong.
        ways: how the reader can be heard.
        typed: what they have filled in.
        leads_back_to: where they came from.
        kept_as: the number of the report they have just sent; ``None`` before.
    """
    subject = f"Erreur sur la fiche {record.id}"
    return render(
        "error_reports/form.html.j2",
        title=TITLE,
        path=ERROR_REPORT_PATH,
        record=record,
        sources=[citation_text(source) for source in record.sources],
        kinds=[(kind, kind in typed.kinds) for kind in ErrorKind],
        typed=typed,
        ways=ways,
        contact_target=_contact_target(record.id, subject, ways.contact),
        subject=subject,
        leads_back_to=leads_back_to,
        kept_as=kept_as,
        LONGEST_REPLY_TO=LONGEST_REPLY_TO,
    )


def unknown_record(leads_back_to: str) -> Markup:
    """Write that no record has the id asked for."""
    return render("error_reports/unknown.html.j2", title=TITLE, leads_back_to=leads_back_to)


def _contact_target(identifier: str, subject: str, contact: str) -> str:
    if not contact:
        return ""
    if contact.startswith(("http://", "https://")):
        return f"{contact}{'&' if '?' in contact else '?'}fiche={quote(identifier)}"
    return f"mailto:{contact.removeprefix('mailto:')}?subject={quote(subject)}"
