"""What becomes of every row of a table, and the report of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.data.duplicates.within import within_source
from dashboard.data.importers.recognise import RecognisedFormat
from dashboard.data.imports.report import ImportReport
from dashboard.data.linkage.link import Linkage
from dashboard.domain.importing import LinkedBy, Outcome, Remark


def row_outcomes(rows: pd.DataFrame, linkage: Linkage, remarks: Sequence[Remark]) -> pd.Series[str]:
    """Decide what becomes of every row: rejected, then duplicate, then outside, else kept."""
    fatal = {remark.line for remark in remarks if remark.fatal}
    rejected = rows["line"].isin(fatal).to_numpy()
    repeated = np.zeros(len(rows), dtype=np.bool_)
    repeated[~rejected] = within_source(rows[~rejected].reset_index(drop=True))
    inside = linkage.places["inside"].to_numpy(np.bool_)
    outcome = np.select(
        [rejected, repeated, ~inside],
        [Outcome.REJECTED.value, Outcome.DUPLICATE.value, Outcome.OUTSIDE.value],
        default=Outcome.KEPT.value,
    )
    return pd.Series(outcome, index=rows.index, dtype="str")


def table_report(  # noqa: PLR0913 - one argument per part of the report
    name: str,
    recognised: RecognisedFormat,
    edition: str,
    records: pd.DataFrame,
    *,
    outcomes: pd.Series[str],
    remarks: Sequence[Remark],
) -> ImportReport:
    """Count the rows of a table by what became of them.

    Args:
        name: the file's name.
        recognised: the table and its format.
        edition: an ISO date.
        records: the rows as records, with the file's ``line``.
        outcomes: parallel with ``records``, an ``Outcome`` each.
        remarks: those of the table, in any order.
    """
    numbers = outcomes.value_counts()
    linked = records.loc[outcomes == Outcome.KEPT, "linked_by"].value_counts()
    unreadable = len({remark.line for remark in recognised.table.unreadable})
    words = {str(word): word for word in Outcome}
    by_line = dict(
        zip(records["line"].tolist(), map(words.__getitem__, outcomes.tolist()), strict=True)
    )
    repeated = records.loc[outcomes == Outcome.DUPLICATE, ["line", "id"]]
    sorted_remarks = sorted([*remarks, *_repeats(repeated)], key=lambda remark: remark.line)
    return ImportReport(
        file_name=name,
        sheet=recognised.table.sheet,
        format=recognised.format.code,
        edition=edition,
        read=len(records) + unreadable,
        kept=int(numbers.get(Outcome.KEPT, 0)),
        outside=int(numbers.get(Outcome.OUTSIDE, 0)),
        duplicates=int(numbers.get(Outcome.DUPLICATE, 0)),
        rejected=int(numbers.get(Outcome.REJECTED, 0)) + unreadable,
        unattached=int(linked.get("", 0)),
        linked_by={str(word): int(linked.get(word, 0)) for word in LinkedBy},
        remarks=tuple(sorted_remarks),
        outcomes={
            remark.line: by_line.get(remark.line, Outcome.REJECTED) for remark in sorted_remarks
        },
        notes=recognised.table.notes,
        unused=recognised.unused,
        outside_lines=np.sort(records.loc[outcomes == Outcome.OUTSIDE, "line"].to_numpy(np.int64)),
    )


def worth_telling(remarks: Sequence[Remark], outside: pd.Series[int]) -> list[Remark]:
    """Leave out what would mend the cells of rows that are outside the map anyway.

    Why a row is outside is no such remark: who mends a wrong code there may bring it inside.
    """
    lines = set(outside.tolist())
    return [remark for remark in remarks if remark.fatal or remark.line not in lines]


def _repeats(repeated: pd.DataFrame) -> list[Remark]:
    pairs = zip(repeated["line"].tolist(), repeated["id"].tolist(), strict=True)
    return [
        Remark(line, "", str(identifier), "Même source et même identifiant qu’une autre ligne.")
        for line, identifier in pairs
    ]
