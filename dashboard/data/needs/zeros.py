"""The zeros of a complete list: the territories it does not name have none."""

from __future__ import annotations

import pandas as pd


def with_zeros(
    needs: pd.DataFrame, named: pd.Series[str], communes: pd.DataFrame
) -> tuple[pd.DataFrame, int]:
    """Add a zero for the communes that a list of things leaves out.

    Only in départements that the list names a commune of: a list of another part of France proves
    nothing of them, and their communes stay without value.

    Args:
        needs: ``NEED_COLUMNS`` of one indicator, communes only.
        named: codes of the communes the list has a row of, rejected ones included.
        communes: those of the map, with ``code`` and ``departement_code``.

    Returns:
        The completed table, and how many zeros were added.
    """
    if needs.empty:
        return needs, 0
    listed = communes["code"].isin(named)
    covered = communes["departement_code"].isin(communes.loc[listed, "departement_code"])
    absent = communes.loc[covered & ~listed, "code"].to_numpy()
    if not len(absent):
        return needs, 0
    first = needs.iloc[0]
    zeros = pd.DataFrame(
        {
            "level": first["level"],
            "code": absent,
            "indicator": first["indicator"],
            "value": 0.0,
            "label": "",
            "state": "value",
        }
    ).astype(dict.fromkeys(("level", "code", "indicator", "label", "state"), "str"))
    return pd.concat([needs, zeros], ignore_index=True), len(absent)
