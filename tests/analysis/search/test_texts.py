"""Full text: words of records found whatever their accents, case and plurals."""

from __future__ import annotations

import pytest

from dashboard.analysis.search.texts import build_text_index, records_with, records_with_all
from dashboard.domain.names import spelled

TEXTS = (
    "Les Restos du Cœur · repas chauds",
    "Café associatif, cours Lafayette",
    "CAF de l’Ain · cours de français",
    "",
    "Épicerie solidaire",
)


def rows(marked):
    return marked.nonzero()[0].tolist()


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("resto du cœur", [0]),
        ("CAF", [2]),  # three letters are a whole word: no café
        ("cours de français", [2]),
        ("cours", [1, 2]),
        ("épiceries solidaires", [4]),
        ("solid", [4]),  # the last word may be a beginning
        ("chauds repas", []),  # words stand side by side, in order
        ("", []),
    ],
)
def test_a_phrase_is_found_in_the_records_that_have_it(phrase, found):
    assert rows(records_with(build_text_index(TEXTS), [spelled(phrase)])) == found


def test_one_phrase_of_several_is_enough_and_all_words_in_any_order_are_another_question():
    index = build_text_index(TEXTS)
    assert rows(records_with(index, ["caf", "epicerie"])) == [2, 4]
    assert rows(records_with_all(index, ["chaud", "coeur"])) == [0]
    assert rows(records_with_all(index, ["chaud", "francai"])) == []


def test_the_end_of_a_text_and_the_beginning_of_the_next_are_no_phrase():
    assert rows(records_with(build_text_index(["petit", "repas chaud"]), ["petit repa"])) == []
