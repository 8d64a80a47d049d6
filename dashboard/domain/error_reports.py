"""Errors that readers report on records, kept for the editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.errors import DashboardError
from dashboard.domain.formats import french_number

LONGEST_MESSAGE, LONGEST_REPLY_TO = 2_000, 200
"""Characters of what a reader writes, and of where they can be answered."""
MOST_WAITING = 500
"""Reports that may wait for an editor: whoever floods the form fills no disk."""


class ErrorReportError(DashboardError):
    """A report cannot be kept; the wording is French."""

    @classmethod
    def empty(cls) -> ErrorReportError:
        """Ask for something to go by."""
        return cls("Cochez ce qui ne va pas, ou dites-le en quelques mots.")

    @classmethod
    def long_message(cls, length: int) -> ErrorReportError:
        """Tell how long the message is, and may be."""
        return cls(
            f"Votre message compte {french_number(length)} caractères : raccourcissez-le à "
            f"{french_number(LONGEST_MESSAGE)} au plus."
        )

    @classmethod
    def long_reply_to(cls) -> ErrorReportError:
        """Ask for one way to answer."""
        return cls("Donnez un seul courriel ou numéro de téléphone où vous répondre.")

    @classmethod
    def too_many(cls) -> ErrorReportError:
        """Tell that nobody has read the reports for long."""
        return cls("Trop de signalements attendent déjà d’être lus : celui-ci n’a pas été gardé.")

    @classmethod
    def too_fast(cls) -> ErrorReportError:
        """Ask to wait."""
        return cls("Trop de signalements d’affilée : attendez une minute, puis renvoyez celui-ci.")

    @classmethod
    def no_reader(cls) -> ErrorReportError:
        """Tell that there is no editor any more."""
        return cls(
            "Plus personne ne lit les signalements de cette carte : celui-ci n’a pas été gardé."
        )

    @classmethod
    def not_waiting(cls, number: int) -> ErrorReportError:
        """Name the number that no waiting report has."""
        return cls(
            f"Le signalement n° {number} n’attend plus : il est déjà traité ou n’existe pas."
        )


class ErrorKind(StrEnum):
    """What is wrong with a record; the words of the form."""

    CLOSED = "ferme"
    HOURS = "horaires"
    CONTACT = "contact"
    ADDRESS = "adresse"
    SERVICE = "service"

    @property
    def label(self) -> str:
        """What is wrong, in French."""
        return _KIND_LABELS[self]


_KIND_LABELS: Mapping[ErrorKind, str] = {
    ErrorKind.CLOSED: "Le lieu est fermé ou n’existe plus",
    ErrorKind.HOURS: "Les horaires",
    ErrorKind.CONTACT: "Le téléphone, le courriel ou le site",
    ErrorKind.ADDRESS: "L’adresse ou le point sur la carte",
    ErrorKind.SERVICE: "Ce qui y est proposé, ou pour qui",
}


@dataclass(frozen=True)
class Settlement:
    """That an editor has dealt with a report.

    Attributes:
        at: the moment, in ISO 8601 with its offset, to the second.
        editor: the e-mail address of who did.
    """

    at: str
    editor: str


@dataclass(frozen=True)
class ErrorReport:
    """What a reader says of a record.

    Attributes:
        at: the moment, in ISO 8601 with its offset, to the second.
        record: the id of the record.
        name: what it was called then.
        kinds: what is wrong.
        message: in the reader's words.
        reply_to: where they can be answered; empty where they gave nothing.
        number: its rank among all that were kept, given when it is.
        settlement: what became of it; ``None`` while it waits.
    """

    at: str
    record: str
    name: str
    kinds: tuple[ErrorKind, ...]
    message: str
    reply_to: str = ""
    number: int = 0
    settlement: Settlement | None = None


@dataclass(frozen=True)
class ErrorReports:
    """All that was reported, oldest first, and how many lines can no longer be read."""

    entries: tuple[ErrorReport, ...] = ()
    unreadable: int = 0

    @property
    def waiting(self) -> tuple[ErrorReport, ...]:
        """Those that no editor has dealt with."""
        return tuple(entry for entry in self.entries if entry.settlement is None)

    @property
    def settled(self) -> tuple[ErrorReport, ...]:
        """Those that one has."""
        return tuple(entry for entry in self.entries if entry.settlement)

    def require_room(self) -> None:
        """Check that one more may be kept.

        Raises:
            ErrorReportError: too many wait.
        """
        if len(self.waiting) >= MOST_WAITING:
            raise ErrorReportError.too_many()

    def require_waiting(self, number: int) -> None:
        """Check that a report waits.

        Raises:
            ErrorReportError: none of that number does.
        """
        if all(entry.number != number for entry in self.waiting):
            raise ErrorReportError.not_waiting(number)


def new_report(  # noqa: PLR0913 - what the form holds
    *, at: str, record: str, name: str, kinds: Iterable[str], message: str, reply_to: str
) -> ErrorReport:
    """Make a report of what a form gives; words that name no kind are left out.

    Raises:
        ErrorReportError: it says nothing, or too much.
    """
    given = frozenset(kinds)
    known = tuple(kind for kind in ErrorKind if kind in given)
    # Browsers send two signs for a line break.
    message, reply_to = message.replace("\r\n", "\n").strip(), reply_to.strip()
    if not known and not any(sign.isprintable() and sign != " " for sign in message):
        raise ErrorReportError.empty()
    if len(message) > LONGEST_MESSAGE:
        raise ErrorReportError.long_message(len(message))
    if len(reply_to) > LONGEST_REPLY_TO:
        raise ErrorReportError.long_reply_to()
    return ErrorReport(at, record, name, known, message, reply_to)


def with_settlements(
    reports: Iterable[ErrorReport], settlements: Mapping[int, Settlement]
) -> tuple[ErrorReport, ...]:
    """Return reports with what became of each, by number."""
    return tuple(replace(report, settlement=settlements.get(report.number)) for report in reports)
