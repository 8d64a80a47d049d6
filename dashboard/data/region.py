"""Read and write ``region.toml``: the name of the region, its code and its words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from dashboard.data.boundaries import REMEDY
from dashboard.domain.codes import is_departement_code, is_region_code
from dashboard.domain.errors import GeographyError, MissingFileError
from dashboard.domain.region import Region

REGION_FILE = "region.toml"
_HEAD = (
    "# The region of the map, and the words that name it in French sentences.\n"
    "# Written by `python -m dashboard build-geo`; words corrected here are kept by later builds.\n"
)
_EXPECTED = {
    "name": "a text such as « Rhône-Alpes »",
    "code": "a text of R and two digits, such as « R82 »",
    "departements": 'a sorted list of codes written as text, such as ["01", "2A"]',
    "inside": "a text such as « en Rhône-Alpes »",
    "of": "a text such as « de Rhône-Alpes »",
    "whole": "a text such as « la région Rhône-Alpes »",
    "description": "a sentence, what the region is made of",
    "search_example": "a text such as « Lamastre, 01000 »",
}
"""What each key holds, as a refusal words it."""


def read_region(folder: Path) -> Region:
    """Read the description of the region from the folder of the geography.

    Raises:
        MissingFileError: the file is not there.
        GeographyError: it is no TOML, lacks a key, has an unknown one, or a value is not what is
            expected; the file, the keys and what is expected are named.
    """
    path = folder / REGION_FILE
    if not path.is_file():
        raise MissingFileError.needed(path, REMEDY)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GeographyError.rule(path, "not TOML", [str(error)]) from error
    _require_keys(path, content)
    return Region(**(content | {"departements": tuple(content["departements"])}))


def write_region(region: Region, folder: Path) -> None:
    """Write the description; the same region always gives the same bytes."""
    values = ((field.name, getattr(region, field.name)) for field in fields(region))
    lines = (f"{name} = {_written(value)}\n" for name, value in values)
    (folder / REGION_FILE).write_text(_HEAD + "".join(lines), encoding="utf-8")


def _written(value: str | tuple[str, ...]) -> str:
    # A JSON text, or list of texts, is one of TOML.
    return json.dumps(value, ensure_ascii=False)


def _require_keys(path: Path, content: Mapping[str, Any]) -> None:
    if missing := _EXPECTED.keys() - content.keys():
        raise GeographyError.rule(path, "missing keys", map(_explained, missing))
    if unknown := content.keys() - _EXPECTED.keys():
        raise GeographyError.rule(path, "unknown keys", unknown)
    if wrong := [name for name, value in content.items() if not _is_sound(name, value)]:
        raise GeographyError.rule(path, "unusable keys", map(_explained, wrong))


def _explained(name: str) -> str:
    return f"{name} (expected {_EXPECTED[name]})"


def _is_sound(name: str, value: object) -> bool:
    if name == "departements":
        return _are_departements(value)
    if not isinstance(value, str) or not value.strip():
        return False
    return name != "code" or is_region_code(value)


def _are_departements(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) > 0
        and all(isinstance(code, str) and is_departement_code(f"D{code}") for code in value)
        and value == sorted(set(value))
    )
