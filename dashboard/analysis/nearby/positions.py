"""Coordinates as people write them: what each writing may mean, in degrees."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.domain.position import POSITION_DECIMALS, Position

_DOT, _COMMA = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?", r"[+-]?[0-9]{1,3},[0-9]{1,12}"
_DECIMAL = r"[+-]?[0-9]{1,3}\.[0-9]{1,12}"
_PAIRS = tuple(
    re.compile(rf"\s*({number})\s*{between}\s*({number})\s*")
    for number, between in (
        (_COMMA, r"[;,\s]"),
        (_DOT, r"[,;]"),
        (_DECIMAL, r"\s"),
    )
)
_ANGLE = re.compile(
    r"(?P<before>[NSEWO])?\s*(?P<degrees>[0-9]{1,3}(?:[.,][0-9]+)?)\s*°?\s*"
    r"(?:(?P<minutes>[0-9]{1,2}(?:[.,][0-9]+)?)\s*['′’]\s*)?"
    r"(?:(?P<seconds>[0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:[\"″”]|'')\s*)?(?P<after>[NSEWO])?"
)
_TELLING = re.compile(r"[°]|[0-9\s'′’\"″”][NSEWO](?![A-Z])|(?<![A-Z])[NSEWO]\s*[0-9]")
_NUMBERS_ALONE = re.compile(r"[-+0-9.,;°'′’\"″”\sNSEWO]*[0-9][.,;°][-+0-9.,;°'′’\"″”\sNSEWO]*")
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180


def looks_like_position(text: str) -> bool:
    """Return whether a text is made of numbers and of what separates coordinates."""
    return _NUMBERS_ALONE.fullmatch(text.upper()) is not None


def readings_of(text: str) -> tuple[Position, ...]:
    """Read coordinates, as latitude and longitude first, then the other way round.

    ``45.19,5.72``, ``45.19 5.72``, ``45,19 5,72``, ``45,19;5,72`` and ``45°11'N 5°43'E`` are read;
    letters leave one order only. Empty for anything else, and for what is not on Earth.
    """
    pair = _angles(text.upper())
    if pair is None:
        matches = (pattern.fullmatch(text) for pattern in _PAIRS)
        match = next((match for match in matches if match), None)
        pair = [(_number(match[1]), ""), (_number(match[2]), "")] if match else []
    return _positions(pair)


def both_ways(position: Position) -> tuple[Position, ...]:
    """Return a position, then the same with latitude and longitude swapped, where they can be."""
    return _positions([(position.latitude, ""), (position.longitude, "")])


def _positions(pair: list[tuple[float, str]]) -> tuple[Position, ...]:
    if not pair:
        return ()
    (first, kind), (second, other) = pair
    straight = [] if kind == "longitude" or other == "latitude" else [(first, second)]
    swapped = [] if kind == "latitude" or other == "longitude" else [(second, first)]
    return tuple(
        Position(round(latitude, POSITION_DECIMALS), round(longitude, POSITION_DECIMALS))
        for latitude, longitude in dict.fromkeys([*straight, *swapped])
        if abs(latitude) <= _MOST_LATITUDE and abs(longitude) <= _MOST_LONGITUDE
    )


def _angles(text: str) -> list[tuple[float, str]] | None:
    """Read two angles with degree signs or letters; ``None`` where there are neither."""
    if not _TELLING.search(text) or not looks_like_position(f"{text},0,"):
        return None
    angles = [match for match in _ANGLE.finditer(text) if match["degrees"]]
    left = re.sub(r"[\s,;]", "", _ANGLE.sub("", text))
    return [] if len(angles) != 2 or left else list(map(_angle, angles))  # noqa: PLR2004 - a pair


def _angle(match: re.Match[str]) -> tuple[float, str]:
    letter = match["before"] or match["after"] or ""
    parts: Iterable[str] = (match[name] or "0" for name in ("degrees", "minutes", "seconds"))
    degrees, minutes, seconds = map(_number, parts)
    value = degrees + minutes / 60 + seconds / 3600
    kind = "" if not letter else "latitude" if letter in "NS" else "longitude"
    return (-value if letter in {"S", "W", "O"} else value), kind


def _number(text: str) -> float:
    return float(text.replace(",", "."))
