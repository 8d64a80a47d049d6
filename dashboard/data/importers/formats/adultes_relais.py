"""Adultes-relais: the mediators' posts the State funds in the priority neighbourhoods, yearly.

Only the département is known. ``id_poste`` is ten characters that name the post (département that
signed, year, R, number) and two that count the renewals of its agreement: between the files of 2020
and 2021, 4,014 posts have the same ten (all of them at the same organisation and département) but
only 3,431 the same twelve. A record is the post, hence the first ten; a second row of one year
(another establishment, a renewal during the year) is a duplicate.

``montant`` is the State's grant for the post, the same for all posts of a year; it goes to the
summary.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.data.importers.cells.api import (
    absent,
    column,
    common_rows,
    dates,
    first_filled,
    in_line_order,
    joined,
    mapped,
    numbers,
    plain_text,
)
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.tabular.table import TextTable
from dashboard.domain.vocabulary import Status

CODE = "adultes-relais"
_WHOLE = r"^(?:[0-9]{3}|[0-9]{2}[A-Z]|0?2[AB])[0-9]{2}[A-Z][0-9]{6}$"
_RENEWAL = 2

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id_poste",),
    "holder": ("code_tiers",),
    "operator": ("raison_sociale",),
    "year": ("annee",),
    "amount": ("montant",),
    "contract": ("code_cv",),
    "departement": ("insee_dep",),
    "region": ("insee_reg",),
}


def read(table: TextTable, headers: Mapping[str, str]) -> CommonTable:
    """Read one year; see ``Reader``. A post without département is in that of its identifier."""
    cells = partial(column, table, headers)
    operator = plain_text(cells("operator"))
    years, undated = dates(table, headers, "year")
    whole = cells("id").str.contains(_WHOLE, regex=True)
    rows = common_rows(
        table,
        source=CODE,
        id=cells("id").mask(whole, cells("id").str[:-_RENEWAL]),
        name=joined(_constant("Poste d’adulte-relais", table), operator, separator=" – "),
        summary=_funded(years, cells("amount")),
        operator=operator,
        departement=first_filled(cells("departement"), cells("id").where(whole, "").str[:3]),
        status=Status.ACTIVE.value,
        updated_on=years,
    )
    return CommonTable(rows, in_line_order(absent(table, headers, "id"), undated))


def _constant(text: str, table: TextTable) -> pd.Series[str]:
    return pd.Series(text, index=table.cells.index, dtype="str")


def _funded(years: pd.Series[str], amounts: pd.Series[str]) -> pd.Series[str]:
    """Write in French the year and the grant of a post."""
    whole = numbers(amounts).round().astype("Int64").astype("str").fillna("")
    euros = mapped(whole, _euros)
    sentences = (
        "Poste financé par l’État en " + years + (" : " + euros).where(euros.ne(""), "") + "."
    )
    return sentences.where(years.ne(""), "")


def _euros(amount: str) -> str:
    return f"{int(amount):,} €".replace(",", "\u202f").replace(" €", "\u00a0€") if amount else ""


FORMAT = Format(
    code=CODE,
    source=CODE,
    label="Postes d’adultes-relais (politique de la ville)",
    publisher="Agence nationale de la cohésion des territoires (ANCT)",
    licence="Licence Ouverte 2.0",
    synonyms=SYNONYMS,
    required=("id", "operator", "departement"),
    telling=("id", "holder", "amount", "contract", "region"),
    read=read,
    themes=("lien-social",),
    publics=("residents-qpv-frr",),
)
