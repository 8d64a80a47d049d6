"""Opening a workbook safely: what an archive may become is known before it is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from dashboard.data.tabular.limits import Limits, refused, require_at_most
from dashboard.domain.formats import french_number

_WORKBOOK = "xl/workbook.xml"
_MACROS = re.compile(r"vbaproject|macrosheets/", re.IGNORECASE)
_NEEDED = re.compile(r"(?:\.xml|\.rels)$", re.IGNORECASE)
_SMALL = 10_000_000
"""Uncompressed bytes under which no ratio makes a bomb."""


def workbook_parts(name: str, content: bytes, limits: Limits) -> dict[str, bytes]:
    """Return the XML files of an XLSX workbook.

    What the directory of the archive announces is checked first, then what really comes out.

    Raises:
        ImportFileError: it is no XLSX workbook, is protected or broken, or exceeds a limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _require_workbook(name, entries)
            _require_no_bomb(name, entries, limits)
            return _extracted(name, archive, entries, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        UnicodeError,
    ) as error:
        raise refused(
            name, "l’archive du classeur est abîmée ou incomplète ; enregistrez-le à nouveau."
        ) from error


def repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """Make an archive of exactly these files: what was checked is what will be read."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    target.seek(0)
    return target


def _require_workbook(name: str, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(name, "l’archive est protégée par un mot de passe ; retirez la protection.")
    if any(_MACROS.search(one) for one in names):
        raise refused(
            name, "le classeur contient des macros ; enregistrez-le au format XLSX, sans macros."
        )
    if "xl/workbook.bin" in names:
        raise refused(name, "c’est un classeur XLSB ; enregistrez-le au format XLSX.")
    if _WORKBOOK not in names:
        opendocument = "content.xml" in names and "META-INF/manifest.xml" in names
        raise refused(
            name,
            "c’est un document OpenDocument ; enregistrez-le au format XLSX ou CSV."
            if opendocument
            else "c’est une archive zip qui n’est pas un classeur XLSX ; extrayez-en les fichiers.",
        )


def _require_no_bomb(name: str, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    require_at_most(name, "fichiers dans l’archive", len(entries), limits.entries)
    total = sum(entry.file_size for entry in entries)
    require_at_most(name, "octets une fois décompressé", total, limits.uncompressed)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if total > _SMALL and total > limits.ratio * packed:
        raise refused(
            name,
            f"l’archive grossit {french_number(total // packed)} fois en se décompressant, la "
            f"limite est {french_number(limits.ratio)} ; ce n’est pas un classeur ordinaire.",
        )


def _extracted(
    name: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits
) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = limits.uncompressed
    for entry in entries:
        if not _NEEDED.search(entry.filename) or entry.filename in parts:
            continue
        with archive.open(entry) as opened:
            content = opened.read(left + 1)
        left -= len(content)
        if left < 0:
            require_at_most(
                name, "octets une fois décompressé", limits.uncompressed + 1, limits.uncompressed
            )
        parts[entry.filename] = content
    return parts
