"""What a geocoder found, as a table; and the sheet of addresses it is asked with."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd

from dashboard.domain.codes import is_commune_code

FOUND_COLUMNS = ("longitude", "latitude", "score", "commune_code", "kind")
"""Columns of what was found, by address: NaN and empty where nothing was.

``score`` lies between 0 and 1; ``commune_code`` is an INSEE code as the geocoder gives it, in Lyon that
of an arrondissement; ``kind`` is a ``housenumber``, ``street``, ``locality`` or ``municipality``.
"""
ASKED_COLUMNS = ("address", "postal_code", "city")
_NUMBER = "number"
_TEXTS = {"result_citycode": "commune_code", "result_type": "kind"}
_NUMBERS = {"longitude": "longitude", "latitude": "latitude", "result_score": "score"}
_UNANSWERED = "error"


def sheet(addresses: pd.DataFrame) -> bytes:
    """Write addresses as the CSV a geocoder answers: their row number and ``ASKED_COLUMNS`` alone."""
    numbered = addresses[list(ASKED_COLUMNS)].reset_index(drop=True)
    return numbered.to_csv(index_label=_NUMBER).encode("utf-8")


def read_sheet(body: bytes, addresses: pd.DataFrame) -> pd.DataFrame:
    """Read the answer to a sheet.

    Args:
        body: the same CSV, with a result in each row.
        addresses: what was asked, by key.

    Returns:
        ``FOUND_COLUMNS`` by key, for the addresses that were answered.

    Raises:
        ValueError: it is no such answer.
    """
    cells = pd.read_csv(io.BytesIO(body), dtype="str", keep_default_na=False, encoding="utf-8-sig")
    missing = {_NUMBER, *_TEXTS, *_NUMBERS} - {*cells.columns, "result_type"}
    if missing:
        message = f"the geocoder's answer lacks {', '.join(sorted(missing))}."
        raise ValueError(message)
    numbers = pd.to_numeric(cells[_NUMBER], errors="coerce")
    if sorted(numbers) != list(range(len(addresses))):
        message = (
            f"the geocoder's answer has {len(cells)} rows, not those of the {len(addresses)} asked."
        )
        raise ValueError(message)
    if "result_status" in cells:
        answered = cells["result_status"] != _UNANSWERED
        cells, numbers = cells[answered], numbers[answered]
    columns = {
        ours: pd.to_numeric(cells[theirs], errors="coerce") for theirs, ours in _NUMBERS.items()
    }
    columns |= {
        ours: cells.get(theirs, pd.Series("", index=cells.index, dtype="str"))
        for theirs, ours in _TEXTS.items()
    }
    return found_table(pd.DataFrame(columns)).set_axis(
        addresses.index[numbers.to_numpy(np.int64)], axis=0
    )


def found_table(cells: pd.DataFrame) -> pd.DataFrame:
    """Keep of what was found only what can be: degrees, scores and codes; else nothing was found."""
    numbers = cells[["longitude", "latitude", "score"]].astype("float64")
    possible = (
        numbers["longitude"].between(-180, 180)
        & numbers["latitude"].between(-90, 90)
        & (numbers["score"] >= 0)
    )
    # Rounding makes scores of 1.0000000000000002.
    numbers["score"] = numbers["score"].clip(upper=1)
    codes = cells["commune_code"].astype("str").str.strip()
    known = codes.map({code: is_commune_code(code) for code in codes.unique()}).astype("bool")
    return pd.DataFrame(
        {
            **{name: numbers[name].where(possible, np.nan) for name in numbers},
            "commune_code": codes.where(possible & known, ""),
            "kind": cells["kind"].astype("str").where(possible, ""),
        }
    )[list(FOUND_COLUMNS)]


def nothing_found() -> pd.DataFrame:
    """Return an empty table."""
    columns = {name: pd.Series(dtype="float64") for name in FOUND_COLUMNS[:3]}
    texts = {name: pd.Series(dtype="str") for name in FOUND_COLUMNS[3:]}
    return pd.DataFrame(columns | texts).set_axis(pd.Index([], dtype="str"), axis=0)
