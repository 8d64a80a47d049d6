"""Encodings from before UTF-8, distinguished by how French the words read."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.data.tabular.french_letters import DOUBTFUL, WRONG, worth
from dashboard.data.tabular.limits import refused
from dashboard.domain.errors import ImportFileError

_LEGACY = ("cp1252", "cp850", "mac_roman")
"""What Excel writes in France as « CSV », « CSV (MS-DOS) » and « CSV (Macintosh) »."""

FIRST_NOT_ASCII = 0x80
_MARGIN_BYTES = b"\n\n"
_SCANNED_BYTES = 100_000_000
_MOST_PLACES, _MOST_KINDS = 3_000_000, 5_000
_MARGIN = 0.2
"""What the best reading must be worth more than another, which is else as plausible."""

_AROUND = 15
_BETWEEN_CELLS = re.compile(rb"[;\t|,\"\r\n{}\[\]:]")


class AmbiguousEncodingError(ImportFileError):
    """A text makes sense in two encodings.

    Attributes:
        readings: by encoding, the surest first, how a few words read.
    """

    def __init__(self, message: str, readings: dict[str, str]) -> None:
        """Keep what the choice is between."""
        super().__init__(message)
        self.readings = readings


@dataclass(frozen=True)
class _LegacyReading:
    """What an encoding makes of the bytes that are not ASCII, each kind with its neighbours."""

    encoding: str
    characters: list[str]
    worths: NDArray[np.float64]

    def likeness(self, counts: NDArray[np.int64]) -> float:
        """Return how French the text is, 1 at most."""
        return float(self.worths @ counts / counts.sum())


def surest_encoding(name: str, content: bytes) -> str:
    """Return the encoding in which bytes that are not all ASCII make French words.

    Where none does, Windows-1252.

    Raises:
        AmbiguousEncodingError: two make about as much sense.
    """
    kinds, counts, places = _kinds(content)
    readings = [_reading(encoding, kinds) for encoding in _LEGACY]
    # Equal merit is given to the first, which is by far the most usual.
    best = max(readings, key=lambda reading: reading.likeness(counts))
    sure = best.likeness(counts)
    if sure <= DOUBTFUL:
        return _LEGACY[0]
    for other in readings:
        if other is best or sure - other.likeness(counts) >= _MARGIN:
            continue
        differing = (
            place
            for place, mine, its in zip(places, best.characters, other.characters, strict=True)
            if mine != its
        )
        place = next(differing, None)
        if place is not None:
            raise _ambiguous(name, content, int(place), [best.encoding, other.encoding])
    return best.encoding


def not_ascii(content: bytes) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the first bytes of a content, with line ends around, and where they are not ASCII."""
    framed = b"".join([_MARGIN_BYTES, memoryview(content)[:_SCANNED_BYTES], _MARGIN_BYTES])
    octets = np.frombuffer(framed, dtype=np.uint8)
    return octets, np.flatnonzero(octets >= FIRST_NOT_ASCII)[:_MOST_PLACES]


def _kinds(content: bytes) -> tuple[list[bytes], NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct bytes that are not ASCII with their neighbours, their number, and a place.

    The most frequent come first.
    """
    octets, at = not_ascii(content)
    keys = (
        octets[at - 1].astype(np.uint32) << 16 | octets[at].astype(np.uint32) << 8 | octets[at + 1]
    )
    distinct, first, counts = np.unique(keys, return_index=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:_MOST_KINDS]
    kinds = [int(key).to_bytes(3, "big") for key in distinct[order]]
    return kinds, counts[order], at[first[order]] - len(_MARGIN_BYTES)


def _reading(encoding: str, kinds: list[bytes]) -> _LegacyReading:
    decoded = [[bytes([octet]).decode(encoding, "replace") for octet in kind] for kind in kinds]
    worths = [WRONG if "\ufffd" in letters[1] else worth(*letters) for letters in decoded]
    return _LegacyReading(encoding, [letters[1] for letters in decoded], np.array(worths))


def _ambiguous(
    name: str, content: bytes, place: int, encodings: list[str]
) -> AmbiguousEncodingError:
    before = _BETWEEN_CELLS.split(content[max(place - _AROUND, 0) : place])[-1]
    after = _BETWEEN_CELLS.split(content[place : place + _AROUND])[0]
    readings = {
        encoding: (before + after).decode(encoding, "replace").strip() for encoding in encodings
    }
    choice = " ou ".join(f"« {words} » ({encoding})" for encoding, words in readings.items())
    refusal = refused(
        name,
        f"faut-il lire {choice} ? Le fichier a un sens dans les deux encodages : indiquez lequel, ou "
        "enregistrez-le en UTF-8.",
    )
    return AmbiguousEncodingError(str(refusal), readings)
