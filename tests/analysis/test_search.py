import pytest
from small_region import BOURG, LOIRE, LYON

from dashboard.analysis.observatory import Observatory
from dashboard.analysis.results import Answer
from dashboard.analysis.search import search
from dashboard.domain.names import normalise_name


def codes(observatory: Observatory, text: str) -> list[str]:
    return [answer.code for answer in search(observatory.search, text)]


@pytest.mark.parametrize(
    "text", ["st etienne", "SAINT-ETIENNE", "Saint-Étienne", "  st-Étienne ", "St.Etienne"]
)
def test_spelling_does_not_matter_and_the_exact_name_comes_first(
    observatory: Observatory, text: str
) -> None:
    assert codes(observatory, text)[:2] == ["42218", LOIRE]


def test_a_name_comes_before_those_that_have_it_as_a_word(observatory: Observatory) -> None:
    assert codes(observatory, "bourg en bresse")[:2] == ["01053", BOURG]
    assert codes(observatory, "bourg")[:3] == ["01053", BOURG, "01344"]
    assert codes(observatory, "lyon")[:2] == ["69123", LYON]


def test_ligatures_and_apostrophes_do_not_matter(observatory: Observatory) -> None:
    assert codes(observatory, "l'oeuvre") == ["01999"]
    assert codes(observatory, "œuvre sur") == ["01999"]


def test_homonyms_carry_their_departement_the_larger_first(observatory: Observatory) -> None:
    found = search(observatory.search, "saint priest")
    assert [answer.label for answer in found[:2]] == ["Saint-Priest (69)", "Saint-Priest (07)"]


def test_a_postal_code_lists_every_commune_of_it(observatory: Observatory) -> None:
    bourg = Answer("01053", "Bourg-en-Bresse", "01000", "Codes postaux")
    saint_denis = Answer("01344", "Saint-Denis-lès-Bourg", "01000", "Codes postaux")
    assert search(observatory.search, "01000", limit=1) == [bourg, saint_denis]
    assert search(observatory.search, "010") == [bourg, saint_denis]
    assert codes(observatory, "01") == ["01053", "01344", "01999"]


def test_a_commune_of_several_postal_codes_is_listed_once(observatory: Observatory) -> None:
    assert codes(observatory, "6900") == ["69123"]
    assert codes(observatory, "69008") == ["69123"]


def test_a_former_commune_leads_to_the_one_of_today(observatory: Observatory) -> None:
    assert search(observatory.search, "montagneux") == [
        Answer(
            "01344",
            "Montagneux",
            "ancienne commune, aujourd’hui Saint-Denis-lès-Bourg",
            "Communes",
        )
    ]
    assert codes(observatory, "lyon 8")[0] == "69123"


def test_a_slip_of_the_finger_is_forgiven(observatory: Observatory) -> None:
    assert codes(observatory, "motnagneux")[0] == "01344"
    assert codes(observatory, "bourgenbresse")[0] == "01053"


def test_less_than_two_characters_find_nothing(observatory: Observatory) -> None:
    assert search(observatory.search, "l") == []
    assert search(observatory.search, "0") == []
    assert search(observatory.search, " ' ") == []


def test_nonsense_finds_nothing(observatory: Observatory) -> None:
    assert search(observatory.search, "xqzwkv") == []
    assert search(observatory.search, "99999") == []


def test_a_departement_is_found_by_name(observatory: Observatory) -> None:
    assert search(observatory.search, "ardeche") == [Answer("D07", "Ardèche", "07", "Départements")]


def test_names_are_brought_to_one_spelling() -> None:
    assert normalise_name("L’Œuvre-sur-Ain") == "l oeuvre sur ain"
    assert normalise_name("Ste-Foy-lès-Lyon") == "sainte foy les lyon"
    assert normalise_name("ST ÉTIENNE") == "saint etienne"
    assert normalise_name("Est") == "est"
