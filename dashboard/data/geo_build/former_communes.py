"""Former communes, delegated and associated ones, arrondissements: which commune they are today."""

from __future__ import annotations

import pandas as pd

COLUMNS = ["code", "name", "kind", "commune_code"]


def former_communes(
    published: pd.DataFrame, communes: pd.DataFrame, names: pd.DataFrame
) -> pd.DataFrame:
    """List the former codes of the living communes.

    Args:
        published: ``code``, ``kind``, ``name``, ``parent_code``, one row per published entity.
        communes: living communes indexed by ``code``, with ``former_codes`` (lists or null).
        names: ``code``, ``kind``, ``name`` with the article, preferred to the published name.

    Returns:
        ``code`` (unique), ``name`` (null for codes only known as merged), ``kind`` and
        ``commune_code``, sorted by code. A code may also be a living commune's: it then names
        the member that gave it, and the living commune wins.
    """
    members = kept_members(published, communes, names)
    absorbed = absorbed_codes(communes)
    new = ~absorbed["code"].isin(members["code"]) & ~absorbed["code"].isin(communes.index)
    listed = pd.concat([members, absorbed[new]], ignore_index=True)
    return listed.sort_values("code", ignore_index=True)[COLUMNS].astype("str")


def kept_members(
    published: pd.DataFrame, communes: pd.DataFrame, names: pd.DataFrame
) -> pd.DataFrame:
    """Keep members and arrondissements of the living communes, under their official name."""
    members = published[
        published["kind"].isin(["COMD", "COMA", "ARM"])
        & published["parent_code"].isin(communes.index)
    ]
    official = members[["code", "kind"]].merge(names, on=["code", "kind"], how="left")["name"]
    return pd.DataFrame(
        {
            "code": members["code"].to_numpy(),
            "name": official.fillna(members["name"].reset_index(drop=True)),
            "kind": members["kind"].to_numpy(),
            "commune_code": members["parent_code"].to_numpy(),
        }
    )


def absorbed_codes(communes: pd.DataFrame) -> pd.DataFrame:
    """List every former code the official list attaches to a living commune, once."""
    codes = communes["former_codes"].dropna().explode()
    listed = pd.DataFrame({"code": codes.to_numpy(), "commune_code": codes.index})
    return listed.drop_duplicates("code").assign(name=None, kind="merged")
