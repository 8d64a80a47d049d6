import pytest

from dashboard.analysis.summaries.position import position_summary
from dashboard.domain.position import Position, position_of
from dashboard.domain.selections.filters import Filters

VALENCE = Position(44.9332, 4.8921)
"""The town hall of Valence: two initiatives of the catalogue name the commune and no place there."""


def standing(snapshot, position, **filters):
    return position_summary(
        snapshot.catalogue_index, snapshot.region_index, Filters(**filters), position
    )


def test_all_that_stands_at_one_point_is_listed(snapshot):
    found = standing(snapshot, VALENCE)
    assert (found.code, found.commune, found.approximate) == ("26362", "Valence", True)
    assert [line.id for line in found.located.lines] == [
        "maison-citoyenne-monnaie-bleue",
        "mediation-de-rue-valence",
    ]
    assert found.located.total == 2


def test_the_filters_decide_what_is_listed_and_not_that_the_point_exists(snapshot):
    found = standing(snapshot, VALENCE, themes=("sante",))
    assert (found.commune, found.located.total, found.located.lines) == ("Valence", 0, ())


@pytest.mark.parametrize("text", ["44.9334,4.8921", "44.9332,4.8923", "0,0", "45.9,4.8921"])
def test_a_point_beside_it_is_no_place(snapshot, text):
    assert standing(snapshot, position_of(text)) is None


def test_every_place_is_found_by_the_position_that_addresses_write(snapshot):
    places = snapshot.region_index.places
    for latitude, longitude, record in zip(
        places.latitude, places.longitude, places.record, strict=True
    ):
        identifier = snapshot.catalogue_index.record(int(record))["id"]
        # Pages are told five decimals, and write four of these.
        for told in (
            Position(latitude, longitude),
            Position(round(latitude, 5), round(longitude, 5)),
        ):
            found = standing(snapshot, position_of(str(told)))
            assert identifier in [line.id for line in found.located.lines]
