"""Columns every format has: identity, dates and contacts, read with their remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.data.importers.cells.contacts import (
    organisation_emails,
    other_phones,
    phones,
    websites,
)
from dashboard.data.importers.cells.dates import iso_dates
from dashboard.data.importers.cells.texts import column, unread
from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Remark

_DATE = (
    "Ce n’est pas une date possible (attendu : 2021-03-15 ou 15/03/2021) ; elle est laissée vide."
)
_PHONE = "Ce n’est pas un numéro de téléphone français à dix chiffres ; il est laissé vide."
_MORE_PHONES = "La cellule a plusieurs numéros ; le premier est repris, pas ceux-ci."
_SITE = "Ce n’est pas une adresse de site (attendu : https://exemple.fr) ; elle est laissée vide."
_EMAIL = (
    "Ce n’est pas une adresse électronique (attendu : contact@exemple.fr) ; elle est laissée vide."
)
_ABSENT = "Cette cellule ne peut pas être vide : sans elle, la fiche n’est pas identifiable."


def in_line_order(*several: Iterable[Remark]) -> tuple[Remark, ...]:
    """Put remarks in the order of the lines; those of one line keep theirs."""
    return tuple(
        sorted((remark for some in several for remark in some), key=lambda remark: remark.line)
    )


def dates(
    table: TextTable, found: Mapping[str, str], wanted: str
) -> tuple[pd.Series[str], tuple[Remark, ...]]:
    """Read a wanted column of dates as ``iso_dates`` does, and remark the impossible ones."""
    values = iso_dates(column(table, found, wanted))
    return values, unread(table, found, wanted, values, _DATE)


def contacts(
    table: TextTable, found: Mapping[str, str]
) -> tuple[dict[str, pd.Series[str]], tuple[Remark, ...]]:
    """Read ``phone``, ``email`` and ``website``, and remark what is none.

    An address that is a person's is left out without a remark, which would repeat it.
    """
    read = {
        "phone": phones(column(table, found, "phone")),
        "email": organisation_emails(column(table, found, "email")),
        "website": websites(column(table, found, "website")),
    }
    no_address = read["email"].mask(column(table, found, "email").str.contains("@"), "@")
    return read, in_line_order(
        unread(table, found, "phone", read["phone"], _PHONE),
        _more_phones(table, found),
        unread(table, found, "email", no_address, _EMAIL),
        unread(table, found, "website", read["website"], _SITE),
    )


def _more_phones(table: TextTable, found: Mapping[str, str]) -> tuple[Remark, ...]:
    """Remark the numbers after the first one, which alone is kept."""
    others = other_phones(column(table, found, "phone"))
    others = others[others.ne("")]
    lines = table.lines[others.index.to_numpy()]
    return tuple(
        Remark(int(line), found["phone"], numbers, _MORE_PHONES)
        for line, numbers in zip(lines, others, strict=True)
    )


def absent(table: TextTable, found: Mapping[str, str], *wanted: str) -> tuple[Remark, ...]:
    """Reject the rows where one of the wanted columns is empty."""
    return in_line_order(
        Remark(int(line), found[name], "", _ABSENT, fatal=True)
        for name in wanted
        for line in table.lines[column(table, found, name).eq("").to_numpy()]
    )


def without_rows(table: TextTable, dropped: pd.Series[bool]) -> TextTable:
    """Leave rows out, as if the file had not got them."""
    if not dropped.any():
        return table
    kept = ~dropped
    return TextTable(
        cells=table.cells[kept].reset_index(drop=True),
        lines=table.lines[kept.to_numpy()],
        container=table.container,
        encoding=table.encoding,
        separator=table.separator,
        sheet=table.sheet,
        unreadable=table.unreadable,
    )
