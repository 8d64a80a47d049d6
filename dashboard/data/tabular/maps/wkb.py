"""Geometries of well-known binary, as parquet files hold them."""

from __future__ import annotations

import struct

import numpy as np
import shapely
from numpy.typing import NDArray

_DEEPEST = 1_000
"""Collections inside one another that the library reads for certain; far more end the process."""

_HEADER_BYTES = 9
_HAS_Z, _HAS_M, _HAS_CRS = 0x80000000, 0x40000000, 0x20000000
_POINT, _LINE, _POLYGON, _COLLECTIONS = 1, 2, 3, range(4, 8)


def from_wkb(values: NDArray[np.object_]) -> NDArray[np.object_]:
    """Build geometries, ``None`` where there is none, a broken one, curves or too deep ones."""
    safe = values.copy()
    safe[[isinstance(value, bytes) and not _is_flat(value) for value in values]] = None
    try:
        return shapely.from_wkb(safe, on_invalid="ignore")
    except NotImplementedError:  # curves, whatever the option to ignore errors
        geometries = np.full(len(safe), None, dtype=object)
        geometries[:] = [_without_curves(value) for value in safe]
        return geometries


def _without_curves(value: bytes | None) -> shapely.Geometry | None:
    try:
        return shapely.from_wkb(value, on_invalid="ignore")
    except NotImplementedError:
        return None


def _is_flat(value: bytes) -> bool:
    """Check that collections are not too deep; each of them takes some bytes at least."""
    if len(value) < _HEADER_BYTES * _DEEPEST:
        return True
    try:
        return _Walk(value).is_flat()
    except struct.error:
        return True  # it ends too soon: the library will find so too


class _Walk:
    """Reads sizes, as the library does: a byte that is no order leaves the one before."""

    def __init__(self, value: bytes) -> None:
        self._value, self._at, self._order = value, 0, "<"

    def is_flat(self) -> bool:
        left = [1]
        while left:
            if len(left) > _DEEPEST:
                return False
            if not left[-1]:
                left.pop()
                continue
            left[-1] -= 1
            kind, size = self._header()
            if kind in _COLLECTIONS:
                left.append(self._word())
            elif kind in {_POINT, _LINE, _POLYGON}:
                self._skip(kind, size)
            else:
                return True
        return True

    def _header(self) -> tuple[int, int]:
        """Return the kind of a geometry and the bytes of its positions."""
        order = self._value[self._at : self._at + 1]
        self._order = {b"\0": ">", b"\1": "<"}.get(order, self._order)
        self._at += 1
        word = self._word()
        more, kind = divmod(word & 0xFFFF, 1_000)
        has_z, has_m = word & _HAS_Z or more in {1, 3}, word & _HAS_M or more in {2, 3}
        if word & _HAS_CRS:
            self._at += 4
        return kind, 8 * (2 + bool(has_z) + bool(has_m))

    def _skip(self, kind: int, size: int) -> None:
        if kind == _POINT:
            self._at += size
            return
        for _ in range(self._word() if kind == _POLYGON else 1):
            self._at += size * self._word()

    def _word(self) -> int:
        (word,) = struct.unpack_from(f"{self._order}I", self._value, self._at)
        self._at += 4
        return int(word)
