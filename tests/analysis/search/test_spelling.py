import pytest

from dashboard.analysis.search.spelling import (
    same_word,
    slips_between,
    spelled_alike,
    with_articles,
    without_article,
)


def test_an_article_is_dropped_but_never_the_whole_name() -> None:
    assert without_article("la rochelle") == "rochelle"
    assert without_article("l isle d abeau") == "isle d abeau"
    assert without_article("lyon") == "lyon"
    assert without_article("la") == "la"
    assert with_articles("le touvet") == (
        "touvet",
        "le touvet",
        "la touvet",
        "les touvet",
        "l touvet",
    )


@pytest.mark.parametrize("typed", ["grenolbe", "grenble", "grenoblle", "grenobls"])
def test_one_slip_in_a_long_word_leaves_it_the_same_word(typed: str) -> None:
    assert same_word(typed, "grenoble")


@pytest.mark.parametrize(
    ("typed", "word"),
    [("douche", "souche"), ("vif", "vie"), ("lyom", "lyon"), ("grnolbe", "grenoble")],
    ids=["another first letter", "three letters", "four letters", "two slips"],
)
def test_another_word_is_not(typed: str, word: str) -> None:
    assert not same_word(typed, word)


def test_a_name_is_alike_whole_only() -> None:
    assert spelled_alike("clermont ferrnd", "clermont ferrand")
    assert not spelled_alike("clermont ferrnd", "clermont")
    assert not spelled_alike("clermont", "clermont ferrand")


def test_slips_are_counted_over_the_whole_name() -> None:
    assert slips_between("sant etiene", "saint etienne") == 2
