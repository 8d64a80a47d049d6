"""What the reader is told of the places of an imported file, in French."""

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
class _Told:
    """A reason to give for some rows; ``reason`` takes the row."""

    rows: Flags
    column: str
    reason: Callable[[int], str]


def write_remarks(
    rows: pd.DataFrame, clues: Clues, verdict: Verdict, gazetteer: Gazetteer
) -> tuple[Remark, ...]:
    """Word what matters of the linkage of ``rows``, in the order of their lines.

    Rows outside the map are only mentioned where a clue puts them inside. Columns are named as in
    the common table, both of them for a point (``POINT``).
    """
    case = _Case(clues, verdict, gazetteer)
    told = [*_about_codes(case), *_about_points(case), *_about_postals(case)]
    silent = (verdict.rule < 0) & ~verdict.outside & rows["served_codes"].eq("").to_numpy()
    for one in told:
        silent &= ~one.rows
    told += _about_nothing(rows, clues, silent)
    found = [
        (row, one.column, one.reason(row))
        for one in told
        for row in np.flatnonzero(one.rows).tolist()
    ]
    lines, values = rows["line"].to_numpy(), _values(rows, {one.column for one in told})
    remarks = [
        Remark(int(lines[row]), column, values[column](row), reason)
        for row, column, reason in found
    ]
    return tuple(sorted(remarks, key=lambda remark: remark.line))


@dataclass(frozen=True, eq=False)
class _Case:
    """The clues and the verdict, with what several reasons look at."""

    clues: Clues
    verdict: Verdict
    gazetteer: Gazetteer

    def by(self, rule: LinkedBy) -> Flags:
        """Tell the rows a rule attached."""
        return np.equal(self.verdict.rule, RULES.index(rule))

    def column_inside(self) -> Flags:
        """Tell the rows whose département column names one of the map."""
        return (self.clues.departement >= 0) & self.gazetteer.inside[self.clues.departement]

    def ending(self, row: int) -> str:
        """Say where a row ends."""
        rule, commune = int(self.verdict.rule[row]), int(self.verdict.commune[row])
        if rule < 0:
            return wording.OUTSIDE if self.verdict.outside[row] else wording.UNATTACHED
        if commune < 0:
            return wording.alone(int(self.verdict.departement[row]))
        return wording.attached(self.commune(commune), RULES[rule])

    def commune(self, number: int) -> str:
        """Name a commune with its code."""
        return f"{self.gazetteer.names[number]} ({self.gazetteer.codes[number]})"


def _about_codes(case: _Case) -> list[_Told]:
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
        _Told(
            (clues.insee == Insee.UNKNOWN),
            "insee_code",
            lambda row: wording.code_unknown(case.ending(row)),
        ),
        _Told(
            (clues.insee == Insee.MALFORMED) & inside,
            "insee_code",
            lambda row: wording.code_malformed(case.ending(row)),
        ),
        _Told(verdict.wrong_code & (inside | known), "insee_code", contradicted),
        _Told(
            followed,
            "insee_code",
            lambda row: wording.code_elsewhere(int(clues.insee_departement[row])),
        ),
    ]


def _about_points(case: _Case) -> list[_Told]:
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
        _Told(dropped & placed, POINT, too_far),
        _Told(dropped & ~placed, POINT, lambda row: wording.point_outside(case.ending(row))),
        _Told(other_name, POINT, name_too_far),
        _Told(
            other_code,
            "postal_code",
            lambda row: wording.postal_elsewhere(case.commune(int(verdict.commune[row]))),
        ),
    ]


def _about_postals(case: _Case) -> list[_Told]:
    clues, verdict = case.clues, case.verdict
    left = ~case.by(LinkedBy.INSEE) & ~case.by(LinkedBy.POINT) & ~verdict.wrong_code
    left &= clues.insee != Insee.ELSEWHERE
    placing = clues.postal_inside | clues.postal_outside
    told = ~verdict.outside | case.column_inside()
    disagree = (clues.departement >= 0) & placing & ~clues.postal_serves(clues.departement)
    return [
        _Told(
            left & ~verdict.outside & (clues.name_commune == SEVERAL),
            "city",
            lambda row: wording.name_of_several(case.ending(row)),
        ),
        _Told(
            (case.by(LinkedBy.POSTAL) | case.by(LinkedBy.DEPARTEMENT))
            & clues.named
            & clues.postal_inside
            & (clues.name_commune == _NO_COMMUNE),
            "city",
            lambda row: wording.name_of_none(case.ending(row)),
        ),
        _Told(
            left & told & disagree,
            "departement",
            lambda row: wording.departement_contradicted(case.ending(row)),
        ),
    ]


def _about_nothing(rows: pd.DataFrame, clues: Clues, silent: Flags) -> list[_Told]:
    """Give the reason of each row that nothing attaches: the best clue it had, or none at all."""
    said = (
        ("postal_code", clues.postal_inside, wording.POSTAL_SHARED),
        ("departement", _given(rows["departement"]), wording.DEPARTEMENT_UNKNOWN),
        ("postal_code", _given(rows["postal_code"]), wording.POSTAL_UNKNOWN),
        ("city", _given(rows["city"]), wording.NAME_ALONE),
        ("", np.ones(len(rows), dtype=bool), wording.NO_CLUE),
    )
    told: list[_Told] = []
    left = silent
    for column, flags, reason in said:
        told.append(_Told(left & flags, column, partial(_always, reason)))
        left = left & ~flags
    return told


def _always(reason: str, _row: int) -> str:
    return reason


def _given(cells: pd.Series[str]) -> NDArray[np.bool_]:
    return cells.ne("").to_numpy()


def _values(rows: pd.DataFrame, columns: set[str]) -> dict[str, Callable[[int], str]]:
    """Give access to the cells remarks are about."""
    cells: dict[str, Callable[[int], str]] = {
        column: rows[column].to_numpy(dtype=object).__getitem__
        for column in columns
        if column in rows.columns
    }
    longitude, latitude = rows["longitude"].to_numpy(), rows["latitude"].to_numpy()
    cells[POINT] = lambda row: f"{float(longitude[row])} / {float(latitude[row])}"
    cells[""] = lambda _row: ""
    return cells
