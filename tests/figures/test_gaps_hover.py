import numpy as np

from dashboard.figures.gaps_hover import commune_hovers, need_hovers, score_hovers, share_hovers

NAN = np.nan
LABELS = ("Desservie", "Proche", "Loin", "Rien de recensé", "À la limite de la région")


def test_a_commune_tells_its_state_its_people_and_the_nearest_place():
    found = commune_hovers(
        np.array([0, 2, 3, 4], np.uint8),
        np.array([0.0, 12_340.0, np.inf, 1_049.0]),
        np.array([2_327, 0, 16_123, 2_327]),
        LABELS,
    )
    assert [text.replace("\u202f", " ") for text in found] == [
        "Desservie · 2 327 hab.<br>lieu le plus proche à 0,0 km",
        "Loin · 0 hab.<br>lieu le plus proche à 12,3 km",
        "Rien de recensé · 16 123 hab.",
        "À la limite de la région · 2 327 hab.<br>lieu le plus proche à 1,0 km",
    ]


def test_numbers_have_narrow_spaces_everywhere():
    (text,) = commune_hovers(
        np.array([1], np.uint8), np.array([3_200.0]), np.array([2_327]), LABELS
    )
    assert text == "Proche · 2\u202f327 hab.<br>lieu le plus proche à 3,2\u202fkm"


def test_a_share_is_told_with_the_communes_in_gaps():
    assert share_hovers(np.array([0.125, 0.0, NAN]), [1_200, 3, 0]) == [
        "12,5\u202f% des habitants couverts<br>communes en zone blanche : 1\u202f200",
        "0,0\u202f% des habitants couverts<br>communes en zone blanche : 3",
        "non renseigné : aucun habitant connu",
    ]


def test_a_score_of_zero_is_no_number_and_a_tiny_one_is_not_zero():
    assert score_hovers(np.array([1.5, 0.004, 0.0, NAN])) == [
        "1,50 service à portée pour 10\u202f000 hab.",
        "<\u202f0,01 service à portée pour 10\u202f000 hab.",
        "0 recensé : aucun lieu à portée",
        "non renseigné : aucun habitant connu",
    ]


def test_a_need_is_told_with_its_coverage():
    words = ("desservie", "proche d’un lieu", "ni l’une ni l’autre")
    found = need_hovers(np.array([14.25, 21_000.0, 30.0, NAN]), np.array([2, 3, 8, -1]), words, "%")
    assert found == [
        "14,2\u202f% · desservie",
        "21\u202f000,0\u202f% · proche d’un lieu",
        "30,0\u202f% · ni l’une ni l’autre",
        "non renseigné : besoin inconnu, ou limite de la région",
    ]


def test_no_territory_has_no_text():
    nothing = np.zeros(0)
    assert share_hovers(nothing, []) == score_hovers(nothing) == []
    assert commune_hovers(np.zeros(0, np.uint8), nothing, np.zeros(0, np.int64), LABELS) == []
