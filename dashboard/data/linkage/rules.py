"""The linkage rule: INSEE code, point, postal code and name, postal code alone, département.

A point counts before the text of an address, unless postal code and name agree on a commune that is
more than ``FARTHEST_WITHOUT_CODE_M`` away from it: they are two clues against one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.data.linkage.clues import Clues, Insee
from dashboard.data.linkage.gazetteer import Gazetteer
from dashboard.data.linkage.shapes import Flags, Metres, Numbers, distances_m
from dashboard.domain.importing import LinkedBy

FARTHEST_M = 2_000.0
"""Beyond, a point and a commune disagree."""
FARTHEST_WITHOUT_CODE_M = 5_000.0
"""Without INSEE code, beyond, a point gives way to the commune that postal code and name agree on."""

RULES = tuple(LinkedBy)


@dataclass(frozen=True, eq=False)
class Verdict:
    """Where each row ends; arrays of shape ``(n,)``, numbers as in the gazetteer.

    Attributes:
        commune: -1 for none.
        departement: -1 for none.
        rule: rank in ``RULES`` of what attached the row, -1 for none.
        outside: whether something valid locates the row outside the map.
        wrong_code: the INSEE code is contradicted by two other clues and was not followed.
        wrong_by_point: the same, when the point is one of the two.
        wrong_point: the point disagrees with what the row was attached to and was dropped.
        apart_m: from the point to the commune the row is attached to, NaN where not known.
    """

    commune: Numbers
    departement: Numbers
    rule: NDArray[np.int8]
    outside: Flags
    wrong_code: Flags
    wrong_by_point: Flags
    wrong_point: Flags
    apart_m: Metres


def judge(clues: Clues, gazetteer: Gazetteer) -> Verdict:
    """Apply the rules in their order to every row.

    A row is outside when its INSEE code is another département's; else, where no rule attaches it,
    when its postal code is, or the département it names, or when its point is in no commune. Thus a
    point outside the map gives way to a postal code or a département of the map, and is dropped.
    """
    wrong_by_point, wrong_by_column = _wrong_codes(clues, gazetteer)
    wrong_code = wrong_by_point | wrong_by_column
    known = (clues.insee == Insee.KNOWN) & ~wrong_code
    elsewhere = (clues.insee == Insee.ELSEWHERE) & ~wrong_code
    outvoted = _outvoted(clues, gazetteer, ~known & ~elsewhere)
    commune = np.full(len(known), -1, dtype=np.int32)
    rule = np.full(len(known), -1, dtype=np.int8)
    for rank, candidate in enumerate(
        (
            np.where(known, clues.insee_commune, -1),
            np.where(outvoted, -1, clues.point_commune),
            clues.name_commune,
            clues.postal_commune,
        )
    ):
        decided = (rule < 0) & (candidate >= 0) & ~elsewhere
        commune[decided], rule[decided] = candidate[decided], rank
    left = (rule < 0) & ~elsewhere
    beyond_postal = left & _postal_outside(clues, gazetteer)
    departement = _departements(clues, gazetteer)
    alone = left & ~beyond_postal & (departement >= 0)
    rule[alone] = RULES.index(LinkedBy.DEPARTEMENT)
    nothing = left & ~beyond_postal & ~alone
    located = _is_outside(clues.departement, gazetteer) | np.isfinite(clues.longitude)
    apart = distances_m(gazetteer.shapes, commune, clues.longitude, clues.latitude)
    return Verdict(
        commune=commune,
        departement=np.where(
            commune >= 0, gazetteer.departement[commune], np.where(alone, departement, -1)
        ).astype(np.int32),
        rule=rule,
        outside=elsewhere | beyond_postal | (nothing & ~clues.postal_inside & located),
        wrong_code=wrong_code,
        wrong_by_point=wrong_by_point,
        wrong_point=(apart > FARTHEST_M) | (alone & clues.beyond),
        apart_m=apart,
    )


def _wrong_codes(clues: Clues, gazetteer: Gazetteer) -> tuple[Flags, Flags]:
    """Check which INSEE codes the postal code contradicts with the point, and with the column.

    A point in another département, or outside the map, contradicts the code; one within
    ``FARTHEST_M`` of its commune confirms it.
    """
    own = clues.insee_departement
    known = clues.insee == Insee.KNOWN
    placed = clues.postal_inside | clues.postal_outside
    doubtful = (known | (clues.insee == Insee.ELSEWHERE)) & placed & ~clues.postal_serves(own)
    doubtful_commune = np.where(doubtful & known, clues.insee_commune, -1)
    apart = distances_m(gazetteer.shapes, doubtful_commune, clues.longitude, clues.latitude)
    elsewhere = (clues.point_commune >= 0) & (gazetteer.departement[clues.point_commune] != own)
    by_point = np.where(known, (apart > FARTHEST_M) & (elsewhere | clues.beyond), elsewhere)
    by_column = (clues.departement >= 0) & (clues.departement != own) & ~(apart <= FARTHEST_M)
    return doubtful & by_point, doubtful & by_column


def _outvoted(clues: Clues, gazetteer: Gazetteer, uncoded: Flags) -> Flags:
    """Check, among the rows without INSEE code, which points postal code and name contradict."""
    elsewhere = (clues.point_commune >= 0) & (clues.point_commune != clues.name_commune)
    agreed = np.where(uncoded & clues.agreed & elsewhere, clues.name_commune, -1)
    apart = distances_m(gazetteer.shapes, agreed, clues.longitude, clues.latitude)
    return apart > FARTHEST_WITHOUT_CODE_M


def _is_outside(departement: Numbers, gazetteer: Gazetteer) -> Flags:
    return (departement >= 0) & ~gazetteer.inside[departement]


def _postal_outside(clues: Clues, gazetteer: Gazetteer) -> Flags:
    """Mark the rows their postal code puts outside the map.

    A code shared with a département outside the map does when the row names a commune, which is
    none of ours, or a département outside the map.
    """
    column_outside = _is_outside(clues.departement, gazetteer)
    return clues.postal_outside & (~clues.postal_inside | clues.named | column_outside)


def _departements(clues: Clues, gazetteer: Gazetteer) -> Numbers:
    """Return the number of the département of the map each row is known by, -1 for none.

    The postal code's, and the column's where the postal code serves none or several.
    """
    column, postal = (
        np.where((known >= 0) & gazetteer.inside[known], known, -1)
        for known in (clues.departement, clues.postal_departement)
    )
    return np.where(postal >= 0, postal, column).astype(np.int32)
