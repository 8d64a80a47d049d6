"""Answers as text that two runs write alike: one line a tag, no time of a file, no secret of a session."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path

_CHANGING = (
    (re.compile(r"\?m=[0-9.]+"), "?m=0"),
    (re.compile(r'(name="csrf_token"[^>]*value=")[^"]*'), r"\1…"),
    (re.compile(r'("key":\s*")[0-9a-f]{64}'), r"\1…"),
)
_CONFIG = re.compile(
    r'(<script id="_dash-config" type="application/json">)(.*?)(?=</script>)', re.DOTALL
)
_QUOTES = re.compile(r"&(?:quot|#34|#39|#x27);")
"""What writes a quotation mark in markup: one or the other, as the snapshot has it."""
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_TEXTS = ("text/", "json", "svg", "javascript", "csv")


def slug(text: str) -> str:
    """Make a file name of an address or a command: readable, and unlike any other."""
    words = re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.")[:80]
    return f"{words}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def readable(value: object) -> str:
    """Write JSON with sorted keys; markup inside it stands one tag a line."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    return without_changes(text.replace("><", ">\n<"))


def without_changes(text: str) -> str:
    """Take out what differs from one run to the next."""
    text = _CONFIG.sub(lambda found: found[1] + _sorted(found[2]), text)
    for pattern, kept in _CHANGING:
        text = pattern.sub(kept, text)
    return _QUOTES.sub(lambda found: html.unescape(found[0]), text)


def _sorted(text: str) -> str:
    # Dash writes the properties of a component in an order of its own in each process.
    return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=1)


def body_text(body: bytes, kind: str) -> str:
    """Write a body: text as it is, an archive by its members, anything else by its digest."""
    if any(word in kind for word in _TEXTS):
        return without_changes(body.decode("utf-8-sig").replace("><", ">\n<"))
    if body[:2] == b"PK":
        return _members(body)
    if body[:6] == b"SQLite":
        return _statements(body)
    return f"{len(body)} bytes, sha256 {hashlib.sha256(body).hexdigest()}\n"


def _members(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(
            f"== {name}\n{archive.read(name).decode('utf-8', 'replace').replace('><', '>' + chr(10) + '<')}"
            for name in sorted(archive.namelist())
            if not name.startswith("docProps/")
        )


def _statements(body: bytes) -> str:
    """Write a base as the statements that make it again, without the time it was made."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize(body)
        lines = [_TIME.sub("…", line) for line in base.iterdump()]
    return "\n".join(lines)


def write(path: Path, text: str) -> None:
    """Write a text, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
