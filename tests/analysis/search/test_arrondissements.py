import pandas as pd
import pytest

from dashboard.analysis.search.arrondissements import (
    NO_ARRONDISSEMENTS,
    arrondissement_typed,
    arrondissements_begun,
    build_arrondissements,
    none_such,
    numbered_town,
    towns_numbered,
)

COLUMNS = [
    "code",
    "name",
    "number",
    "commune_code",
    "postal_code",
    "latitude",
    "longitude",
]
TABLE = pd.DataFrame(
    [
        ("69381", "Lyon 1er", 1, "69123", "69001", 45.77, 4.83),
        ("69382", "Lyon 2e", 2, "69123", "69002", 45.75, 4.83),
        ("69388", "Lyon 8e", 8, "69123", "69008", 45.73, 4.87),
        ("13216", "Marseille 16e", 16, "13055", "13016", 43.36, 5.31),
    ],
    columns=COLUMNS,
)
KNOWN = build_arrondissements(TABLE)


@pytest.mark.parametrize(
    "typed",
    [
        "Lyon 8",
        "lyon 8e",
        "Lyon 8ème",
        "LYON 08",
        "Lyon VIII",
        "Lyon 8e arrondissement",
        "Lyon, 8e arr.",
        "8e arrondissement de Lyon",
        "le 8ème arrondissement de Lyon",
    ],
)
def test_an_arrondissement_is_known_however_it_is_numbered(typed: str) -> None:
    part = arrondissement_typed(KNOWN, typed)
    assert part is not None
    assert part.code == "69388"
    assert (part.latitude, part.longitude) == (45.73, 4.87)


@pytest.mark.parametrize("typed", ["Lyon 1er", "Lyon 1", "Lyon I", "1er arrondissement de Lyon"])
def test_the_first_is_written_otherwise(typed: str) -> None:
    part = arrondissement_typed(KNOWN, typed)
    assert part is not None
    assert part.name == "Lyon 1er"


@pytest.mark.parametrize("typed", ["Lyon", "Lyon 0", "Lyon 808", "Bron 8", "Lyon est", "8", ""])
def test_anything_else_is_none(typed: str) -> None:
    assert numbered_town(KNOWN, typed) is None


def test_a_number_the_town_does_not_have_is_read_but_is_no_arrondissement() -> None:
    parts, number = numbered_town(KNOWN, "Lyon 12") or ((), 0)
    assert ([part.number for part in parts], number) == ([1, 2, 8], 12)
    assert arrondissement_typed(KNOWN, "Lyon 12") is None
    assert none_such(parts) == "Lyon a trois arrondissements"


def test_any_town_of_the_map_may_have_some() -> None:
    part = arrondissement_typed(KNOWN, "Marseille XVI")
    assert part is not None
    assert part.code == "13216"
    assert towns_numbered("Paris 11e") == [("paris", 11)]


def test_while_a_digit_is_typed_all_are_offered_the_one_of_that_number_first() -> None:
    labels = [answer.label for answer in arrondissements_begun(KNOWN, "lyon 8")]
    assert labels == ["Lyon 8e", "Lyon 1er", "Lyon 2e"]
    assert arrondissements_begun(KNOWN, "lyon") == []


def test_a_code_offers_its_own_alone() -> None:
    for code in ("69008", "69 008", "69388"):
        assert [answer.code for answer in arrondissements_begun(KNOWN, code)] == ["69388"]


def test_a_map_without_any_knows_none() -> None:
    assert build_arrondissements(TABLE.iloc[:0]) == NO_ARRONDISSEMENTS
    assert arrondissement_typed(NO_ARRONDISSEMENTS, "Lyon 8") is None
