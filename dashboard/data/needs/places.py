"""Whose territory each row of a table of needs is: on the map, outside, former, or of no code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.geography import Geography
from dashboard.data.linkage.cells import insee_codes
from dashboard.data.linkage.departements import NUMBERS
from dashboard.domain.importing import Outcome, Remark
from dashboard.domain.territory import Level

FORMER = "former"
"""Outcome of a row of a commune that is now part of another: its values cannot be added."""

COMPLETE = 0.9
"""Share of the map's communes a file must list to be taken for a list of all communes."""

_COMMUNE = r"^(?:[0-9]{2}|2[AB])[0-9]{3}$"
_EPCI = r"^[0-9]{9}$"
_NO_EPCI = r"^Z+$"
"""What INSEE writes for communes outside any EPCI."""

_ARRONDISSEMENT = "ARM"

_MALFORMED = (
    "Ce n’est ni un code INSEE de commune (cinq caractères, comme 01053) "
    "ni un code SIREN d’EPCI (neuf chiffres)."
)
_UNKNOWN = "Aucune commune, actuelle ou ancienne, n’a ce code INSEE."


@dataclass(frozen=True, eq=False)
class Placed:
    """Where each row ends before its values are read; series on the rows' own index.

    Attributes:
        code: the living territory of the map, empty where there is none.
        level: a ``Level`` where ``code`` is one, else empty.
        outcome: ``kept``, ``outside``, ``former`` or ``rejected``.
        recoded: rows of a former code that are about the whole living commune.
        partial: rows of a living commune of which the file lists former members apart.
        remarks: fatal for rejected rows, in no order.
    """

    code: pd.Series[str]
    level: pd.Series[str]
    outcome: pd.Series[str]
    recoded: NDArray[np.bool_]
    partial: NDArray[np.bool_]
    remarks: tuple[Remark, ...]


def place_rows(
    cells: pd.Series[str],
    lines: NDArray[np.int64],
    header: str,
    geography: Geography,
    *,
    additive: bool,
) -> Placed:
    """Place rows by the code of their territory; lost leading zeros are restored.

    A row of a former commune or of an arrondissement is not kept: neither rates nor medians add up.
    It is attached to the living commune in two cases: ``additive`` values, which are lists of
    things; and when it is the only row of that commune in a file that lists nearly all of them,
    which is what a mere change of code gives.

    Args:
        cells: codes as the file spells them.
        lines: of each row, see ``Remark.line``.
        header: of the column of codes.
        geography: the territories of the map.
        additive: whether rows of one commune make a whole.
    """
    code = insee_codes(cells)
    living, former = _living(geography), _former(geography)
    is_living = code.isin(living.index)
    is_former = code.isin(former.index) & ~is_living
    parent = code.map(former).where(is_former)
    recoded = is_former if additive else is_former & _sole(code, parent, is_living, geography)
    final = code.mask(recoded, parent).where(is_living | recoded, "").astype("str")
    malformed, unknown = _refused(code, is_living | is_former, geography)
    rejected = malformed | unknown
    outcome = np.select(
        [(is_living | recoded).to_numpy(), is_former.to_numpy(), rejected.to_numpy()],
        [str(Outcome.KEPT), FORMER, str(Outcome.REJECTED)],
        str(Outcome.OUTSIDE),
    )
    apart = is_former & ~recoded & (code.map(_kinds(geography)) != _ARRONDISSEMENT)
    partial = is_living & code.isin(parent[apart].dropna())
    reasons = [
        (malformed, _MALFORMED, True),
        (unknown, _UNKNOWN, True),
        (is_former & ~recoded, "", False),
        (recoded, "", False),
    ]
    remarks = tuple(
        Remark(
            int(lines[row]),
            header,
            str(cells.iloc[row]),
            reason or _about_former(str(parent.iloc[row]), whole=bool(recoded.iloc[row])),
            fatal=fatal,
        )
        for rows, reason, fatal in reasons
        for row in np.flatnonzero(rows)
    )
    level = final.map(living).astype("object").fillna("").astype("str")
    return Placed(
        final,
        level,
        pd.Series(outcome, index=cells.index, dtype="str"),
        recoded.to_numpy(),
        partial.to_numpy(),
        remarks,
    )


def _living(geography: Geography) -> pd.Series[str]:
    """Return the level of each territory of the map, by code."""
    codes = [*geography.communes["code"], *geography.epci["code"]]
    levels = [str(Level.COMMUNE)] * len(geography.communes) + [str(Level.EPCI)] * len(
        geography.epci
    )
    return pd.Series(levels, index=pd.Index(codes, dtype="str"), dtype="str")


def _former(geography: Geography) -> pd.Series[str]:
    return geography.former_communes.set_index("code")["commune_code"].astype("str")


def _kinds(geography: Geography) -> pd.Series[str]:
    return geography.former_communes.set_index("code")["kind"].astype("str")


def _sole(
    code: pd.Series[str],
    parent: pd.Series[str],
    is_living: pd.Series[bool],
    geography: Geography,
) -> pd.Series[bool]:
    """Check which former codes are the only trace of their commune in a complete file."""
    listed = set(code[is_living])
    communes = geography.communes["code"]
    if communes.isin(listed).mean() < COMPLETE:
        return pd.Series(data=False, index=code.index)
    members = code.groupby(parent).nunique()
    alone = members.index[members == 1]
    return parent.isin(alone) & ~parent.isin(listed)


def _refused(
    code: pd.Series[str], known: pd.Series[bool], geography: Geography
) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Mark the texts that are no code, and the codes of the map's départements that no commune has."""
    head = code.str[:2]
    departement = head.mask(head.isin(["97", "98"]), code.str[:3])
    commune = code.str.contains(_COMMUNE, regex=True) & departement.isin(NUMBERS)
    other = code.str.contains(_EPCI, regex=True) | code.str.contains(_NO_EPCI, regex=True)
    inside = departement.isin(geography.departements["code"])
    return ~known & ~commune & ~other, ~known & commune & inside


def _about_former(commune: str, *, whole: bool) -> str:
    if whole:
        return f"Ancien code de la commune {commune}, à laquelle la ligne est rattachée."
    return (
        f"Ancienne commune ou arrondissement de {commune} : ses valeurs ne s’additionnent pas, "
        "la ligne est laissée de côté."
    )
