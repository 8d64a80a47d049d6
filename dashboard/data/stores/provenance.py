"""A provenance as JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import Any

from dashboard.data.stores.dataset import Kind, Provenance
from dashboard.data.stores.refusals import damaged

_MAPPINGS = {"counts": int, "completeness": float}
_TEXTS = tuple(
    one.name for one in fields(Provenance) if one.name not in {*_MAPPINGS, "kind", "remarks"}
)


def without_unstorable(provenance: Provenance) -> Provenance:
    """Take out of the texts what neither UTF-8 nor a base can hold: NUL and half characters."""
    texts: dict[str, Any] = {name: _storable(getattr(provenance, name)) for name in _TEXTS}
    remarks = tuple(_storable(remark) for remark in provenance.remarks)
    return replace(provenance, **texts, remarks=remarks)


def provenance_json(provenance: Provenance) -> str:
    """Write a provenance as JSON that people can read."""
    plain = asdict(provenance)
    for name, number in _MAPPINGS.items():
        plain[name] = {key: number(value) for key, value in plain[name].items()}
    return json.dumps(plain, ensure_ascii=False, indent=1)


def provenance_of(text: str | bytes, place: object) -> Provenance:
    """Read what ``provenance_json`` wrote.

    Args:
        text: the JSON.
        place: where it was, for the error.

    Raises:
        StoreError: it is not a provenance.
    """
    try:
        plain = json.loads(text)
        return Provenance(
            kind=Kind(plain["kind"]),
            **{name: str(plain[name]) for name in _TEXTS},
            counts={str(key): int(value) for key, value in plain["counts"].items()},
            completeness={str(key): float(value) for key, value in plain["completeness"].items()},
            remarks=tuple(str(remark) for remark in plain["remarks"]),
        )
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise damaged(place, f"it is not a provenance ({error})") from error


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()
