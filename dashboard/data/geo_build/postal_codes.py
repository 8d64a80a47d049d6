"""Which communes each postal code covers."""

from __future__ import annotations

import pandas as pd


def postal_codes(communes: pd.DataFrame) -> pd.DataFrame:
    """List the pairs of postal code and commune.

    Args:
        communes: living communes indexed by ``code``, with ``postal_codes`` (lists or null).

    Returns:
        ``postal_code`` and ``commune_code``, one row per pair, sorted.
    """
    codes = communes["postal_codes"].dropna().explode().dropna()
    pairs = pd.DataFrame({"postal_code": codes.to_numpy(), "commune_code": codes.index})
    pairs = pairs.drop_duplicates().astype("str")
    return pairs.sort_values(["postal_code", "commune_code"], ignore_index=True)
