"""Cutting a JSON document into pieces, so that a long list is never whole in memory."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from dashboard.data.tabular.limits import refused
from dashboard.domain.errors import ImportFileError
from dashboard.domain.formats import french_number

CHUNK_BYTES = 1_000_000
_BETWEEN = re.compile(rb"\}\s*,(?=\s*\{)")
_BLANKS = b" \t\r\n"
_TAIL_BYTES = 100_000
_MOST_CUTS = 8
_GROWTH = 8
_TRAILING = "unexpected content after document"
_WORDS = (
    (_TRAILING, "du texte suit la fin des données"),
    ("unexpected end", "le fichier est tronqué, sa fin manque"),
    ("depth limit", "trop d’objets ou de listes sont imbriqués"),
    ("infinity", "un nombre est trop grand"),
    ("surrogate", "un caractère est mal échappé"),
)


def parse(name: str, document: bytes, start: int = 0, end: int | None = None) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Parse the JSON value that is ``document[start:end]``.

    Raises:
        ImportFileError: it is none; the message gives line and column in the document.
    """
    try:
        return orjson.loads(memoryview(document)[start:end])
    except orjson.JSONDecodeError as error:
        raise broken(name, document, start, error.msg, error.pos) from error


@contextmanager
def collection_paused() -> Iterator[None]:
    """Do without garbage collection: JSON makes millions of objects, none of them in a cycle.

    Looking for cycles among them takes a third of the time of a large file.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class ChunkedList:
    """A list of a JSON document, read by chunks; ``end`` is where its ``]`` is, once read."""

    def __init__(self, name: str, document: bytes, start: int) -> None:
        """Read the list whose first value is at offset ``start``, after its ``[``."""
        self.end = len(document)
        self._name, self._document, self._start = name, document, start

    def __iter__(self) -> Iterator[list[Any]]:
        """Yield the values of the list, some megabytes of text at a time.

        Raises:
            ImportFileError: the list is not JSON; the message gives line and column.
        """
        at, size = self._start, CHUNK_BYTES
        while at + size < len(self._document):
            window = self._document[at : at + size]
            values, cut = _values_until_cut(window)
            if values is not None:
                yield values
                at, size = at + window.index(b",", cut) + 1, CHUNK_BYTES
            elif cut:
                yield self._last(at, window[:cut])
                return
            else:
                size *= _GROWTH
        yield self._last(at, self._document[at:])

    def _last(self, at: int, window: bytes) -> list[Any]:
        text = b"[" + window
        try:
            values: list[Any] = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            if not error.msg.startswith(_TRAILING):
                raise broken(self._name, self._document, at, error.msg, error.pos - 1) from error
            # Positions are in characters; what precedes this one is the end of the list.
            text = text.decode()[: error.pos].encode()
            values = orjson.loads(text)
        self.end = at + len(text.rstrip(_BLANKS)) - 2
        return values

    def require_alone(self) -> None:
        """Refuse a document in which something follows the list.

        Raises:
            ImportFileError: it does; the message gives line and column.
        """
        after = self._document[self.end + 1 :]
        if after.strip(_BLANKS):
            start = len(self._document) - len(after.lstrip(_BLANKS))
            raise broken(self._name, self._document, start, _TRAILING, 0)


def _values_until_cut(window: bytes) -> tuple[list[Any] | None, int]:
    """Parse values of a list up to a cut between two objects, and return where it is.

    A cut is right when what precedes it, closed by ``]``, is a list: inside a text or a nested
    list it would not be. No value and a cut means that the list ends before it; no cut, that more
    must be seen.
    """
    tail = max(0, len(window) - _TAIL_BYTES)
    cuts = [match.start() + 1 for match in _BETWEEN.finditer(window, tail)]
    for cut in reversed(cuts[-_MOST_CUTS:]):
        try:
            return orjson.loads(b"[" + window[:cut] + b"]"), cut
        except orjson.JSONDecodeError as error:
            if error.msg.startswith(_TRAILING):
                return None, cut
    return None, 0


def broken(
    name: str, document: bytes, start: int, message: str, characters: int
) -> ImportFileError:
    """Refuse a syntax error ``characters`` after offset ``start`` of a document."""
    text = document[start:].decode("utf-8", errors="replace")
    before = text[: max(characters, 0)]
    line = document.count(b"\n", 0, start) + before.count("\n") + 1
    if "\n" in before:
        column = len(before) - before.rindex("\n")
    else:
        newline = document.rfind(b"\n", 0, start)
        column = len(document[newline + 1 : start].decode("utf-8", "replace")) + len(before) + 1
    why = next((french for word, french in _WORDS if word in message), "")
    if not why:
        excerpt = text[max(characters, 0) : max(characters, 0) + 12]
        why = f"« {excerpt} » n’est pas attendu ici" if excerpt else "le fichier est tronqué"
    place = f"ligne {french_number(line)}, colonne {french_number(column)}"
    return refused(name, f"JSON illisible à la {place} : {why}.")
