from dashboard.analysis.kernel.territories import departement_rows
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.territory import Level
from tests.helpers.small_region import BOURG, CUT, LYON


def test_homonyms_carry_their_departement(region_index: RegionIndex) -> None:
    communes = region_index.territories[Level.COMMUNE]
    labels = dict(zip(communes.codes, communes.labels, strict=True))
    assert labels["07288"] == "Saint-Priest (07)"
    assert labels["69290"] == "Saint-Priest (69)"
    assert labels["69123"] == "Lyon"


def test_an_epci_cut_by_the_border_says_how_much_is_inside(region_index: RegionIndex) -> None:
    epci = region_index.territories[Level.EPCI]
    row = epci.row_of(CUT)
    assert row is not None
    assert epci.labels[row] == "CC Coupée (1/3 communes)"
    assert epci.caution.tolist() == [code == CUT for code in epci.codes]


def test_departements_take_the_code_of_addresses(region_index: RegionIndex) -> None:
    departements = region_index.territories[Level.DEPARTEMENT]
    assert departements.codes == ("D01", "D07", "D26", "D42", "D69")
    assert departements.row_of("01") is None


def test_communes_know_their_parents(region_index: RegionIndex) -> None:
    communes, epci = region_index.territories[Level.COMMUNE], region_index.territories[Level.EPCI]
    parents = communes.parents[Level.EPCI]
    assert [epci.codes[row] for row in parents[[0, 6]]] == [BOURG, LYON]
    bourg = epci.row_of(BOURG)
    assert bourg is not None
    assert departement_rows(region_index.territories, Level.EPCI, bourg).tolist() == [0]


def test_bounds_are_west_south_east_north(region_index: RegionIndex) -> None:
    assert region_index.territories[Level.COMMUNE].bounds[2].tolist() == [2, 0, 3, 1]
