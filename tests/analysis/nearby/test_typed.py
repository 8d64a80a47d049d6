"""What a place typed in full means, in the real region."""

import pytest

from dashboard.analysis.nearby.results import Unplaced
from dashboard.analysis.nearby.typed import place_meant
from tests.helpers.small_nearby import initiative, snapshot_of


def meant(snapshot, typed):
    """Return why there is no place, and the labels of what is meant."""
    place = place_meant(snapshot, typed)
    return place.why, [answer.label for answer in place.candidates]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Lyon", "Lyon"),
        ("Annecy", "Annecy"),
        ("Bourg-en-Bresse", "Bourg-en-Bresse"),
        ("Die", "Die"),
        ("Valence", "Valence"),
        ("Valence (26)", "Valence"),
        ("Vienne", "Vienne"),
        ("Grenoble", "Grenoble"),
        ("Vif", "Vif"),
        ("Clermont", "Clermont"),
        ("Aoste", "Aoste"),
        ("Villars", "Villars"),  # larger than Villars-les-Dombes
        ("touvet", "Le Touvet"),
        ("mairie du Touvet", "Le Touvet"),
        ("grenolbe", "Grenoble"),
        ("sant etiene", "Saint-Étienne"),
        ("Lyon 8ème", "Lyon 8e"),
        ("69388", "Lyon 8e"),
        ("Lyon cedex 02", "Lyon"),
        ("69002 Lyon", "Lyon 2e"),
        ("Lyon 69", "Lyon"),
        ("Lamastre, 07270", "Lamastre"),
        ("saint priest ardèche", "Saint-Priest (07)"),
        ("Saint-Étienne-de-Boulogne, Ardèche", "Saint-Étienne-de-Boulogne"),
    ],
)
def test_one_place_is_meant(snapshot, typed, label):
    assert meant(snapshot, typed) == (None, [label])


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("Clermont-Ferrand", "Clermont-Ferrand (63)"),
        ("clermont ferrnd", "Clermont-Ferrand (63)"),
        ("monpellier", "Montpellier (34)"),
        ("Dijon", "Dijon (21)"),
        ("Paris", "Paris (75)"),
        ("Paris 11e", "Paris (75)"),
        ("Marseille", "Marseille (13)"),
        ("Mâcon", "Mâcon (71)"),
        ("Avignon", "Avignon (84)"),
        ("63000", "Clermont-Ferrand (63)"),
        ("75011", "Paris (75)"),
        ("75011 Paris", "Paris (75)"),
        ("2A004", "Ajaccio (2A)"),
        ("Valence (82)", "Valence (82)"),
        ("Valence 82", "Valence (82)"),
        ("Valence, Tarn-et-Garonne", "Valence (82)"),
        ("Genève", "Genève (Suisse)"),
        ("Suisse", "Suisse"),
        ("Puy-de-Dôme", "Puy-de-Dôme (63)"),
        ("63", "Puy-de-Dôme (63)"),
        ("3 avenue de Lyon, Clermont-Ferrand", "Clermont-Ferrand (63)"),
    ],
)
def test_a_place_outside_is_named_and_nothing_here_is_taken_for_it(snapshot, typed, subject):
    place = place_meant(snapshot, typed)
    assert (place.why, place.subject, place.candidates) == (Unplaced.OUTSIDE, subject, ())


def test_a_place_outside_offers_those_here_whose_names_go_on(snapshot):
    assert meant(snapshot, "Tours") == (Unplaced.OUTSIDE, ["Tours-en-Savoie"])


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("Romans", ["Romans", "Romans-sur-Isère"]),
        ("Tournon", ["Tournon", "Tournon-sur-Rhône"]),
        ("Saint-Priest", ["Saint-Priest (69)", "Saint-Priest (07)"]),
        ("touvett", ["Le Touvet"]),
        ("saint denis bourg", ["Saint-Denis-lès-Bourg"]),
        ("38000 Lyon", ["Lyon", "Grenoble"]),
        ("bourg 01", ["Bourg-en-Bresse", "Bourg-Saint-Christophe", "Saint-Denis-lès-Bourg"]),
        ("rue Victor Hugo, Saint-Priest", ["Saint-Priest (69)", "Saint-Priest (07)"]),
    ],
)
def test_what_may_be_several_places_or_only_resembles_one_is_asked(snapshot, typed, labels):
    assert meant(snapshot, typed) == (Unplaced.AMBIGUOUS, labels)


@pytest.mark.parametrize(
    ("typed", "first"), [("Bourg", "Bourg-en-Bresse"), ("La Motte", "La Motte-Servolex")]
)
def test_a_village_outside_does_not_hide_the_larger_ones_here_whose_names_go_on(
    snapshot, typed, first
):
    why, labels = meant(snapshot, typed)
    assert (why, labels[0]) == (Unplaced.AMBIGUOUS, first)


@pytest.mark.parametrize(
    ("typed", "largest"),
    [
        ("Ain", ["Bourg-en-Bresse", "Oyonnax", "Valserhône"]),
        ("26", ["Valence", "Montélimar", "Romans-sur-Isère"]),
        ("Rhône-Alpes", ["Lyon", "Saint-Étienne", "Villeurbanne"]),
        ("Auvergne-Rhône-Alpes", ["Lyon", "Saint-Étienne", "Villeurbanne"]),
    ],
)
def test_what_is_too_wide_offers_its_ten_largest_communes(snapshot, typed, largest):
    why, labels = meant(snapshot, typed)
    assert (why, labels[:3], len(labels)) == (Unplaced.TOO_WIDE, largest, 10)


def test_a_number_the_town_has_no_arrondissement_of_offers_the_town(snapshot):
    place = place_meant(snapshot, "Lyon 12")
    assert (place.why, place.subject) == (
        Unplaced.NO_ARRONDISSEMENT,
        "Lyon a neuf arrondissements",
    )
    assert [(answer.code, answer.hint) for answer in place.candidates] == [
        ("69123", "toute la ville")
    ]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("12 rue de la République, Lyon 2", "Lyon 2e"),
        ("5 place Bellecour 69002 Lyon", "Lyon 2e"),
        ("rue Victor Hugo Vienne", "Vienne"),
        ("12 rue Pasteur 26100 Romans-sur-Isère", "Romans-sur-Isère"),
        ("3 chemin du Lac, Le Touvet", "Le Touvet"),
    ],
)
def test_the_place_of_a_street_is_what_follows_it(snapshot, typed, label):
    place = place_meant(snapshot, typed)
    assert ([answer.label for answer in place.candidates], place.why, place.street) == (
        [label],
        None,
        True,
    )


@pytest.mark.parametrize(
    "typed",
    [
        "ggg",
        "douche",
        "cours de français",
        "resto du cœur",
        "CAF",
        "épicerie solidaire",
        "santé",
        "réparer mon vélo",
        "rue de Lyon",
        "99999",
        "123456",
    ],
)
def test_what_resembles_no_place_is_unknown(snapshot, typed):
    assert meant(snapshot, typed) == (Unplaced.UNKNOWN, [])


def test_a_geography_that_does_not_know_the_rest_of_france_has_nothing_outside(geography):

    small = snapshot_of(geography, [initiative("seule")], [])
    assert meant(small, "Clermont-Ferrand") == (Unplaced.UNKNOWN, [])
    assert meant(small, "Lyon") == (None, ["Lyon"])
