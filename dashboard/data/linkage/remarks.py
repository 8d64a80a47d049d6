"""The remarks on the places of an imported file, in French."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.linkage import wording
from dashboard.data.linkage.clues import Clues, Insee
from dashboard.data.linkage.gazetteer import SEVERAL, Gazetteer
from dashboard.data.linkage.rules import FARTHEST_M, RULES, Verdict
from dashboard.data.linkage.shapes import Flags, distances_m
from dashboard.domain.importing import LinkedBy, Remark

POINT = "longitude / latitude"
"""The column of remarks about a point: both columns of the common table."""
_NO_COMMUNE = -1


@dataclass(frozen=True, eq=False)
class _ReasonedRows:
    """A reason to give for some rows; ``reason`` takes the row."""

    rows: Flags
    column: str
    reason: Callable[[int], str]


def write_remarks(
    rows: pd.DataFrame, clues: Clues, verdict: Verdict, gazetteer: Gazetteer
) -> tuple[Remark, ...]:
    """Write the remarks on the linkage of ``rows``, in the order of their lines.

    Rows outside the map are only mentioned where a clue puts them inside. Columns are named as in
    the common table, both of them for a point (``POINT``).
    """
    case = _Case(clues, verdict, gazetteer)
    reasons = [*_about_codes(case), *_about_points(case), *_about_postals(case)]
    silent = (verdict.rule < 0) & ~verdict.outside & rows["served_codes"].eq("").to_numpy()
    for reasoned in reasons:
        silent &= ~reasoned.rows
    reasons += _about_nothing(rows, clues, silent)
    reasons_by_row = [
        (row, reasoned.column, reasoned.reason(row))
        for reasoned in reasons
        for row in np.flatnonzero(reasoned.rows).tolist()
    ]
    lines, values = (
        rows["line"].to_numpy(),
        _values(rows, {reasoned.column for reasoned in reasons}),
    )
    remarks = [
        Remark(int(lines[row]), column, values[column](row), reason)
        for row, column, reason in reasons_by_row
    ]
    return tuple(sorted(remarks, key=lambda remark: remark.line))


@dataclass(frozen=True, eq=False)
class _Case:
    """The clues and the verdict, with what several reasons look at."""

    clues: Clues
    verdict: Verdict
    gazetteer: Gazetteer

    def by(self, rule: LinkedBy) -> Flags:
        """Mark the rows a rule attached."""
        return np.equal(self.verdict.rule, RULES.index(rule))

    def column_inside(self) -> Flags:
        """Mark the rows whose département column names one of the map."""
        return (self.clues.departement >= 0) & self.gazetteer.inside[self.clues.departement]

    def ending(self, row: int) -> str:
        """Write where a row was attached."""
        rule, commune = int(self.verdict.rule[row]), int(self.verdict.commune[row])
        if rule < 0:
            return wording.OUTSIDE if self.verdict.outside[row] else wording.UNATTACHED
        if commune < 0:
            return wording.alone(int(self.verdict.departement[row]))
        return wording.attached(self.commune(commune), RULES[rule])

    def commune(self, number: int) -> str:
        """Write a commune with its code."""
        return f"{self.gazetteer.names[number]} ({self.gazetteer.codes[number]})"


def _about_codes(case: _Case) -> list[_ReasonedRows]:
    clues, verdict = case.clues, case.verdict
    inside = ~verdict.outside
    hinted = (
        (clues.point_commune >= 0) | clues.postal_inside | case.column_inside()
    ) & ~clues.postal_serves(clues.insee_departement)
    followed = (clues.insee == Insee.ELSEWHERE) & ~verdict.wrong_code & hinted
    known = clues.insee == Insee.KNOWN

    def contradicted(row: int) -> str:
        commune, departement = int(clues.insee_commune[row]), int(clues.insee_departement[row])
        place = case.commune(commune) if commune >= 0 else wording.elsewhere(departement)
        by_point = bool(verdict.wrong_by_point[row])
        return wording.code_contradicted(place, by_point=by_point, ending=case.ending(row))

    return [
        _ReasonedRows(
            (clues.insee == Insee.UNKNOWN),
            "insee_code",
            lambda row: wording.code_unknown(case.ending(row)),
        ),
        _ReasonedRows(
            (clues.insee == Insee.MALFORMED) & inside,
            "insee_code",
            lambda row: wording.code_malformed(case.ending(row)),
        ),
        _ReasonedRows(verdict.wrong_code & (inside | known), "insee_code", contradicted),
        _ReasonedRows(
            followed,
            "insee_code",
            lambda row: wording.code_elsewhere(int(clues.insee_departement[row])),
        ),
    ]


def _about_points(case: _Case) -> list[_ReasonedRows]:
    clues, verdict = case.clues, case.verdict
    dropped, placed = verdict.wrong_point & ~verdict.outside, verdict.commune >= 0
    by_point = case.by(LinkedBy.POINT)
    named = np.where(by_point & (clues.name_commune != verdict.commune), clues.name_commune, -1)
    apart = distances_m(case.gazetteer.shapes, named, clues.longitude, clues.latitude)
    other_name = apart > FARTHEST_M
    placing = clues.postal_inside | clues.postal_outside
    other_code = by_point & placing & ~clues.postal_serves(verdict.departement) & ~other_name

    def too_far(row: int) -> str:
        commune = case.commune(int(verdict.commune[row]))
        return wording.point_dropped(
            commune, RULES[int(verdict.rule[row])], float(verdict.apart_m[row])
        )

    def name_too_far(row: int) -> str:
        return wording.name_elsewhere(
            case.commune(int(verdict.commune[row])),
            case.commune(int(named[row])),
            float(apart[row]),
        )

    return [
        _ReasonedRows(dropped & placed, POINT, too_far),
        _ReasonedRows(
            dropped & ~placed, POINT, lambda row: wording.point_outside(case.ending(row))
        ),
        _ReasonedRows(other_name, POINT, name_too_far),
        _ReasonedRows(
            other_code,
            "postal_code",
            lambda row: wording.postal_elsewhere(case.commune(int(verdict.commune[row]))),
        ),
    ]


def _about_postals(case: _Case) -> list[_ReasonedRows]:
    clues, verdict = case.clues, case.verdict
    left = ~case.by(LinkedBy.INSEE) & ~case.by(LinkedBy.POINT) & ~verdict.wrong_code
    left &= clues.insee != Insee.ELSEWHERE
    placing = clues.postal_inside | clues.postal_outside
    in_scope = ~verdict.outside | case.column_inside()
    disagree = (clues.departement >= 0) & placing & ~clues.postal_serves(clues.departement)
    return [
        _ReasonedRows(
            left & ~verdict.outside & (clues.name_commune == SEVERAL),
            "city",
            lambda row: wording.name_of_several(case.ending(row)),
        ),
        _ReasonedRows(
            (case.by(LinkedBy.POSTAL) | case.by(LinkedBy.DEPARTEMENT))
            & clues.named
            & clues.postal_inside
            & (clues.name_commune == _NO_COMMUNE),
            "city",
            lambda row: wording.name_of_none(case.ending(row)),
        ),
        _ReasonedRows(
            left & in_scope & disagree,
            "departement",
            lambda row: wording.departement_contradicted(case.ending(row)),
        ),
    ]


def _about_nothing(rows: pd.DataFrame, clues: Clues, silent: Flags) -> list[_ReasonedRows]:
    """Return the reason of each row that nothing attaches: the best clue it had, or none at all."""
    clues_by_column = (
        ("postal_code", clues.postal_inside, wording.POSTAL_SHARED),
        ("departement", _given(rows["departement"]), wording.DEPARTEMENT_UNKNOWN),
        ("postal_code", _given(rows["postal_code"]), wording.POSTAL_UNKNOWN),
        ("city", _given(rows["city"]), wording.NAME_ALONE),
        ("", np.ones(len(rows), dtype=bool), wording.NO_CLUE),
    )
    reasons: list[_ReasonedRows] = []
    left = silent
    for column, flags, reason in clues_by_column:
        reasons.append(_ReasonedRows(left & flags, column, partial(_always, reason)))
        left = left & ~flags
    return reasons


def _always(reason: str, _row: int) -> str:
    return reason


def _given(cells: pd.Series[str]) -> NDArray[np.bool_]:
    return cells.ne("").to_numpy()


def _values(rows: pd.DataFrame, columns: set[str]) -> dict[str, Callable[[int], str]]:
    """Return how to write the cell of a row, by column of the remarks."""
    cells: dict[str, Callable[[int], str]] = {
        column: rows[column].to_numpy(dtype=object).__getitem__
        for column in columns
        if column in rows.columns
    }
    longitude, latitude = rows["longitude"].to_numpy(), rows["latitude"].to_numpy()
    cells[POINT] = lambda row: f"{float(longitude[row])} / {float(latitude[row])}"
    cells[""] = lambda _row: ""
    return cells
