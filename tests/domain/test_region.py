from dataclasses import replace

import pytest

from dashboard.domain.region import worded_region

BRETAGNE = worded_region(
    "Bretagne",
    "R53",
    [("35", "Ille-et-Vilaine"), ("22", "Côtes-d’Armor")],
    search_example="Rennes, 22000",
)


def test_a_region_takes_the_words_most_regions_take():
    assert (BRETAGNE.inside, BRETAGNE.of) == ("en Bretagne", "de Bretagne")
    assert (BRETAGNE.whole, BRETAGNE.label) == ("la région Bretagne", "Région Bretagne")
    assert BRETAGNE.site_name == "Carte de la solidarité en Bretagne"
    assert BRETAGNE.departements == ("22", "35")
    assert BRETAGNE.description == "Périmètre de la carte : Côtes-d’Armor et Ille-et-Vilaine."


def test_a_name_that_begins_with_a_vowel_is_elided():
    assert worded_region("Occitanie", "R76", [], search_example="").of == "d’Occitanie"


@pytest.mark.parametrize(
    ("whole", "label"), [("le Pays basque", "Pays basque"), ("l’agglomération", "Agglomération")]
)
def test_its_title_is_what_it_is_without_the_article(whole, label):
    assert replace(BRETAGNE, whole=whole).label == label
