"""Services written at the address of who runs them: « Maison du Rhône de Genas », cours de la Liberté.

Several services of one source at one address, each named after a commune elsewhere, are not all
there: the list gives the head office. One or two may well be: a bus kept in the next town, a merged
commune. From ``LEAST_SERVICES`` on, the names are believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.data.linkage.cells import place_name
from dashboard.domain.names import normalise_name

LEAST_SERVICES = 3
"""Communes elsewhere that services of one source at one address are named after, at least."""
SHORT_NAME = 3
"""Letters up to which a commune's name (Die, Gex, Vif) counts after a preposition only."""
POINT_DECIMALS = 4
"""Positions alike up to there, some ten metres, are one place."""

_PARTS = re.compile(r"\s[-–—]\s|[/(),:;]")
_PREPOSITIONS = frozenset(("de", "d", "du", "des", "a", "au", "aux"))


def find_head_offices(records: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """Find the services whose address seems to be that of a head office.

    Records of one source at one address or one point are looked at together; a part of a name that
    ends with the name of a commune of the same département, not the record's own, gives where the
    service is. Where the names give ``LEAST_SERVICES`` communes, the records that give one are marked.

    Args:
        records: ``source``, ``name``, ``address``, ``postal_code``, ``commune_code``,
            ``departement_code`` (texts, empty where unknown), ``longitude`` and ``latitude``
            (degrees, NaN where unknown). Any index.
        communes: ``code`` and ``name``; a commune may have several names (former ones).

    Returns:
        Index of ``records``: ``head_office`` (bool) and ``named_commune``, the commune the name
        gives, empty where ``head_office`` is false.
    """
    table = records.reset_index(drop=True)
    houses = [house[house.notna() & house.duplicated(keep=False)] for house in _houses(table)]
    rows = np.unique(np.concatenate([house.index for house in houses]))
    named_communes = _named_communes(table.loc[rows], communes)
    named_communes = named_communes[named_communes != ""]
    named = np.full(len(table), "", dtype=object)
    for house in houses:
        here = named_communes[named_communes.index.isin(house.index)]
        believed = here.groupby(house[here.index]).transform("nunique") >= LEAST_SERVICES
        named[here.index[believed]] = here[believed].to_numpy(dtype=object)
    codes = pd.Series(named, index=records.index, dtype="str")
    return pd.DataFrame({"head_office": codes != "", "named_commune": codes})


def _houses(records: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Number the addresses and the points that records of one source share; missing where unknown."""
    area = records["commune_code"].where(records["commune_code"] != "", records["postal_code"])
    distinct = {text: normalise_name(text) for text in records["address"].unique()}
    address = records["address"].map(distinct)
    source = records["source"] + "\0"
    street = (source + area + "\0" + address).where((address != "") & (area != ""))
    degrees = records[["longitude", "latitude"]].round(POINT_DECIMALS)
    point = source + degrees["longitude"].astype("str") + " " + degrees["latitude"].astype("str")
    return street, point.where(degrees.notna().all(axis=1))


def _named_communes(records: pd.DataFrame, communes: pd.DataFrame) -> pd.Series[str]:
    """Read the commune elsewhere that each record is named after, empty where there is none."""
    codes = _by_name(communes)
    number, distinct = pd.factorize(records["departement_code"] + "\0" + records["name"])
    pairs = (text.split("\0", 1) for text in distinct)
    named = [_commune_of(departement, name, codes) for departement, name in pairs]
    names = pd.Series(named, dtype="str").take(number).set_axis(records.index)
    return names.where(names != records["commune_code"], "")


def _by_name(communes: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Index the communes by département and plain name; of a name that several have, none."""
    spelled = pd.DataFrame(
        {
            "departement": communes["code"].str[:2],
            "name": [place_name(name) for name in communes["name"]],
            "code": communes["code"],
        }
    ).drop_duplicates()
    sole = spelled[~spelled.duplicated(["departement", "name"], keep=False)]
    keys = zip(sole["departement"], sole["name"], strict=True)
    return dict(zip(keys, sole["code"], strict=True))


def _commune_of(departement: str, name: str, codes: Mapping[tuple[str, str], str]) -> str:
    """Return the commune that a part of a name ends with, the longest name first."""
    for part in _PARTS.split(name):
        words = normalise_name(part).split()
        for start in range(len(words)):
            ending = " ".join(words[start:])
            if len(ending) <= SHORT_NAME and _PREPOSITIONS.isdisjoint(words[start - 1 : start]):
                continue
            if code := codes.get((departement, ending)):
                return code
    return ""
