"""Speaking to a shared base: its address, its connections, what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from dashboard.data.stores.refusals import refused_by_base

DRIVER = "postgresql+psycopg"
CONNECTION = {
    "application_name": "solidarity-map",
    "client_encoding": "utf8",
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""Seconds (milliseconds for the last) after which a silent server is a lost one."""


def base_address(url: str) -> URL:
    """Read the address of a base, as ``postgresql://user:password@host/base``.

    Raises:
        StoreError: it is no such address.
    """
    try:
        return make_url(url).set(drivername=DRIVER)
    except (ArgumentError, ValueError) as error:
        raise refused_by_base("", "its address cannot be read") from error


def engine_for(url: URL) -> Engine:
    """Return what connects to a base, for the time of each use; nothing is opened yet."""
    defaults = {name: value for name, value in CONNECTION.items() if name not in url.query}
    # No pool: a connection kept open would be shared by the processes of a server that forks.
    return create_engine(url, poolclass=NullPool, connect_args=defaults, hide_parameters=True)


@contextmanager
def worded(url: URL) -> Iterator[None]:
    """Raise what the base refuses as errors of ours.

    Raises:
        StoreError: it refused.
    """
    try:
        yield
    except (SQLAlchemyError, psycopg.Error) as error:
        raise refused_by_base(place_of(url), first_line(error)) from error


def place_of(url: URL) -> str:
    """Spell a base without user's password, wherever in the address it was given."""
    host = url.host or url.query.get("host") or "localhost"
    port = f":{url.port}" if url.port else ""
    return f"{url.database or ''} on {host}{port}"


def first_line(error: Exception) -> str:
    """Return the message of a base on an error, in one line."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).strip().partition("\n")[0].rstrip(".")
