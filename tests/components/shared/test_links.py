from dataclasses import replace

import pytest

from dashboard.components.shared.links import address, address_by_record, download_address
from dashboard.domain.downloads import COMPARISON_PICTURES, MAP_DOWNLOAD
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.map import MapSelection, NameColumn
from dashboard.domain.selections.nearby import NearbySelection
from tests.helpers.selections import asked


def test_of_the_addresses_of_a_long_list_only_the_record_differs():
    selection = asked(
        MapSelection,
        themes=("sante",),
        record="old",
        sort=NameColumn.NAME,
        descending=False,
        page=2,
    )
    written = address_by_record(selection)
    assert written("bus") == "/?theme=sante&fiche=bus&tri=nom&page=2"
    assert written("a&b=c") == "/?theme=sante&fiche=a%26b%3Dc&tri=nom&page=2"
    assert address_by_record(MapSelection())("bus") == "/?fiche=bus"


@pytest.mark.parametrize("typed", ["Lamastre", "{id}", "fiche", "any", "a&fiche=b"])
def test_an_address_of_a_long_list_is_the_one_of_its_selection(typed):
    selection = asked(NearbySelection, typed=typed, publics=("seniors",), page=3)
    expected = address(replace(selection, record="bus"))
    assert address_by_record(selection)("bus") == expected


def test_a_file_is_asked_for_without_what_changes_nothing_in_it():
    shown = asked(MapSelection, themes=("sante",), territory="01053", record="bus", page=2)
    written = download_address(MAP_DOWNLOAD, shown, extension="csv")
    assert written == "/telecharger/carte.csv?theme=sante&territoire=01053"


def test_a_part_of_a_download_has_an_address_of_its_own():
    compared = ComparisonSelection(territories=("D01",))
    written = download_address(COMPARISON_PICTURES, compared, extension="svg", part="themes")
    assert written == "/telecharger/comparer-themes.svg?territoire=D01"
