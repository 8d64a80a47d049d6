"""« Près de chez vous »: the nearest places beside a full scan, and whole answers."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

import numpy as np
import pandas as pd

from benchmarks.posting import Answer, Poster
from benchmarks.region import synthetic_atlas
from benchmarks.report import Line
from dashboard.analysis.kernel.records import keep_records
from dashboard.analysis.nearby.ranking import RankedRecords, nearest_places, places_within, ranked
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.analysis.snapshot import Snapshot
from dashboard.data.atlas import Atlas
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NearbySelection, Opening, Radius
from dashboard.factory import build_app
from dashboard.server.build_snapshot import snapshot_of
from dashboard.settings import Settings

FIRST, LAST = 2019, 2021
FILTER = MapSelection(
    filters=Filters(themes=("mobilite",), publics=("seniors",), years=(FIRST, LAST))
)
LIMIT, RADIUS_M = 10, 10_000.0
ROUNDS, ASKED = 25, 40
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=PARIS)
_HOURS = ("Mo-Fr 09:00-12:00,14:00-17:00", "Tu 09:00-12:00", "Mo-Sa 10:00-19:00", "")


def kernel_lines(real: Atlas, sizes: Sequence[int]) -> list[Line]:
    """Tell the ten nearest with filters for every number of places, beside a full scan in pandas.

    Both give the same records; one record has one or two places.
    """
    lines, measured = [], []
    for size in sizes:
        snapshot = snapshot_of(synthetic_atlas(real, size))
        ms, naive_ms, within_ms = _measured(snapshot)
        measured.append((len(snapshot.nearby_index.coordinates), ms))
        places = f"{len(snapshot.nearby_index.coordinates):,} places"
        most = 1 if size == 100_000 else None
        beside = f"full scan {naive_ms:,.2f} ms, {naive_ms / ms:,.0f} ×"
        lines += [
            Line(f"10 nearest with filters, {places}", ms, "ms", most=most, beside=beside),
            Line(f"all within 10 km, ranked, {places}", within_ms, "ms"),
        ]
    (first, first_ms), (last, last_ms) = measured[0], measured[-1]
    growth = (last_ms / first_ms) / (last / first)
    return [*lines, Line("growth of time / growth of places, first to last size", growth, "")]


def answer_lines(many: Atlas) -> list[Line]:
    """Tell whole answers of the list and the map, each for the first time."""
    places = many.catalogue.places
    hours = pd.Series(np.resize(np.array(_HOURS, dtype=object), len(places)), index=places.index)
    catalogue = replace(many.catalogue, places=places.assign(opening_hours=hours))
    app = build_app(replace(many, catalogue=catalogue), Settings(), clock=lambda: NOON)
    poster = Poster(app.server)
    lines = []
    for name, selections in _views(many).items():
        poster.post("nearby-request", _request(replace(selections[0], page=2)))
        answers = [poster.post("nearby-request", _request(one)) for one in selections]
        maps = [poster.post("nearby-map-request", _request(one)) for one in selections]
        lines += _told(f"list, {name}", answers, most=15)
        lines += _told(f"map, {name}", maps, most=None)
    return lines


def _views(many: Atlas) -> dict[str, list[NearbySelection]]:
    codes = many.geography.communes["code"].sample(ASKED, random_state=2026)
    plain = [NearbySelection(territory=code) for code in codes]
    filtered = [
        one.filtered(themes=FILTER.filters.themes, publics=FILTER.filters.publics) for one in plain
    ]
    return {
        "10 km, no filter": plain,
        "10 km, theme and public": filtered,
        "10 km, open now": [replace(one, opening=Opening.NOW) for one in plain],
        "50 km, theme and public": [replace(one, radius=Radius.KM_50) for one in filtered],
        "10 km, a need": [replace(one, need="CAF") for one in plain],
        "10 km, words of a name": [
            replace(one, need=f"initiative {row}") for row, one in enumerate(plain)
        ],
        "whole EPCI": [replace(one, radius=Radius.EPCI) for one in plain],
    }


def _told(what: str, answers: Sequence[Answer], *, most: float | None) -> list[Line]:
    times = [answer.ms for answer in answers]
    sent = median(answer.sent for answer in answers) / 1e3
    beside = f"slowest {max(times):.1f} ms; {sent:.1f} kB in Brotli"
    return [Line(what, median(times), "ms", most=most, beside=beside)]


def _request(selection: NearbySelection) -> dict[str, object]:
    return {"query": selection.to_query(), "parts": ["list"]}


def _measured(snapshot: Snapshot) -> tuple[float, float, float]:
    """Return medians in milliseconds: ten nearest, a full scan, and everything within ten kilometres."""
    index, records = snapshot.nearby_index, snapshot.region_index.records
    halls = index.halls[np.isfinite(index.halls).all(axis=1)]
    origins = halls[np.random.default_rng(2026).integers(0, len(halls), ROUNDS)]

    def nearest(origin: tuple[float, float]) -> RankedRecords:
        kept = keep_records(records, FILTER.filters)
        return nearest_places(
            index, origin, lambda rows: kept[index.places.record[rows]], limit=LIMIT
        )

    def within(origin: tuple[float, float]) -> RankedRecords:
        kept = keep_records(records, FILTER.filters)
        rows = places_within(index, origin, radius_m=RADIUS_M)
        return ranked(index, origin, rows[kept[index.places.record[rows]]])

    table = _table(snapshot)
    for x, y in origins[:3]:
        found = nearest((x, y))
        assert np.allclose(found.distances_m, _scan(table, (x, y)).to_numpy()), (x, y)
    return (
        _median(nearest, origins),
        _median(lambda origin: _scan(table, origin), origins[:5]),
        _median(within, origins),
    )


def _table(snapshot: Snapshot) -> pd.DataFrame:
    """Write what a naive page starts from: a row per place with the lists of its record."""
    index, columns = snapshot.nearby_index, snapshot.catalogue_index.columns
    record = index.places.record
    return pd.DataFrame(
        {
            "record": record,
            "x": index.coordinates[:, 0],
            "y": index.coordinates[:, 1],
            "themes": pd.Series(columns["themes"], dtype=object)[record].to_numpy(),
            "publics": pd.Series(columns["publics"], dtype=object)[record].to_numpy(),
            "first": pd.Series(columns["start_year"])[record].fillna(0).to_numpy(),
            "last": pd.Series(columns["end_year"])[record].fillna(9999).to_numpy(),
        }
    )


def _scan(table: pd.DataFrame, origin: tuple[float, float]) -> pd.Series:
    """Scan every place as a first version would: filter the lists, compute, sort, keep each record once."""
    kept = table[
        table["themes"].map(lambda words: FILTER.filters.themes[0] in words)
        & table["publics"].map(
            lambda words: FILTER.filters.publics[0] in words or "tous-publics" in words
        )
        & (table["first"] <= LAST)
        & (table["last"] >= FIRST)
    ]
    metres = np.hypot(kept["x"] - origin[0], kept["y"] - origin[1])
    ranks = kept.assign(metres=metres).sort_values("metres").drop_duplicates("record")
    return ranks["metres"].head(LIMIT)


def _median(function: Callable[[tuple[float, float]], object], origins: np.ndarray) -> float:
    times = []
    for x, y in origins:
        begun = time.perf_counter()
        function((float(x), float(y)))
        times.append(time.perf_counter() - begun)
    return 1e3 * median(times)
