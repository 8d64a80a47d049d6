"""Files that a build writes: all of them, then each in its place."""

from __future__ import annotations

import json
from pathlib import Path


def put_in_place(written: Path, target: Path) -> None:
    """Move complete files over the old ones, one after the other, all on one file system.

    A build that stops while it computes or writes leaves what was built before untouched.
    """
    files = sorted(path for path in written.rglob("*") if path.is_file())
    for path in files:
        place = target / path.relative_to(written)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def write_json(content: object, path: Path) -> None:
    """Write indented UTF-8 JSON, ended by a newline."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
