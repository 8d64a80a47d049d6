"""Accounts in the PostgreSQL base that keeps the imported data, which several servers share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Double,
    Identity,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateSchema

from dashboard.data.accounts.texts import (
    NumberedLines,
    entry_json,
    error_report_json,
    error_reports_of,
    journal_of,
    settlement_json,
)
from dashboard.data.stores.postgis.connection import base_address, engine_for, worded
from dashboard.data.stores.postgis.tables import SCHEMA
from dashboard.domain.editors import Account, AccountError, Journal, JournalEntry
from dashboard.domain.error_reports import ErrorReport, ErrorReports, Settlement

WRITERS_LOCK = 0x6564697465
"""Any number, other than that of imports: who signs in does not wait for them."""

METADATA = MetaData(schema=SCHEMA)
EDITORS = Table(
    "editors",
    METADATA,
    Column("email", Text, primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("created_on", Text, nullable=False),
    comment="Who may publish.",
)


def _growing(name: str, what: str) -> Table:
    """Describe a table of numbered lines in JSON, to which rows are only ever added."""
    return Table(
        name,
        METADATA,
        Column("number", BigInteger, Identity(always=True), primary_key=True),
        Column("entry", Text, nullable=False),
        comment=f"{what}, in JSON; rows are only ever added.",
    )


JOURNAL = _growing("journal", "What editors did")
ERROR_REPORTS = _growing("error_reports", "What readers reported and what became of it")
COUNTERS = Table(
    "sign_in_counters",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("ends", Double, nullable=False),
    comment="Tries of the last minute.",
)


class PostgresAccounts:
    """Keeps accounts in tables of the schema ``solidarity_map``, made by the first write.

    Each call is one transaction. Nothing is connected between two calls.
    """

    def __init__(self, url: str) -> None:
        """Set the base, as ``postgresql://user:password@host/base``; nothing is opened yet.

        Raises:
            StoreError: it is no such address.
        """
        self._url = base_address(url)
        self._engine = engine_for(self._url)

    def accounts(self) -> tuple[Account, ...]:
        """List the accounts, sorted by e-mail address."""
        with self._reading(EDITORS) as connection:
            if connection is None:
                return ()
            rows = connection.execute(select(EDITORS)).mappings()
            return tuple(
                sorted((Account(**row) for row in rows), key=lambda account: account.email)
            )

    def add(self, account: Account) -> None:
        """Keep a new account."""
        added = postgresql.insert(EDITORS).values(asdict(account))
        wanted = added.on_conflict_do_nothing().returning(EDITORS.c.email)
        with self._writing() as connection:
            if connection.execute(wanted).first() is None:
                raise AccountError.exists(account.email)

    def change(self, email: str, how: Callable[[Account], Account]) -> None:
        """Replace an account by what ``how`` returns for it."""
        its_row = EDITORS.c.email == email
        with self._writing() as connection:
            row = connection.execute(select(EDITORS).where(its_row)).mappings().one_or_none()
            if row is None:
                raise AccountError.unknown(email)
            connection.execute(update(EDITORS).where(its_row).values(asdict(how(Account(**row)))))

    def remove(self, email: str) -> None:
        """Forget the account of an address."""
        with self._writing() as connection:
            if not connection.execute(delete(EDITORS).where(EDITORS.c.email == email)).rowcount:
                raise AccountError.unknown(email)

    def journal(self) -> Journal:
        """Read what was done, oldest first."""
        with self._reading(JOURNAL) as connection:
            return journal_of(_lines(connection, JOURNAL))

    def record(self, entry: JournalEntry) -> None:
        """Add what was done at the end of the journal."""
        with self._writing() as connection:
            connection.execute(insert(JOURNAL), {"entry": entry_json(entry)})

    def error_reports(self) -> ErrorReports:
        """Read what readers reported, oldest first, with what became of it."""
        with self._reading(ERROR_REPORTS) as connection:
            return error_reports_of(_lines(connection, ERROR_REPORTS))

    def report_error(self, report: ErrorReport) -> int:
        """Keep a report and return its number, that of its row."""
        added = insert(ERROR_REPORTS).values(entry=error_report_json(report))
        with self._writing() as connection:
            error_reports_of(_lines(connection, ERROR_REPORTS)).require_room()
            return int(connection.execute(added.returning(ERROR_REPORTS.c.number)).scalar_one())

    def settle(self, number: int, settlement: Settlement) -> None:
        """Write that a report was dealt with."""
        row = {"entry": settlement_json(number, settlement)}
        with self._writing() as connection:
            error_reports_of(_lines(connection, ERROR_REPORTS)).require_waiting(number)
            connection.execute(insert(ERROR_REPORTS), row)

    def count(self, key: str, *, seconds: float, now: float, amount: int = 1) -> int:
        """Add to a counter and return what it has come to."""
        is_over = (COUNTERS.c.ends <= now) | (COUNTERS.c.ends > now + seconds)
        row = {"key": key, "count": amount, "ends": now + seconds}
        added = postgresql.insert(COUNTERS).values(row)
        counted = added.on_conflict_do_update(
            index_elements=[COUNTERS.c.key], set_={"count": COUNTERS.c.count + amount}
        ).returning(COUNTERS.c.count)
        with self._writing() as connection:
            connection.execute(delete(COUNTERS).where(is_over))
            return int(connection.execute(counted).scalar_one())

    def counted(self, key: str, *, now: float) -> tuple[int, float]:
        """Return what a counter has come to and the moment it ends."""
        wanted = select(COUNTERS.c.count, COUNTERS.c.ends).where(
            COUNTERS.c.key == key, COUNTERS.c.ends > now
        )
        with self._reading(COUNTERS) as connection:
            row = None if connection is None else connection.execute(wanted).one_or_none()
        return (0, now) if row is None else (int(row[0]), float(row[1]))

    @contextmanager
    def _reading(self, table: Table) -> Iterator[Connection | None]:
        """Connect to read ``table``; ``None`` before the first write made it."""
        with worded(self._url), self._engine.begin() as connection:
            known = inspect(connection).has_table(table.name, schema=SCHEMA)
            yield connection if known else None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with worded(self._url), self._engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
            known = inspect(connection).get_table_names(schema=SCHEMA)
            if {table.name for table in METADATA.tables.values()} - set(known):
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
                METADATA.create_all(connection)
            yield connection


def _lines(connection: Connection | None, table: Table) -> NumberedLines:
    """Read the lines of a table that only grows, with their numbers; none before it is made."""
    if connection is None:
        return ()
    rows = connection.execute(select(table).order_by(table.c.number)).all()
    return tuple((row.number, row.entry) for row in rows)
