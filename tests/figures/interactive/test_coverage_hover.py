import numpy as np

from dashboard.analysis.coverage.results import NeedMap
from dashboard.analysis.kernel.results import PartialValues
from dashboard.figures.interactive.coverage_hover import (
    commune_hovers,
    need_hovers,
    score_hovers,
    share_hovers,
)

NAN = np.nan
NOBODY = np.zeros(4, np.int64)
LABELS = ("Desservie", "Proche", "Loin", "Rien de recensé", "À la limite de la région")


def test_a_commune_tells_its_state_its_people_and_the_nearest_place():
    found = commune_hovers(
        np.array([0, 2, 3, 4], np.uint8), np.array([0.0, 12_340.0, np.inf, 1_049.0]), LABELS
    ).texts(np.array([2_327, 0, 16_123, 2_327]))
    assert [text.replace("\u202f", " ") for text in found] == [
        "Desservie · 2 327 hab.<br>lieu le plus proche à 0,0 km",
        "Loin · 0 hab.<br>lieu le plus proche à 12,3 km",
        "Rien de recensé · 16 123 hab.",
        "À la limite de la région · 2 327 hab.<br>lieu le plus proche à 1,0 km",
    ]


def test_numbers_have_narrow_spaces_everywhere():
    hovers = commune_hovers(np.array([1], np.uint8), np.array([3_200.0]), LABELS)
    (text,) = hovers.texts(np.array([2_327]))
    assert text == "Proche · 2\u202f327 hab.<br>lieu le plus proche à 3,2\u202fkm"


def test_a_share_is_told_with_the_communes_in_gaps():
    hovers = share_hovers(np.array([0.125, 0.0, NAN]), np.array([1_200, 3, 0]))
    assert hovers.texts(NOBODY) == [
        "12,5\u202f% des habitants couverts<br>communes en zone blanche : 1\u202f200",
        "0,0\u202f% des habitants couverts<br>communes en zone blanche : 3",
        "non renseigné : aucun habitant connu",
    ]


def test_a_score_of_zero_is_no_number_and_a_tiny_one_is_not_zero():
    assert score_hovers(np.array([1.5, 0.004, 0.0, NAN])).texts(NOBODY) == [
        "1,50 service à portée pour 10\u202f000 hab.",
        "<\u202f0,01 service à portée pour 10\u202f000 hab.",
        "0 recensé : aucun lieu à portée",
        "non renseigné : aucun habitant connu",
    ]


def hovers(values, *, reach=None, borrowed=None, known=None):
    """What is told of places of 2,000 inhabitants, served and known for all unless said."""
    size = len(values)
    everybody = np.full(size, 2_000)
    found = NeedMap(
        needs=PartialValues(
            np.array(values), everybody if known is None else np.array(known), everybody
        ),
        borrowed=np.array(borrowed or [False] * size),
        reach=np.array(reach or [0] * size),
        cells=np.full(size, -1),
        counts=np.zeros((3, 3), dtype=np.int64),
        bounds=(NAN, NAN),
    )
    words = ("desservie", "proche d’un lieu", "ni l’une ni l’autre", "à la limite")
    return need_hovers(found, np.array(values), words, "%").texts(everybody)


def test_a_need_is_told_with_its_coverage():
    found = hovers([14.25, 21_000.0, 30.0, NAN], reach=[0, 1, 2, -1])
    assert found == [
        "14,2\u202f% · desservie",
        "21\u202f000,0\u202f% · proche d’un lieu",
        "30,0\u202f% · ni l’une ni l’autre",
        "non renseigné : secret statistique, ou non publié · à la limite",
    ]


def test_a_need_says_whose_it_is_and_for_how_many_it_is_known():
    assert hovers([14.0, 12.0, NAN], borrowed=[True, False, False], known=[9, 1_200, 0]) == [
        "14,0\u202f% (valeur de son intercommunalité) · desservie",
        "12,0\u202f% (connu pour 1\u202f200\u00a0habitants sur 2\u202f000) · desservie",
        "non renseigné : secret statistique, ou non publié · desservie",
    ]


def test_no_territory_has_no_text():
    nothing, nobody = np.zeros(0), np.zeros(0, np.int64)
    assert share_hovers(nothing, nobody).texts(nobody) == score_hovers(nothing).texts(nobody) == []
    assert commune_hovers(np.zeros(0, np.uint8), nothing, LABELS).texts(nobody) == []
