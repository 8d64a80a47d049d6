from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.kernel import records
from dashboard.analysis.kernel.records import (
    Kept,
    Pairs,
    date_span,
    keep_current,
    keep_ever,
    keep_records,
    kept_territories,
)
from dashboard.analysis.kernel.results import DateSpan
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.vocabulary import PUBLICS, THEMES, Status
from tests.helpers.small_region import (
    AIN,
    ANCIENNE,
    BUS,
    COUPEE,
    IN_LYON,
    PERDUE,
    REGION,
    TROIS,
    VIDE,
    Catalogue,
    Geography,
    observatory_of,
)


def kept(region_index: RegionIndex, selection: MapSelection) -> list[int]:
    return np.flatnonzero(keep_records(region_index.records, selection.filters)).tolist()


def test_without_a_filter_every_record_is_kept(region_index: RegionIndex) -> None:
    assert kept(region_index, MapSelection()) == list(range(9))


def test_tous_publics_matches_every_beneficiary_filter(region_index: RegionIndex) -> None:
    assert kept(region_index, MapSelection(filters=Filters(publics=("femmes",)))) == [
        BUS,
        REGION,
        IN_LYON,
        PERDUE,
    ]
    assert kept(region_index, MapSelection(filters=Filters(publics=("associations",)))) == [
        BUS,
        REGION,
        PERDUE,
    ]


def test_several_themes_keep_records_that_have_one_of_them(region_index: RegionIndex) -> None:
    asked = MapSelection(filters=Filters(themes=("alimentation", "numerique")))
    assert kept(region_index, asked) == [TROIS, AIN, ANCIENNE, IN_LYON]


def test_bounds_of_years_are_included(region_index: RegionIndex) -> None:
    mobility = ("mobilite",)
    assert BUS in kept(
        region_index, MapSelection(filters=Filters(themes=mobility, years=(2018, 2018)))
    )
    assert BUS in kept(
        region_index, MapSelection(filters=Filters(themes=mobility, years=(2020, 2030)))
    )
    assert BUS not in kept(
        region_index, MapSelection(filters=Filters(themes=mobility, years=(2017, 2017)))
    )
    assert BUS not in kept(
        region_index, MapSelection(filters=Filters(themes=mobility, years=(2021, 2030)))
    )


def test_an_unknown_first_year_is_kept_in_every_year(region_index: RegionIndex) -> None:
    assert kept(region_index, MapSelection(filters=Filters(years=(1900, 1900)))) == [ANCIENNE]


def test_without_a_last_year_a_record_is_still_active(region_index: RegionIndex) -> None:
    active = [TROIS, AIN, REGION, ANCIENNE, VIDE, PERDUE, COUPEE]
    assert kept(region_index, MapSelection(filters=Filters(years=(2100, 2100)))) == active


def test_what_no_list_has_any_more_counts_in_the_years_of_its_lists_only(
    geography: Geography, catalogue: Catalogue
) -> None:
    gone = catalogue.initiatives.index == TROIS
    until = pd.Series([2022 if one else pd.NA for one in gone], dtype="Int16")
    catalogue.initiatives = catalogue.initiatives.assign(
        delisted_on=["2023-02-23" if one else "" for one in gone], listed_until=until
    )
    region_index = observatory_of(geography, catalogue)
    assert TROIS not in kept(region_index, MapSelection())
    assert TROIS in kept(region_index, MapSelection(filters=Filters(years=(2022, 2022))))
    assert TROIS not in kept(region_index, MapSelection(filters=Filters(years=(2023, 2030))))
    assert np.flatnonzero(keep_ever(region_index.records, Filters())).tolist() == list(range(9))


def test_the_dates_of_sources_span_those_that_are_known(region_index: RegionIndex) -> None:
    dated = replace(
        region_index.records,
        dated=np.array([2015, 0, 2025, 0, 2021, 2022, 2023, 2024, 0], np.int16),
    )
    chosen = np.zeros(9, dtype=np.bool_)
    assert date_span(dated, chosen) == DateSpan(None, None, 0)
    chosen[[0, 1, 2]] = True
    assert date_span(dated, chosen) == DateSpan(2015, 2025, 1)


def test_records_filtered_in_blocks_are_the_same(
    region_index: RegionIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = MapSelection(
        filters=Filters(themes=("alimentation",), publics=("jeunes", "seniors"), years=(2012, 2016))
    )
    at_once = kept(region_index, asked)
    monkeypatch.setattr(records, "_LARGE", 4)
    monkeypatch.setattr(records, "_BLOCK", 2)
    assert kept(region_index, asked) == at_once == [TROIS, ANCIENNE, IN_LYON]


def test_statuses_find_what_is_listed_no_more_where_it_is_asked_for(
    region_index: RegionIndex,
) -> None:
    status = np.full(9, list(Status).index(Status.ACTIVE), dtype=np.uint8)
    status[[TROIS, BUS]] = list(Status).index(Status.UNLISTED)
    status[REGION] = list(Status).index(Status.PLANNED)
    listed = np.ones(9, dtype=np.bool_)
    listed[[TROIS, BUS]] = False
    told = replace(region_index.records, status=status, listed=listed)

    def rows(**filters: object) -> list[int]:
        return np.flatnonzero(keep_records(told, Filters(**filters))).tolist()  # type: ignore[arg-type]

    assert rows() == [AIN, REGION, ANCIENNE, IN_LYON, VIDE, PERDUE, COUPEE]
    assert rows(statuses=(Status.UNLISTED,)) == [TROIS, BUS]
    assert rows(statuses=(Status.UNLISTED, Status.PLANNED)) == [TROIS, BUS, REGION]
    assert rows(statuses=(Status.ENDED,)) == []
    over = np.zeros(9, dtype=np.bool_)
    over[[TROIS, BUS]] = True
    asked = Filters(statuses=(Status.UNLISTED,))
    assert np.flatnonzero(keep_current(told, asked, over=over, year=2026)).tolist() == [TROIS, BUS]


def test_words_of_the_vocabulary_fit_in_sixteen_bits() -> None:
    assert len(THEMES) <= 16
    assert len(PUBLICS) <= 16


@given(
    st.lists(st.tuples(st.booleans(), st.lists(st.integers(0, 4), unique=True))),
)
def test_few_or_many_kept_records_give_the_same_territories(
    drawn: list[tuple[bool, list[int]]],
) -> None:
    keep = np.array([flag for flag, _ in drawn], dtype=bool)
    flat = pd.Series([rows for _, rows in drawn], dtype=object).explode().dropna()
    record = flat.index.to_numpy(np.int32)
    starts = np.searchsorted(record, np.arange(len(keep) + 1))
    pairs = Pairs(record, flat.to_numpy(np.int32), starts)
    expected = [row for flag, rows in drawn if flag for row in rows]
    assert kept_territories(pairs, Kept.of(keep)).tolist() == expected
    few = np.concatenate([keep, np.zeros(len(keep) + 1, dtype=bool)])
    longer = Pairs(record, pairs.territory, np.searchsorted(record, np.arange(few.size + 1)))
    assert kept_territories(longer, Kept.of(few)).tolist() == expected
