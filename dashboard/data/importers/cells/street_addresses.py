"""Addresses written on one line with their town, with its postal code or without."""

from __future__ import annotations

import pandas as pd

_CODE_AND_TOWN = r"(?s)^((?:.*[^0-9])?)([0-9]{5})(?:[\s,–-]+([^0-9]*))?$"
_LAST_PART = r"(?s)^.*(?:,\s*|\s[–-]\s)([^0-9,]{3,})$"
_ENDS_SO = r"(?:^|[^0-9])[0-9]{5}(?:[\s,–-]+[^0-9]*)?$"
_SEVERAL_PARTS = r"(?:,\s*|\s[–-]\s)[^0-9,]{3,}$"
"""The same without groups, to detect the addresses that are so."""

_SORTING = r"(?i)\b(?:BP|CS|TSA)\s*(?:n°)?\s*$"
_NO_TOWN = (
    r"(?i)^(?:all[ée]e|av|avenue|b[âa]t|b[âa]timent|bd|boulevard|bourg|b[ld]|centre|chef|chemin|cours"
    r"|espace|h[ôo]tel|immeuble|impasse|(?:le|au) (?:bourg|village|chef)|lieu|mairie|maison|mont[ée]e"
    r"|parc|passage|pl|place|p[ôo]le|porte|quai|quartier|r[ée]sidence|rdc|rez|route|rte|rue|ruelle"
    r"|salle|square|voie|z\.?[ai]\.?c?|zone)\b"
)
"""Beginnings of what may end an address and is no town."""

_CODE_DIGITS, _DEPARTEMENT_DIGITS = 5, 2


_POSTAL_FIRST = r"^(?:F\s*-?\s*)?([0-9]{2})\s?([0-9]{3})(?![0-9])[\s,:–-]*(.*)$"
_POSTAL_LAST = r"^(.*?)[\s,(–-]+([0-9]{2})\s?([0-9]{3})\s*\)?$"


def postal_code_and_city(cells: pd.Series[str]) -> tuple[pd.Series[str], pd.Series[str]]:
    """Part ``38000 Grenoble``, ``38000 - Grenoble`` or ``Grenoble (38000)`` into its two halves.

    Returns:
        Postal codes and cities; a cell without a code is a city.
    """
    coded = cells[cells.str.contains("[0-9]", regex=True)]
    if coded.empty:
        return pd.Series("", index=cells.index, dtype="str"), cells
    first = coded.str.extract(_POSTAL_FIRST).fillna("")
    last = coded.where(first[0].eq(""), "").str.extract(_POSTAL_LAST).fillna("")
    codes = (first[0] + first[1] + last[1] + last[2]).reindex(cells.index, fill_value="")
    towns = (first[2] + last[0]).reindex(cells.index, fill_value="")
    return codes, cells.where(codes.eq(""), towns).str.strip(" ,–-")


def parted_addresses(
    addresses: pd.Series[str], postal_codes: pd.Series[str]
) -> tuple[pd.Series[str], pd.Series[str], pd.Series[str]]:
    """Part ``12 rue X, 38000 Grenoble`` into street, postal code and city.

    Where the row has a postal code of its own, the address is parted only if it ends with the same
    one: another is a doubt, and the cell stays as it is.
    """
    ended = addresses[addresses.str.contains(_ENDS_SO, regex=True)]
    streets, codes, towns = (
        ended.str.replace(_CODE_AND_TOWN, group, regex=True) for group in (r"\1", r"\2", r"\3")
    )
    own = postal_codes[ended.index].str.zfill(_CODE_DIGITS)
    agreed = (own.eq(codes) | own.eq("00000")) & ~streets.str.contains(_SORTING, regex=True)

    def spread(parts: pd.Series[str], others: pd.Series[str] | str) -> pd.Series[str]:
        whole = pd.Series(others, index=addresses.index, dtype="str")
        return whole.mask(whole.index.isin(parts.index), parts.reindex(whole.index, fill_value=""))

    return (
        spread(streets[agreed].str.strip(" ,–-"), addresses),
        spread(codes[agreed], ""),
        spread(towns[agreed].str.strip(" ,–-"), ""),
    )


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
    ended = addresses.where(addresses.str.contains(_ENDS_SO, regex=True), "")
    streets, codes, towns = (
        ended.str.replace(_CODE_AND_TOWN, group, regex=True) for group in (r"\1", r"\2", r"\3")
    )
    own = postal_codes.str.zfill(_CODE_DIGITS).str[:_DEPARTEMENT_DIGITS]
    parted = (
        ended.ne("")
        & codes.str[:_DEPARTEMENT_DIGITS].eq(own)
        & ~streets.str.contains(_SORTING, regex=True)
    )
    street = addresses.mask(parted, streets.str.strip(" ,–-"))
    return street, towns.where(parted, _last_part(addresses)).str.strip(" ,–-")


def _last_part(addresses: pd.Series[str]) -> pd.Series[str]:
    several = addresses.where(addresses.str.contains(_SEVERAL_PARTS, regex=True), "")
    last = several.str.replace(_LAST_PART, r"\1", regex=True)
    return last.mask(last.str.contains(_NO_TOWN, regex=True), "")
