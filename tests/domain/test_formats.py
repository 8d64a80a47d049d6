import datetime as dt

import pytest

from dashboard.domain.formats import (
    at_commune,
    counted,
    distance_text,
    french_date,
    french_figure,
    french_iso_date,
    french_number,
    french_percent,
    full_address,
    listed,
    of_commune,
    the_departement,
    unit_for,
)


def test_thousands_are_set_apart_by_a_narrow_no_break_space():
    assert french_number(2738) == "2\u202f738"
    assert french_number(6_800_000) == "6\u202f800\u202f000"


def test_decimals_follow_a_comma():
    assert french_number(1234.5, 2) == "1\u202f234,50"


@pytest.mark.parametrize(
    ("value", "text"),
    [(11.5, "11,5"), (5500, "5\u202f500"), (0.25, "0,25"), (0, "0"), (-11.5, "-11,5")],
)
def test_a_recorded_figure_keeps_its_own_decimals(value, text):
    assert french_figure(value) == text


def test_a_share_is_a_percentage_behind_a_narrow_space():
    assert french_percent(0.125) == "12,5\u202f%"
    assert french_percent(1, 0) == "100\u202f%"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2015-05-01", "1er mai 2015"),
        ("2026-03-03", "3 mars 2026"),
        ("2025-08-31", "31 août 2025"),
        ("2025-02-30", "2025-02-30"),
        ("octobre 2025", "octobre 2025"),
    ],
)
def test_a_date_is_written_in_words_and_anything_else_is_kept(iso, text):
    assert french_iso_date(iso) == text


def test_december_is_the_twelfth_month():
    assert french_date(dt.date(2020, 12, 11)) == "11 décembre 2020"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0\u00a0fiche"),
        (1, "1\u00a0fiche"),
        (2, "2\u00a0fiches"),
        (2738, "2\u202f738\u00a0fiches"),
    ],
)
def test_french_keeps_the_singular_below_two(number, text):
    assert counted(number, "fiche") == text


def test_a_plural_of_several_words_is_given():
    assert counted(3, "fiche non rattachée", "fiches non rattachées").endswith("s non rattachées")
    assert (
        counted(1, "fiche non rattachée", "fiches non rattachées") == "1\u00a0fiche non rattachée"
    )


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (("a", "b", "c"), "a, b et c")],
)
def test_words_are_joined_as_french_does(words, text):
    assert listed(words) == text


@pytest.mark.parametrize(
    ("name", "at", "of"),
    [
        ("Lyon", "à Lyon", "de Lyon"),
        ("Annecy", "à Annecy", "d’Annecy"),
        ("Écully", "à Écully", "d’Écully"),
        ("Œuilly", "à Œuilly", "d’Œuilly"),
        ("Le Touvet", "au Touvet", "du Touvet"),
        ("Les Houches", "aux Houches", "des Houches"),
        ("La Chambre", "à La Chambre", "de La Chambre"),
        ("L’Arbresle", "à L’Arbresle", "de L’Arbresle"),
        ("Lescheraines", "à Lescheraines", "de Lescheraines"),
        ("Yenne", "à Yenne", "de Yenne"),
        ("", "à ", "de "),
    ],
)
def test_the_name_of_a_commune_takes_the_article_that_french_asks_for(name, at, of):
    assert (at_commune(name), of_commune(name)) == (at, of)


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (0, "à moins de 100\u202fm"),
        (99.9, "à moins de 100\u202fm"),
        (100, "à 100\u202fm (à vol d’oiseau)"),
        (130, "à 150\u202fm (à vol d’oiseau)"),
        (974, "à 950\u202fm (à vol d’oiseau)"),
        (975, "à 1,0\u202fkm (à vol d’oiseau)"),
        (3_249, "à 3,2\u202fkm (à vol d’oiseau)"),
        (12_000, "à 12,0\u202fkm (à vol d’oiseau)"),
        (1_234_560, "à 1\u202f234,6\u202fkm (à vol d’oiseau)"),
    ],
)
def test_a_distance_is_told_by_50_metres_then_by_100(metres, text):
    assert distance_text(metres) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "communes", "commune"),
        (-1, "communes", "commune"),
        (1.5, "utilisateurs réguliers", "utilisateur régulier"),
        (1, "usagers par mois", "usager par mois"),
        (1, "jeunes depuis 2021", "jeune depuis 2021"),
        (1, "tiers-lieux", "tiers-lieu"),
        (1, "lieux", "lieu"),
        (1, "repas", "repas"),
        (0.5, "%", "%"),
        (2, "familles en 5 ans", "familles en 5 ans"),
        (-2, "communes", "communes"),
    ],
)
def test_a_unit_is_singular_below_two(value, unit, text):
    assert unit_for(value, unit) == text


def test_a_count_below_zero_is_singular_down_to_two():
    assert [counted(one, "point") for one in (-1, -2)] == ["-1\u00a0point", "-2\u00a0points"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ain", "l’Ain"),
        ("Isère", "l’Isère"),
        ("Loire", "la Loire"),
        ("Haute-Savoie", "la Haute-Savoie"),
        ("Rhône", "le Rhône"),
        ("Alpes-Maritimes", "les Alpes-Maritimes"),
        ("Landes", "les Landes"),
        ("Hérault", "l’Hérault"),
    ],
)
def test_a_departement_has_its_article(name, text):
    assert the_departement(name) == text


@pytest.mark.parametrize(
    ("street", "postal_code", "commune", "written"),
    [
        ("1 rue du Lac", "74000", "Annecy", "1 rue du Lac, 74000 Annecy"),
        ("1 rue du Lac, 74000 Annecy", "74000", "Annecy", "1 rue du Lac, 74000 Annecy"),
        ("1 rue du Lac,", "", "Annecy", "1 rue du Lac, Annecy"),
        ("", "74000", "Annecy", "74000 Annecy"),
        ("", "", "", ""),
    ],
)
def test_an_address_has_its_postal_code_and_commune_once(street, postal_code, commune, written):
    assert full_address(street, postal_code, commune) == written
