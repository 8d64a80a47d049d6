"""Whether a downloaded file is of its format, and not the page of an error."""

from __future__ import annotations

from pathlib import Path

import orjson

from dashboard.domain.errors import FetchError

_HEAD, _TAIL = 4_096, 64
_MARK = b"\xef\xbb\xbf"
_MOST_PARSED = 50_000_000
"""Bytes of JSON that are read whole; of longer ones only both ends are looked at."""

_PAGES = {"text/html", "application/xhtml+xml"}
_PARQUET = b"PAR1"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def require_body(path: Path, kind: str, media_type: str) -> None:
    """Refuse a file that is not of its kind.

    Args:
        path: the file.
        kind: ``csv``, ``json``, ``geojson``, ``parquet`` or ``xlsx``; others are not looked at.
        media_type: as the server announced it.

    Raises:
        FetchError: it is empty, a web page, or of another kind.
    """
    if fault := _fault(path, kind, media_type):
        raise FetchError(fault)


def _fault(path: Path, kind: str, media_type: str) -> str:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    begins = head.removeprefix(_MARK).lstrip()
    if not begins and size <= _HEAD:
        return "le fichier reçu est vide."
    if media_type in _PAGES or begins[:1] == b"<":
        return f"une page web est arrivée à la place du fichier {kind.upper()}."
    checks = {
        "csv": lambda: _is_csv(head, begins, size),
        "json": lambda: _is_json(path, size, begins, tail.rstrip()),
        "geojson": lambda: _is_json(path, size, begins, tail.rstrip()),
        "parquet": lambda: head.startswith(_PARQUET) and tail.endswith(_PARQUET),
        "xlsx": lambda: head.startswith(b"PK"),
    }
    if kind not in checks or checks[kind]():
        return ""
    return f"le fichier reçu n’est pas du {kind.upper()} valable, ou il est incomplet."


def _is_csv(head: bytes, begins: bytes, size: int) -> bool:
    if head.startswith(_WIDE_MARKS):
        return True
    if b"\0" in head or begins[:1] in {b"{", b"["}:
        return False
    return size > _HEAD or b"\n" in head or b"\r" in head


def _is_json(path: Path, size: int, begins: bytes, tail: bytes) -> bool:
    ends = {b"[": b"]", b"{": b"}"}.get(begins[:1])
    if ends is None or not tail.endswith(ends):
        return False
    if size > _MOST_PARSED:
        return True
    try:
        orjson.loads(path.read_bytes().removeprefix(_MARK))
    except orjson.JSONDecodeError:
        return False
    return True
