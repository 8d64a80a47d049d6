"""From objects to columns of text: nested objects unfolded, lists joined, numbers as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
import pyarrow as pa

from dashboard.data.tabular.cells import number_text, text_array
from dashboard.data.tabular.limits import Limits, refused, require_shape

Path = tuple[str, ...]
_NOTHING: Mapping[str, Any] = {}


class Columns:
    """Columns of text that grow by chunks of objects."""

    def __init__(self, name: str, limits: Limits) -> None:
        """Start without row; ``name`` is the file's, for errors."""
        self.rows = 0
        self._name, self._limits = name, limits
        self._chunks: dict[Path, list[pa.Array]] = {}

    def add(self, objects: Sequence[Mapping[str, Any]]) -> None:
        """Append a row per object.

        Raises:
            ImportFileError: a limit is exceeded.
        """
        if not objects:
            return
        texts_by_path: dict[Path, list[str]] = {}
        self._unfold(objects, (), texts_by_path)
        for path, texts in texts_by_path.items():
            chunks = self._chunks.get(path)
            if chunks is None:
                chunks = self._chunks[path] = [_empty(self.rows)] if self.rows else []
            chunks.append(text_array(texts))
        for path in self._chunks.keys() - texts_by_path.keys():
            self._chunks[path].append(_empty(len(objects)))
        self.rows += len(objects)
        require_shape(self._name, self.rows, len(self._chunks), self._limits)

    def headers(self) -> list[str]:
        """Return the header of every column: ``parent.child`` for nested objects."""
        return [".".join(path) for path in self._chunks]

    def given_up(self) -> list[pa.ChunkedArray]:
        """Return the columns, of ``rows`` texts each, and keep none."""
        chunked = [pa.chunked_array(chunks, pa.large_string()) for chunks in self._chunks.values()]
        self._chunks = {}
        return chunked

    def _unfold(
        self, objects: Sequence[Mapping[str, Any]], path: Path, texts_by_path: dict[Path, list[str]]
    ) -> None:
        if len(path) >= self._limits.depth:
            raise self._too_deep()
        for key, values in _columns(objects):
            here = (*path, key)
            kinds = set(map(type, values))
            if dict in kinds:
                inner = [value if type(value) is dict else _NOTHING for value in values]
                if kinds - {dict, type(None)}:
                    others = [None if type(value) is dict else value for value in values]
                    texts_by_path[here] = self._texts(others, kinds)
                self._unfold(inner, here, texts_by_path)
            else:
                texts_by_path[here] = self._texts(values, kinds)
            if len(texts_by_path) > self._limits.columns:
                require_shape(self._name, self.rows, len(texts_by_path), self._limits)

    def _texts(self, values: Sequence[Any], kinds: set[type]) -> list[str]:
        if kinds == {str}:
            return list(values)
        if kinds <= {str, type(None)}:
            return [value or "" for value in values]
        if kinds == {int}:
            return list(map(str, values))
        if kinds == {float}:
            return list(map(number_text, values))
        return [value if type(value) is str else self._text(value) for value in values]

    def _text(self, value: object) -> str:
        if isinstance(value, list):
            kinds = set(map(type, value))
            if kinds <= {str}:
                return "|".join(filter(None, value))
            if not kinds.isdisjoint({list, dict}):
                if _depth(value) > self._limits.depth:
                    raise self._too_deep()
                return orjson.dumps(value).decode()
            return "|".join(filter(None, map(self._text, value)))
        return scalar_text(value)

    def _too_deep(self) -> Exception:
        return refused(
            self._name,
            f"des objets sont imbriqués sur plus de {self._limits.depth} niveaux ; un tableau est "
            "attendu.",
        )


def scalar_text(value: object) -> str:
    """Write a scalar of JSON: integral numbers without decimals, nothing for ``null``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, float) else str(value)


def _depth(value: object) -> int:
    level: list[Any] = [value]
    depth = 0
    while level := [item for item in level if isinstance(item, list | dict)]:
        depth += 1
        level = [child for item in level for child in _children(item)]
    return depth


def _children(value: list[Any] | dict[str, Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _columns(objects: Sequence[Mapping[str, Any]]) -> list[tuple[str, Sequence[Any]]]:
    layouts = dict.fromkeys(map(tuple, objects))
    if len(layouts) == 1:  # all have the same keys in the same order
        rows = zip(*(record.values() for record in objects), strict=True)
        return list(zip(next(iter(layouts)), rows, strict=True))
    keys = dict.fromkeys(key for layout in layouts for key in layout)
    return [(key, [record.get(key) for record in objects]) for key in keys]


def _empty(rows: int) -> pa.Array:
    return pa.repeat(pa.scalar("", pa.large_string()), rows)
