import datetime as dt

import pytest

from dashboard.analysis.indicators.aggregation import region_totals
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.analysis.summaries.record import record_detail
from dashboard.analysis.summaries.territory import MOST_LISTED_OF_REGION, region_summary
from dashboard.domain.counting import Counting
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection

TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)
GROCERY, TRANSPORT = "epicerie-solidaire-itinerante-bresse", "transport-solidaire-lamastre"


@pytest.mark.parametrize("counting", Counting)
@pytest.mark.parametrize("themes", [(), ("lien-social",), ("mobilite", "numerique")])
def test_the_region_lists_exactly_the_records_it_counts(snapshot, counting, themes):
    selection = MapSelection(filters=Filters(counting=counting, themes=themes))
    totals = region_totals(snapshot.region_index, selection)
    sheet = region_summary(snapshot.catalogue_index, snapshot.region_index, selection, totals)
    assert sheet.located.total == sheet.number == totals.number > 0
    attached = snapshot.region_index.records.attached[counting]
    listed = [snapshot.catalogue_index.rows[line.id] for line in sheet.located.lines]
    assert len(listed) == min(totals.number, MOST_LISTED_OF_REGION)
    assert [row for row in listed if not attached[row]] == []


@pytest.mark.parametrize(
    ("identifier", "near", "commune"),
    [
        (GROCERY, None, "Montagnat"),
        (GROCERY, "01053", "Bourg-en-Bresse"),
        (GROCERY, "200071751", "Montagnat"),
        (GROCERY, "D01", "Montagnat"),
        (GROCERY, "99999", "Montagnat"),
        (TRANSPORT, "07129", "Lamastre"),
    ],
)
def test_the_first_contact_is_the_chosen_commune_else_that_of_the_first_place(
    snapshot, atlas, identifier, near, commune
):
    sheet = record_detail(
        snapshot.catalogue_index, snapshot.region_index, identifier, near=near, now=TUESDAY
    )
    name, hall = sheet.first_contact
    halls = atlas.geography.town_halls.set_index("name")
    assert (name, hall.phone) == (commune, halls.loc[f"Mairie de {commune}", "phone"])


@pytest.mark.parametrize("near", [None, "D07", "200071751"])
def test_without_a_commune_there_is_no_first_contact(snapshot, near):
    sheet = record_detail(
        snapshot.catalogue_index, snapshot.region_index, TRANSPORT, near=near, now=TUESDAY
    )
    assert sheet.first_contact is None
