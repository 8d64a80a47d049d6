"""Comparisons proposed where nothing is chosen."""

from dashboard.analysis.comparison.examples import examples
from dashboard.domain.territory import Level
from tests.helpers.small_comparison import A, B, C, cells_snapshot


def test_the_territories_where_most_people_live_are_proposed_by_level():
    epci, departements, communes = examples(cells_snapshot())
    assert (epci.level, departements.level, communes.level) == (
        Level.EPCI,
        Level.DEPARTEMENT,
        Level.COMMUNE,
    )
    # M has 3,000 inhabitants, more than C, but lies mostly outside.
    assert epci.codes == (A, B, C)
    assert epci.names == ("CC Amont", "CC Berge", "CC Cime")
    assert departements.codes == ("D01", "D07", "D26")
    assert communes.codes == ("01001", "01003", "07003")
