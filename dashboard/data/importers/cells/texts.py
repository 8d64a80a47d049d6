"""Columns of text: finding them, joining them, cleaning them, and filling the common table."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from functools import reduce

import numpy as np
import pandas as pd

from dashboard.data.importers.format import COLUMNS, TEXT_COLUMNS
from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Remark

_MISSING = (
    r"(?i)^(?:[-–—_./?\\]+|nan|nat|none|null|n\.?c\.?|n\.?r\.?|n/a|#n/a|<na>"
    r"|non renseign[ée]e?s?|non communiqu[ée]e?s?|inconnu)$"
)
"""What people and programs write in a cell for nothing; ``nc`` is non communiqué."""

_NOTHING = re.compile(_MISSING)
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|([^\s,'\"\[\]{}()]+)", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LIST = re.compile(r"^(?:\[.*\]|\{.*\}|\(.*\)|set\(.*\))$", re.DOTALL)
_WORDS_OF_LISTS = {"None", "nan", "null", "set"}

_HIDDEN_TAGS = r"(?is)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>"
_TAGS = r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>"
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029"
_ODD_BLANKS = "\u00a0\u2002-\u200a\u202f\u205f\u3000"
_SOILED = rf'[<&"\\{_INVISIBLE}{_CONTROLS}{_ODD_BLANKS}]|  '
"""What a text that needs cleaning holds: most do not, and are left as they are."""

_REPAIRS = (
    (f"[{_INVISIBLE}]", ""),
    (f"[{_CONTROLS}]", " "),
    (r'\\+"', '"'),
    ('""+', '"'),
    (f"[ {_ODD_BLANKS}]+", " "),
    (r'^ *"([^"]*)" *$', r"\1"),  # quotes around the whole text, or that were cut from their twin
    (r'^ *"([^"]*)$', r"\1"),
    (r'^([^"]*)" *$', r"\1"),
)

_YES = r"(?i)^(?:oui|o|yes|true|vrai|x|1(?:\.0)?)\b"
_NO = r"(?i)^(?:non|n|no|false|faux|0(?:\.0)?)\b"


def column(table: TextTable, headers: Mapping[str, str], wanted: str) -> pd.Series[str]:
    """Return the cells of a wanted column, shape ``(n,)``: empty where the file has not got it."""
    if wanted in headers:
        return table.cells[headers[wanted]]
    return pd.Series("", index=table.cells.index, dtype="str")


def common_rows(
    table: TextTable, **columns: pd.Series[str] | pd.Series[float] | str
) -> pd.DataFrame:
    """Lay out the common table's rows: ``COLUMNS`` in their order, those not given empty.

    Args:
        table: the file, which gives the lines.
        columns: cells per column, shape ``(n,)``, or one text for all rows.
    """
    unknown = set(columns) - set(COLUMNS)
    if unknown:
        raise KeyError(*sorted(unknown))
    index = table.cells.index
    texts = {
        name: cells
        if isinstance(cells := columns.get(name, ""), pd.Series)
        else pd.Series(cells, index=index, dtype="str")
        for name in TEXT_COLUMNS
    }
    places = {
        name: pd.Series(columns.get(name, np.nan), index=index, dtype="float64")
        for name in ("longitude", "latitude")
    }
    return pd.DataFrame({"line": table.lines.astype("int64"), **texts, **places})[list(COLUMNS)]


def is_missing(cells: pd.Series[str]) -> pd.Series[bool]:
    """Check which cells hold no information: empty, ``-``, ``NC``, ``Non renseigné`` and the like."""
    return cells.eq("") | cells.str.contains(_MISSING, regex=True)


def unread(
    table: TextTable,
    headers: Mapping[str, str],
    wanted: str,
    values: pd.Series[str] | pd.Series[float],
    reason: str,
) -> tuple[Remark, ...]:
    """Remark the filled cells of a wanted column of which nothing could be read.

    Args:
        table: the file.
        headers: its headers, per wanted column.
        wanted: the column ``values`` were read from.
        values: what was read, shape ``(n,)``: empty or NaN where nothing could be.
        reason: the French sentence of the remark.
    """
    if wanted not in headers:
        return ()
    lost = values.isna() if values.dtype.kind == "f" else values.eq("")
    cells = table.cells.loc[lost, headers[wanted]]
    cells = cells[~is_missing(cells)]
    lines = table.lines[cells.index.to_numpy()]
    return tuple(
        Remark(int(line), headers[wanted], value, reason)
        for line, value in zip(lines, cells, strict=True)
    )


def mapped(cells: pd.Series[str], read: Callable[[str], str]) -> pd.Series[str]:
    """Apply ``read`` to each *distinct* cell: hours, dates and lists repeat a lot."""
    positions, distinct = pd.factorize(cells)
    values = pd.Series([read(cell) for cell in distinct], dtype="str")
    return pd.Series(values.array.take(positions), index=cells.index, dtype="str")


def first_filled(*columns: pd.Series[str]) -> pd.Series[str]:
    """Return on each row the first cell that is not empty."""
    return reduce(lambda chosen, other: chosen.where(chosen.ne(""), other), columns)


def joined(*columns: pd.Series[str], separator: str = " ") -> pd.Series[str]:
    """Join the cells of each row that are not empty."""

    def join(left: pd.Series[str], right: pd.Series[str]) -> pd.Series[str]:
        both = left.ne("") & right.ne("")
        return (left + right).where(~both, left + separator + right)

    return reduce(join, columns)


def flags(cells: pd.Series[str]) -> pd.Series[str]:
    """Read yes and no (``Oui``, ``true``, ``x``, ``1`` …) as ``true``, ``false``, or empty."""
    yes, no = (cells.str.contains(words, regex=True) for words in (_YES, _NO))
    return pd.Series(
        np.select([yes, no], ["true", "false"], default=""), index=cells.index, dtype="str"
    )


def split_terms(cells: pd.Series[str], separators: str = ";|") -> pd.Series[str]:
    """Convert lists to terms joined by ``|``, stripped, without repeats, in the order of the file.

    Args:
        cells: JSON lists, Python lists and arrays as text (``"['a', 'b']"``, ``"['a' 'b']"``), or
            terms between ``separators``.
        separators: the characters that part terms outside lists; ``|`` always does.
    """
    parting = re.compile(f"[{re.escape(separators)}|\n]")

    def read(cell: str) -> str:
        if _NOTHING.match(cell):
            return ""
        terms = _listed(cell) if _LIST.match(cell) else parting.split(cell)
        stripped = (term.strip() for part in terms for term in part.split("|"))
        return "|".join(dict.fromkeys(term for term in stripped if term))

    return mapped(cells, read)


def _listed(cell: str) -> list[str]:
    quotes = _QUOTED.findall(cell)
    quoted = [_ESCAPED.sub(_unescaped, single or double) for single, double, _ in quotes]
    return [
        text or ("" if bare in _WORDS_OF_LISTS else bare)
        for text, (_, _, bare) in zip(quoted, quotes, strict=True)
    ]


def _unescaped(escape: re.Match[str]) -> str:
    wide, narrow, letter = escape.groups()
    if wide or narrow:
        return chr(int(wide or narrow, 16)).encode("utf-8", "replace").decode()
    return {"n": " ", "t": " ", "r": " "}.get(letter, letter)


def plain_text(cells: pd.Series[str]) -> pd.Series[str]:
    """Clean texts to one line of plain words; empty for a mark of a missing value.

    HTML tags and entities, broken quoting (escaped or doubled), control and invisible characters and
    repeated blanks go; the words stay.
    """
    soiled = cells.str.contains(_SOILED, regex=True)
    clean = cells.str.strip()
    if soiled.any():
        clean = clean.mask(soiled, _cleaned(cells[soiled]).reindex(cells.index, fill_value=""))
    return clean.mask(is_missing(clean), "")


def _cleaned(cells: pd.Series[str]) -> pd.Series[str]:
    clean = _without_tags(cells)
    coded = clean.str.contains(r"&#?[a-zA-Z0-9]+;", regex=True)
    if coded.any():
        decoded = mapped(clean[coded], html.unescape)
        clean = clean.mask(coded, _without_tags(decoded).reindex(clean.index, fill_value=""))
    for pattern, replacement in _REPAIRS:
        clean = clean.str.replace(pattern, replacement, regex=True)
    return clean.str.strip()


def _without_tags(cells: pd.Series[str]) -> pd.Series[str]:
    tagged = cells.str.contains("<", regex=False)
    if not tagged.any():
        return cells
    bare = cells[tagged].str.replace(_HIDDEN_TAGS, " ", regex=True)
    bare = bare.str.replace(_TAGS, " ", regex=True)
    return cells.mask(tagged, bare.reindex(cells.index, fill_value=""))
