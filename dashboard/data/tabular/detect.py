"""What a file is, from its first bytes; its name is only a hint."""

from __future__ import annotations

import re
from pathlib import PurePath

from dashboard.data.tabular.limits import refused

_WORKBOOK, _PARQUET = b"PK\x03\x04", b"PAR1"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"<(?:!doctype|html|\?xml|head|body|svg|kml|gml|gpx|rdf)\b", re.IGNORECASE)
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
    (b"SQLite format 3", "une base SQLite (ou un GeoPackage)"),
    (b"{\\rtf", "un document RTF"),
)
_BLANKS = b" \t\r\n"
_JSON_LINES = {".jsonl", ".ndjson", ".geojsonl", ".geojsons"}
_EXPECTED = "attendu : CSV, JSON, GeoJSON, XLSX ou parquet"


def container_of(name: str, content: bytes) -> str:
    """Name the container of a file: ``xlsx``, ``parquet``, ``json`` or ``csv``.

    Raises:
        ImportFileError: the file is empty or of a kind that holds no table we read.
    """
    if not content.strip(_BLANKS + b"\0"):
        raise refused(name, f"le fichier est vide ; {_EXPECTED}.")
    if content.startswith(_WORKBOOK):
        return "xlsx"
    if content.startswith(_PARQUET):
        return "parquet"
    _require_table(name, content)
    return "json" if starts_json(content) else "csv"


def starts_json(content: bytes) -> bool:
    """Tell whether a text begins as JSON, whatever its encoding."""
    head = content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff" + _BLANKS)
    return head[:1] in {b"{", b"["}


def has_json_lines_name(name: str) -> bool:
    """Tell whether the name announces one JSON object per line."""
    return PurePath(name).suffix.lower() in _JSON_LINES


def _require_table(name: str, content: bytes) -> None:
    if content.startswith(_OLE):
        raise refused(name, _old_workbook(content))
    for start, what in _NOT_TABLES:
        if content.startswith(start):
            raise refused(name, f"c’est {what}, pas un tableau ; {_EXPECTED}.")
    if _MARKUP.match(content.lstrip(b"\xef\xbb\xbf" + _BLANKS)):
        raise refused(
            name,
            "c’est une page HTML ou un document XML, pas un tableau ; vérifiez l’adresse d’où il a "
            f"été téléchargé ; {_EXPECTED}.",
        )


def _old_workbook(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "le classeur est protégé par un mot de passe ; enregistrez-le sans protection."
    return "c’est un ancien classeur XLS ; enregistrez-le au format XLSX ou CSV."
