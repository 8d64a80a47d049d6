"""Opening archives safely: what one may become is known before it is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.data.tabular.limits import Limits, refused, require_at_most
from dashboard.domain.formats import french_number

_MACROS = re.compile(r"vbaproject|macrosheets/", re.IGNORECASE)
_SHEETS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_SMALL = 10_000_000
"""Uncompressed bytes under which no ratio makes a bomb."""


def archive_kind(name: str, content: bytes, limits: Limits) -> str:
    """Return the container an archive is: ``xlsx``, ``xlsb``, ``ods``, or ``zip`` for any other.

    Raises:
        ImportFileError: it is protected or broken, exceeds a limit, or is a document of another kind.
    """
    with _opened(name, content, limits) as archive:
        paths = {entry.filename for entry in archive.infolist()}
        if {"xl/workbook.xml", "xl/workbook.bin"} & paths:
            if any(_MACROS.search(path) for path in paths):
                raise refused(
                    name,
                    "le classeur contient des macros ; enregistrez-le au format XLSX, sans macros.",
                )
            return "xlsx" if "xl/workbook.xml" in paths else "xlsb"
        if "content.xml" in paths and "META-INF/manifest.xml" in paths:
            _require_sheets(name, archive, paths)
            return "ods"
        if "[Content_Types].xml" in paths:
            raise refused(
                name, "c’est un document bureautique, pas un classeur ; attendu : un tableau."
            )
    return "zip"


def archive_parts(
    name: str, content: bytes, wanted: re.Pattern[str], limits: Limits
) -> dict[str, bytes]:
    """Return the files of an archive whose path ``wanted`` finds.

    What the directory of the archive announces is checked first, then what really comes out.

    Raises:
        ImportFileError: it is protected or broken, or exceeds a limit.
    """
    parts: dict[str, bytes] = {}
    left = limits.uncompressed
    with _opened(name, content, limits) as archive:
        for entry in archive.infolist():
            if not wanted.search(entry.filename) or entry.filename in parts:
                continue
            with archive.open(entry) as opened:
                part = opened.read(left + 1)
            left -= len(part)
            if left < 0:
                too_much = limits.uncompressed + 1
                require_at_most(name, "octets une fois décompressé", too_much, limits.uncompressed)
            parts[entry.filename] = part
    return parts


def archive_paths(name: str, content: bytes, limits: Limits) -> list[str]:
    """Return the paths of the files of an archive, folders left out.

    Raises:
        ImportFileError: it is protected or broken, or exceeds a limit.
    """
    with _opened(name, content, limits) as archive:
        return [entry.filename for entry in archive.infolist() if not entry.is_dir()]


def repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """Make an archive of exactly these files: what was checked is what will be read."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    target.seek(0)
    return target


@contextmanager
def _opened(name: str, content: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise refused(
                    name, "l’archive est protégée par un mot de passe ; retirez la protection."
                )
            _require_no_bomb(name, entries, limits)
            yield archive
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
            name,
            "l’archive est abîmée ou incomplète ; enregistrez ou téléchargez le fichier à nouveau.",
        ) from error


def _require_no_bomb(name: str, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    require_at_most(name, "fichiers dans l’archive", len(entries), limits.entries)
    total = sum(entry.file_size for entry in entries)
    require_at_most(name, "octets une fois décompressé", total, limits.uncompressed)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if total > _SMALL and total > limits.ratio * packed:
        raise refused(
            name,
            f"l’archive grossit {french_number(total // packed)} fois en se décompressant, la "
            f"limite est {french_number(limits.ratio)} ; ce n’est pas un fichier ordinaire.",
        )


def _require_sheets(name: str, archive: zipfile.ZipFile, paths: set[str]) -> None:
    kind = b""
    if "mimetype" in paths:
        with archive.open("mimetype") as opened:
            kind = opened.read(len(_SHEETS_TYPE))
    if kind != _SHEETS_TYPE:
        raise refused(
            name, "c’est un document OpenDocument qui n’est pas un classeur ; attendu : un tableau."
        )
