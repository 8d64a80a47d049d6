"""Attaching the rows of an imported table to the communes and départements of the map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.data.linkage.clues import read_clues
from dashboard.data.linkage.departements import CODES
from dashboard.data.linkage.gazetteer import Gazetteer
from dashboard.data.linkage.remarks import write_remarks
from dashboard.data.linkage.rules import RULES, judge
from dashboard.domain.importing import Remark


@dataclass(frozen=True, eq=False)
class Linkage:
    """Where each row of a common table is.

    Attributes:
        places: parallel with the rows, index from 0: ``commune_code`` (a living commune of the map,
            or empty), ``departement_code`` (``01``, or empty), ``linked_by`` (a ``LinkedBy``, or
            empty), ``inside`` (False only where something valid locates the row outside the map),
            ``longitude`` and ``latitude`` (float64, NaN where unknown or dropped).
        remarks: in the order of the lines; columns are named as in the common table, joined by
            `` / `` where there are two.
    """

    places: pd.DataFrame
    remarks: tuple[Remark, ...]


def link_rows(rows: pd.DataFrame, gazetteer: Gazetteer) -> Linkage:
    """Attach each row of the common table to a commune, or at least to a département.

    In this order: INSEE code (living, former, arrondissement); polygon that holds the point; postal
    code and name; postal code that serves one commune; département. A row inside that none
    attaches has a remark saying why, unless it has ``served_codes``.

    Args:
        rows: the common table, ``importers.format.COLUMNS``, index from 0.
        gazetteer: the communes of the map.
    """
    clues = read_clues(rows, gazetteer)
    verdict = judge(clues, gazetteer)
    communes = np.append(gazetteer.codes, "")
    departements = np.array([*CODES, ""], dtype=object)
    rules = np.array([*(rule.value for rule in RULES), ""], dtype=object)
    places = pd.DataFrame(
        {
            "commune_code": pd.Series(communes[verdict.commune], dtype="str"),
            "departement_code": pd.Series(departements[verdict.departement], dtype="str"),
            "linked_by": pd.Series(rules[verdict.rule], dtype="str"),
            "inside": ~verdict.outside,
            "longitude": np.where(verdict.wrong_point, np.nan, clues.longitude),
            "latitude": np.where(verdict.wrong_point, np.nan, clues.latitude),
        }
    )
    return Linkage(places=places, remarks=write_remarks(rows, clues, verdict, gazetteer))
