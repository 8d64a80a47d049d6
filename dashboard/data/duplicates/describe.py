"""Records as what is compared: numbers and plain words, one array per column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyproj
from numpy.typing import NDArray

from dashboard.data.duplicates.addresses import NOWHERE, StreetAddress, read_address
from dashboard.data.duplicates.names import NO_WORDS, Name, spell_kinds, take_apart
from dashboard.data.duplicates.words import SMALL
from dashboard.domain.names import normalise_name

METRIC = "EPSG:2154"
SIRET_DIGITS = 14
Rows = NDArray[np.int64]
Metres = NDArray[np.float64]
Texts = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Described:
    """Records in numbers and plain words, arrays of shape ``(n,)``; numbers are -1 where unknown.

    Attributes:
        source: number of the source.
        name: the name as written.
        commune: number of the commune.
        postal: number of the postal code.
        kinds: kinds of service, as ``names.Name.kinds``.
        core: own words of the name, as ``names.Name.core``.
        place: words of the place, as ``names.Name.place``.
        numbers: numbers in the name, as ``names.Name.numbers``.
        whole: words of the name, as ``names.Name.whole``.
        phone: number of the telephone.
        siret: number of the SIRET of the establishment, where an id holds one.
        first: first house number, 0 where there is none.
        last: last house number, likewise.
        street: words of the street, empty if unknown.
        is_street: false for words that may be no street, as ``addresses.StreetAddress``.
        x: metres of EPSG:2154, NaN where unknown.
        y: likewise.
    """

    source: Rows
    name: Texts
    commune: Rows
    postal: Rows
    kinds: Rows
    core: Texts
    place: Texts
    numbers: Texts
    whole: Texts
    phone: Rows
    siret: Rows
    first: Rows
    last: Rows
    street: Texts
    is_street: NDArray[np.bool_]
    x: Metres
    y: Metres


def describe(records: pd.DataFrame) -> Described:
    """Describe ``records``; see ``across.link_across_sources`` for its columns."""
    names = _names(records)
    addresses = _addresses(records["address"])
    x, y = _metres(records)
    return Described(
        source=pd.factorize(records["source"])[0].astype(np.int64),
        name=_texts(records["name"].tolist()),
        commune=_numbered(records["commune_code"]),
        postal=_numbered(records["postal_code"]),
        kinds=np.array([name.kinds for name in names], dtype=np.int64),
        core=_texts([name.core for name in names]),
        place=_texts([name.place for name in names]),
        numbers=_texts([name.numbers for name in names]),
        whole=_texts([name.whole for name in names]),
        phone=_numbered(column(records, "phone")),
        siret=_numbered(sirets(column(records, "id"))),
        first=np.array([address.first for address in addresses], dtype=np.int64),
        last=np.array([address.last for address in addresses], dtype=np.int64),
        street=_texts([address.street for address in addresses]),
        is_street=np.array([address.is_street for address in addresses], dtype=np.bool_),
        x=x,
        y=y,
    )


def _names(records: pd.DataFrame) -> list[Name]:
    """Split the names, given the words of all the names their commune goes by."""
    cities = column(records, "city")
    place = records["commune_code"].where(records["commune_code"] != "", cities)
    places: defaultdict[str, frozenset[str]] = defaultdict(lambda: NO_WORDS)
    for key, city in pd.DataFrame({"key": place, "city": cities}).drop_duplicates().to_numpy():
        places[key] |= frozenset(normalise_name(city).split()) - SMALL
    spelled = {name: spell_kinds(name) for name in records["name"].unique()}
    return [
        take_apart(spelled[name], places[key])
        for name, key in zip(records["name"].tolist(), place.tolist(), strict=True)
    ]


def _addresses(texts: pd.Series[str]) -> list[StreetAddress]:
    distinct = {text: read_address(text) if text else NOWHERE for text in texts.unique()}
    return [distinct[text] for text in texts.tolist()]


def _metres(records: pd.DataFrame) -> tuple[Metres, Metres]:
    """Reproject the positions once, so that every distance after is a plain difference."""
    degrees = records[["longitude", "latitude"]].to_numpy(np.float64)
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", METRIC, always_xy=True)
    x, y = to_metres.transform(degrees[:, 0], degrees[:, 1])
    known = np.isfinite(x) & np.isfinite(y)
    return np.where(known, x, np.nan), np.where(known, y, np.nan)


def column(records: pd.DataFrame, name: str) -> pd.Series[str]:
    """Return a column that records may lack, empty texts then."""
    return records[name] if name in records else pd.Series("", index=records.index, dtype="str")


def sirets(identifiers: pd.Series[str]) -> pd.Series[str]:
    """Read the SIRET that ids are or end with (``ACI-35099233500025``), empty where they do not."""
    ends = identifiers.str[-SIRET_DIGITS:]
    longer = identifiers.str[-SIRET_DIGITS - 1 : -SIRET_DIGITS].str.fullmatch("[0-9]")
    formed = ends.str.fullmatch(f"[0-9]{{{SIRET_DIGITS}}}") & ~longer
    valid = ends[formed]
    valid = valid[_checked(valid)]
    return valid.reindex(identifiers.index, fill_value="")


def _checked(numbers: pd.Series[str]) -> NDArray[np.bool_]:
    """Check which numbers end with their Luhn check digit, as those of establishments do."""
    ascii_digits = np.array(numbers.tolist(), dtype=f"S{SIRET_DIGITS}").view(np.uint8)
    digits = ascii_digits.reshape(-1, SIRET_DIGITS).astype(np.int64) - ord("0")
    digits[:, ::2] *= 2
    return np.asarray((digits // 10 + digits % 10).sum(axis=1) % 10 == 0)


def _numbered(codes: pd.Series[str]) -> Rows:
    return pd.factorize(codes.where(codes != ""))[0].astype(np.int64)


def _texts(texts: list[str]) -> Texts:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array
