"""Territories side by side: who is accepted, and everything told of them."""

import pytest

from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.comparison.results import Partner, Refused, Share
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import MOST_COMPARED
from dashboard.domain.territory import Level
from tests.helpers.small_comparison import (
    CELLS,
    RECORDS,
    A,
    B,
    Body,
    C,
    D,
    M,
    alone,
    cells_snapshot,
    compared,
)
from tests.helpers.small_nearby import initiative

PARIS = "75056"


@pytest.fixture(scope="module")
def small():
    return cells_snapshot()


def refusals(comparison):
    return [(one.code, one.why) for one in comparison.refused]


def line(lines, code):
    return next(one for one in lines if one.code == code)


def test_territories_stand_in_the_order_they_were_chosen_in(small):
    found = compared(small, C, A)
    assert [one.name for one in found.territories] == ["CC Cime", "CC Amont"]
    assert (found.level, found.refused) == (Level.EPCI, ())


def test_no_territory_is_an_empty_comparison_of_epci(small):
    found = compared(small)
    assert (found.level, found.territories, found.strata) == (Level.EPCI, (), ())
    assert found.region[Indicator.NUMBER] == pytest.approx(6 / 5)
    assert line(found.themes, "mobilite").shares == ()


def test_the_first_one_the_map_holds_sets_the_level_and_others_are_refused(small):
    found = compared(small, PARIS, "01001", A, "D01", "07001")
    assert (found.level, [one.code for one in found.territories]) == (
        Level.COMMUNE,
        ["01001", "07001"],
    )
    assert refusals(found) == [
        (PARIS, Refused.UNKNOWN),
        (A, Refused.OTHER_LEVEL),
        ("D01", Refused.OTHER_LEVEL),
    ]
    # What is not on the map is named by its code.
    assert [one.name for one in found.refused] == [PARIS, "CC Amont", "Département 01"]


def test_what_is_refused_first_is_told_in_the_order_of_the_address(small):
    level, codes, refused = accepted(small, ("D01", "01003", "D99", "D07"))
    assert (level, codes) == (Level.DEPARTEMENT, ("D01", "D07"))
    assert [one.code for one in refused] == ["01003", "D99"]


def test_beyond_five_territories_are_refused(small):
    communes = [cell.code for cell in CELLS]
    found = compared(small, *communes)
    assert len(found.territories) == MOST_COMPARED == 5
    assert refusals(found) == [("07003", Refused.TOO_MANY), ("26001", Refused.TOO_MANY)]


def test_codes_outside_the_map_alone_compare_nothing(small):
    found = compared(small, PARIS, "D99")
    assert (found.level, found.territories) == (Level.EPCI, ())
    assert refusals(found) == [(PARIS, Refused.UNKNOWN), ("D99", Refused.UNKNOWN)]


def test_a_territory_is_told_with_its_type_people_and_density(small):
    found = alone(small, A)
    assert (found.kind, found.departement, found.population) == (
        "communauté de communes",
        "Département 01",
        10_000,
    )
    # Two cells of one kilometre.
    assert found.density == pytest.approx(5_000, rel=1e-3)
    assert (found.border, alone(small, M).border) == (False, True)


def test_what_is_for_everyone_around_is_told_beside_and_not_counted(small):
    # A lies in the Ain, C does not; the region's scheme reaches both.
    assert (alone(small, A).wide, alone(small, C).wide) == (2, 1)
    assert alone(small, A, themes=("mobilite",)).wide == 0
    assert alone(small, A, years=(2016, 2016)).wide == 1
    assert alone(small, "D01").wide == 1
    assert alone(small, "01001").wide == 2


def test_a_scheme_located_in_a_territory_is_counted_there_and_not_told_beside():
    office = initiative("maison", commune_codes=("01001",), served_codes=("D01",))
    small = cells_snapshot(records=[*RECORDS, office])
    assert alone(small, A).ranks[Indicator.NUMBER].value == 3
    assert (alone(small, A).wide, alone(small, B).wide) == (2, 3)


def test_themes_tell_number_rate_mean_and_medians(small):
    mobility = line(compared(small, A, C).themes, "mobilite")
    assert mobility.shares == (Share(1, 1.0), Share(1, 6.25))
    # Present in A, B, C and M: a mean of 4 over 5, and of 4 for 19,000 inhabitants.
    assert mobility.region.number == 0.8
    assert mobility.region.rate == pytest.approx(10_000 * 4 / 19_000)
    # A 1, B 2.5, C 6.25; D and M are left out.
    assert mobility.medians == (2.5,)


def test_each_stratum_of_those_compared_has_its_median():
    bodies = [Body(A, "CA Amont", kind="CA"), *(Body(one, one) for one in (B, C, D))]
    small = cells_snapshot(bodies=[*bodies, Body(M, "CC Moitié", outside=2)])
    found = compared(small, B, A, C)
    assert [(one.label.split(" de moins")[0], one.size) for one in found.strata] == [
        ("communautés de communes", 4),
        ("communautés d’agglomération", 1),
    ]
    assert [one.stratum for one in found.territories] == [0, 1, 0]
    assert line(found.themes, "mobilite").medians == ((2.5 + 6.25) / 2, 1.0)
    assert found.strata[0].medians[Indicator.RATE] == (5 + 6.25) / 2
    assert found.strata[0].medians[Indicator.NUMBER] == 1


def test_medians_of_a_stratum_are_what_its_members_are_set_beside(small):
    found = compared(small, A)
    for indicator in COMPARED:
        median = found.territories[0].ranks[indicator].references[Reference.STRATUM]
        assert found.strata[0].medians[indicator] == median


def test_the_mean_told_for_the_region_is_what_territories_are_set_beside(snapshot):
    found = compared(snapshot, "200071751", "200068781")
    for indicator in COMPARED:
        for one in found.territories:
            mean = one.ranks[indicator].references[Reference.REGION]
            assert found.region[indicator] == pytest.approx(mean)


def test_communes_under_500_inhabitants_have_the_median_rate_of_their_own_stratum(small):
    found = compared(small, "26001")
    assert line(found.themes, "mobilite").medians == (0.0,)
    assert line(found.themes, "mobilite").shares == (Share(0, 0.0),)


def test_who_has_no_inhabitants_has_a_number_and_no_rate():
    cells = [cell if cell.epci != D else type(cell)(cell.code, D, 0, 6) for cell in CELLS]
    there = initiative("refuge", commune_codes=("26001",))
    found = line(compared(cells_snapshot(cells, records=[there]), D).themes, "mobilite")
    assert found.shares == (Share(1, None),)
    assert found.region == Share(0.2, 0.0)


def test_partners_share_most_initiatives_and_are_other_epci():
    records = [
        initiative("une", commune_codes=("01001", "01003", "07001")),
        initiative("deux", commune_codes=("01001", "07001")),
        initiative("trois", commune_codes=("01001", "26001")),
    ]
    small = cells_snapshot(records=records)
    told = [Partner(C, "CC Cime", 2), Partner(B, "CC Berge", 1), Partner(D, "CC Désert", 1)]
    assert list(alone(small, A).partners) == told
    # A commune's own EPCI is no partner, nor are the EPCI that a département holds.
    assert list(alone(small, "01001").partners) == told
    assert [one.code for one in alone(small, "D01").partners] == [C, D]


def test_partners_follow_the_filters(small):
    assert [one.code for one in alone(small, A).partners] == [B]
    assert alone(small, A, years=(2021, 2021)).partners == ()
    assert alone(small, A, counting=Counting.LOCATED).partners == ()


def test_figures_keep_unit_period_and_source_and_are_never_added():
    figures = [
        ("epicerie", "people", 800, "familles", "2023"),
        ("epicerie", "people", 700, "familles", "2022"),
        ("bus", "trips", 3.5, "trajets par jour", ""),
        ("cime", "people", 9, "personnes", "2020"),
    ]
    small = cells_snapshot(figures=figures)
    found = alone(small, A).figures
    assert [(one.record_id, one.label, one.value, one.unit, one.period) for one in found] == [
        ("epicerie", "Personnes aidées", 800.0, "familles", "2023"),
        ("epicerie", "Personnes aidées", 700.0, "familles", "2022"),
        ("bus", "Trajets", 3.5, "trajets par jour", ""),
    ]
    assert {(one.source, one.source_date) for one in found} == {("Le document", "2025-10-25")}
    assert found[0].record == "Epicerie"


def test_figures_are_those_of_the_initiatives_kept():
    small = cells_snapshot(figures=[("bus", "trips", 3, "trajets", "")])
    assert len(alone(small, A, years=(2020, 2020)).figures) == 1
    assert alone(small, A, years=(2021, 2021)).figures == ()
    assert alone(small, C).figures == ()
