"""The communes and départements of France that are not on the map: what « outside » is named with."""

from __future__ import annotations

import pandas as pd

from dashboard.domain.territory import Level

COLUMNS = ["code", "name", "departement_code", "population", "postal_codes"]


def places_elsewhere(
    everywhere: pd.DataFrame, departements: pd.DataFrame, *, inside: pd.Index[str]
) -> pd.DataFrame:
    """List the communes that are not built, then the départements none of whose communes is.

    Args:
        everywhere: all the living communes of France indexed by ``code``: ``name``,
            ``departement_code``, ``population`` (null for no inhabitant) and ``postal_codes``
            (lists or null).
        departements: ``code`` (``63``), ``name``, all of France.
        inside: the communes built.

    Returns:
        ``code`` (``63113``, ``D63``), ``name``, ``departement_code``, ``population`` and
        ``postal_codes`` (sorted, separated by ``|``, empty for départements): sorted by code,
        communes first.
    """
    communes = _communes(everywhere)
    outside = communes[~communes["code"].isin(inside)]
    here = communes.loc[communes["code"].isin(inside), "departement_code"]
    others = departements[~departements["code"].isin(here)]
    return pd.concat([outside, _departements(others, communes)], ignore_index=True)[COLUMNS]


def _communes(everywhere: pd.DataFrame) -> pd.DataFrame:
    codes = everywhere.index.astype("str")
    # Only the overseas collectivities are of no département: three characters name them.
    departement = everywhere["departement_code"].fillna(pd.Series(codes.str[:3], everywhere.index))
    return pd.DataFrame(
        {
            "code": codes,
            "name": everywhere["name"].astype("str").to_numpy(),
            "departement_code": departement.astype("str").to_numpy(),
            "population": everywhere["population"].fillna(0).astype("int64").to_numpy(),
            "postal_codes": everywhere["postal_codes"].map(_joined).astype("str").to_numpy(),
        }
    ).sort_values("code", ignore_index=True)


def _joined(codes: object) -> str:
    return "|".join(sorted(codes)) if isinstance(codes, list) else ""


def _departements(departements: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    populations = communes.groupby("departement_code")["population"].sum()
    sorted_rows = departements.sort_values("code", ignore_index=True)
    return pd.DataFrame(
        {
            "code": (Level.DEPARTEMENT.code_prefix + sorted_rows["code"]).astype("str"),
            "name": sorted_rows["name"].astype("str"),
            "departement_code": sorted_rows["code"].astype("str"),
            "population": sorted_rows["code"].map(populations).fillna(0).astype("int64"),
            "postal_codes": "",
        }
    )
