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
    """Sort remarks by line; those of one line keep their order."""
    return tuple(
        sorted((remark for some in several for remark in some), key=lambda remark: remark.line)
    )


def dates(
    table: TextTable, headers: Mapping[str, str], wanted: str
) -> tuple[pd.Series[str], tuple[Remark, ...]]:
    """Read a wanted column of dates as ``iso_dates`` does, and remark the impossible ones."""
    values = iso_dates(column(table, headers, wanted))
    return values, unread(table, headers, wanted, values, _DATE)


def contacts(
    table: TextTable, headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series[str]], tuple[Remark, ...]]:
    """Read ``phone``, ``email`` and ``website``, and remark what is none.

    An address that is a person's is left out without a remark, which would repeat it.
    """
    cells = {
        "phone": phones(column(table, headers, "phone")),
        "email": organisation_emails(column(table, headers, "email")),
        "website": websites(column(table, headers, "website")),
    }
    no_address = cells["email"].mask(column(table, headers, "email").str.contains("@"), "@")
    return cells, in_line_order(
        unread(table, headers, "phone", cells["phone"], _PHONE),
        _more_phones(table, headers),
        unread(table, headers, "email", no_address, _EMAIL),
        unread(table, headers, "website", cells["website"], _SITE),
    )


def _more_phones(table: TextTable, headers: Mapping[str, str]) -> tuple[Remark, ...]:
    """Remark the numbers after the first one, which alone is kept."""
    others = other_phones(column(table, headers, "phone"))
    others = others[others.ne("")]
    lines = table.lines[others.index.to_numpy()]
    return tuple(
        Remark(int(line), headers["phone"], numbers, _MORE_PHONES)
        for line, numbers in zip(lines, others, strict=True)
    )


def absent(table: TextTable, headers: Mapping[str, str], *wanted: str) -> tuple[Remark, ...]:
    """Reject the rows where one of the wanted columns is empty."""
    return in_line_order(
        Remark(int(line), headers[name], "", _ABSENT, fatal=True)
        for name in wanted
        for line in table.lines[column(table, headers, name).eq("").to_numpy()]
    )


def without_rows(table: TextTable, dropped: pd.Series[bool]) -> TextTable:
    """Leave rows out, as if the file had not got them."""
    if not dropped.any():
        return table
    remaining = ~dropped
    return TextTable(
        cells=table.cells[remaining].reset_index(drop=True),
        lines=table.lines[remaining.to_numpy()],
        container=table.container,
        encoding=table.encoding,
        separator=table.separator,
        sheet=table.sheet,
        unreadable=table.unreadable,
    )
