import pytest

from dashboard.domain.codes import departement_of, insee_code, is_commune_code, is_territory_code
from dashboard.domain.territory import Level, level_of


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("01053", Level.COMMUNE),
        ("69123", Level.COMMUNE),
        ("2A004", Level.COMMUNE),
        ("200071751", Level.EPCI),
        ("D01", Level.DEPARTEMENT),
        ("D2B", Level.DEPARTEMENT),
        ("D974", Level.DEPARTEMENT),
        ("R82", None),
        ("01", None),
        ("1053", None),
    ],
)
def test_the_form_of_a_code_tells_its_level(code, level):
    assert level_of(code) is level


@pytest.mark.parametrize(
    "text",
    ["1053", "010531", "2C004", "2a004", "01053\n", " 01053", "０１０５３", "", "R8", "R840", "01"],
)
def test_a_text_of_another_form_is_no_territory(text):
    assert not is_territory_code(text)


def test_a_code_of_digits_keeps_its_leading_zero():
    assert is_commune_code("01053")
    assert not is_commune_code(str(int("01053")))


def test_a_commune_lies_in_the_departement_its_code_begins_with():
    assert [departement_of(code) for code in ("01053", "2A004", "97411")] == ["01", "2A", "974"]


def test_insee_writes_a_departement_without_the_d_of_addresses():
    codes = ["D01", "D2A", "D974", "01053", "200071751", "R82"]
    assert [insee_code(code) for code in codes] == ["01", "2A", "974", "01053", "200071751", "R82"]
