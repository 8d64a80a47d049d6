import pytest

from dashboard.data.duplicates.addresses import NOWHERE, StreetAddress, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("12 bis, R. de la Gare", StreetAddress(12, 12, "rue gare", is_street=True)),
        (
            "Bât. B 3 bd du Gal Foch 69000 LYON",
            StreetAddress(3, 3, "boulevard general foch", is_street=True),
        ),
        ("5-9 Rue des Papetiers BP 12", StreetAddress(5, 9, "rue papetiers", is_street=True)),
        ("37a rue du 8 mai 1945", StreetAddress(37, 37, "rue 8 mai 1945", is_street=True)),
        ("14 Grande rue", StreetAddress(14, 14, "grande rue", is_street=True)),
        ("35 GR RUE", StreetAddress(35, 35, "grande rue", is_street=True)),
        ("PL DE L'EVECHE", StreetAddress(0, 0, "place eveche", is_street=True)),
        ("3 Draye de Meyne", StreetAddress(3, 3, "draye meyne", is_street=True)),
        ("Hôtel de ville 01310 POLLIAT", StreetAddress(0, 0, "hotel ville", is_street=False)),
        ("01310 POLLIAT", NOWHERE),
        ("1 011 rue des Glières", StreetAddress(1011, 1011, "rue glieres", is_street=True)),
        ("", NOWHERE),
    ],
)
def test_an_address_is_its_numbers_and_its_street(text, address):
    assert read_address(text) == address
