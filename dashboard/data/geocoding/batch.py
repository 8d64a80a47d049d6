"""Asking a geocoder for many addresses: in batches, else one by one, and within limits.

The service has the API of the Géoplateforme: a CSV sent to ``…/search/csv/`` comes back with a result
in each row.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from dashboard.data.geocoding.found import (
    ASKED_COLUMNS,
    found_table,
    nothing_found,
    read_sheet,
    sheet,
)
from dashboard.data.geocoding.memory import AddressMemory
from dashboard.data.remote.bounded_http import FAILURES, StatusError, get, post_file
from dashboard.data.remote.geocoder import LARGEST_BYTES, asked_text, question, ranked_addresses
from dashboard.settings import Settings

_NO_BATCHES = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
"""Statuses of a service that answers one address at a time only."""
_BYTES_PER_ROW = 2_000


@dataclass(frozen=True)
class Bounds:
    """How much a geocoder is asked.

    Attributes:
        batch_rows: addresses sent at once.
        most_addresses: addresses asked in one import; the others wait for a next one.
        batch_s: longest wait for a batch, in seconds.
        single_s: longest wait for one address.
        total_s: when nothing more is asked, in seconds.
    """

    batch_rows: int = 1_000
    most_addresses: int = 50_000
    batch_s: float = 60.0
    single_s: float = 5.0
    total_s: float = 600.0


class Trouble(Enum):
    """Why addresses were left unasked, or were asked in vain."""

    FAILED = "the service does not answer, or not as it should"
    LATE = "the time is up"
    MANY = "there are more than are asked at once"


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to some addresses.

    Attributes:
        answered: ``FOUND_COLUMNS`` by key, for those that were answered now or before.
        sent: how many were sent.
        remembered: how many were answered before.
        troubles: why others were not.
        forgetful: whether the answers could not be written beside the data.
    """

    answered: pd.DataFrame
    sent: int
    remembered: int
    troubles: tuple[Trouble, ...] = ()
    forgetful: bool = False


class BatchGeocoder:
    """Finds many addresses, and remembers them beside the data."""

    def __init__(
        self,
        url: str,
        data_folder: Path,
        *,
        bounds: Bounds = Bounds(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask the service at ``url``.

        Args:
            url: that of single questions, checked to be http(s) by the settings: ``…/search``; where it
                is empty nothing is asked.
            data_folder: where answers are remembered.
            bounds: how much it is asked.
            clock: seconds that never go back.
        """
        self._url = url
        self._bounds = bounds
        self._clock = clock
        # What an address asks beside, which may be a key, is not written down.
        self._memory = AddressMemory(
            data_folder, urlsplit(url)._replace(query="", fragment="").geturl()
        )

    @property
    def asks(self) -> bool:
        """Whether there is a service."""
        return bool(self._url)

    def find(
        self, addresses: pd.DataFrame, *, tell: Callable[[str], None] = lambda _: None
    ) -> Answers:
        """Find addresses: those known before are not asked again.

        Args:
            addresses: ``ASKED_COLUMNS`` by key, no key twice.
            tell: called with a French sentence on what is asked.
        """
        if not self.asks or addresses.empty:
            return Answers(nothing_found(), 0, 0)
        known = self._memory.recall(addresses.index)
        left = addresses[~addresses.index.isin(known.index)]
        sending = left.iloc[: self._bounds.most_addresses]
        troubles = [Trouble.MANY] if len(sending) < len(left) else []
        parts, sent, forgetful = [known], 0, False
        for batch in self._batches(sending, troubles, tell):
            sent += batch.sent
            parts.append(batch.answered)
            forgetful |= not (batch.answered.empty or self._memory.keep(batch.answered))
        answered = pd.concat([part for part in parts if len(part)] or [nothing_found()])
        return Answers(answered, sent, len(known), tuple(troubles), forgetful)

    def _batches(
        self, addresses: pd.DataFrame, troubles: list[Trouble], tell: Callable[[str], None]
    ) -> Iterator[_Batch]:
        """Ask batch by batch until all are answered, or one is not; failures go to ``troubles``."""
        until = self._clock() + self._bounds.total_s
        ask, start = self._together, 0
        while start < len(addresses):
            if self._clock() >= until:
                troubles.append(Trouble.LATE)
                return
            tell(f"adresses : {start} sur {len(addresses)} demandées")
            some = addresses.iloc[start : start + self._bounds.batch_rows]
            batch = ask(some, until)
            if batch.alone:
                ask = self._one_by_one
                continue
            yield batch
            if batch.trouble:
                troubles.append(batch.trouble)
                return
            start += len(some)

    def _together(self, addresses: pd.DataFrame, until: float) -> _Batch:
        bounds = self._bounds
        try:
            answer = post_file(
                batch_address(self._url),
                ("adresses.csv", sheet(addresses), "text/csv"),
                [("columns", column) for column in ASKED_COLUMNS],
                timeout_s=max(min(bounds.batch_s, until - self._clock()), 0.1),
                largest_bytes=LARGEST_BYTES + _BYTES_PER_ROW * len(addresses),
            )
            return _Batch(read_sheet(answer.content, addresses), len(addresses))
        except StatusError as error:
            if error.status in _NO_BATCHES:
                return _Batch(nothing_found(), 0, alone=True)
            return _Batch(nothing_found(), len(addresses), Trouble.FAILED)
        except FAILURES:
            return _Batch(nothing_found(), len(addresses), Trouble.FAILED)

    def _one_by_one(self, addresses: pd.DataFrame, until: float) -> _Batch:
        rows: dict[str, dict[str, object]] = {}
        for key, row in zip(addresses.index, addresses.itertuples(index=False), strict=True):
            if self._clock() >= until:
                return _Batch(_of_rows(rows), len(rows), Trouble.LATE)
            try:
                rows[str(key)] = self._single(" ".join(filter(None, map(str, row))))
            except FAILURES:
                return _Batch(_of_rows(rows), len(rows) + 1, Trouble.FAILED)
        return _Batch(_of_rows(rows), len(rows))

    def _single(self, text: str) -> dict[str, object]:
        answer = get(
            question(self._url, asked_text(text), box=None),
            timeout_s=self._bounds.single_s,
            largest_bytes=LARGEST_BYTES,
        )
        for ranked in ranked_addresses(answer.content):
            place = ranked.address
            return {
                "longitude": place.longitude,
                "latitude": place.latitude,
                "score": ranked.score,
                "commune_code": place.commune_code,
                "kind": ranked.kind,
            }
        return dict.fromkeys(("longitude", "latitude", "score"), None) | {
            "commune_code": "",
            "kind": "",
        }


@dataclass(frozen=True, eq=False)
class _Batch:
    """The result of a batch; ``alone``: the service takes none, each address must be asked alone."""

    answered: pd.DataFrame
    sent: int
    trouble: Trouble | None = None
    alone: bool = False


def batch_address(url: str) -> str:
    """Derive where batches are sent: ``…/geocodage/search`` gives ``…/geocodage/search/csv/``."""
    parts = urlsplit(url)
    return parts._replace(path=f"{parts.path.rstrip('/')}/csv/", fragment="").geturl()


def _of_rows(rows: dict[str, dict[str, object]]) -> pd.DataFrame:
    if not rows:
        return nothing_found()
    return found_table(pd.DataFrame.from_dict(rows, orient="index"))


def batch_geocoder(settings: Settings) -> BatchGeocoder | None:
    """Return what finds the points of addresses, where a service is set."""
    if not settings.geocoder_url:
        return None
    return BatchGeocoder(settings.geocoder_url, settings.data_folder)
