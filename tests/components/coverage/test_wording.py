import pytest

from dashboard.analysis.coverage.results import GapCause, GapReason, Robustness
from dashboard.components.coverage.wording import (
    coverage_sentence,
    definition_text,
    fragile_text,
    map_title,
    need_label,
    reason_texts,
    site_words,
    state_text,
    table_title,
    unsure_text,
)
from dashboard.domain.coverage import Distance
from dashboard.domain.selections.coverage import (
    COVERAGE,
    WEIGHABLE_NEEDS,
    CoverageIndicator,
    CoverageSelection,
    SiteKind,
    today_or_years,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.territory import Level
from tests.helpers.gap_lines import FAR, NEAREST, tally
from tests.helpers.selections import asked


def texts(*reasons):
    return [text for text, _ in reason_texts(reasons)]


def neighbours(*names):
    return [GapReason(GapCause.NEIGHBOUR, territory=name) for name in names]


def test_the_definition_tells_the_radius_and_what_is_not_counted(sentences):
    text = definition_text(CoverageSelection(radius=Distance.KM_20))
    assert "à plus de 20\u202fkm" in text
    assert text == sentences
    assert "régionaux comptés." in definition_text(asked(CoverageSelection, wide=True))


def test_the_filters_are_all_told_with_the_names_of_the_sources(sentences):
    selection = CoverageSelection(
        filters=Filters(
            themes=("mobilite", "sante"), publics=("seniors",), sources=("fs", "zzz"), wide=True
        )
    )
    line = COVERAGE.sentence(selection, {"fs": "France Services", "autre": "Autre"})
    assert "· Sources : France Services ·" in line
    assert line == sentences


@pytest.mark.parametrize(
    ("years", "text"),
    [
        (None, "En activité aujourd’hui, annoncées ou de situation inconnue"),
        ((2019, 2019), "Actives en 2019"),
        ((2019, 2021), "Actives entre 2019 et 2021"),
    ],
)
def test_the_years_are_told(years, text):
    assert today_or_years(CoverageSelection(filters=Filters(years=years)), {}) == text


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({}, "État de couverture, par commune"),
        (
            {"level": Level.EPCI},
            "Part des habitants couverts à 10\u202fkm, par intercommunalité",
        ),
        (
            {"shown": CoverageIndicator.ACCESS, "radius": Distance.KM_5},
            "Accès : services pour 10\u202f000 habitants, à 5\u202fkm, par commune",
        ),
        (
            {
                "shown": CoverageIndicator.NEED,
                "level": Level.DEPARTEMENT,
                "need": "part-menages-voiture",
            },
            "Ménages sans voiture et couverture à 10\u202fkm, par département",
        ),
    ],
)
def test_the_map_s_title_says_what_it_shows(facts, title):
    assert map_title(asked(CoverageSelection, **facts)) == title


def test_the_table_s_title_says_whose_communes_it_lists():
    assert table_title(CoverageSelection(), "Ardèche") == (
        "Communes, celles en zone blanche d’abord, Ardèche"
    )
    assert table_title(CoverageSelection(level=Level.EPCI), "Ardèche") == (
        "Habitants par état de leur commune, par intercommunalité"
    )


def test_a_need_is_named_so_that_more_says_more_need():
    assert need_label("taux-pauvrete") == "Taux de pauvreté"
    assert need_label("part-menages-imposes") == "Ménages non imposés"
    assert need_label("niveau-vie-median").endswith(" (faible)")
    assert len({need_label(code) for code in WEIGHABLE_NEEDS}) == len(WEIGHABLE_NEEDS)


# The sentence.


def test_the_sentence_tells_who_is_not_reached_who_is_and_who_is_apart(sentences):
    said = coverage_sentence(tally(), CoverageSelection())
    assert "300\u00a0habitants (30,0\u202f%) vivent en zone blanche" in said
    assert said == sentences


def test_without_a_gap_the_sentence_says_there_is_none(sentences):
    none = tally(inhabitants=(750, 250, 0, 0), border=0, gaps=0)
    said = coverage_sentence(none, CoverageSelection(radius=Distance.KM_30))
    assert "aucune zone blanche ; 1\u202f000\u00a0habitants" in said
    assert said == sentences


def test_one_inhabitant_lives_and_a_gap_without_any_is_still_one():
    one = tally(inhabitants=(999, 0, 1, 0), border=0, gaps=1)
    assert "1\u00a0habitant (0,1\u202f%) vit en zone blanche, dans 1\u00a0commune sur 11" in (
        coverage_sentence(one, CoverageSelection())
    )
    empty = tally(population=0, inhabitants=(0, 0, 0, 0), border=0, gaps=1, communes=1)
    assert "0\u00a0habitant (sans habitant) vit en zone blanche, dans 1\u00a0commune sur 1" in (
        coverage_sentence(empty, CoverageSelection())
    )


def test_a_territory_of_one_commune_is_told_in_french():
    one = tally(inhabitants=(1_000, 0, 0, 0), border=0, gaps=0, communes=1)
    assert "ses 1" not in coverage_sentence(one, CoverageSelection())


def test_fragile_gaps_are_told_with_both_radii(sentences):
    found = Robustness(
        4_000, 6_000, closed=1, closed_population=1_200, opened=3, opened_population=45
    )
    assert "6\u202fkm (1\u202f200 habitants)" in fragile_text(found)
    assert fragile_text(found) == sentences


def test_radii_that_are_no_whole_kilometres_keep_their_decimal():
    found = Robustness(2_500, 7_500, 0, 0, 0, 0)
    assert "passe à 7,5\u202fkm" in fragile_text(found)
    assert "passe à 2,5\u202fkm" in fragile_text(found)


@pytest.mark.parametrize(
    ("unsure", "text"),
    [
        (0, ""),
        (1, "1\u00a0commune a pour lieu le plus proche un service itinérant dont"),
        (2, "2\u00a0communes ont pour lieu le plus proche un service itinérant dont"),
    ],
)
def test_rounds_that_are_not_known_are_counted(unsure, text):
    assert unsure_text(unsure).startswith(text)
    assert bool(unsure_text(unsure)) == bool(unsure)


# The reasons.


def test_the_nearest_place_is_told_with_its_commune_and_distance():
    assert texts(NEAREST) == [
        "Le lieu le plus proche : « Bus » au Cheylard, à 12,3\u202fkm (à vol d’oiseau)."
    ]


@pytest.mark.parametrize(
    ("reason", "known"),
    [
        (GapReason(GapCause.ENDED, record="Troc", year=2018), "terminé en 2018"),
        (GapReason(GapCause.ENDED, record="Troc"), "année inconnue"),
        (
            GapReason(GapCause.OTHER_PUBLIC, record="Troc", territory="Lyon", distance_m=450),
            "« Troc » à Lyon, à 450\u202fm",
        ),
    ],
    ids=["ended in a year", "ended", "for others"],
)
def test_a_reason_is_told_from_what_is_known_of_it(reason, known, sentences):
    (text,) = texts(reason)
    assert known in text
    assert text == sentences


@pytest.mark.parametrize("why", GapCause, ids=lambda why: why.name.lower())
def test_every_reason_has_its_sentence(why, sentences):
    (text,) = texts(GapReason(why, record="Troc", territory="Lyon"))
    assert text.endswith(".")
    assert text == sentences


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("A", "une intercommunalité voisine en a : A."),
        ("AB", "des intercommunalités voisines en ont : A et B."),
        ("ABC", "des intercommunalités voisines en ont : A, B et C."),
        ("ABCDE", "des intercommunalités voisines en ont : A, B, C et 2 de plus."),
    ],
)
def test_neighbours_are_told_together_three_by_name(names, text):
    assert texts(NEAREST, *neighbours(*names))[1:] == [
        f"Rien de présent dans son intercommunalité ; {text}"
    ]


def test_reasons_keep_their_order_and_neighbours_come_last():
    told = reason_texts([*neighbours("A"), NEAREST, GapReason(GapCause.WIDE)])
    assert [reason.why for _, reason in told] == [
        GapCause.NEAREST,
        GapCause.WIDE,
        GapCause.NEIGHBOUR,
    ]


def test_a_state_at_the_border_says_so():
    assert state_text(FAR, border=False) == "loin de tout lieu"
    assert state_text(FAR, border=True) == "loin de tout lieu (à la limite de la région)"


def test_what_is_added_is_a_place_or_a_stop():
    assert site_words(SiteKind.FIXED) == ("nouveau lieu", "nouveaux lieux")
    assert site_words(SiteKind.TRAVELLING)[1] == "arrêts d’une tournée"
