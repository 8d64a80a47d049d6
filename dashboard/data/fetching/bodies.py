"""Whether a downloaded file is what its format says, and not a page that tells of an error."""

from __future__ import annotations

from pathlib import Path

import orjson

from dashboard.domain.errors import FetchError

_HEAD, _TAIL = 4_096, 64
_MARK = b"\xef\xbb\xbf"
_MOST_PARSED = 50_000_000
"""Bytes of JSON that are read whole; of longer ones only both ends are looked at."""

_PAGES = {"text/html", "application/xhtml+xml"}
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
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    begins = head.removeprefix(_MARK).lstrip()
    if not size or (not begins and len(head) == size):
        raise _wrong("le fichier reçu est vide.")
    if media_type in _PAGES or begins[:1] == b"<":
        raise _wrong(f"une page web est arrivée à la place du fichier {kind.upper()}.")
    if kind == "csv" and not _is_csv(head, begins):
        raise _wrong("le fichier reçu n’est pas un fichier CSV.")
    if kind in {"json", "geojson"} and not _is_json(path, size, begins, tail.rstrip()):
        raise _wrong("le fichier reçu n’est pas du JSON valable, ou il est incomplet.")
    if kind == "parquet" and not (head.startswith(b"PAR1") and tail.endswith(b"PAR1")):
        raise _wrong("le fichier reçu n’est pas un fichier Parquet, ou il est incomplet.")
    if kind == "xlsx" and not head.startswith(b"PK"):
        raise _wrong("le fichier reçu n’est pas un classeur XLSX.")


def _is_csv(head: bytes, begins: bytes) -> bool:
    if head.startswith(_WIDE_MARKS):
        return True
    return b"\0" not in head and begins[:1] not in {b"{", b"["} and b"\n" in head.replace(b"\r", b"\n")


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


def _wrong(what: str) -> FetchError:
    return FetchError(what)
