"""Addresses written on one line with their town, with its postal code or without."""

from __future__ import annotations

import pandas as pd

_CODE_AND_TOWN = (
    r"(?s)^(?P<street>(?:.*?[^0-9])??)(?P<code>[0-9]{5})(?:[\s,–-]+(?P<town>[^0-9]*))?$"
)
_LAST_PART = r"(?:,\s*|\s[–-]\s)([^0-9,]{3,})$"
_SORTING = r"(?i)\b(?:BP|CS|TSA)\s*(?:n°)?\s*$"
_NO_TOWN = (
    r"(?i)^(?:all[ée]e|av|avenue|b[âa]t|b[âa]timent|bd|boulevard|bourg|b[ld]|centre|chef|chemin|cours"
    r"|espace|h[ôo]tel|immeuble|impasse|(?:le|au) (?:bourg|village|chef)|lieu|mairie|maison|mont[ée]e"
    r"|parc|passage|pl|place|p[ôo]le|porte|quai|quartier|r[ée]sidence|rdc|rez|route|rte|rue|ruelle"
    r"|salle|square|voie|z\.?[ai]\.?c?|zone)\b"
)
"""Beginnings of what may end an address and is no town."""

_DEPARTEMENT_DIGITS = 2


def street_and_town(
    addresses: pd.Series[str], postal_codes: pd.Series[str]
) -> tuple[pd.Series[str], pd.Series[str]]:
    """Part ``10 place Crussol 07500 Guilherand`` into its street and its town.

    The digits before the town must be those of a postal code of the same département as the row's
    own (leading zeros may be lost there), so that ``CS 60500`` is no postal code. Without them, what
    follows the last comma or dash may be the town (``7 rue des Cerisiers, Chabeuil``): the address
    then stays whole, and the linkage follows the town only where the postal code or the département
    has one of this name.

    Args:
        addresses: shape ``(n,)``.
        postal_codes: of the same rows, as the file has them.

    Returns:
        Streets and towns, empty where there are none.
    """
    parts = addresses.str.extract(_CODE_AND_TOWN).fillna("").astype("str")
    own = postal_codes.str.zfill(len("01000")).str[:_DEPARTEMENT_DIGITS]
    parted = (
        parts["code"].ne("")
        & parts["code"].str[:_DEPARTEMENT_DIGITS].eq(own)
        & ~parts["street"].str.contains(_SORTING, regex=True)
    )
    last = addresses.str.extract(_LAST_PART)[0].fillna("").astype("str").str.strip()
    last = last.mask(last.str.contains(_NO_TOWN, regex=True), "")
    street = addresses.mask(parted, parts["street"].str.strip(" ,–-"))
    return street, parts["town"].str.strip(" ,–-").where(parted, last)
