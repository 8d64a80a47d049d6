import pytest

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.search.named import (
    named_alike,
    named_exactly,
    named_longer,
    named_with_slips,
)
from dashboard.analysis.snapshot import Snapshot


def labels(answers: list[SearchAnswer]) -> list[str]:
    return [answer.label for answer in answers]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("le touvet", ["Le Touvet"]),
        ("Touvet", ["Le Touvet"]),
        ("st-etienne", ["Saint-Étienne"]),
        ("bourgenbresse", ["Bourg-en-Bresse"]),
        ("Saint-Priest", ["Saint-Priest (69)", "Saint-Priest (07)"]),
        ("ain", ["Ain"]),
        ("touve", []),
        ("", []),
    ],
)
def test_a_very_name_is_found_whatever_its_spelling(
    snapshot: Snapshot, typed: str, named: list[str]
) -> None:
    assert labels(named_exactly(snapshot.region_index.search, typed)) == named


def test_a_whole_name_with_a_slip_is_found(snapshot: Snapshot) -> None:
    index = snapshot.region_index.search
    assert labels(named_with_slips(index, "grenolbe")) == ["Grenoble"]
    assert labels(named_with_slips(index, "sant etiene")) == ["Saint-Étienne"]
    assert named_with_slips(index, "douche") == []
    assert named_with_slips(index, "vilefranche") == []


def test_longer_names_are_those_that_go_on(snapshot: Snapshot) -> None:
    assert labels(named_longer(snapshot.region_index.search, "romans")) == ["Romans-sur-Isère"]


def test_what_may_be_meant_has_every_typed_word(snapshot: Snapshot) -> None:
    index = snapshot.region_index.search
    assert labels(named_alike(index, "saint denis bourg")) == ["Saint-Denis-lès-Bourg"]
    assert labels(named_alike(index, "touvett")) == ["Le Touvet"]
    assert "Villefranche-sur-Saône" in labels(named_alike(index, "vilefranche"))


def test_three_letters_alone_are_too_few_to_mean_a_place(snapshot: Snapshot) -> None:
    index = snapshot.region_index.search
    assert named_alike(index, "cha") == []
    assert "Chambéry" in labels(named_alike(index, "cham"))


@pytest.mark.parametrize(
    "typed", ["ggg", "douche", "cours de français", "resto du cœur", "CAF", "santé", "lit", "vélo"]
)
def test_a_need_resembles_no_place(snapshot: Snapshot, typed: str) -> None:
    assert named_alike(snapshot.region_index.search, typed) == []
