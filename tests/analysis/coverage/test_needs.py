"""Needs laid out on communes: their own value, else that of their EPCI."""

import numpy as np
import pytest

from dashboard.analysis.coverage.needs import (
    NeedOrigin,
    build_needs,
    need_pressure,
    people_concerned,
    pressure,
    thirds,
)
from tests.helpers.small_coverage import EAST, WEST, Village, villages_snapshot
from tests.helpers.small_needs import CARS, INCOME, POVERTY, need, table

NAN = np.nan
OWN, AROUND, NOWHERE = reversed(NeedOrigin)
TERRITORIES = villages_snapshot(
    [
        Village("01001", "Avron", 0),
        Village("01002", "Bief", 10),
        Village("01003", "Cize", 20, epci=EAST),
        Village("01004", "Isle", 30, epci=None),
    ]
).region_index.territories


def laid_out(*tables, code=POVERTY):
    return build_needs(tables, TERRITORIES)[code]


def values(found):
    return [None if np.isnan(value) else value for value in found.values.tolist()]


def origins(found):
    return [NeedOrigin(one) for one in found.origin.tolist()]


def test_a_secret_value_is_that_published_for_the_epci():
    found = laid_out(
        table(
            ("communes", "01001", 12.5),
            ("communes", "01002", "secret"),
            ("communes", "01003", "secret"),
            ("communes", "01004", "secret"),
            ("epci", WEST, 9.0),
            ("epci", EAST, "missing"),
        )
    )
    # The EPCI of Cize is not told, and Isle has none.
    assert values(found) == [12.5, 9.0, None, None]
    assert origins(found) == [OWN, AROUND, NOWHERE, NOWHERE]
    assert found.epci_values == pytest.approx([9, NAN], nan_ok=True)


def test_a_missing_value_is_that_of_the_epci_too():
    found = laid_out(table(("communes", "01001", "missing"), ("epci", WEST, 9.0)))
    assert values(found) == [9, 9, None, None]
    assert found.borrowed.tolist() == [True, True, False, False]


def test_what_its_neighbours_have_says_nothing_of_a_commune():
    found = laid_out(table(("communes", "01001", 10.0), ("communes", "01002", "secret")))
    assert (values(found), origins(found)) == (
        [10, None, None, None], [OWN, NOWHERE, NOWHERE, NOWHERE],
    )  # fmt: skip


def test_the_category_of_a_commune_is_never_made_of_those_of_others():
    # Avron is a great town (1), Cize scattered (7): Bief is nothing in between.
    found = laid_out(
        table(("communes", "01001", 1.0), ("communes", "01003", 7.0), code="grille-densite"),
        code="grille-densite",
    )
    assert values(found) == [1, None, 7, None]


def test_a_value_published_for_the_epci_is_that_of_its_communes_without_one():
    found = laid_out(table(("communes", "01001", 10.0), ("epci", WEST, 12.0)))
    assert (values(found)[:2], origins(found)[:2]) == ([10, 12], [OWN, AROUND])


def test_a_zero_is_a_value():
    found = laid_out(table(("communes", "01001", 0.0), ("epci", WEST, 9.0)))
    assert (values(found)[:2], origins(found)[:2]) == ([0, 9], [OWN, AROUND])


def test_an_epci_without_a_value_is_not_read_as_the_last_one():
    assert values(laid_out(table(("epci", EAST, 7.0)))) == [None, None, 7, None]


def test_territories_the_map_does_not_hold_are_left_out():
    found = laid_out(table(("communes", "75056", 50.0), ("communes", "01003", 3.0)))
    assert values(found) == [None, None, 3, None]


def test_of_two_editions_the_latest_wins_and_says_whose_it_is():
    old = table(("communes", "01001", 1.0), ("communes", "01002", 2.0), edition="2020")
    found = laid_out(old, table(("communes", "01001", 5.0), edition="2021"))
    # An edition is one set of values: Bief has not what it had before.
    assert values(found) == [5, None, None, None]
    assert (found.edition, found.publisher) == ("2021", "Éditeur 2021")


@pytest.mark.parametrize("order", [1, -1])
def test_communes_and_epci_from_two_files_are_both_kept(order):
    files = [
        table(("communes", "01001", 12.0), ("communes", "01002", "secret")),
        table(("epci", WEST, 9.0), ("epci", EAST, 7.0)),
    ]
    found = laid_out(*files[::order])
    assert values(found) == [12, 9, 7, None]
    assert origins(found) == [OWN, AROUND, AROUND, NOWHERE]


def test_what_a_later_edition_hides_is_not_what_an_older_one_told():
    old = table(("communes", "01001", 12.0), ("epci", WEST, 9.0), edition="2020")
    found = laid_out(old, table(("communes", "01001", "secret"), edition="2021"))
    assert (values(found)[0], origins(found)[0]) == (9, AROUND)


def test_a_later_file_of_epci_changes_only_what_came_from_epci():
    first = table(("communes", "01001", 12.0), ("epci", WEST, 9.0), edition="2020")
    assert values(laid_out(first, table(("epci", WEST, 8.0), edition="2021")))[:2] == [12, 8]


def test_each_indicator_is_laid_out_and_nothing_imported_is_nothing():
    both = build_needs(
        (table(("communes", "01001", 12.0)), table(("communes", "01001", 90.0), code=CARS)),
        TERRITORIES,
    )
    assert {code: values(found)[0] for code, found in both.items()} == {POVERTY: 12, CARS: 90}
    assert build_needs((), TERRITORIES) == {}


def test_where_little_tells_of_need_a_share_becomes_its_complement_and_a_sum_its_opposite():
    assert pressure(POVERTY, np.array([12.0])).tolist() == [12]
    assert need_pressure(need([97.0, NAN], code=CARS)) == pytest.approx([3, NAN], nan_ok=True)
    assert need_pressure(need([21_000.0], code=INCOME)).tolist() == [-21_000]


def test_people_concerned_are_inhabitants_times_the_share():
    people = np.array([1000, 200, 50])
    assert people_concerned(need([12.5, 0, NAN]), people) == pytest.approx(
        [125, 0, NAN], nan_ok=True
    )
    # 3 % have no car.
    assert people_concerned(need([97.0, 100, 50], code=CARS), people) == pytest.approx([30, 0, 25])


def test_shares_of_people_are_weighed_and_sums_of_money_are_not():
    assert need([1.0]).weighable
    assert need([1.0], code=CARS).weighable
    assert not need([1.0], code=INCOME).weighable
    assert not need([1.0], code="quartiers-prioritaires").weighable


@pytest.mark.parametrize(
    "code", ["part-prestations-sociales", "part-minima-sociaux", "part-indemnites-chomage"]
)
def test_a_share_of_income_says_nothing_of_how_many_people(code):
    assert not need([1.0], code=code).weighable


def test_thirds_hold_as_many_each_and_bounds_are_the_highest_of_theirs():
    groups, bounds = thirds(np.array([6.0, 1, NAN, 5, 2, 4, 3]))
    assert groups.tolist() == [2, 0, -1, 2, 0, 1, 1]
    assert bounds == (2, 4)


def test_equal_values_are_of_one_third():
    groups, bounds = thirds(np.array([5.0, 5, 5, 5, 9, 1]))
    assert (groups.tolist(), bounds) == ([0, 0, 0, 0, 2, 0], (5, 5))


@pytest.mark.parametrize("unknown", [[], [NAN, NAN]])
def test_where_nothing_is_known_there_are_no_thirds(unknown):
    groups, bounds = thirds(np.array(unknown, dtype=np.float64))
    assert groups.tolist() == [-1] * len(unknown)
    assert np.isnan(bounds).all()
