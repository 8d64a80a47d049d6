"""The ids of records in addresses, the same at every import."""

from __future__ import annotations

import re
from hashlib import blake2b

import pandas as pd

from dashboard.data.imports.naming import CATALOGUE

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def record_id(source: str, identifier: str) -> str:
    """Return the id of an imported record in addresses: its own where that is a plain word.

    ``(france-services, 12)`` gives ``france-services-12``; anything else is identified by a digest, the
    same at every import.
    """
    plain = f"{source}-{identifier}"
    return plain if _SLUG.fullmatch(plain) else _digested(source, identifier)


def _digested(source: str, identifier: str) -> str:
    digest = blake2b(f"{source}\0{identifier}".encode(), digest_size=6).hexdigest()
    return f"fiche-{digest}"


def own_ids(records: pd.DataFrame) -> pd.Series[str]:
    """Return the id each record has alone: the catalogue's, or that of an import.

    Where different records would have the same one (``ccas`` and ``vif-1``, ``ccas-vif`` and ``1``),
    those imported are identified by a digest.
    """
    written = (records["dataset"] == CATALOGUE).to_numpy()
    pairs = list(zip(records["source"], records["id"], strict=True))
    plain = [
        identifier if own else record_id(source, identifier)
        for (source, identifier), own in zip(pairs, written.tolist(), strict=True)
    ]
    ids = pd.Series(plain, index=records.index, dtype="str")
    keys = pd.Series(pd.factorize(pd.Index(pairs, tupleize_cols=False))[0], index=records.index)
    shared = keys.where(~written, -1).groupby(ids).transform("nunique") > 1
    digests = [_digested(source, identifier) for source, identifier in pairs]
    return ids.mask(shared & ~written, pd.Series(digests, index=records.index, dtype="str"))
