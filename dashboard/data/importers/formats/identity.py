"""What makes a row a record: a name, and an identifier that the next edition finds again.

Rows without an identifier get one: the first 16 hexadecimal digits of a BLAKE2 digest of the name, the
address and the place (postal code and city). Case, blanks and punctuation do not count, so that the
same place typed again keeps its identifier; two rows that agree on all of it are the same record and
reported as duplicates.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from hashlib import blake2b

import pandas as pd

from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Remark

_BYTES = 8
_NEITHER = r"[\s\p{P}\p{S}]+"
_NAMELESS = "La ligne n’a ni nom ni organisme : ce ne peut pas être une fiche."


def record_ids(ids: pd.Series[str], *parts: pd.Series[str]) -> pd.Series[str]:
    """Complete identifiers: those the file gives, else the digest of ``parts``, shape ``(n,)``."""
    lacking = ids.eq("")
    if not lacking.any():
        return ids
    texts = reduce(
        lambda left, right: left + "\x1f" + right, (_plain(part[lacking]) for part in parts)
    )
    digests = [blake2b(text.encode(), digest_size=_BYTES).hexdigest() for text in texts]
    return ids.mask(lacking, pd.Series(digests, index=texts.index, dtype="str").reindex(ids.index))


def unique_only(cells: pd.Series[str]) -> pd.Series[str]:
    """Empty the cells that come more than once: what several rows have identifies none of them."""
    return cells.mask(cells.duplicated(keep=False), "")


def _plain(cells: pd.Series[str]) -> pd.Series[str]:
    return cells.str.lower().str.replace(_NEITHER, " ", regex=True).str.strip()


def nameless(
    table: TextTable, headers: Mapping[str, str], wanted: str, names: pd.Series[str]
) -> tuple[Remark, ...]:
    """Reject the rows whose name is empty once read; ``wanted`` is the column it comes from."""
    header = headers.get(wanted, "")
    lost = names.eq("").to_numpy()
    values = table.cells.loc[lost, header] if header else [""] * int(lost.sum())
    return tuple(
        Remark(int(line), header, value, _NAMELESS, fatal=True)
        for line, value in zip(table.lines[lost], values, strict=True)
    )
