"""Why there is no place to look from, as readers read it."""

import pytest

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.nearby.results import NoOrigin, Unplaced
from dashboard.components.nearby.wording import no_origin_text
from tests.helpers.rhone_alpes import RHONE_ALPES

TOURS = SearchAnswer("73298", "Tours-en-Savoie", "Savoie", "Communes")


def text(why, **facts):
    return no_origin_text(NoOrigin(why, region=RHONE_ALPES, **facts))


@pytest.mark.parametrize("why", Unplaced)
def test_every_reason_has_a_sentence(why):
    assert text(why, text="Lyon 12", subject="Lyon a neuf arrondissements")


def test_a_place_outside_is_named_and_what_resembles_it_here_is_offered():
    subject = "Clermont-Ferrand (63)"
    sentence = f"{subject} est hors du périmètre de la carte (Rhône-Alpes)."
    assert text(Unplaced.OUTSIDE, subject=subject) == sentence
    offered = text(Unplaced.OUTSIDE, subject=subject, candidates=(TOURS,))
    assert offered == f"{sentence} Vouliez-vous dire :"


def test_a_single_candidate_is_asked_by_its_name():
    sentence = text(Unplaced.AMBIGUOUS, text="tour en savoie", candidates=(TOURS,))
    assert sentence == "« tour en savoie » : voulez-vous dire Tours-en-Savoie ?"


def test_a_number_without_an_arrondissement_says_how_many_there_are():
    sentence = text(
        Unplaced.NO_ARRONDISSEMENT, text="Lyon 12", subject="Lyon a neuf arrondissements"
    )
    assert sentence == "« Lyon 12 » n’existe pas : Lyon a neuf arrondissements."


def test_an_unreadable_position_gives_an_example():
    assert "comme 45,1885 5,7245" in text(Unplaced.UNREADABLE, text="95.2,200.1")
