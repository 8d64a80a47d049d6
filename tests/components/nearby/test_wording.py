from dataclasses import replace

import pytest

from dashboard.analysis.nearby.results import EntryCause, NoOrigin, Unplaced
from dashboard.components.nearby.wording import (
    count_text,
    entry_distance,
    filters_text,
    map_sentence,
    no_origin_text,
    origin_text,
    reach_text,
    refused_words,
    title_text,
    why_text,
)
from dashboard.domain.position import Position
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import NEARBY, NearbySelection, Opening, Radius
from tests.helpers.nearby_answers import EPCI, HERE, LAMASTRE, found, nearby, serves
from tests.helpers.rhone_alpes import RHONE_ALPES
from tests.helpers.selections import asked

TOUVET = replace(LAMASTRE, name="Le Touvet", commune="Le Touvet")


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (EntryCause.PLACE, "situé à Désaignes"),
        (EntryCause.STOP, "étape d’une tournée à Désaignes"),
        (EntryCause.IN_TERRITORY, "situé à Désaignes, au-delà du rayon choisi"),
        (EntryCause.SERVES_COMMUNE, "dessert votre commune"),
        (EntryCause.SERVES_EPCI, "dessert votre commune : toute l’intercommunalité (Ici)"),
        (EntryCause.SERVES_DEPARTEMENT, "dessert votre commune : dispositif départemental (Ici)"),
        (EntryCause.SERVES_REGION, "dessert votre commune : dispositif régional"),
    ],
)
def test_each_reason_has_its_words(why, text):
    assert why_text(found("bus", why=why, through="Ici"), LAMASTRE) == text


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (EntryCause.PLACE, "situé à Désaignes"),
        (EntryCause.SERVES_COMMUNE, "dessert Ici"),
        (EntryCause.SERVES_EPCI, "dessert cette intercommunalité"),
        (
            EntryCause.SERVES_DEPARTEMENT,
            "dessert cette intercommunalité : dispositif départemental (Ici)",
        ),
        (EntryCause.SERVES_REGION, "dessert cette intercommunalité : dispositif régional"),
    ],
)
def test_an_epci_asked_for_is_told_as_such(why, text):
    assert why_text(found("bus", why=why, through="Ici"), EPCI) == text


def test_what_is_near_and_serves_or_is_reached_from_anywhere_says_so_too():
    both = found("bus", also_serves=True, remote=True)
    assert why_text(both, LAMASTRE) == (
        "situé à Désaignes ; dessert votre commune ; aussi à distance"
    )
    assert why_text(serves("ligne", remote=True), EPCI) == (
        "dessert cette intercommunalité ; à distance, sans se déplacer"
    )


def test_a_place_outside_the_region_has_no_commune_to_name():
    assert why_text(found("bus", commune=""), LAMASTRE) == "situé près de là"


@pytest.mark.parametrize(
    ("metres", "approximate", "text"),
    [
        (3_200, False, "à 3,2\u202fkm (à vol d’oiseau)"),
        (3_200, True, "à 3,2\u202fkm (à vol d’oiseau), environ (au centre de la commune)"),
        (20, False, "à moins de 100\u202fm"),
        (20, True, "environ, au centre de la commune"),
        (None, False, ""),
    ],
)
def test_a_distance_says_when_it_is_only_about(metres, approximate, text):
    told = entry_distance(found("bus", distance_m=metres, approximate=approximate))
    assert "".join(told) == text


@pytest.mark.parametrize(
    ("origin", "radius", "title", "reach"),
    [
        (
            LAMASTRE,
            Radius.KM_10,
            "Près de Lamastre",
            "à moins de 10\u202fkm de la mairie de Lamastre",
        ),
        (TOUVET, Radius.KM_5, "Près du Touvet", "à moins de 5\u202fkm de la mairie du Touvet"),
        (
            LAMASTRE,
            Radius.EPCI,
            "Près de Lamastre",
            "dans votre intercommunalité, CC du Pays de Lamastre",
        ),
        (
            EPCI,
            Radius.KM_5,
            "Dans CC du Pays de Lamastre",
            "dans l’intercommunalité CC du Pays de Lamastre",
        ),
        (
            HERE,
            Radius.KM_50,
            "Près de vous, à Lamastre",
            "à moins de 50\u202fkm de la position indiquée (Lamastre)",
        ),
    ],
)
def test_the_place_and_the_reach_are_named(origin, radius, title, reach):
    assert (title_text(origin), reach_text(origin, radius)) == (title, reach)


def test_an_epci_is_counted_from_its_most_populated_commune():
    assert origin_text(EPCI) == "de la mairie de Lamastre, sa commune la plus peuplée"


SOME = {
    "none": (nearby(), "0\u00a0initiative recensée"),
    "one silent": (nearby(hours_unknown=1), "1\u00a0initiative est laissée de côté"),
    "two and one that serves": (
        nearby(found("un"), found("deux"), serving=(serves("bus"),)),
        "; 1\u00a0autre dessert votre commune.",
    ),
    "one in the EPCI, two that serve": (
        nearby(found("un"), origin=EPCI, serving=(serves("a"), serves("b")), hours_unknown=13),
        "13\u00a0initiatives sont laissées de côté",
    ),
}


@pytest.mark.parametrize(("answer", "counted"), SOME.values(), ids=SOME.keys())
def test_the_count_tells_what_is_near_what_serves_and_what_hours_leave_out(
    answer, counted, sentences
):
    said = count_text(answer, Radius.KM_10)
    assert counted in said
    assert said == sentences


def test_the_map_says_how_many_it_draws_and_which_is_nearest(sentences):
    found_some = nearby(found("bus", approximate=True), found("troc"), located_total=200)
    said = map_sentence(found_some, asked(NearbySelection, themes=("mobilite",)))
    assert "les 2 plus proches sont dessinées" in said
    assert said == sentences


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        (NoOrigin(Unplaced.NOTHING_ASKED, region=RHONE_ALPES), "Indiquez une commune"),
        (
            NoOrigin(Unplaced.UNKNOWN, text="99999", region=RHONE_ALPES),
            "« 99999 » ne correspond à aucune commune",
        ),
        (
            NoOrigin(Unplaced.AMBIGUOUS, text="x", region=RHONE_ALPES),
            "« x » peut désigner plusieurs communes",
        ),
        (
            NoOrigin(Unplaced.TOO_WIDE, text="D01", region=RHONE_ALPES),
            "choisissez une commune ou une intercommunalité.",
        ),
        (
            NoOrigin(Unplaced.OUTSIDE, away_km=3.18, region=RHONE_ALPES),
            "à 3,2\u202fkm de sa commune la plus proche",
        ),
        (
            NoOrigin(Unplaced.OUTSIDE, away_km=308.9, region=RHONE_ALPES),
            "à 309\u202fkm de sa commune la plus proche",
        ),
    ],
)
def test_why_there_is_no_place_is_told_in_a_sentence(missing, text):
    assert text in no_origin_text(missing)


def test_each_refused_word_has_its_sentence_and_is_not_repeated():
    selection = NearbySelection.from_query(
        {"rayon": "<script>", "annee": "99", "position": "91,0", "territoire": "x", "ouvert": "y"}
    )
    sentences = refused_words(selection)
    assert len(sentences) == 5
    assert [text.split(" ")[1] for text in sentences[:3]] == ["territoire", "position", "rayon"]
    assert "<script>" not in "".join(sentences)
    assert refused_words(NearbySelection()) == []


def test_each_filter_is_named_and_removed_alone(sentences):
    selection = NearbySelection(
        filters=Filters(themes=("mobilite", "sante"), publics=("seniors",), years=(2020, 2024)),
        territory="07129",
        opening=Opening.NOW,
        travelling=True,
        page=3,
    )
    assert filters_text(selection) == sentences
    first_page = replace(selection, page=1)
    assert [removed for _, removed in NEARBY.removals(selection)] == [
        first_page.filtered(themes=("sante",)),
        first_page.filtered(themes=("mobilite",)),
        first_page.filtered(publics=()),
        first_page.filtered(years=None),
        replace(first_page, opening=None),
        replace(first_page, travelling=False),
    ]


def test_place_and_radius_are_no_filters():
    selection = NearbySelection(position=Position(45, 5), radius=Radius.KM_50)
    assert (NEARBY.removals(selection), filters_text(selection)) == ([], "Aucun filtre")
