"""The two maps: what each shows, and of which territories."""

import pytest

from dashboard.analysis.comparison.map_pair import sides, with_sides
from dashboard.domain.selections.comparison import ComparisonSelection, PairKind
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from tests.helpers.selections import asked
from tests.helpers.small_comparison import A, B, C, D, cells_snapshot


@pytest.fixture(scope="module")
def snapshot():
    return cells_snapshot()


def both(snapshot, *codes, **facts):
    return sides(snapshot, asked(ComparisonSelection, territories=codes, **facts))


def members(snapshot, side):
    codes = snapshot.region_index.territories[side.selection.level].codes
    return [codes[row] for row in side.members.tolist()]


def test_two_epci_are_shown_by_commune_side_by_side(snapshot):
    left, right = both(snapshot, B, A, C, themes=("mobilite",))
    assert left.selection == MapSelection(
        filters=Filters(themes=("mobilite",)), level=Level.COMMUNE, territory=B
    )
    assert (right.selection.territory, right.selection.level) == (A, Level.COMMUNE)
    assert (members(snapshot, left), members(snapshot, right)) == (["01003"], ["01001", "01002"])


def test_departements_are_shown_by_the_epci_where_most_of_them_live(snapshot):
    left, right = both(snapshot, "D01", "D07")
    assert (left.selection.level, right.selection.level) == (Level.EPCI, Level.EPCI)
    assert members(snapshot, left) == [A, B]
    assert members(snapshot, right) == [C, "200000005"]


def test_a_commune_is_shown_by_itself(snapshot):
    left, _ = both(snapshot, "07001", "07002")
    assert (left.selection.level, members(snapshot, left)) == (Level.COMMUNE, ["07001"])


def test_beside_one_territory_alone_stands_the_whole_region_in_the_same_detail(snapshot):
    left, right = both(snapshot, A)
    assert (left.selection.territory, right.selection.territory) == (A, None)
    assert right.selection.level is Level.COMMUNE
    assert len(right.members) == 7


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        (C, None, (C, B)),
        (None, C, (A, C)),
        (B, A, (B, A)),
        # The region is written by its code, and is no territory in focus.
        (None, "R82", (A, None)),
        ("R82", "R82", (None, None)),
        # Who is not compared, any more or ever, is as if it had not been chosen.
        (D, "99999", (A, B)),
    ],
)
def test_each_map_shows_the_territory_chosen_for_it(snapshot, left, right, shown):
    region = snapshot.region_index.region.code
    chosen = {
        side: region if code == "R82" else code for side, code in (("left", left), ("right", right))
    }
    found = both(snapshot, A, B, C, **chosen)
    assert tuple(side.selection.territory for side in found) == shown


def test_two_years_are_of_the_territory_of_the_first_map(snapshot):
    found = both(snapshot, A, B, sides=PairKind.YEARS, left=B)
    assert [side.selection.territory for side in found] == [B, B]


def test_without_a_territory_the_region_is_shown_twice_by_epci(snapshot):
    for side in both(snapshot):
        assert (side.selection.level, side.selection.territory) == (Level.EPCI, None)
        assert len(side.members) == 5


def test_one_territory_in_two_years(snapshot):
    left, right = both(
        snapshot, A, B, sides=PairKind.YEARS, between=(2018, 2021), years=(2000, 2001)
    )
    assert (left.selection.filters.years, right.selection.filters.years) == (
        (2018, 2018),
        (2021, 2021),
    )
    assert left.selection.territory == right.selection.territory == A
    assert members(snapshot, left) == members(snapshot, right) == ["01001", "01002"]


def test_years_not_chosen_are_the_first_known_and_that_of_the_latest_document(snapshot):
    left, right = both(snapshot, A, sides=PairKind.YEARS)
    assert (left.selection.filters.years, right.selection.filters.years) == (
        (2015, 2015),
        (2025, 2025),
    )


def test_a_territory_refused_is_not_shown(snapshot):
    left, right = both(snapshot, A, "01003", B)
    assert (left.selection.territory, right.selection.territory) == (A, B)


def test_without_a_territory_two_years_of_the_region_are_set_side_by_side(snapshot):
    nothing = ComparisonSelection(territories=("999999999",))
    assert with_sides(snapshot, nothing).sides is PairKind.YEARS
    chosen = ComparisonSelection(territories=(A,))
    assert with_sides(snapshot, chosen) == chosen


def test_initiatives_counted_without_a_known_first_year_are_told_by_side(snapshot):
    # In B: the workshop, that no document dates, and a bus that has one.
    left, right = both(snapshot, B, A, years=(2019, 2019))
    assert (left.undated, right.undated) == (1, 0)
    left, right = both(snapshot, A, sides=PairKind.YEARS, themes=("numerique",))
    assert (left.undated, right.undated) == (0, 0)
    region, _ = both(snapshot, sides=PairKind.YEARS)
    assert region.undated == 1
