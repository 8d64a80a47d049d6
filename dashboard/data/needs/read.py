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
    table, recognised = _recognised(name, read_tables(name, content))
    additive = any(column.indicator.counts_names for column in recognised.columns)
    placed = place_rows(
        table.cells[recognised.code], table.lines, recognised.code, geography, additive=additive
    )
    on_map = placed.code != ""
    values = {
        column.indicator.code: read_values(table.cells.loc[on_map, column.header], column.indicator)
        for column in recognised.columns
    }
    unread = _unreadable(table, recognised, values)
    lost = _lost(values)
    outcome = placed.outcome.mask(lost.reindex(placed.outcome.index, fill_value=False), "rejected")
    on_territory = outcome == Outcome.KEPT
    repeated = on_territory & _repeated(table, recognised, placed, on_territory)
    outcome = outcome.mask(repeated, str(Outcome.DUPLICATE))
    rows = on_territory & ~repeated
    needs = long_table(table, recognised, placed, values, rows)
    zeros = 0
    if additive:
        needs, zeros = with_zeros(needs, placed.code, geography.communes)
    remarks = [*table.unreadable, *placed.remarks, *unread]
    remarks += _remarked(table, recognised.code, repeated.to_numpy(), _REPEATED)
    remarks += _remarked(table, recognised.code, placed.partial & rows.to_numpy(), _PARTIAL)
    report = needs_report(
        name, table, recognised, outcome, placed,
        needs=needs, zeros=zeros, remarks=remarks, geography=geography,
    )  # fmt: skip
    return NeedsRead(needs, report, recognised.families, hashlib.sha256(content).hexdigest())


def _recognised(name: str, tables: tuple[TextTable, ...]) -> tuple[TextTable, RecognisedNeeds]:
    for table in tables:
        if recognised := recognise_needs(table):
            return table, recognised
    headers = [f"« {header} »" for table in tables for header in table.cells.columns]
    listed = ", ".join(headers[:_MOST_HEADERS]) + (" …" if len(headers) > _MOST_HEADERS else "")
    known = ", ".join(family.label for family in FAMILIES)
    message = (
        f"{name} : aucune table d’indicateurs connue. Il faut une colonne de codes INSEE ou SIREN "
        f"(CODGEO, Code, insee_com …) et celle d’un indicateur ({known}) ; "
        f"colonnes trouvées : {listed or 'aucune'}."
    )
    raise ImportFileError(message)


def _unreadable(
    table: TextTable, recognised: RecognisedNeeds, values: dict[str, NeedValues]
) -> list[Remark]:
    """Remark the unreadable cells; those of rows without any readable one are fatal."""
    lost = _lost(values)
    remarks = []
    for column in recognised.columns:
        column_values = values[column.indicator.code]
        cells = table.cells[column.header]
        near: dict[str, str] = {}
        for row in column_values.unreadable.index[column_values.unreadable]:
            cell = str(cells[row])
            if column.indicator.categories and cell not in near:
                near[cell] = nearest_label(cell, column.indicator.categories)
            remarks.append(
                Remark(
                    int(table.lines[row]),
                    column.header,
                    cell,
                    column_values.reason,
                    near.get(cell, ""),
                    fatal=bool(lost[row]),
                )
            )
    return remarks


def _lost(values: dict[str, NeedValues]) -> pd.Series[bool]:
    """Mark the rows that have an unreadable cell and no value, secret or not."""
    several = list(values.values())
    unreadable = pd.concat(
        [values_of_column.unreadable for values_of_column in several], axis=1
    ).any(axis=1)
    stated = pd.concat(
        [values_of_column.state != NeedState.MISSING for values_of_column in several], axis=1
    ).any(axis=1)
    return unreadable & ~stated


def _repeated(
    table: TextTable, recognised: RecognisedNeeds, placed: Placed, on_territory: pd.Series[bool]
) -> pd.Series[bool]:
    """Mark the later rows of a territory; of a list of districts, those that list the same."""
    keys = placed.code
    for column in recognised.columns:
        if column.indicator.counts_names:
            keys = keys.str.cat(table.cells[column.header], sep="\n")
    return keys[on_territory].duplicated().reindex(keys.index, fill_value=False)


def _remarked(table: TextTable, header: str, rows: NDArray[np.bool_], reason: str) -> list[Remark]:
    cells = table.cells[header]
    return [
        Remark(int(table.lines[row]), header, str(cells.iloc[row]), reason)
        for row in np.flatnonzero(rows)
    ]
