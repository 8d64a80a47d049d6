"""From bytes of an unknown encoding to UTF-8."""

from __future__ import annotations

import codecs
import re

import pyarrow as pa

from dashboard.data.tabular.detect import EXPECTED
from dashboard.data.tabular.limits import refused
from dashboard.data.tabular.workbook.legacy import FIRST_NOT_ASCII, not_ascii, surest_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]|\xc2[\x80-\x84\x86-\x9f]")
"""Control characters other than blanks and the marks of end that old systems write."""

_LAST_FOLLOWING = 0xBF
"""The last byte that may follow another one in UTF-8."""

_HEAD_BYTES = 1_000_000
_MOST_CONTROLS = 0.005
_SURE = 0.8
"""Share of the runs of non-ASCII bytes that are accents of UTF-8 in a file that is mostly UTF-8."""


def to_utf8(name: str, content: bytes, encoding: str = "") -> tuple[bytes, str]:
    """Return the text of ``content`` in UTF-8 without mark, and the encoding it was in.

    Bytes that are not UTF-8 are in ``encoding``, else in the old one whose letters make French words.
    Windows-1252 among UTF-8 is what pasting files together gives, and each byte is then read as what
    it is (``utf-8 + cp1252``).

    Raises:
        AmbiguousEncodingError: two encodings make about as much sense, and none was given.
        ImportFileError: the file announces an encoding it is not in, is not in the one given, or is
            not text.
    """
    text, encoding = _decoded(name, content, encoding)
    nul = text.find(b"\0")
    if nul >= 0:
        line = text.count(b"\n", 0, nul) + 1
        raise refused(
            name,
            f"caractère nul à la ligne {line} ; ce n’est pas un fichier texte, ou il est en UTF-16 "
            "sans marque d’ordre. Enregistrez-le en UTF-8.",
        )
    head = text[:_HEAD_BYTES]
    if len(_CONTROLS.findall(head)) > _MOST_CONTROLS * len(head):
        raise refused(name, f"ce n’est pas un fichier texte ; {EXPECTED}.")
    return text, encoding


def _decoded(name: str, content: bytes, encoding: str) -> tuple[bytes, str]:
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _announced(name, content, mark, marked)
    if _is_utf8(content):
        return content, "utf-8"
    if encoding:
        return _in_given(name, content, encoding)
    if _share_of_accents(content) >= _SURE:
        return content.decode("utf-8", errors=_AS_WINDOWS).encode(), "utf-8 + cp1252"
    return _in_legacy(content, surest_encoding(name, content))


def _share_of_accents(content: bytes) -> float:
    """Return the share of the runs of bytes that are not ASCII that begin as French does in UTF-8."""
    octets, at = not_ascii(content)
    first, second, third = octets[at], octets[at + 1], octets[at + 2]
    starts = octets[at - 1] < FIRST_NOT_ASCII
    follow = (second >= FIRST_NOT_ASCII) & (second <= _LAST_FOLLOWING)
    letter = (first >= 0xC3) & (first <= 0xC5) & follow  # noqa: PLR2004 - À to ſ
    mark = (first == 0xE2) & (second == 0x80) & (third >= FIRST_NOT_ASCII)  # noqa: PLR2004 - ’ to …
    mark &= third <= _LAST_FOLLOWING
    return float((starts & (letter | mark)).sum() / max(starts.sum(), 1))


def _in_legacy(content: bytes, encoding: str) -> tuple[bytes, str]:
    try:
        return content.decode(encoding).encode(), encoding
    except UnicodeDecodeError:
        return content.decode("latin-1").encode(), "latin-1"


def _in_given(name: str, content: bytes, encoding: str) -> tuple[bytes, str]:
    try:
        return content.decode(encoding).encode(), encoding
    except (LookupError, UnicodeError, ValueError) as error:
        raise refused(
            name, f"le fichier n’est pas dans l’encodage « {encoding[:40]} » que vous indiquez."
        ) from error


def _announced(name: str, content: bytes, mark: bytes, encoding: str) -> tuple[bytes, str]:
    if encoding == "utf-8-sig":
        text, encoding_found = _decoded(name, content[len(mark) :], "")
        return text, "utf-8-sig" if encoding_found == "utf-8" else encoding_found
    try:
        return content.decode(encoding).encode(), encoding
    except UnicodeError as error:
        raise refused(
            name, f"le fichier s’annonce en {encoding.upper()} mais n’en est pas ; il est abîmé."
        ) from error


def _is_utf8(content: bytes) -> bool:
    # Arrow checks without building the text, which would take up to four times the file.
    offsets = pa.array([0, len(content)], pa.int64()).buffers()[1]
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(content)])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


_AS_WINDOWS = "dashboard-as-windows-1252"
codecs.register_error(_AS_WINDOWS, _as_windows)
