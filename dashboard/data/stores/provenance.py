"""A provenance as JSON, and back."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict, fields, replace
from typing import Any

from dashboard.data.stores.dataset import DatasetKind, Provenance
from dashboard.data.stores.refusals import damaged
from dashboard.domain.sources import EXHAUSTIVE_SOURCES, read_file_name, source_code

_MAPPINGS = {"counts": int, "completeness": float}
_TEXTS = tuple(
    field.name
    for field in fields(Provenance)
    if field.name not in {*_MAPPINGS, "kind", "remarks", "exhaustive"}
)


_VERSION = re.compile(r"-v[01]$")
"""Of data·inclusion's schema: a publication stays itself when its schema changes."""
_PUBLISHED = frozenset(
    (
        "catalogue", "france-services", "data-inclusion-structures", "data-inclusion-services", "hinaura",
        "conseillers-numeriques", "aidants-connect", "siae", "adultes-relais",
    )
)  # fmt: skip
"""Sources that no file's name gave."""
_OF_ANY_PUBLISHER = frozenset({"modele", "geojson", "mediation-numerique"})
"""Formats of no one publisher: before sources were recorded, their datasets were named after them."""


def without_unstorable(provenance: Provenance) -> Provenance:
    """Remove from the texts what neither UTF-8 nor a base can hold: NUL and half characters."""
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
    """Read what ``provenance_json`` wrote, or wrote before sources were recorded.

    Args:
        text: the JSON.
        place: where it was, for the error.

    Raises:
        StoreError: it is not a provenance.
    """
    try:
        plain = _of_sources(json.loads(text))
        return Provenance(
            kind=DatasetKind(plain["kind"]),
            **{name: str(plain[name]) for name in _TEXTS},
            exhaustive=plain["exhaustive"] is True,
            counts={str(key): int(value) for key, value in plain["counts"].items()},
            completeness={str(key): float(value) for key, value in plain["completeness"].items()},
            remarks=tuple(str(remark) for remark in plain["remarks"]),
        )
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise damaged(place, f"it is not a provenance ({error})") from error


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _of_sources(plain: dict[str, Any]) -> dict[str, Any]:
    """Complete a provenance in which the format served as source, and the label as title.

    Lists of any publisher are parted by the names of their files, as an import of today would.
    """
    if "source" in plain:
        return plain
    code, title = str(plain["format"]), str(plain["label"])
    named = read_file_name(str(plain["file_name"]), today=dt.date.max)
    source = _VERSION.sub("", code)
    if code in _OF_ANY_PUBLISHER:
        title = named.title or title
        source = source_code(title) or code
        source = f"liste-{source}" if source in _PUBLISHED else source
    # Where no date was known, it was that of the import.
    guessed = plain["edition"] == plain["imported_on"] != named.edition
    return plain | {
        "source": source,
        "title": title,
        "edition": "" if guessed else plain["edition"],
        "exhaustive": code in EXHAUSTIVE_SOURCES,
    }
