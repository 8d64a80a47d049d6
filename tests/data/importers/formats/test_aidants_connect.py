import pytest

from dashboard.data.importers.cells.street_addresses import street_and_town
from dashboard.data.importers.formats.aidants_connect import FORMAT
from tests.helpers.importer_tables import read_with, text

ORGANISATION = {
    "Data pass ID": "20 111\u202f291",
    "Name": "Espace Exemple",
    "SIRET": "1",
    "Adresse": "Hôtel de l’Exemple \n6 avenue de l’Exemple\n01000 Bourg-en-Bresse",
    "Code postal": "1000",
    "Département": "Ain",
    "Région": "Auvergne-Rhône-Alpes",
    "Nombre de mandats": "1 094",
    "Nombre d'usagers accompagnés": "726",
    "Nombre d'agents formés": "3",
    "commune": "",
    "date_maj": "15/03/2021",
}


def test_an_organisation_is_read_and_its_town_found_in_its_address():
    row = read_with(FORMAT, [ORGANISATION], container="json").rows.iloc[0]
    assert row[["id", "name", "city", "postal_code", "departement"]].tolist() == [
        "20111291",
        "Espace Exemple",
        "Bourg-en-Bresse",
        "1000",
        "Ain",
    ]
    assert row[["address", "updated_on"]].tolist() == [
        "Hôtel de l’Exemple 6 avenue de l’Exemple",
        "2021-03-15",
    ]
    assert row["summary"] == "Structure habilitée Aidants Connect : 3 agents formés."


def test_without_a_number_two_organisations_stay_two():
    rows = read_with(
        FORMAT,
        [
            {**ORGANISATION, "Data pass ID": ""},
            {**ORGANISATION, "Data pass ID": "", "Name": "Autre exemple"},
        ],
    ).rows
    assert rows["id"].nunique() == 2
    assert set(rows["id"].str.len()) == {16}


@pytest.mark.parametrize(
    ("address", "postal_code", "street", "town"),
    [
        ("29 rue X, 26110, NYONS", "26110", "29 rue X", "NYONS"),
        ("25 RUE CONDORCET42300 Roanne", "42300", "25 RUE CONDORCET", "Roanne"),
        ("1 place X 28028 Chartres Cedex", "28000", "1 place X", "Chartres Cedex"),
        ("4 Rue X 42300", "42300", "4 Rue X", ""),
        ("2 rue X CS 60500", "1100", "2 rue X CS 60500", ""),
        ("2 rue X CS 01500", "1100", "2 rue X CS 01500", ""),
        ("BP 30368 145 RUE X", "73000", "BP 30368 145 RUE X", ""),
        ("7 rue X, Chabeuil", "26120", "7 rue X, Chabeuil", "Chabeuil"),
        ("Le Richelieu, 8, rue X", "74140", "Le Richelieu, 8, rue X", ""),
        ("40 avenue Haute -Tarentaise", "73700", "40 avenue Haute -Tarentaise", ""),
        ("", "", "", ""),
    ],
)
def test_the_end_of_an_address_is_its_town_only_when_it_can_be(address, postal_code, street, town):
    streets, towns = street_and_town(text(address), text(postal_code))
    assert (streets[0], towns[0]) == (street, town)
