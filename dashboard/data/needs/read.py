"""From the bytes of an INSEE or ANCT table to need indicators of the map's territories."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.geography import Geography
from dashboard.data.needs.columns import FAMILIES, Family, RecognisedNeeds, recognise_needs
from dashboard.data.needs.counting import needs_report
from dashboard.data.needs.layout import long_table
from dashboard.data.needs.places import Placed, place_rows
from dashboard.data.needs.report import NeedsReport
from dashboard.data.needs.values import NeedValues, nearest_label, read_values
from dashboard.data.needs.zeros import with_zeros
from dashboard.data.tabular.read import read_tables
from dashboard.data.tabular.table import TextTable
from dashboard.domain.errors import ImportFileError
from dashboard.domain.importing import Outcome, Remark
from dashboard.domain.needs import NeedState

_PARTIAL = (
    "Le fichier donne à part d’anciennes communes de celle-ci : ses valeurs peuvent dater d’avant "
    "la fusion."
)
_REPEATED = "Ce territoire a déjà une ligne dans le fichier : la première est conservée."
_MOST_HEADERS = 12


@dataclass(frozen=True, eq=False)
class NeedsRead:
    """A table of needs as read: ``NEED_COLUMNS``, its report, and the digest of the file."""

    table: pd.DataFrame
    report: NeedsReport
    families: tuple[Family, ...]
    digest: str


def read_needs(name: str, content: bytes, geography: Geography) -> NeedsRead:
    """Read a published table of need indicators.

    Columns are found by their headers, whatever their order, the year they end with and the
    separator. A value under statistical secret is no value, and never zero. A row one of whose
    cells is unreadable keeps the others; it is rejected when it has no readable one.

    Args:
        name: the file's name, for errors.
        content: its bytes.
        geography: the territories of the map.

    Raises:
        ImportFileError: the file cannot be read, or no table of it has a column of codes and one
            of a known indicator.
    """
    table, found = _recognised(name, read_tables(name, content))
    additive = any(one.indicator.counts_names for one in found.columns)
    placed = place_rows(
        table.cells[found.code], table.lines, found.code, geography, additive=additive
    )
    on_map = placed.code != ""
    values = {
        one.indicator.code: read_values(table.cells.loc[on_map, one.header], one.indicator)
        for one in found.columns
    }
    unread = _unreadable(table, found, values)
    lost = _lost(values)
    outcome = placed.outcome.mask(lost.reindex(placed.outcome.index, fill_value=False), "rejected")
    kept = outcome == Outcome.KEPT
    repeated = kept & _repeated(table, found, placed, kept)
    outcome = outcome.mask(repeated, str(Outcome.DUPLICATE))
    rows = kept & ~repeated
    needs = long_table(table, found, placed, values, rows)
    zeros = 0
    if additive:
        needs, zeros = with_zeros(needs, placed.code, geography.communes)
    remarks = [*table.unreadable, *placed.remarks, *unread]
    remarks += _told(table, found.code, repeated.to_numpy(), _REPEATED)
    remarks += _told(table, found.code, placed.partial & rows.to_numpy(), _PARTIAL)
    report = needs_report(
        name, table, found, outcome, placed,
        needs=needs, zeros=zeros, remarks=remarks, geography=geography,
    )  # fmt: skip
    return NeedsRead(needs, report, found.families, hashlib.sha256(content).hexdigest())


def _recognised(name: str, tables: tuple[TextTable, ...]) -> tuple[TextTable, RecognisedNeeds]:
    for table in tables:
        if found := recognise_needs(table):
            return table, found
    headers = [f"« {header} »" for table in tables for header in table.cells.columns]
    shown = ", ".join(headers[:_MOST_HEADERS]) + (" …" if len(headers) > _MOST_HEADERS else "")
    known = ", ".join(family.label for family in FAMILIES)
    message = (
        f"{name} : aucune table d’indicateurs connue. Il faut une colonne de codes INSEE ou SIREN "
        f"(CODGEO, Code, insee_com …) et celle d’un indicateur ({known}) ; "
        f"colonnes trouvées : {shown or 'aucune'}."
    )
    raise ImportFileError(message)


def _unreadable(
    table: TextTable, found: RecognisedNeeds, values: dict[str, NeedValues]
) -> list[Remark]:
    """Remark the unreadable cells; those of rows without any readable one are fatal."""
    lost = _lost(values)
    remarks = []
    for column in found.columns:
        read = values[column.indicator.code]
        cells = table.cells[column.header]
        near: dict[str, str] = {}
        for row in read.unreadable.index[read.unreadable]:
            cell = str(cells[row])
            if column.indicator.categories and cell not in near:
                near[cell] = nearest_label(cell, column.indicator.categories)
            remarks.append(
                Remark(
                    int(table.lines[row]),
                    column.header,
                    cell,
                    read.reason,
                    near.get(cell, ""),
                    fatal=bool(lost[row]),
                )
            )
    return remarks


def _lost(values: dict[str, NeedValues]) -> pd.Series[bool]:
    """Tell the rows that have an unreadable cell and no value, secret or not."""
    several = list(values.values())
    unreadable = pd.concat([one.unreadable for one in several], axis=1).any(axis=1)
    told = pd.concat([one.state != NeedState.MISSING for one in several], axis=1).any(axis=1)
    return unreadable & ~told


def _repeated(
    table: TextTable, found: RecognisedNeeds, placed: Placed, kept: pd.Series[bool]
) -> pd.Series[bool]:
    """Tell the later rows of a territory; of a list of districts, those that list the same."""
    keys = placed.code
    for column in found.columns:
        if column.indicator.counts_names:
            keys = keys.str.cat(table.cells[column.header], sep="\n")
    return keys[kept].duplicated().reindex(keys.index, fill_value=False)


def _told(table: TextTable, header: str, rows: NDArray[np.bool_], reason: str) -> list[Remark]:
    cells = table.cells[header]
    return [
        Remark(int(table.lines[row]), header, str(cells.iloc[row]), reason)
        for row in np.flatnonzero(rows)
    ]
