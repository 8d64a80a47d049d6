"""Counting what became of the rows of a table of needs, and of its values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pandas as pd

from dashboard.data.geography import Geography
from dashboard.data.needs.columns import RecognisedNeeds
from dashboard.data.needs.places import FORMER, Placed
from dashboard.data.needs.report import IndicatorCounts, NeedsReport
from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Outcome, Remark
from dashboard.domain.needs import NeedState
from dashboard.domain.sources import read_file_name
from dashboard.domain.territory import Level


def needs_report(  # noqa: PLR0913 - every part of what was read is counted
    name: str,
    table: TextTable,
    recognised: RecognisedNeeds,
    outcome: pd.Series[str],
    placed: Placed,
    *,
    needs: pd.DataFrame,
    zeros: int,
    remarks: Iterable[Remark],
    geography: Geography,
) -> NeedsReport:
    """Count what became of the rows of ``table``, per ``outcome``, and of the values of ``needs``."""
    count = outcome.value_counts()
    levels = sorted(set(needs["level"]), key=[*map(str, Level)].index)
    ordered = tuple(sorted(remarks, key=lambda remark: remark.line))
    rows_kept = (outcome == Outcome.KEPT).to_numpy()
    wholes = {Level.COMMUNE: geography.communes, Level.EPCI: geography.epci}
    known = sum(len(wholes[Level(level)]) for level in levels)
    return NeedsReport(
        file_name=name,
        format="-".join([*(family.code for family in recognised.families), *levels]),
        edition=_edition(name, recognised),
        read=len(outcome) + len(table.unreadable),
        kept=int(count.get(Outcome.KEPT, 0)),
        outside=int(count.get(Outcome.OUTSIDE, 0)),
        former=int(count.get(FORMER, 0)),
        duplicates=int(count.get(Outcome.DUPLICATE, 0)),
        rejected=int(count.get(Outcome.REJECTED, 0)) + len(table.unreadable),
        recoded=int((placed.recoded & rows_kept).sum()),
        partial=int((placed.partial & rows_kept).sum()),
        unlisted=known - int(needs["code"].nunique()),
        zeros=zeros,
        indicators=_counts(recognised, needs),
        ignored=recognised.ignored,
        remarks=ordered,
        outcomes=_outcomes(table, outcome, ordered),
        outside_lines=table.lines[(outcome == Outcome.OUTSIDE).to_numpy()],
    )


def _counts(recognised: RecognisedNeeds, needs: pd.DataFrame) -> tuple[IndicatorCounts, ...]:
    states = needs.groupby("indicator")["state"].value_counts()
    return tuple(
        IndicatorCounts(
            column.indicator.code,
            column.indicator.label,
            column.header,
            *(int(states.get((column.indicator.code, str(state)), 0)) for state in NeedState),
        )
        for column in recognised.columns
    )


def _outcomes(
    table: TextTable, outcome: pd.Series[str], remarks: tuple[Remark, ...]
) -> dict[int, str]:
    """Return the outcome of every line that has a remark."""
    remarked = np.isin(table.lines, [remark.line for remark in remarks])
    by_line = dict(zip(table.lines[remarked].tolist(), outcome[remarked].tolist(), strict=True))
    return by_line | {remark.line: str(Outcome.REJECTED) for remark in table.unreadable}


def _edition(name: str, recognised: RecognisedNeeds) -> str:
    """Return the year of the headers, else the date in the file's name, else nothing."""
    if recognised.year:
        return f"{recognised.year}-01-01"
    return read_file_name(name, today=dt.date.max).edition
