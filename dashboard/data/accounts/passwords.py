"""Passwords: made into hashes, checked in the same time whether the account exists or not."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import replace
from functools import cache

from werkzeug.security import check_password_hash, generate_password_hash

from dashboard.domain.editors import MOST_PASSWORD, Account

_METHOD = "scrypt"


def new_account(email: str, password: str, *, today: dt.date) -> Account:
    """Make an account; ``email`` and ``password`` are known to be fit."""
    return Account(email, hashed(password), new_token(), today.isoformat())


def with_password(account: Account, password: str) -> Account:
    """Give an account another password, which ends its sessions."""
    return replace(account, password_hash=hashed(password), token=new_token())


def without_sessions(account: Account) -> Account:
    """End all sessions of an account."""
    return replace(account, token=new_token())


def hashed(password: str) -> str:
    """Return the salted hash of a password."""
    return generate_password_hash(password, method=_METHOD)


def new_token() -> str:
    """Return what nobody can guess."""
    return secrets.token_urlsafe(32)


def is_password_of(account: Account | None, password: str) -> bool:
    """Check a password; for no account, in the same time, it is always wrong."""
    known = account.password_hash if account else nobodys_hash()
    fits = check_password_hash(known, password[: MOST_PASSWORD + 1])
    return fits and account is not None


@cache
def nobodys_hash() -> str:
    """Return a hash to check against where there is no account; call it once before serving."""
    return hashed(secrets.token_urlsafe(16))
