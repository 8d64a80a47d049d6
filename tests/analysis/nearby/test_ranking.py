"""The kernel beside a scan of all places."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from dashboard.analysis.kernel.projection import to_metres
from dashboard.analysis.nearby.ranking import (
    in_reading_order,
    nearest_places,
    places_within,
    ranked,
)


class _Places:
    def __init__(self, record, approximate):
        self.record, self.approximate = record, approximate


class _Index:
    """What the kernel reads of an index."""

    def __init__(self, coordinates, record, approximate):
        self.coordinates = np.asarray(coordinates, dtype=np.float64).reshape(-1, 2)
        self.tree = cKDTree(self.coordinates)
        record = np.asarray(record, dtype=np.int64)
        self.places = _Places(record, np.asarray(approximate, dtype=bool))


def index_of(*places):
    """Places as (east, north, record, approximate), in metres around the origin."""
    columns = list(zip(*places, strict=True)) or [(), (), (), ()]
    return _Index(np.column_stack(columns[:2]) if places else [], *columns[2:])


ORIGIN = (0.0, 0.0)


def every(rows):
    return np.ones(len(rows), dtype=bool)


def scanned(index, origin, wanted):
    """Rank all records the slow way: ``(metres, approximate, record)`` of each one's best place."""
    metres = [
        float(np.hypot(east - origin[0], north - origin[1])) for east, north in index.coordinates
    ]
    rows = range(len(metres))
    best = {}
    for row in rows:
        if wanted(np.array([row]))[0]:
            record = int(index.places.record[row])
            key = (round(metres[row]), bool(index.places.approximate[row]), row, record)
            best[record] = min(best.get(record, key), key)
    return [(near, rough, record) for near, rough, _, record in sorted(best.values())]


def told(index, found):
    return [
        (round(metres), bool(index.places.approximate[row]), int(index.places.record[row]))
        for row, metres in zip(found.rows.tolist(), found.distances_m.tolist(), strict=True)
    ]


def random_index(seed, *, size=3_000):
    """Towns where many places share one position, and places strewn between them."""
    draw = np.random.default_rng(seed)
    longitudes, latitudes = draw.uniform(3.7, 7.2, size), draw.uniform(44.1, 46.5, size)
    coordinates = to_metres(longitudes, latitudes)
    approximate = draw.random(size) < 0.6
    towns = coordinates[draw.integers(0, 20, size)]
    coordinates[approximate] = towns[approximate]
    record = draw.permutation(np.repeat(np.arange(size // 2), 2))
    order = np.lexsort((record, *coordinates.T))
    return _Index(coordinates[order], record[order], approximate[order]), draw


def somewhere(draw):
    return draw.uniform((760e3, 6.35e6), (1_000e3, 6.6e6))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [1.0, 0.3, 0.01, 0.001])
def test_the_nearest_are_those_of_a_scan_however_rare_the_wanted_ones(seed, share):
    index, draw = random_index(seed)
    marked = draw.random(len(index.coordinates)) < share

    def wanted(rows):
        return marked[rows]

    for origin in (index.coordinates[0], index.coordinates[7], somewhere(draw), somewhere(draw)):
        found = nearest_places(index, tuple(origin), wanted, limit=10)
        assert told(index, found) == scanned(index, origin, wanted)[:10]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("radius_m", [0.0, 5_000.0, 50_000.0])
def test_the_places_within_a_radius_are_those_of_a_scan(seed, radius_m):
    index, draw = random_index(seed)
    for origin in (index.coordinates[0], somewhere(draw)):
        inside = np.hypot(*(index.coordinates - origin).T) <= radius_m
        found = places_within(index, tuple(origin), radius_m=radius_m)
        assert sorted(found.tolist()) == np.flatnonzero(inside).tolist()


def test_the_bound_is_included():
    index = index_of((3_000, 4_000, 0, False), (3_000, 4_001, 1, False))
    assert places_within(index, ORIGIN, radius_m=5_000).tolist() == [0]


def test_a_record_is_listed_once_at_its_nearest_place():
    index = index_of((900, 0, 0, False), (0, 200, 1, False), (0, 100, 0, False))
    assert told(index, nearest_places(index, ORIGIN, every, limit=5)) == [
        (100, False, 0),
        (200, False, 1),
    ]


def test_an_exact_place_comes_before_a_town_hall_at_equal_distance():
    index = index_of((100, 0, 0, True), (0, 100, 1, False), (0, 99, 2, True))
    assert [record for _, _, record in told(index, ranked(index, ORIGIN, np.arange(3)))] == [
        2,
        1,
        0,
    ]


def test_equal_distances_are_told_by_the_metre():
    index = index_of((100, 0, 0, True), (0, 100.4, 1, False))
    assert [record for _, _, record in told(index, ranked(index, ORIGIN, np.arange(2)))] == [1, 0]


def test_records_at_equal_distance_keep_their_order():
    index = index_of(*((0, 100, record, False) for record in range(100)))
    found = nearest_places(index, ORIGIN, every, limit=4)
    assert [record for _, _, record in told(index, found)] == [0, 1, 2, 3]


def test_an_exact_place_is_not_hidden_behind_a_crowd_at_the_town_hall():
    crowd = [(0, 100, record, True) for record in range(500)]
    index = index_of(*crowd, (100, 0, 500, False))
    found = told(index, nearest_places(index, ORIGIN, every, limit=3))
    assert found == [(100, False, 500), (100, True, 0), (100, True, 1)]


@pytest.mark.parametrize("limit", [1, 10])
def test_without_a_place_or_a_wanted_one_there_is_none(limit):
    for index in (index_of(), index_of((0, 1, 0, False))):
        found = nearest_places(index, ORIGIN, lambda rows: np.zeros(len(rows), bool), limit=limit)
        assert (len(found), found.rows.tolist()) == (0, [])
    assert places_within(index_of(), ORIGIN, radius_m=1e6).tolist() == []


def test_fewer_than_asked_for_are_all_listed():
    index = index_of((0, 2, 0, False), (0, 1, 1, False))
    assert told(index, nearest_places(index, ORIGIN, every, limit=10)) == [
        (1, False, 1),
        (2, False, 0),
    ]


# The order in which somebody in need of help reads.


def read_in_order(*places):
    """Names in reading order of (name, metres east, vague, theme only, phone, hours, filled, year)."""
    columns = list(zip(*places, strict=True))
    index = index_of(
        *((east, 0.0, record, vague) for record, (_, east, vague, *_) in enumerate(places))
    )
    index.callable = np.array(columns[4], dtype=bool)
    index.reachable = index.callable | np.array(columns[5], dtype=bool)
    index.filled = np.array(columns[6])
    found = in_reading_order(
        index,
        ORIGIN,
        np.arange(len(places)),
        later=np.array(columns[3], dtype=bool),
        years=np.array(columns[7]),
    )
    return [places[row][0] for row in found.rows.tolist()]


PHONE, HOURS = True, True


@pytest.mark.parametrize(
    ("places", "order"),
    [
        # Nearest first, among those that can be called.
        ([("far", 3000, 0, 0, PHONE, 0, 2, 22), ("near", 900, 0, 0, PHONE, 0, 2, 22)], ["near", "far"]),
        # Known to its commune only: after every exact place.
        ([("vague", 0, 1, 0, PHONE, HOURS, 5, 22), ("exact", 9000, 0, 0, 0, 0, 1, 22)], ["exact", "vague"]),
        # What answers the need before what has its theme.
        ([("th", 99, 0, 1, PHONE, HOURS, 5, 22), ("need", 9000, 0, 0, PHONE, 0, 2, 22)], ["need", "th"]),
        # What can be reached before what only has an address.
        ([("mute", 100, 0, 0, 0, 0, 5, 22), ("hours", 9000, 0, 0, 0, HOURS, 2, 22)], ["hours", "mute"]),
        # A call spares five kilometres.
        ([("hours", 100, 0, 0, 0, HOURS, 3, 22), ("tel", 4900, 0, 0, PHONE, 0, 3, 22)], ["tel", "hours"]),
        ([("hours", 100, 0, 0, 0, HOURS, 3, 22), ("tel", 5600, 0, 0, PHONE, 0, 3, 22)], ["hours", "tel"]),
        # At nearly the same distance the one that says more, then the more recent one, then the nearer one.
        ([("less", 510, 0, 0, PHONE, 0, 2, 22), ("more", 990, 0, 0, PHONE, 0, 4, 21)], ["more", "less"]),
        ([("old", 510, 0, 0, PHONE, 0, 2, 21), ("new", 990, 0, 0, PHONE, 0, 2, 22)], ["new", "old"]),
        ([("b", 600, 0, 0, PHONE, 0, 2, 22), ("a", 510, 0, 0, PHONE, 0, 2, 22)], ["a", "b"]),
    ],
)  # fmt: skip
def test_places_are_read_in_the_order_that_helps(places, order):
    assert read_in_order(*places) == order


def test_no_place_is_no_order():
    index = index_of()
    index.callable = index.reachable = np.zeros(0, dtype=bool)
    index.filled = np.zeros(0, dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    assert len(in_reading_order(index, ORIGIN, none, later=none.astype(bool), years=none)) == 0
