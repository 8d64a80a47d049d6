"""The place that a street address ends with."""

from dashboard.analysis.nearby.streets import places_after_street


def test_a_text_that_is_no_address_has_none():
    for typed in ("Lyon", "07270 Lamastre", "Saint-Sauveur-en-Rue", ""):
        assert places_after_street(typed) == []


def test_the_postal_code_comes_first_then_the_comma_then_the_last_words():
    assert places_after_street("5 place Bellecour, 69002 Lyon") == [
        "69002 Lyon",
        "69002 Lyon",
        "lyon",
        "69002",
    ]


def test_the_street_keeps_its_name_and_the_longest_ending_comes_first():
    assert places_after_street("rue Victor Hugo Annecy le Vieux") == [
        "hugo annecy le vieux",
        "annecy le vieux",
        "le vieux",
        "vieux",
    ]


def test_a_town_that_names_the_street_is_not_its_place():
    assert places_after_street("rue de Lyon") == []


def test_digits_alone_are_no_place():
    assert places_after_street("rue de la Poste 26") == []
