"""Editors: their accounts, the passwords they may choose, and what they did."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from unicodedata import normalize

from dashboard.domain.errors import DashboardError

LEAST_PASSWORD, MOST_PASSWORD = 12, 1_000
"""Characters of a password; more than the second would only cost time to hash."""
LEAST_DIFFERENT = 5
"""Different characters of a password that is no mere repetition."""
MOST_EMAIL = 254
COMMAND_LINE = "ligne de commande"
"""Who did what no editor's account did, in the journal."""

_EMAIL = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+")
_PUNCTUATION = re.compile(r"[\W_]")
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
)
"""The alphabet, the digits, the rows of keys."""
_LEAST_RUN = 4
_OBVIOUS = (
    "motdepasse", "password", "passw0rd", "bonjour", "soleil", "doudou", "loulou", "jetaime", "iloveyou",
    "welcome", "bienvenue", "letmein", "administrateur", "administrator", "admin", "changeme", "changezmoi",
    "secret", "cartedelasolidarite", "solidarite", "carte", "rhonealpes", "editeur", "association",
)  # fmt: skip
"""Words that are tried first to guess a password; only what is left around them counts."""


class AccountError(DashboardError):
    """An account cannot be made, changed or found; the wording is French."""

    @classmethod
    def exists(cls, email: str) -> AccountError:
        """Name the account and explain how to change it."""
        return cls(
            f"{email} a déjà un compte. Pour changer son mot de passe : "
            f"python -m dashboard editors password {email}"
        )

    @classmethod
    def unknown(cls, email: str) -> AccountError:
        """Name the address that has no account."""
        return cls(f"{email} n’a pas de compte. Les comptes : python -m dashboard editors list")

    @classmethod
    def nobody_to_ask(cls) -> AccountError:
        """Explain how to give a password without a terminal."""
        return cls("Sans terminal, donnez le mot de passe sur l’entrée avec --password-stdin.")

    @classmethod
    def no_email(cls, text: str) -> AccountError:
        """Repeat what is no e-mail address."""
        return cls(f"« {text} » n’est pas une adresse de courriel, comme prenom.nom@exemple.fr.")


@dataclass(frozen=True)
class Account:
    """Who may publish.

    Attributes:
        email: the address they sign in with, in lower case.
        password_hash: what their password is checked against.
        token: what their sessions name them by; a new one ends all sessions.
        created_on: the day the account was made, as ``2026-11-28``.
    """

    email: str
    password_hash: str = field(repr=False)
    token: str = field(repr=False)
    created_on: str


class Action(StrEnum):
    """What an editor does to what the map shows."""

    PUBLISHED = "published"
    REPLACED = "replaced"
    REMOVED = "removed"
    RESTORED = "restored"

    @property
    def label(self) -> str:
        """The action in French."""
        return _ACTION_LABELS[self]


_ACTION_LABELS = {
    Action.PUBLISHED: "Publié",
    Action.REPLACED: "Remplacé",
    Action.REMOVED: "Retiré",
    Action.RESTORED: "Rétabli",
}


@dataclass(frozen=True)
class JournalEntry:
    """One thing done.

    Attributes:
        at: the moment, in ISO 8601 with its offset, to the second.
        editor: the e-mail address of who did it, or ``COMMAND_LINE``.
        action: what was done.
        datasets: the names of the datasets it was done to.
        sentences: what the editor was shown about it.
        number: its rank in the journal, given when it is kept.
    """

    at: str
    editor: str
    action: Action
    datasets: tuple[str, ...]
    sentences: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Journal:
    """What was done, oldest first, and how many lines of it can no longer be read."""

    entries: tuple[JournalEntry, ...] = ()
    unreadable: int = 0

    @property
    def undoable(self) -> JournalEntry | None:
        """The last thing done, unless it was itself an undoing."""
        last = self.entries[-1] if self.entries else None
        return None if last is None or last.action is Action.RESTORED else last


def email_of(text: str) -> str:
    """Return an e-mail address as accounts write it.

    Raises:
        AccountError: it is none.
    """
    email = text.strip().casefold()
    if len(email) > MOST_EMAIL or not _EMAIL.fullmatch(email):
        raise AccountError.no_email(text.strip()[:MOST_EMAIL])
    return email


def password_fault(password: str, email: str) -> str:
    """Write in French why a password may not be chosen; empty when it may."""
    if len(password) < LEAST_PASSWORD:
        return f"Le mot de passe doit compter au moins {LEAST_PASSWORD} caractères."
    if len(password) > MOST_PASSWORD:
        return f"Le mot de passe doit compter au plus {MOST_PASSWORD} caractères."
    if not password.isprintable():
        return "Le mot de passe contient un caractère qui ne se tape pas."
    if len(set(password.casefold())) < LEAST_DIFFERENT or _is_obvious(password, email):
        return "Ce mot de passe se devine trop vite : choisissez par exemple quatre mots sans lien."
    return ""


def _is_obvious(password: str, email: str) -> bool:
    """Return whether little is left of a password without its parts that are easy to guess."""
    left = _PUNCTUATION.sub("", normalize("NFKD", password).casefold())
    for word in (*_parts(email), *_OBVIOUS):
        left = left.replace(word, "")
    return len(_without_runs(left)) < LEAST_DIFFERENT or len(set(left)) < LEAST_DIFFERENT


def _parts(email: str) -> list[str]:
    parts = re.split(r"[\W_]+", email.casefold())
    return sorted((part for part in parts if len(part) >= _LEAST_RUN), key=len, reverse=True)


def _without_runs(text: str) -> str:
    """Leave out what follows the alphabet, the digits or a row of keys, either way."""
    for run in _RUNS:
        for way in (run, run[::-1]):
            for start in range(len(way) - _LEAST_RUN + 1):
                text = _without_run(text, way[start:])
    return text


def _without_run(text: str, run: str) -> str:
    """Remove the longest beginning of ``run`` found in ``text``, if it is long enough."""
    for length in range(len(run), _LEAST_RUN - 1, -1):
        text = text.replace(run[:length], "")
    return text
