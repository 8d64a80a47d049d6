"""Whole answers on the server: time, bytes, and the naive page's beside them."""

from __future__ import annotations

import base64
import cProfile
import pstats
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import brotli
import numpy as np
import orjson

from benchmarks.filters import varied_filters
from benchmarks.naive_page import REQUEST, NaivePage, naive_app, naive_values
from benchmarks.posting import Answer, Poster
from benchmarks.region import LEVELS, NaiveTables
from benchmarks.report import Line
from dashboard.analysis.indicators.classification import analyse
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.map.layers import changed_territories
from dashboard.data.atlas import Atlas
from dashboard.domain.indicators import MAPPED, Indicator
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEMES
from dashboard.factory import build_app
from dashboard.figures.interactive import region_map
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.memory import keep_for_good
from dashboard.settings import Settings

NAIVE_ROUNDS = 5
MOST_KB = {Level.EPCI: 5.0, Level.COMMUNE: 12.0}
MOST_VALUES_B = {Level.EPCI: 1_000, Level.COMMUNE: 3_000}
BROTLI_LEVEL = 5


@dataclass(frozen=True, eq=False)
class Measured:
    """The answers of one level, filter by filter, and the naive ones for the first filters.

    ``again`` are the map's answers to the same filters asked a second time.
    """

    maps: list[Answer]
    listings: list[Answer]
    again: list[Answer]
    naive: list[Answer]


def measure_answers(atlas: Atlas, *, naive_rounds: int = NAIVE_ROUNDS) -> dict[Level, Measured]:
    """Send every filter to both pages, after checking that they give the same numbers."""
    ours = Poster(build_app(atlas, Settings()).server)
    page = NaivePage.of(NaiveTables.of(atlas))
    naive = Poster(naive_app(page).server)
    keep_for_good()
    found = {}
    for level in LEVELS:
        filters = varied_filters(level)
        ours.map(filters[0].filtered(themes=("mobilite",)))
        compared = filters[:naive_rounds]
        found[level] = Measured(
            maps=[ours.map(selection) for selection in filters],
            listings=[ours.listing(selection) for selection in filters],
            again=[ours.map(selection) for selection in filters],
            naive=[naive.post(REQUEST, selection.to_query()) for selection in compared],
        )
        for selection, answer in zip(compared, found[level].maps, strict=False):
            expected = naive_values(page, selection)
            assert np.array_equal(served_numbers(answer), expected["number"].to_numpy()), selection
    return found


def served_numbers(answer: Answer) -> np.ndarray:
    """Read the number of initiatives of every territory in a map's answer, as the page does."""
    told = _change(answer)["territories"]
    _, _, numbers, *_ = told["kinds"]
    rows = np.frombuffer(base64.b64decode(told["rows"]["bdata"]), dtype=f"<{told['rows']['dtype']}")
    read: np.ndarray = np.array(numbers)[rows]
    return read


def points_sent(answer: Answer) -> int:
    """Count the initiative points in a map's answer."""
    return max(
        len(update["lon"])
        for place, update in _change(answer)["updates"]
        if place == region_map.INITIATIVES
    )


def time_lines(found: dict[Level, Measured]) -> list[Line]:
    """Tell server times beside the naive page's."""
    lines = []
    for level, measured in found.items():
        naive = median(answer.ms for answer in measured.naive)
        ours = median(answer.ms for answer in measured.maps)
        again = median(answer.ms for answer in measured.again)
        beside = f"naive {naive:,.0f} ms"
        listing = median(answer.ms for answer in measured.listings)
        slowest = max(answer.ms for answer in measured.maps + measured.listings)
        lines += [
            Line(f"map, {level.value}", ours, "ms", most=10, beside=beside),
            Line(f"table and panel, {level.value}", listing, "ms", most=10),
            Line(f"slowest of all answers, {level.value}", slowest, "ms"),
            Line(f"naive page / map, first asking, {level.value}", naive / ours, "×"),
            Line(f"map asked again, {level.value}", again, "ms"),
            Line(f"naive page / map asked again, {level.value}", naive / again, "×", least=200),
        ]
    return lines


def byte_lines(found: dict[Level, Measured], *, judged: bool) -> list[Line]:
    """Tell compressed bytes per change of filter, both answers together, beside the naive page's."""
    lines = []
    for level, measured in found.items():
        both = [a.sent + b.sent for a, b in zip(measured.maps, measured.listings, strict=True)]
        naive_sent = median(answer.sent for answer in measured.naive)
        naive_raw = median(len(answer.raw) for answer in measured.naive)
        usual = median(both) / 1e3
        beside = (
            f"naive {naive_sent / 1e3:,.0f} kB ({naive_raw / 1e3:,.0f} raw), "
            f"{naive_sent / 1e3 / usual:,.0f} ×"
        )
        most = MOST_KB[level] if judged else None
        map_kb = median(answer.sent for answer in measured.maps) / 1e3
        points = max(points_sent(answer) for answer in measured.maps)
        lines += [
            Line(f"both answers, median, {level.value}", usual, "kB", most=most, beside=beside),
            Line(f"both answers, largest, {level.value}", max(both) / 1e3, "kB", most=most),
            Line(f"the map's part, median, {level.value}", map_kb, "kB"),
            Line(f"most points in one answer, {level.value}", points, ""),
        ]
    return lines


def value_lines(atlas: Atlas) -> list[Line]:
    """Tell the compressed bytes of the values alone, for every indicator and theme, the largest answer."""
    snapshot = snapshot_of(atlas)
    lines = []
    for level in LEVELS:
        selections = [
            MapSelection(level=level, indicator=indicator).filtered(themes=themes)
            for indicator in MAPPED
            for themes in ((), *((theme.code,) for theme in THEMES))
        ]
        sizes = [_bytes_of_values(snapshot, selection) for selection in selections]
        beside = f"median {median(sizes):,.0f} B"
        largest = max(sizes)
        lines.append(
            Line(f"values, {level.value}", largest, "B", most=MOST_VALUES_B[level], beside=beside)
        )
    return lines


def _bytes_of_values(snapshot: Snapshot, selection: MapSelection) -> int:
    change = changed_territories(snapshot, selection, analyse(snapshot.region_index, selection))
    return len(brotli.compress(orjson.dumps(change), quality=BROTLI_LEVEL))


def part_lines(atlas: Atlas) -> list[Line]:
    """Tell values and points apart, and the circles, all records kept: the largest answers.

    Each is asked once: the second time it would come from memory.
    """
    poster = Poster(build_app(atlas, Settings()).server)
    lines = []
    for level in LEVELS:
        everything = MapSelection(level=level)
        circles = replace(everything, indicator=Indicator.NUMBER)
        asked: Sequence[tuple[str, MapSelection, tuple[str, ...]]] = (
            ("values", everything, ("values",)),
            ("points", everything, ("points",)),
            ("circles", circles, ("values",)),
        )
        for name, selection, parts in asked:
            answer = poster.map(selection, parts)
            size = f"{answer.sent / 1e3:,.1f} kB, {len(answer.raw) / 1e3:,.0f} raw"
            lines.append(Line(f"{name}, no filter, {level.value}", answer.ms, "ms", beside=size))
    return lines


def boundary_lines(atlas: Atlas) -> list[Line]:
    """Tell the size of the boundaries as they are served, fetched once."""
    most = {Level.COMMUNE: 300, Level.EPCI: 75}
    return [
        Line(
            f"boundaries, {level.value}",
            len(atlas.boundaries[level.value].brotli) / 1e3,
            "kB",
            most=limit,
            beside=f"{len(atlas.boundaries[level.value].raw) / 1e3:,.0f} kB raw",
        )
        for level, limit in most.items()
    ]


def print_profile(atlas: Atlas, *, top: int = 12) -> None:
    """Print where the time of the answers goes."""
    poster = Poster(build_app(atlas, Settings()).server)
    for level in LEVELS:
        filters = varied_filters(level)
        for name, send in (("map", poster.map), ("table and panel", poster.listing)):
            profile = cProfile.Profile()
            profile.enable()
            for selection in filters:
                send(selection)
            profile.disable()
            print(f"\nprofile: {name}, {level.value}, {len(filters)} filters")
            pstats.Stats(profile).sort_stats("cumulative").print_stats("dashboard|brotli|json", top)


def _change(answer: Answer) -> dict[str, Any]:
    change: dict[str, Any] = answer.read()["map-answer"]["data"]["changes"]["carte"]
    return change
