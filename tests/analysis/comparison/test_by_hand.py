"""Two territories counted again from the files, with nothing of the dashboard's analysis.

A reader with a spreadsheet would do the same: the lines of ``initiatives.csv``, their figures, and
the communes with their EPCI and inhabitants.
"""

import csv
from collections import Counter
from itertools import accumulate

import pyarrow.parquet as pq
import pytest

from dashboard.analysis.comparison.compare import compare
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.settings import GEO_FOLDER, INITIATIVES_FOLDER

BOURG, VALENCE = "200071751", "200068781"
BOTH = [BOURG, VALENCE]


def lines_of(name):
    with (INITIATIVES_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(cell):
    return [word for word in cell.split("|") if word]


COMMUNES = {
    row["code"]: row
    for row in pq.read_table(
        GEO_FOLDER / "communes.parquet", columns=["code", "epci_code", "population"]
    ).to_pylist()
}
RECORDS = lines_of("initiatives.csv")
FIGURES = lines_of("figures.csv")


def reached(record):
    """List the communes an initiative is located in or serves; wide areas are told apart."""
    found = set(words(record["commune_codes"]))
    for code in words(record["served_codes"]):
        if len(code) == 9:
            found |= {one for one, row in COMMUNES.items() if row["epci_code"] == code}
        elif len(code) == 5:
            found.add(code)
    return found & COMMUNES.keys()


def epci_of(record):
    """List the EPCI an initiative is present in."""
    return {COMMUNES[code]["epci_code"] for code in reached(record)} - {None}


def here(code):
    return [record for record in RECORDS if code in epci_of(record)]


def people(code):
    return sum(row["population"] or 0 for row in COMMUNES.values() if row["epci_code"] == code)


@pytest.fixture(scope="module")
def told(snapshot):
    found = compare(snapshot, ComparisonSelection(territories=tuple(BOTH)))
    assert [one.code for one in found.territories] == BOTH
    return found


@pytest.fixture(scope="module", params=BOTH)
def code(request):
    return request.param


@pytest.fixture(scope="module")
def territory(told, code):
    return told.territories[BOTH.index(code)]


def test_both_have_initiatives_that_make_a_wrong_count_wrong():
    assert [len(here(code)) for code in BOTH] == [12, 14]
    assert [people(code) for code in BOTH] == [137_046, 226_240]


def test_the_number_and_the_rate(territory, code):
    number = len(here(code))
    assert territory.ranks[Indicator.NUMBER].value == number
    assert territory.population == people(code)
    assert territory.ranks[Indicator.RATE].value == pytest.approx(10_000 * number / people(code))


def test_the_share_of_inhabitants_served(territory, code):
    served = set().union(*(reached(record) for record in RECORDS))
    inhabitants = sum(
        row["population"] or 0
        for one, row in COMMUNES.items()
        if row["epci_code"] == code and one in served
    )
    assert territory.ranks[Indicator.SHARE].value == pytest.approx(inhabitants / people(code))


def test_distinct_organisations(territory, code):
    found = {one for record in here(code) for one in named(record)}
    assert territory.ranks[Indicator.ORGANISATIONS].value == len(found)


def named(record):
    return words(record["operators"]) + words(record["partners"])


def test_initiatives_shared_with_another_epci_and_with_which(territory, code):
    assert territory.ranks[Indicator.SHARED].value == sum(
        len(epci_of(record)) > 1 for record in here(code)
    )
    others = Counter(one for record in here(code) for one in epci_of(record) if one != code)
    assert {one.code: one.number for one in territory.partners}.items() <= others.items()
    assert len(territory.partners) == min(len(others), 5)


@pytest.mark.parametrize("column", ["themes", "publics"])
def test_numbers_and_rates_by_word(told, code, column):
    counted = Counter()
    everybody = [record for record in here(code) if "tous-publics" in words(record["publics"])]
    for record in here(code):
        if column == "themes" or record not in everybody:
            counted.update(words(record[column]))
    place = BOTH.index(code)
    for line in getattr(told, column):
        number = counted[line.code] + (len(everybody) if column == "publics" else 0)
        assert line.shares[place].number == number, line.code
        assert line.shares[place].rate == pytest.approx(10_000 * number / people(code))


def test_first_years_new_and_begun(told, territory, code):
    began = Counter(record["start_year"] for record in here(code))
    new = [began[str(year)] for year in told.years]
    assert list(territory.first_years.new) == new
    assert list(territory.first_years.begun) == list(accumulate(new))
    assert territory.first_years.unknown == began[""]
    assert sum(new) + began[""] == len(here(code))


def test_figures_one_by_one(territory, code):
    ids = {record["id"] for record in here(code)}
    found = [(one.record_id, one.value, one.unit, one.period) for one in territory.figures]
    expected = [
        (line["initiative_id"], float(line["value"]), line["unit"], line["period"])
        for line in FIGURES
        if line["initiative_id"] in ids
    ]
    assert sorted(found) == sorted(expected)
    assert len(found) > 0


def test_what_is_for_a_whole_departement_or_the_region_is_told_beside(territory, code):
    own = {"R82", *(f"D{one[:2]}" for one, row in COMMUNES.items() if row["epci_code"] == code)}
    wide = [
        record
        for record in RECORDS
        if own & set(words(record["served_codes"])) and record not in here(code)
    ]
    assert territory.wide == len(wide)


def test_the_regional_mean_of_rates(told):
    counted = sum(len(epci_of(record)) for record in RECORDS)
    inhabitants = sum(row["population"] or 0 for row in COMMUNES.values() if row["epci_code"])
    assert told.region[Indicator.RATE] == pytest.approx(10_000 * counted / inhabitants)


def test_the_median_of_the_stratum(territory):
    # Both are communautés d'agglomération of 100,000 inhabitants and more, wholly inside or nearly.
    table = pq.read_table(GEO_FOLDER / "epci.parquet").drop_columns("geometry").to_pylist()
    rates = sorted(
        10_000 * len(here(row["code"])) / row["population_inside"]
        for row in table
        if row["kind"] == "CA" and row["population_inside"] >= 100_000
    )
    middle = len(rates) // 2
    median = rates[middle] if len(rates) % 2 else (rates[middle - 1] + rates[middle]) / 2
    beside = territory.ranks[Indicator.RATE].references[Reference.STRATUM]
    assert beside == pytest.approx(median)
