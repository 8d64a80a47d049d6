"""How a sum that is known for some inhabitants only is worded."""

import pytest

from dashboard.domain.partial import PartialSum, known_for_text, people_text


@pytest.mark.parametrize(
    ("value", "known", "population", "text"),
    [
        (1_240.4, 20_000, 20_000, "environ 1 240 personnes"),
        (1_240.4, 12_300, 20_000, "environ 1 240 personnes (connu pour 12 300 habitants sur 20 000)"),
        (0.2, 1, 30, "environ 0 personne (connu pour 1 habitant sur 30)"),
        (float("nan"), 0, 20_000, "non connu"),
        (0.0, 0, 0, "aucune personne"),
    ],
)  # fmt: skip
def test_people_are_told_with_how_many_they_are_known_for(value, known, population, text):
    told = people_text(PartialSum(value, known, population))
    assert told.replace("\u202f", " ").replace("\u00a0", " ") == text


def test_what_is_known_for_everybody_needs_no_words():
    assert (known_for_text(20, 20), known_for_text(0, 0)) == ("", "")


def test_what_nobody_knows_is_no_number():
    unknown = PartialSum(float("nan"), 0, 5)
    assert (unknown.known, unknown.rounded) == (False, None)
    assert (PartialSum(2.6, 5, 5).known, PartialSum(2.6, 5, 5).rounded) == (True, 3)
