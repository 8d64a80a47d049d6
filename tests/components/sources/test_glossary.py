from dataclasses import replace

from dashboard.components.sources.glossary import definitions, glossary
from tests.helpers.rhone_alpes import RHONE_ALPES


def perimeter(region):
    return dict(definitions(region))["Quatre états d’une valeur"].rpartition(" : ")[2]


def test_the_perimeter_is_told_in_letters_and_in_the_singular_for_one():
    assert perimeter(RHONE_ALPES) == "en dehors des huit départements."
    assert perimeter(replace(RHONE_ALPES, departements=("35",))) == "en dehors du département."
    every = tuple(f"{number:02}" for number in range(1, 20))
    assert perimeter(replace(RHONE_ALPES, departements=every)) == "en dehors des 19 départements."


def test_the_name_of_the_region_stands_at_its_place_in_the_alphabet():
    assert [term for term, _ in glossary(RHONE_ALPES)][-4:] == [
        "QPV", "Rhône-Alpes", "SIREN", "Tiers-lieu",
    ]  # fmt: skip
    isere = glossary(replace(RHONE_ALPES, name="Écrins", description="Un massif."))
    assert [term for term, _ in isere][2:4] == ["Écrins", "EPCI"]
    assert dict(isere)["Écrins"] == "Un massif."
