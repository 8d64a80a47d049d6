"""The answer of « Zones blanches » in one sentence."""

import pytest

from dashboard.analysis.coverage.results import Evidence, SourceDates
from dashboard.components.coverage.answer_wording import (
    answer_sentence,
    dates_text,
    no_answer_text,
    of_territory,
    place_nouns,
)
from dashboard.components.coverage.wording import concerned_text, count_text, coverage_sentence
from dashboard.domain.coverage import Distance
from dashboard.domain.partial import PartialSum
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEMES
from tests.helpers.gap_lines import (
    LAMASTRE,
    NEAR,
    SERVED,
    TOO_LITTLE,
    answer_of,
    commune_line,
    tally,
)
from tests.helpers.selections import asked

DIGITAL = asked(CoverageSelection, themes=("numerique",))
EVERYTHING = CoverageSelection()


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def answered(selection=DIGITAL, **facts):
    return plain(answer_sentence(answer_of(totals=tally(**facts)), selection))


def test_the_answer_tells_who_how_many_of_how_many_and_how_old():
    assert answered(inhabitants=(0, 650, 300, 0), border=0) == (
        "300 habitants (30,0 %) de la CC du Pays de Lamastre sont à plus de 10 km d’un lieu d’inclusion "
        "numérique · 4 communes sur 11 · données de février 2023"
    )


def test_where_a_served_area_reaches_somebody_the_answer_says_that_it_counts():
    told = answered(border=0, inhabitants=(650, 50, 300, 0))
    assert "sont hors de toute zone desservie et à plus de 10 km d’un lieu" in told


def test_the_border_is_told_apart():
    assert "· 4 communes sur 11 · 50 habitants à la limite de la région, à part ·" in answered()
    whole = answered(border=1000, population=1000, inhabitants=(0, 0, 1000, 0))
    assert whole.startswith("Toutes les communes de la CC du Pays de Lamastre sont à la limite")


def test_nobody_far_is_an_answer():
    none = {"border": 0, "gaps": 0}
    assert answered(inhabitants=(0, 1000, 0, 0), **none).startswith(
        "Aucun habitant de la CC du Pays de Lamastre n’est à plus de 10 km d’un lieu d’inclusion "
        "numérique · 0 commune sur 11 ·"
    )
    served = answered(inhabitants=(400, 600, 0, 0), **none)
    assert "n’est à la fois hors de toute zone desservie et à plus de 10 km" in served


def test_one_inhabitant_is():
    assert answered(inhabitants=(0, 999, 1, 0), border=0, gaps=1).startswith(
        "1 habitant (0,1 %) de la CC du Pays de Lamastre est à plus de 10 km"
    )


def test_publics_years_and_radius_are_in_the_answer():
    selection = asked(
        CoverageSelection, publics=("jeunes",), years=(2019, 2019), radius=Distance.KM_5
    )
    assert "à plus de 5 km d’un lieu recensé · 4 communes" in answered(selection)
    assert "· pour : jeunes · initiatives actives en 2019 · données" in answered(selection)


@pytest.mark.parametrize(
    ("facts", "start"),
    [
        (
            {},
            "Lamastre (2 327 habitants) est à plus de 10 km d’un lieu d’inclusion numérique : le plus "
            "proche est à 12,3 km (à vol d’oiseau) · données",
        ),
        (
            {"state": NEAR, "distance_m": 700.0},
            "Lamastre est à 700 m (à vol d’oiseau) d’un lieu d’inclusion numérique · données",
        ),
        (
            {"state": SERVED},
            "Lamastre est dans une zone desservie ; le lieu d’inclusion numérique le plus proche est à",
        ),
        (
            {"border": True},
            "Lamastre est à la limite de la région, que nos sources ne couvrent pas ; le lieu d’inclusion",
        ),
        (
            {"distance_m": None},
            "Lamastre (2 327 habitants) est à plus de 10 km d’un lieu d’inclusion numérique : aucun n’est",
        ),
    ],
)
def test_a_commune_is_told_with_its_nearest_place(facts, start):
    answer = answer_of(level=Level.COMMUNE, commune=commune_line(**facts))
    assert plain(answer_sentence(answer, DIGITAL)).startswith(start)


# Too little to tell.


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            {},
            " ; le plus proche est à 12,3 km (à vol d’oiseau) d’une mairie de la CC du Pays de Lamastre.",
        ),
        (
            {"code": LAMASTRE, "name": "Lamastre"},
            " ; le plus proche est à 12,3 km (à vol d’oiseau) de la mairie de Lamastre.",
        ),
        ({"code": "R82", "name": "Région Rhône-Alpes"}, "."),
    ],
)
def test_what_sources_hold_is_told_instead_of_a_share(facts, text):
    known = tally(evidence=TOO_LITTLE, nearest_m=12_340.0, **facts)
    expected = (
        "Nos sources ne permettent pas de répondre : pour ces choix elles connaissent 7 lieux d’inclusion "
        f"numérique dans la région, dans 3 intercommunalités sur 126{text}"
    )
    assert plain(no_answer_text(known, DIGITAL)) == expected
    assert plain(coverage_sentence(known, DIGITAL)) == expected
    sentence = plain(answer_sentence(answer_of(totals=known), DIGITAL))
    assert sentence == f"{expected.removesuffix('.')} · données de février 2023"


def test_without_any_place_the_sources_hold_none():
    nothing = Evidence(located=0, places=0, epci_with=0, epci=126, exhaustive=False)
    empty = tally(evidence=nothing, nearest_m=None)
    assert plain(no_answer_text(empty, DIGITAL)) == (
        "Nos sources ne permettent pas de répondre : elles ne situent aucun lieu d’inclusion numérique "
        "dans la région."
    )
    answer = answer_of(totals=empty, dates=SourceDates("", "", 0))
    assert "données" not in answer_sentence(answer, DIGITAL)


def test_counts_and_people_concerned_are_not_told_either():
    known = tally(evidence=TOO_LITTLE, concerned=PartialSum(10.0, 300, 300))
    assert plain(count_text(known)) == (
        "CC du Pays de Lamastre : nos sources ne permettent pas de répondre."
    )
    assert concerned_text(known, EVERYTHING) == ""


# Words.


def test_places_are_named_by_the_theme_where_there_is_one():
    assert place_nouns(EVERYTHING) == ("lieu recensé", "lieux recensés")
    assert place_nouns(DIGITAL) == ("lieu d’inclusion numérique", "lieux d’inclusion numérique")
    both = asked(CoverageSelection, themes=("numerique", "sante"))
    assert place_nouns(both)[0] == "lieu recensé pour ces thèmes"


def test_every_theme_has_words_for_its_places(sentences):
    assert [f"à plus de 10 km d’un lieu {theme.of_place}" for theme in THEMES] == sentences


@pytest.mark.parametrize(
    ("name", "level", "text"),
    [
        ("CC du Pays de Lamastre", Level.EPCI, "de la CC du Pays de Lamastre"),
        ("Métropole de Lyon", Level.EPCI, "de la Métropole de Lyon"),
        ("Saint-Étienne Métropole", Level.EPCI, "de Saint-Étienne Métropole"),
        ("Ain", Level.DEPARTEMENT, "de l’Ain"),
        ("Rhône", Level.DEPARTEMENT, "du Rhône"),
        ("Hautes-Alpes", Level.DEPARTEMENT, "des Hautes-Alpes"),
        ("Annecy", Level.COMMUNE, "d’Annecy"),
        ("Le Cheylard", Level.COMMUNE, "du Cheylard"),
        ("Région Rhône-Alpes", None, "de la région Rhône-Alpes"),
    ],
)
def test_of_a_territory_is_said_in_french(name, level, text):
    assert of_territory(name, level) == text


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        (SourceDates("2023-02-01", "2023-02-28", 0), "données de février 2023"),
        (SourceDates("2022-08-01", "2022-08-01", 0), "données d’août 2022"),
        (SourceDates("2022-02-01", "2022-08-01", 0), "données de 2022"),
        (SourceDates("2015-05-19", "2025-10-25", 3), "données de 2015 à 2025, dont 3 sans date"),
        (SourceDates("", "", 2), "données : date inconnue"),
        (SourceDates("", "", 0), ""),
    ],
)
def test_dates_are_told_as_finely_as_they_are_the_same(dates, text):
    assert plain(dates_text(dates)) == text
