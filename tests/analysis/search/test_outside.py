import pandas as pd
import pytest

from dashboard.analysis.search.outside import (
    NOWHERE_ELSE,
    Outside,
    build_outside_index,
    outside_alike,
    outside_begun,
    outside_coded,
    outside_named,
)

ELSEWHERE = pd.DataFrame(
    [
        ("63113", "Clermont-Ferrand", "63", 147_000, "63000|63100"),
        ("63245", "Picherande", "63", 400, "63113"),
        ("60157", "Clermont", "60", 10_500, "60600"),
        ("09097", "Clermont", "09", 100, "09420"),
        ("17300", "La Rochelle", "17", 79_000, "17000"),
        ("79048", "La Crèche", "79", 5_600, "79260"),
        ("32434", "Sion", "32", 100, "32110"),
        ("D63", "Puy-de-Dôme", "63", 660_000, ""),
        ("D2A", "Corse-du-Sud", "2A", 160_000, ""),
    ],
    columns=["code", "name", "departement_code", "population", "postal_codes"],
)
ABROAD = pd.DataFrame(
    [("Suisse", "Suisse", ""), ("Geneva", "Genève", "Suisse"), ("Sion", "Sion", "Suisse")],
    columns=["word", "name", "country"],
)
INDEX = build_outside_index(ELSEWHERE, ABROAD)


def label(place: Outside | None) -> str:
    return place.label if place else ""


def test_a_place_is_named_with_its_departement_or_its_country() -> None:
    assert label(outside_named(INDEX, "clermont ferrand")) == "Clermont-Ferrand (63)"
    assert label(outside_named(INDEX, "geneva")) == "Genève (Suisse)"
    assert label(outside_named(INDEX, "suisse")) == "Suisse"
    assert label(outside_named(INDEX, "puy de dome")) == "Puy-de-Dôme (63)"
    assert outside_named(INDEX, "clermont ferra") is None


def test_the_most_inhabited_homonym_is_meant_unless_its_departement_is_given() -> None:
    assert label(outside_named(INDEX, "clermont")) == "Clermont (60)"
    assert label(outside_named(INDEX, "clermont", departement="09")) == "Clermont (09)"
    assert outside_named(INDEX, "clermont", departement="63") is None


def test_beyond_the_border_goes_before_a_french_place_of_that_name() -> None:
    assert label(outside_named(INDEX, "sion")) == "Sion (Suisse)"
    assert label(outside_named(INDEX, "sion", departement="32")) == "Sion (32)"


def test_only_a_large_town_is_known_without_its_article() -> None:
    assert label(outside_named(INDEX, "rochelle")) == "La Rochelle (17)"
    assert outside_named(INDEX, "creche") is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("63000", "Clermont-Ferrand (63)"),
        ("63100", "Clermont-Ferrand (63)"),
        ("17300", "La Rochelle (17)"),
        ("63", "Puy-de-Dôme (63)"),
        ("D2A", "Corse-du-Sud (2A)"),
        ("2A", "Corse-du-Sud (2A)"),
    ],
)
def test_a_code_is_postal_or_insee_or_of_a_departement(code: str, name: str) -> None:
    assert label(outside_coded(INDEX, code)) == name


def test_a_postal_code_goes_before_an_insee_code() -> None:
    assert label(outside_coded(INDEX, "63113")) == "Picherande (63)"


@pytest.mark.parametrize("code", ["", "99999", "6300", "é", "\N{BLACK STAR}"])
def test_any_other_code_is_nowhere(code: str) -> None:
    assert outside_coded(INDEX, code) is None


def test_a_slip_is_forgiven_in_the_name_of_a_large_town_only() -> None:
    assert label(outside_alike(INDEX, "clermont ferrnd")) == "Clermont-Ferrand (63)"
    assert outside_alike(INDEX, "picherrande") is None
    assert outside_alike(INDEX, "clermont ferrnd nord") is None


def test_a_name_begun_is_that_of_the_most_inhabited() -> None:
    assert label(outside_begun(INDEX, "clermo")) == "Clermont-Ferrand (63)"
    assert outside_begun(INDEX, "picher") is None


def test_where_nothing_is_known_nothing_is_outside() -> None:
    assert outside_named(NOWHERE_ELSE, "paris") is None
    assert outside_coded(NOWHERE_ELSE, "75011") is None
    assert outside_alike(NOWHERE_ELSE, "monpellier") is None
    assert outside_begun(NOWHERE_ELSE, "montp") is None


def test_a_name_without_a_latin_letter_takes_the_place_of_no_other() -> None:
    odd = pd.DataFrame(
        [("日本", "Japon", ""), ("Maroc", "Maroc", "")], columns=["word", "name", "country"]
    )
    index = build_outside_index(ELSEWHERE, odd)
    assert label(outside_named(index, "maroc")) == "Maroc"
    assert label(outside_named(index, "clermont ferrand")) == "Clermont-Ferrand (63)"
