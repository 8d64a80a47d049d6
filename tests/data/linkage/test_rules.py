"""Each rule of the linkage, in its order, on communes anyone can look up."""

from __future__ import annotations

import pytest

BOURG = {"longitude": 5.2401, "latitude": 46.2029}
LYON = {"longitude": 4.8293, "latitude": 45.7572}
PARIS = {"longitude": 2.3522, "latitude": 48.8566}
GENEVA = {"longitude": 6.1432, "latitude": 46.2044}
OUTSIDE = ("", "", "", False)
UNATTACHED = ("", "", "", True)


@pytest.mark.parametrize(
    ("code", "commune", "departement"),
    [
        ("01053", "01053", "01"),
        ("1053", "01053", "01"),
        ("1053.0", "01053", "01"),
        ("69383", "69123", "69"),
        ("69389", "69123", "69"),
        ("01172", "01095", "01"),
        ("42072", "42217", "42"),
        ("69114", "69114", "69"),
    ],
    ids=[
        "living",
        "zero lost",
        "number of a spreadsheet",
        "Lyon 3e",
        "Lyon 9e",
        "merged",
        "merged in 2025",
        "living and former at once: the living one",
    ],
)
def test_an_insee_code_leads_to_the_living_commune(place, code, commune, departement):
    assert place(insee_code=code) == (commune, departement, "insee", True)


@pytest.mark.parametrize("code", ["59999", "13055", "2A004", "97411", "6088", "75111"])
def test_a_code_of_another_departement_is_outside_even_if_no_commune_has_it(place, code):
    assert place(insee_code=code) == OUTSIDE


@pytest.mark.parametrize("code", ["01999", "0null", "99109", "200071751", "00000", "?"])
def test_a_code_no_commune_has_leaves_the_next_rules_to_decide(place, code):
    assert place(insee_code=code, **BOURG) == ("01053", "01", "point", True)
    assert place(insee_code=code) == UNATTACHED


def test_a_point_is_placed_in_its_polygon(place):
    assert place(**LYON) == ("69123", "69", "point", True)
    assert place(**LYON, postal_code="69100", city="Villeurbanne")[0] == "69123"


def test_a_point_outside_every_commune_is_outside(place):
    assert place(**PARIS) == OUTSIDE
    assert place(**GENEVA) == OUTSIDE


def test_a_point_that_cannot_be_in_france_is_no_clue(place):
    assert place(longitude=0.0, latitude=0.0) == UNATTACHED
    assert place(longitude=45.7572, latitude=4.8293) == UNATTACHED


def test_a_point_outside_gives_way_to_a_postal_code_of_the_map(link):
    linkage = link({**PARIS, "postal_code": "38240", "city": "Meylan"})
    [row] = linkage.places.to_dict("records")
    assert (row["commune_code"], row["linked_by"]) == ("38229", "postal_and_name")
    assert row["longitude"] != row["longitude"]
    assert linkage.remarks[0].column == "longitude / latitude"


@pytest.mark.parametrize(
    ("postal", "city", "commune"),
    [
        ("01000", "BOURG EN BRESSE", "01053"),
        ("1000", "Saint-Denis-lès-Bourg", "01344"),
        ("01000", "ST DENIS LES BOURG", "01344"),
        ("01640", "BOYEUX ST JEROME", "01056"),
        ("69003", "LYON 03", "69123"),
        ("69003", "Lyon 3ème Arrondissement", "69123"),
        ("69 003", "Lyon 3e", "69123"),
        ("01200", "ELOISE", "74109"),
        ("05700", "Villebois-les-Pins", "26374"),
        ("01120", "LA BOISSE", "01049"),
        ("01120", "BOISSE (LA)", "01049"),
        ("38080", "Isle d'Abeau (l')", "38193"),
        ("38080", "ISLE DABEAU", "38193"),
        ("01110", "Hauteville-Lompnes", "01185"),
        ("69520", "GRIGNY", "69096"),
        ("74170", "Saint Gervais", "74236"),
    ],
)
def test_a_postal_code_and_a_name_meet_in_one_commune(place, postal, city, commune):
    departement = commune[:2]
    assert place(postal_code=postal, city=city) == (commune, departement, "postal_and_name", True)


@pytest.mark.parametrize(
    ("postal", "city", "commune"),
    [
        ("38028 CEDEX 1", "GRENOBLE CEDEX 1", "38185"),
        ("38028", "Grenoble Cedex", "38185"),
        ("69432", "LYON CEDEX 03", "69123"),
        ("42007", "ST ETIENNE CEDEX 1", "42218"),
        ("38000", "MEYLAN", "38229"),
    ],
)
def test_without_a_postal_code_of_its_own_a_name_is_looked_up_in_the_departement(
    place, postal, city, commune
):
    found = place(postal_code=postal, city=city)
    assert found == (commune, commune[:2], "postal_and_name", True)


def test_a_postal_code_alone_counts_only_when_it_names_one_commune(place):
    assert place(postal_code="38240") == ("38229", "38", "postal", True)
    assert place(postal_code="38240", city="Lieudit inconnu") == ("38229", "38", "postal", True)
    assert place(postal_code="01000") == ("", "01", "departement", True)
    assert place(postal_code="69432") == ("", "69", "departement", True)


def test_a_postal_code_may_be_of_another_departement_than_its_digits(place):
    assert place(postal_code="01200", departement="74") == ("74109", "74", "postal", True)
    assert place(postal_code="01200", departement="01") == ("", "01", "departement", True)
    assert place(postal_code="01200") == UNATTACHED
    assert place(postal_code="05700", departement="26") == ("26374", "26", "postal", True)
    assert place(postal_code="05700", departement="05") == OUTSIDE
    assert place(postal_code="05700", city="Serres") == OUTSIDE
    assert place(postal_code="05700") == UNATTACHED


@pytest.mark.parametrize("postal", ["13460", "75011", "20000", "20200", "97400", "6200", "59000"])
def test_a_postal_code_of_another_departement_is_outside(place, postal):
    assert place(postal_code=postal) == OUTSIDE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "01"),
        ("001", "01"),
        ("01", "01"),
        ("69D", "69"),
        ("69M", "69"),
        ("Ain", "01"),
        ("RHONE", "69"),
        ("Haute-Savoie", "74"),
        ("Rhône (69)", "69"),
        ("07 - Ardèche", "07"),
        ("D26", "26"),
    ],
)
def test_a_departement_alone_attaches_to_the_departement_only(place, text, code):
    assert place(departement=text) == ("", code, "departement", True)


@pytest.mark.parametrize("text", ["13", "2A", "02A", "974", "La Réunion", "59L", "Côtes d'Armor"])
def test_another_departement_is_outside(place, text):
    assert place(departement=text) == OUTSIDE


@pytest.mark.parametrize("text", ["", "0", "20", "Rhône-Alpes", "123456"])
def test_what_names_no_departement_attaches_nothing(place, text):
    assert place(departement=text) == UNATTACHED


def test_the_postal_code_goes_before_the_departement(place):
    assert place(postal_code="1110", departement="Aude") == ("", "01", "departement", True)
    assert place(postal_code="01000", departement="38") == ("", "01", "departement", True)
    assert place(postal_code="01200", departement="13") == UNATTACHED
    assert place(postal_code="13007", city="MARSEILLE 07", departement="069") == OUTSIDE


def test_a_name_alone_attaches_nothing(place):
    assert place(city="Grenoble") == UNATTACHED
    assert place(city="Grenoble", departement="38") == ("", "38", "departement", True)
