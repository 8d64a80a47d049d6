"""Addresses written on one line with their postal code and town."""

from __future__ import annotations

import pandas as pd

_TAIL = r"(?s)^(?P<street>.*?)[\s,–-]*\b(?P<code>[0-9]{5})\b[\s,–-]*(?P<town>[^0-9]*)$"
_SORTING = r"(?i)\b(?:BP|CS|TSA)\s*(?:n°)?\s*$"
_DEPARTEMENT_DIGITS = 2


def street_and_town(
    addresses: pd.Series[str], postal_codes: pd.Series[str]
) -> tuple[pd.Series[str], pd.Series[str]]:
    """Part ``10 place Crussol 07500 Guilherand`` into its street and its town.

    The digits before the town must be those of a postal code of the same département as the row's
    own (leading zeros may be lost there), so that ``CS 60500`` is no postal code; an address that
    has none such stays whole and gives no town.

    Args:
        addresses: shape ``(n,)``.
        postal_codes: of the same rows, as the file has them.

    Returns:
        Streets and towns, empty where there are none.
    """
    parts = addresses.str.extract(_TAIL).fillna("").astype("str")
    own = postal_codes.str.zfill(len("01000")).str[:_DEPARTEMENT_DIGITS]
    parted = (
        parts["code"].ne("")
        & parts["code"].str[:_DEPARTEMENT_DIGITS].eq(own)
        & ~parts["street"].str.contains(_SORTING, regex=True)
    )
    street = addresses.mask(parted, parts["street"].str.strip(" ,–-"))
    return street, parts["town"].where(parted, "").str.strip(" ,–-")
