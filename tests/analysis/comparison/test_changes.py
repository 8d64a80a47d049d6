"""What began and what ended between two years, bounds told."""

import pytest

from dashboard.analysis.comparison.changes import MOST_CHANGES, changes_between
from dashboard.domain.selections.comparison import ComparisonSelection
from tests.helpers.selections import asked
from tests.helpers.small_comparison import A, B, C, cells_snapshot
from tests.helpers.small_nearby import initiative

BEGAN = [
    initiative(f"en-{year}", commune_codes=("01001",), start_year=year)
    for year in (2019, 2020, 2021, 2024, 2025)
]
ENDED = [
    initiative(f"fin-{year}", commune_codes=("01001",), start_year=2000, end_year=year)
    for year in (2019, 2020, 2023, 2024)
]


def changes(snapshot, *codes, **options):
    most = options.pop("most", MOST_CHANGES)
    selection = asked(ComparisonSelection, territories=codes, **options)
    return changes_between(snapshot, selection, most=most)


def ids(listed):
    return [one.record_id for one in listed]


def test_new_ones_began_after_the_first_year_up_to_the_last():
    found = changes(cells_snapshot(records=BEGAN), A, between=(2020, 2024))
    assert (ids(found.new), found.new_total) == (["en-2021", "en-2024"], 2)


def test_ended_ones_were_active_in_the_first_year_and_are_not_in_the_last():
    found = changes(cells_snapshot(records=ENDED), A, between=(2020, 2024))
    # The last year is the last one active: that of 2019 was over, that of 2024 still runs.
    assert (ids(found.ended), found.ended_total) == (["fin-2020", "fin-2023"], 2)
    assert [one.year for one in found.ended] == [2020, 2023]


def test_what_came_and_went_in_between_is_both():
    short = initiative("courte", commune_codes=("01001",), start_year=2021, end_year=2022)
    found = changes(cells_snapshot(records=[short]), A, between=(2020, 2024))
    assert (ids(found.new), ids(found.ended)) == (["courte"], ["courte"])


def test_within_one_year_nothing_changes():
    found = changes(cells_snapshot(records=[*BEGAN, *ENDED]), A, between=(2020, 2020))
    assert (found.new, found.ended) == ((), ())


def test_an_unknown_first_year_is_told_and_is_not_new_but_may_end():
    old = initiative("ancienne", commune_codes=("01001",), end_year=2022)
    older = initiative("plus-ancienne", commune_codes=("01001",))
    found = changes(cells_snapshot(records=[*BEGAN, old, older]), A, between=(2018, 2025))
    assert "ancienne" not in ids(found.new)
    assert ids(found.ended) == ["ancienne"]
    assert found.unknown == 2


def test_without_years_chosen_they_are_the_first_known_and_that_of_the_latest_document():
    found = changes(cells_snapshot(records=BEGAN), A)
    assert (found.first, found.last) == (2019, 2025)
    assert ids(found.new) == ["en-2020", "en-2021", "en-2024", "en-2025"]


def test_the_filter_of_years_does_not_matter_and_that_of_themes_does():
    snapshot = cells_snapshot(records=BEGAN)
    assert changes(snapshot, A, between=(2020, 2024), years=(1990, 1990)).new_total == 2
    assert changes(snapshot, A, between=(2020, 2024), themes=("sante",)).new_total == 0


def test_an_initiative_of_two_territories_is_listed_once_with_both():
    both = initiative("bus", commune_codes=("01002",), served_codes=("01003",), start_year=2021)
    found = changes(cells_snapshot(records=[*BEGAN, both]), B, A, C, between=(2020, 2021))
    assert [(one.record_id, one.territories) for one in found.new] == [
        ("bus", ("CC Berge", "CC Amont")),
        ("en-2021", ("CC Amont",)),
    ]
    assert found.new[0].record == "Bus"


def test_they_are_sorted_by_year_then_by_name_accents_aside():
    records = [
        initiative(name, name=name, commune_codes=("01001",), start_year=year)
        for name, year in (("Zèbre", 2020), ("Fête", 2021), ("Épicerie", 2021), ("Dépôt", 2021))
    ]
    found = changes(cells_snapshot(records=records), A, between=(2019, 2022))
    assert [one.record for one in found.new] == ["Zèbre", "Dépôt", "Épicerie", "Fête"]


def test_no_territory_changes_nothing():
    found = changes(cells_snapshot(records=BEGAN), between=(2020, 2024))
    assert (found.new, found.ended, found.new_total, found.unknown) == ((), (), 0, 0)


@pytest.fixture(scope="module")
def many():
    """A hundred and twenty initiatives: sixty in 2021, sixty in 2022, each year in reverse order."""
    return cells_snapshot(
        records=[
            initiative(
                f"i-{year}-{number:02}", commune_codes=("01001",), start_year=year, end_year=2023
            )
            for year in (2022, 2021)
            for number in reversed(range(60))
        ]
    )


def test_a_page_lists_the_first_hundred_and_tells_how_many_there_are(many):
    found = changes(many, A, between=(2020, 2024))
    assert (len(found.new), found.new_total) == (100, 120)
    assert ids(found.new)[:2] == ["i-2021-00", "i-2021-01"]
    assert ids(found.new)[-1] == "i-2022-39"
    # All ended in the same year: names tell which come first.
    assert (len(found.ended), ids(found.ended)[-1]) == (100, "i-2022-39")


def test_a_file_lists_them_all(many):
    found = changes(many, A, between=(2020, 2024), most=None)
    assert (len(found.new), len(found.ended)) == (120, 120)
    assert ids(found.new)[-1] == "i-2022-59"
