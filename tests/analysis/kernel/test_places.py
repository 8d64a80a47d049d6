import numpy as np

from dashboard.analysis.kernel.places import initiative_points
from dashboard.analysis.region_index import RegionIndex
from tests.helpers.small_region import ANCIENNE, BUS, COUPEE, IN_LYON, TROIS, VIDE


def points(region_index: RegionIndex, *kept: int) -> dict[str, tuple[object, ...]]:
    keep = np.zeros(9, dtype=bool)
    keep[list(kept)] = True
    found = initiative_points(region_index.places, keep)
    return {
        row.commune_code: (row.longitude, row.latitude, row.records, row.approximate)
        for row in found.itertuples()
    }


def test_initiatives_at_one_town_hall_make_one_point(region_index: RegionIndex) -> None:
    assert points(region_index, TROIS, BUS, ANCIENNE) == {
        "01053": (5.5, 46.5, (TROIS,), False),
        "01344": (1.0, 45.0, (TROIS, BUS), True),
        "01999": (2.0, 45.0, (TROIS, ANCIENNE), True),
    }


def test_only_kept_records_are_drawn(region_index: RegionIndex) -> None:
    assert points(region_index, BUS) == {"01344": (1.0, 45.0, (BUS,), True)}
    assert points(region_index) == {}


def test_a_commune_named_without_a_place_is_drawn_at_its_town_hall(
    region_index: RegionIndex,
) -> None:
    assert set(points(region_index, IN_LYON, VIDE, COUPEE)) == {"69123", "26900", "07288"}


def test_a_place_without_commune_nor_coordinates_is_counted(region_index: RegionIndex) -> None:
    assert region_index.places.unplaced == 1
