"""Asking an address geocoder, which may be slow, broken or absent.

The service has the API of the Géoplateforme: ``?q=…`` answered by a GeoJSON ``FeatureCollection``.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, MutableMapping
from functools import partial
from threading import BoundedSemaphore, Lock
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson
from cachetools import LRUCache

from dashboard.data.remote.bounded_http import FAILURES, get, in_time
from dashboard.domain.addresses import Address
from dashboard.domain.codes import is_commune_code
from dashboard.domain.names import normalise_name

TIMEOUT_S = 1.5
PAUSE_S = 30.0
"""How long a service that failed is left alone."""
AT_ONCE = 2
MOST_ADDRESSES = 5
MOST_KEPT = 2_000
LARGEST_BYTES = 500_000
LONGEST_LABEL = 120
SHORTEST_TEXT = 3
LONGEST_TEXT = 200
"""The Géoplateforme refuses texts of fewer than 3 or more than 200 characters."""

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""

_LONGITUDES = 180
_LATITUDES = 90


class Geocoder:
    """Finds addresses, remembers them, and leaves a service that fails alone for a while.

    Several threads may ask at once.
    """

    def __init__(
        self,
        url: str,
        *,
        box: Box | None = None,
        timeout_s: float = TIMEOUT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask the service at ``url``.

        Args:
            url: address checked to be http(s) by the settings; where it is empty nothing is found.
            box: only addresses inside are found, bounds included; its middle is preferred.
            timeout_s: longest wait for an answer, from the name server to the last byte.
            clock: seconds that never go back, which the pause after a failure is measured with.
        """
        self._url = url
        self._box = box
        self._timeout_s = timeout_s
        self._clock = clock
        self._slots = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()
        self._remembered: MutableMapping[str, tuple[Address, ...]] = LRUCache(MOST_KEPT)
        self._left_alone_until = -math.inf

    def find(self, text: str) -> tuple[Address, ...]:
        """Find up to five addresses, the best first; none where the service does not answer."""
        query = asked_text(text)
        key = normalise_name(query)
        if not (self._url and key) or len(query) < SHORTEST_TEXT:
            return ()
        with self._lock:
            if key in self._remembered:
                return self._remembered[key]
            left_alone = self._clock() < self._left_alone_until
        if left_alone or not self._slots.acquire(blocking=False):
            return ()
        return self._answer(query, key)

    def _answer(self, query: str, key: str) -> tuple[Address, ...]:
        try:
            addresses = in_time(partial(self._ask, query), self._timeout_s)
        except FAILURES:
            with self._lock:
                self._left_alone_until = self._clock() + PAUSE_S
            return ()
        with self._lock:
            self._remembered[key] = addresses
        return addresses

    def _ask(self, query: str) -> tuple[Address, ...]:
        try:
            answer = get(
                question(self._url, query, box=self._box),
                timeout_s=self._timeout_s,
                largest_bytes=LARGEST_BYTES,
            )
        finally:
            self._slots.release()
        return addresses_in(answer.content, box=self._box)


def asked_text(text: str) -> str:
    """Cut a text to what the service takes: it begins with a letter or a digit."""
    words = " ".join(text[: 10 * LONGEST_TEXT].split())
    start = next((place for place, sign in enumerate(words) if sign.isalnum()), len(words))
    return words[start : start + LONGEST_TEXT].strip()


def question(url: str, text: str, *, box: Box | None) -> str:
    """Write the address that asks for ``text``; what ``url`` asks already stays as it is."""
    parts = urlsplit(url)
    own_parameters = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "q"
    ]
    ours = {"limit": str(MOST_ADDRESSES), "index": "address"} | _near(box)
    added = [pair for pair in ours.items() if pair[0] not in dict(own_parameters)]
    query = urlencode([*own_parameters, *added, ("q", text)], errors="replace")
    return parts._replace(query=query, fragment="").geturl()


def addresses_in(body: bytes, *, box: Box | None) -> tuple[Address, ...]:
    """Read the addresses of an answer, the best first; damaged ones are left out.

    Raises:
        ValueError: the answer is no list of addresses, or none of them can be read.
    """
    return tuple(
        ranked.address for ranked in ranked_addresses(body) if _inside(ranked.address, box)
    )[:MOST_ADDRESSES]


class RankedAddress(NamedTuple):
    """An address with how well it fits what was asked, 0 to 1, and what it is.

    ``kind`` is a ``housenumber``, ``street``, ``locality``, ``municipality``, or empty.
    """

    score: float
    kind: str
    address: Address


def ranked_addresses(body: bytes) -> list[RankedAddress]:
    """Read the addresses of an answer, the best first; damaged ones are left out.

    Raises:
        ValueError: the answer is no list of addresses, or none of them can be read.
    """
    answer = orjson.loads(body)
    features = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(features, list):
        message = "the geocoder's answer is no FeatureCollection."
        raise ValueError(message)  # noqa: TRY004 - the answer is wrong, not a type of ours
    scored = [ranked for feature in features for ranked in _scored(feature)]
    if features and not scored:
        message = "the geocoder's answer has no feature that is an address."
        raise ValueError(message)
    return sorted(scored, key=lambda ranked: -ranked.score)


def _near(box: Box | None) -> dict[str, str]:
    """Prefer the middle of the box: the service's five best could all lie outside."""
    if box is None:
        return {}
    west, south, east, north = box
    return {"lon": f"{(west + east) / 2:.4f}", "lat": f"{(south + north) / 2:.4f}"}


def _scored(feature: Any) -> Iterator[RankedAddress]:  # noqa: ANN401 - any JSON
    """Yield the address and its score, or nothing where the feature is no address."""
    try:
        properties = feature["properties"]
        longitude, latitude = feature["geometry"]["coordinates"][:2]
        label = " ".join(str.split(properties["label"]))[:LONGEST_LABEL].strip()
        score = _number(properties.get("score", 0), most=math.inf)
        code = str.strip(properties.get("citycode", ""))
        kind = str(properties.get("type", ""))
        place = _number(longitude, most=_LONGITUDES), _number(latitude, most=_LATITUDES)
    except (AttributeError, LookupError, TypeError, ValueError):
        return
    if label:
        yield RankedAddress(
            score, kind, Address(label, *place, code if is_commune_code(code) else "")
        )


def _number(value: object, *, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
        message = f"{value!r} is no number up to {most}."
        raise ValueError(message)
    return float(value)


def _inside(address: Address, box: Box | None) -> bool:
    west, south, east, north = box or (-_LONGITUDES, -_LATITUDES, _LONGITUDES, _LATITUDES)
    return west <= address.longitude <= east and south <= address.latitude <= north
