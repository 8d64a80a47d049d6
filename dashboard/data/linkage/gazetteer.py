"""What the linkage knows of the territory: codes, postal codes, names and polygons, numbered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.geography import Geography
from dashboard.data.linkage.cells import loose_name, place_name, short_names
from dashboard.data.linkage.departements import CODES, NUMBERS, postal_departement
from dashboard.data.linkage.shapes import CommuneShapes, Numbers, build_shapes

SEVERAL = -2
"""Stands for a commune where a name or a postal code fits several; -1 is none."""


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The communes of the map, numbered as in the geography, and what leads to them.

    Attributes:
        codes: INSEE code of each commune.
        names: name of each commune.
        departement: rank of each commune's département in ``departements.CODES``.
        inside: per rank in ``departements.CODES``, whether the map holds the département.
        by_code: commune per INSEE code, former ones and arrondissements included; a living commune
            goes before a former one.
        postals: the postal codes of the map, sorted, with what they serve: ``commune``, or
            ``SEVERAL``; ``areas``, their départements as a key of ``by_name``, empty where the code
            is mostly one of another département, whose communes we do not know.
        postal_departements: pairs ``(postal row, département rank)``, shape ``(m, 2)``: a code
            mostly of a département outside the map serves that one too.
        by_postal_departement: commune, or ``SEVERAL``, per ``69003 69``: postal code and département.
        by_name: commune, or ``SEVERAL``, per ``area name``; the area is a postal code (``69003``),
            a département (``69``) or those of a postal code (``01+74``); the name a ``place_name``,
            after ``~`` a ``loose_name`` or, in a postal code and after ``^``, a short one.
        shapes: the polygons.
    """

    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    departement: Numbers
    inside: NDArray[np.bool_]
    by_code: pd.Series[int]
    postals: pd.DataFrame
    postal_departements: NDArray[np.int64]
    by_postal_departement: pd.Series[int]
    by_name: pd.Series[int]
    shapes: CommuneShapes


def build_gazetteer(geography: Geography) -> Gazetteer:
    """Number the communes of ``geography`` and index what leads to them."""
    communes = geography.communes
    numbers = pd.Series(np.arange(len(communes)), index=communes["code"].to_numpy())
    departement = communes["departement_code"].map(NUMBERS).to_numpy().astype(np.int32)
    inside = np.isin(np.array(CODES), geography.departements["code"].to_numpy())
    former = geography.former_communes
    by_code = pd.concat([numbers, former.set_index("code")["commune_code"].map(numbers)])
    pairs = pd.DataFrame(
        {
            "postal_code": geography.postal_codes["postal_code"],
            "commune": geography.postal_codes["commune_code"].map(numbers),
        }
    ).drop_duplicates()
    pairs["departement"] = departement[pairs["commune"].to_numpy()]
    postals, served = _postals(pairs, inside)
    named = _named(geography, numbers)
    within = pairs["postal_code"] + " " + np.array(CODES)[pairs["departement"]]
    return Gazetteer(
        codes=communes["code"].to_numpy(dtype=object),
        names=communes["name"].to_numpy(dtype=object),
        departement=departement,
        inside=inside,
        by_code=by_code[~by_code.index.duplicated()],
        postals=postals,
        postal_departements=served,
        by_postal_departement=_sole(within, pairs["commune"]),
        by_name=_by_name(named, pairs, postals, departement),
        shapes=build_shapes(communes),
    )


def _postals(
    pairs: pd.DataFrame, inside: NDArray[np.bool_]
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Describe each postal code, and list the départements each one serves."""
    sole = _sole(pairs["postal_code"], pairs["commune"]).sort_index()
    usual = np.array([postal_departement(code) for code in sole.index], dtype=np.int64)
    foreign = ~inside[usual] & (usual >= 0)
    row = pd.Series(np.arange(len(sole)), index=sole.index)
    served = pd.DataFrame(
        {"row": pairs["postal_code"].map(row), "departement": pairs["departement"]}
    ).drop_duplicates()
    served = served.sort_values(["row", "departement"])
    areas = (
        served["departement"]
        .map(dict(enumerate(CODES)))
        .groupby(served["row"])
        .agg("+".join)
        .astype("str")
    )
    postals = pd.DataFrame(
        {"commune": sole.to_numpy(), "areas": areas.mask(foreign, "").to_numpy()},
        index=sole.index,
    )
    beyond = np.column_stack([np.flatnonzero(foreign), usual[foreign]])
    return postals, np.vstack([served.to_numpy(dtype=np.int64), beyond])


def _named(geography: Geography, numbers: pd.Series[int]) -> pd.DataFrame:
    """List the names communes go by: their own, and those of their former members."""
    former = geography.former_communes.dropna(subset="name")
    return pd.DataFrame(
        {
            "name": [place_name(name) for name in (*geography.communes["name"], *former["name"])],
            "commune": [*numbers, *former["commune_code"].map(numbers)],
        }
    ).drop_duplicates()


def _by_name(
    named: pd.DataFrame, pairs: pd.DataFrame, postals: pd.DataFrame, departement: Numbers
) -> pd.Series[int]:
    """Index the names within each postal code, département and group of départements."""
    own = pd.DataFrame(
        {
            "area": np.array(CODES, dtype=object)[departement],
            "commune": np.arange(len(departement)),
        }
    )
    groups = postals.loc[postals["areas"].str.contains("+", regex=False), "areas"].unique()
    shared = [own[own["area"].isin(group.split("+"))].assign(area=group) for group in groups]
    coded = pairs.rename(columns={"postal_code": "area"})[["area", "commune"]]
    areas = pd.concat([own, coded, *shared]).merge(named, on="commune")
    short = coded.merge(named, on="commune")
    short = short.assign(name=short["name"].map(short_names)).explode("name").dropna(subset="name")
    spellings = pd.concat(
        [
            areas,
            areas.assign(name="~" + areas["name"].map(loose_name)),
            short.assign(name="^" + short["name"]),
        ]
    )
    return _sole(spellings["area"] + " " + spellings["name"], spellings["commune"])


def _sole(keys: pd.Series[str], communes: pd.Series[int]) -> pd.Series[int]:
    """Return the commune of each distinct key, ``SEVERAL`` where it has several."""
    pairs = pd.DataFrame({"key": keys.to_numpy(), "commune": communes.to_numpy()})
    by_key = pairs.groupby("key")["commune"].agg(["min", "max"])
    return by_key["min"].where(by_key["min"] == by_key["max"], SEVERAL).astype("int64")
