import numpy as np
import pytest

from dashboard.analysis.search.matching import (
    NONE,
    TYPO,
    Matches,
    alike_rows,
    build_beginnings,
    build_name_words,
    rows_sharing,
    spelled_rows,
    typo_costs,
)

NAMES = ["saint savin", "grenoble", "val de saone", "saint genis sur saone", "le val"]
SAVIN, GRENOBLE, VAL_DE_SAONE, GENIS, LE_VAL = range(5)
WORDS = build_name_words(NAMES)


def told(matches: Matches) -> list[tuple[int, int, int]]:
    return list(
        zip(matches.rows.tolist(), matches.costs.tolist(), matches.order.tolist(), strict=True)
    )


def spelled(text: str) -> list[int]:
    return spelled_rows(WORDS, text.split()).rows.tolist()


def alike(text: str) -> list[int]:
    return alike_rows(WORDS, text.split()).rows.tolist()


def test_every_typed_word_must_begin_a_word() -> None:
    assert spelled("saint s") == [SAVIN, GENIS]
    assert spelled("saint sao") == [GENIS]
    assert spelled("saint nord") == []


def test_two_typed_words_never_share_a_word() -> None:
    assert spelled("saint saint") == []
    assert spelled("s s") == [SAVIN, GENIS]
    assert spelled("sa saint") == [SAVIN, GENIS]
    assert spelled("g g") == []


def test_more_words_than_a_name_has_do_not_match_it() -> None:
    assert spelled("saint genis sur saone") == [GENIS]
    assert spelled("saint genis sur saone d") == []


def test_the_order_typed_is_told() -> None:
    assert told(spelled_rows(WORDS, ["val"])) == [(VAL_DE_SAONE, 0, 1), (LE_VAL, 0, 2)]
    assert told(spelled_rows(WORDS, ["le", "va"])) == [(LE_VAL, 0, 0)]
    assert told(spelled_rows(WORDS, ["va", "le"])) == [(LE_VAL, 0, 2)]


@pytest.mark.parametrize(
    "word",
    ["grenble", "grenolble", "grenoblz", "grneoble", "renoble", "rgenoble"],
    ids=["missing", "added", "replaced", "swapped", "first missing", "first swapped"],
)
def test_one_typo_in_a_word_is_forgiven_and_counted(word: str) -> None:
    assert spelled(word) == []
    assert told(alike_rows(WORDS, [word])) == [(GRENOBLE, TYPO, 0)]


def test_two_typos_in_a_word_are_not() -> None:
    assert alike("grnolbe") == []


def test_one_typo_in_each_word_is() -> None:
    assert told(alike_rows(WORDS, ["sant", "gneis", "sur", "saome"])) == [(GENIS, 3 * TYPO, 0)]


def test_a_typo_in_a_beginning_costs_more_than_in_a_word() -> None:
    assert told(alike_rows(WORDS, ["grneo"])) == [(GRENOBLE, TYPO + 1, 0)]


def test_a_word_of_three_letters_has_no_typo() -> None:
    assert alike("vla") == []
    assert alike("saint gen") == [GENIS]
    assert alike("saint gne") == []


def test_a_beginning_costs_nothing_however_short() -> None:
    assert typo_costs(build_beginnings(["grenoble"]), "gren", most=1).tolist() == [0]


def test_texts_far_from_what_is_typed_cost_too_much() -> None:
    costs = typo_costs(build_beginnings(["a", "grenoble", "grasse"]), "grenolbe", most=1)
    assert costs.tolist() == [NONE, TYPO, NONE]
    assert typo_costs(build_beginnings(["a"]), "a" * 80, most=2).tolist() == [NONE]


def test_names_that_share_a_word_are_those_that_have_it_whole() -> None:
    assert rows_sharing(WORDS, ["saone", "xyz"]).tolist() == [VAL_DE_SAONE, GENIS]
    assert rows_sharing(WORDS, ["saon"]).tolist() == []
    assert rows_sharing(WORDS, []).tolist() == []


def test_matching_writes_nothing_on_the_words() -> None:
    before = WORDS.numbers.copy()
    alike("saint savin")
    assert np.array_equal(WORDS.numbers, before)
