"""What a file is, from its first bytes; its name is only a hint."""

from __future__ import annotations

import re
from pathlib import PurePath

from dashboard.data.tabular.limits import refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),  # of no file
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "gpkg"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"<(?:!doctype|html|\?xml|head|body|svg|kml|gml|gpx|rdf)\b", re.IGNORECASE)
_MAP = re.compile(rb"<(?:[\w.-]+:)?(kml|gpx)(?=[\s>])", re.IGNORECASE)
_BEFORE_ROOT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_NOT_TABLES = (
    (b"%PDF", "un document PDF"),
    (b"\x1f\x8b", "une archive gzip"),
    (b"BZh", "une archive bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "une archive 7-Zip"),
    (b"\xfd7zXZ\x00", "une archive xz"),
    (b"\x28\xb5\x2f\xfd", "une archive zstd"),
    (b"Rar!", "une archive RAR"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"{\\rtf", "un document RTF"),
    (b"\x00\x00\x27\x0a", "un Shapefile sans le reste de ses fichiers"),
)
_BLANKS = b" \t\r\n"
_JSON_LINES = {".jsonl", ".ndjson", ".geojsonl", ".geojsons"}
_HEAD_BYTES = 10_000
EXPECTED = (
    "attendu : CSV, XLSX, ODS, XLS, JSON, GeoJSON, uMap, KML, GPX, GeoPackage, parquet, ou une "
    "archive zip de ces fichiers"
)


def container_of(name: str, content: bytes) -> str:
    """Return the container of a file, or ``archive``, which holds one or several.

    Returns:
        ``archive``, ``xls``, ``parquet``, ``gpkg``, ``kml``, ``gpx``, ``json`` or ``csv``.

    Raises:
        ImportFileError: the file is empty or of a kind that holds no table we read.
    """
    if not content.strip(_BLANKS + b"\0"):
        raise refused(name, f"le fichier est vide ; {EXPECTED}.")
    for start, container in _STARTS:
        if content.startswith(start):
            return container
    if content.startswith(_OLE):
        return _ole(name, content)
    return _map(content) or _text(name, content)


def starts_json(content: bytes) -> bool:
    """Check whether a text begins as JSON, whatever its encoding."""
    head = content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff" + _BLANKS)
    return head[:1] in {b"{", b"["}


def has_json_lines_name(name: str) -> bool:
    """Check whether the name announces one JSON object per line."""
    return PurePath(name).suffix.lower() in _JSON_LINES


def _text(name: str, content: bytes) -> str:
    for start, what in _NOT_TABLES:
        if content.startswith(start):
            raise refused(name, f"c’est {what}, pas un tableau ; {EXPECTED}.")
    if _MARKUP.match(content.lstrip(b"\xef\xbb\xbf" + _BLANKS)):
        raise refused(
            name,
            "c’est une page HTML ou un document XML, pas un tableau ; vérifiez l’adresse d’où il a "
            f"été téléchargé ; {EXPECTED}.",
        )
    return "json" if starts_json(content) else "csv"


def _map(content: bytes) -> str:
    """Return the kind of map an XML document is, from its first element; empty for any other."""
    head = content[:_HEAD_BYTES].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff" + _BLANKS)
    while before := _BEFORE_ROOT.match(head):
        head = head[before.end() :]
    element = _MAP.match(head.lstrip())
    return element[1].decode().lower() if element else ""


def _ole(name: str, content: bytes) -> str:
    if _ENCRYPTED in content:
        raise refused(
            name, "le classeur est protégé par un mot de passe ; enregistrez-le sans protection."
        )
    return "xls"
