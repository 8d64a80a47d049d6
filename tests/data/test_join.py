import pandas as pd

from dashboard.data.join import TerritoryPairs, join_territories
from dashboard.domain.counting import Counting
from dashboard.domain.territory import Level

COMMUNES = pd.DataFrame(
    [
        ("01001", "01", "200000001"),
        ("01002", "01", "200000001"),
        ("01003", "01", "200000002"),
        ("73001", "73", "200000002"),
        ("73002", "73", None),
    ],
    columns=["code", "departement_code", "epci_code"],
)
EPCI = pd.DataFrame({"code": ["200000001", "200000002"]})
CODES = {
    Level.COMMUNE: list(COMMUNES["code"]),
    Level.EPCI: list(EPCI["code"]),
    Level.DEPARTEMENT: ["D01", "D73"],
}


def joined(*records: tuple[tuple[str, ...], ...]) -> TerritoryPairs:
    """Join records of located, served and (none by default) somewhere codes."""
    columns = ["commune_codes", "served_codes", "somewhere_codes"]
    rows = [(*record, ())[: len(columns)] for record in records]
    table = pd.DataFrame(rows, columns=columns)
    return join_territories(table, communes=COMMUNES, epci=EPCI, region_code="R82")


def codes(pairs: TerritoryPairs, level: Level, counting: Counting) -> list[tuple[int, str]]:
    record, row = pairs.pairs[level, counting]
    return [(int(i), CODES[level][j]) for i, j in zip(record, row, strict=True)]


def test_several_communes_of_one_epci_make_one_pair_with_it() -> None:
    pairs = joined((("01002", "01001", "01002"), ()))
    assert codes(pairs, Level.COMMUNE, Counting.LOCATED) == [(0, "01001"), (0, "01002")]
    assert codes(pairs, Level.EPCI, Counting.LOCATED) == [(0, "200000001")]
    assert codes(pairs, Level.EPCI, Counting.PRESENT) == [(0, "200000001")]
    assert codes(pairs, Level.DEPARTEMENT, Counting.PRESENT) == [(0, "D01")]


def test_a_served_epci_reaches_its_communes_and_their_departements() -> None:
    pairs = joined(((), ("200000002",)))
    assert codes(pairs, Level.EPCI, Counting.PRESENT) == [(0, "200000002")]
    assert codes(pairs, Level.COMMUNE, Counting.PRESENT) == [(0, "01003"), (0, "73001")]
    assert codes(pairs, Level.DEPARTEMENT, Counting.PRESENT) == [(0, "D01"), (0, "D73")]
    assert codes(pairs, Level.EPCI, Counting.LOCATED) == []


def test_a_served_commune_is_present_but_not_located() -> None:
    pairs = joined((("01001",), ("73001",)))
    assert codes(pairs, Level.EPCI, Counting.LOCATED) == [(0, "200000001")]
    assert codes(pairs, Level.EPCI, Counting.PRESENT) == [(0, "200000001"), (0, "200000002")]


def test_a_served_departement_counts_at_its_own_level_only() -> None:
    pairs = joined(((), ("D73",)))
    assert codes(pairs, Level.DEPARTEMENT, Counting.PRESENT) == [(0, "D73")]
    assert codes(pairs, Level.EPCI, Counting.PRESENT) == []
    assert codes(pairs, Level.COMMUNE, Counting.PRESENT) == []
    assert codes(pairs, Level.DEPARTEMENT, Counting.LOCATED) == []


def test_the_region_counts_in_no_territory_but_is_not_unattached() -> None:
    pairs = joined(((), ("R82",)))
    assert all(codes(pairs, level, Counting.PRESENT) == [] for level in Level)
    assert list(zip(*pairs.wide, strict=True)) == [(0, "R82")]
    assert pairs.unattached.tolist() == []


def test_records_without_a_known_territory_are_listed() -> None:
    pairs = joined(((), ()), (("01001",), ()), (("75056",), ("D75", "999999999")))
    assert pairs.unattached.tolist() == [0, 2]
    assert pairs.wide[0].tolist() == []


def test_a_commune_without_epci_still_has_its_departement() -> None:
    pairs = joined(((), ()), (("73002",), ()))
    assert codes(pairs, Level.EPCI, Counting.PRESENT) == []
    assert codes(pairs, Level.DEPARTEMENT, Counting.PRESENT) == [(1, "D73")]


def test_pairs_are_sorted_by_record_then_territory() -> None:
    pairs = joined((("73001", "01001"), ()), (("01001",), ()))
    assert codes(pairs, Level.COMMUNE, Counting.PRESENT) == [
        (0, "01001"),
        (0, "73001"),
        (1, "01001"),
    ]


def test_no_record_at_all_joins_nothing() -> None:
    pairs = joined()
    assert codes(pairs, Level.COMMUNE, Counting.PRESENT) == []
    assert pairs.unattached.tolist() == []


def served(pairs: TerritoryPairs) -> list[tuple[int, str]]:
    return [(int(i), CODES[Level.COMMUNE][j]) for i, j in zip(*pairs.served, strict=True)]


def test_a_served_area_is_its_communes_wherever_the_service_stands() -> None:
    pairs = joined((("01001",), ("73001",)), (("01002",), ()), ((), ("200000002",)))
    assert served(pairs) == [(0, "73001"), (2, "01003"), (2, "73001")]


def test_a_commune_served_by_itself_and_through_its_epci_is_served_once() -> None:
    pairs = joined(((), ("200000001", "01002", "01002")))
    assert served(pairs) == [(0, "01001"), (0, "01002")]


def test_a_place_in_a_served_commune_takes_nothing_from_the_area() -> None:
    assert served(joined((("01001",), ("01001",)))) == [(0, "01001")]


def test_what_serves_a_whole_departement_or_the_region_serves_no_commune_by_name() -> None:
    pairs = joined(((), ("D01", "R82", "75056")), ((), ("73002",)))
    assert served(pairs) == [(1, "73002")]
    assert served(joined()) == []


def test_what_is_somewhere_in_a_departement_is_located_at_that_level_and_serves_nothing() -> None:
    pairs = joined(((), (), ("D73",)))
    for counting in Counting:
        assert codes(pairs, Level.DEPARTEMENT, counting) == [(0, "D73")]
        assert codes(pairs, Level.EPCI, counting) == codes(pairs, Level.COMMUNE, counting) == []
    assert pairs.wide[0].tolist() == pairs.served[0].tolist() == pairs.unattached.tolist() == []
    record, row = pairs.somewhere[Level.DEPARTEMENT]
    assert (record.tolist(), row.tolist()) == ([0], [1])


def test_what_is_somewhere_in_an_epci_is_in_its_departement_when_there_is_one_only() -> None:
    pairs = joined(((), (), ("200000001",)), ((), (), ("200000002",)))
    assert codes(pairs, Level.EPCI, Counting.LOCATED) == [(0, "200000001"), (1, "200000002")]
    assert codes(pairs, Level.DEPARTEMENT, Counting.LOCATED) == [(0, "D01")]
    assert codes(pairs, Level.COMMUNE, Counting.PRESENT) == []
