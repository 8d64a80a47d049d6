from collections.abc import Iterator

import pytest
from small_region import BOURG, LOIRE, LYON

from dashboard.analysis.kernel.results import Answer
from dashboard.analysis.region_index import Observatory
from dashboard.analysis.search.index import search
from dashboard.analysis.snapshot import Desk
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level


def codes(observatory: Observatory, text: str) -> list[str]:
    return [answer.code for answer in search(observatory.search, text)]


def labels(desk: Desk, text: str) -> list[str]:
    return [answer.label for answer in search(desk.observatory.search, text)]


def with_one_slip(word: str) -> set[str]:
    """Leave out each letter, swap each two neighbours."""
    missing = {word[:at] + word[at + 1 :] for at in range(len(word))}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return (missing | swapped) - {word}


def slips(desk: Desk, every: int) -> Iterator[tuple[str, str, str]]:
    """Type one commune in ``every`` with each slip in each long word: code, slip, whole text."""
    communes = desk.observatory.territories[Level.COMMUNE]
    for code, name in list(zip(communes.codes, communes.names, strict=True))[::every]:
        words = normalise_name(name).split()
        for at, word in enumerate(words):
            for slip in sorted(with_one_slip(word)) if len(word) >= 5 else []:
                yield code, slip, " ".join([*words[:at], slip, *words[at + 1 :]])


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
    assert search(observatory.search, " œ ") == []


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


def test_the_two_digits_of_a_departement_list_its_first_sixty_communes(desk: Desk) -> None:
    found = search(desk.observatory.search, "07")
    assert len(found) == 60
    assert [answer.hint for answer in found] == sorted(answer.hint for answer in found)
    assert len(search(desk.observatory.search, "261")) == 107


def test_a_code_typed_with_spaces_is_a_code(observatory: Observatory) -> None:
    assert codes(observatory, " 01 000 ") == ["01053", "01344"]
    assert codes(observatory, "０１０００") == ["01053", "01344"]


def test_an_insee_code_answers_its_commune(desk: Desk) -> None:
    assert search(desk.observatory.search, "07129") == [
        Answer("07129", "Lamastre", "code INSEE 07129", "Communes")
    ]


def test_the_commune_of_an_insee_code_comes_after_those_of_the_postal_code(desk: Desk) -> None:
    found = search(desk.observatory.search, "69290")
    assert (found[0].label, found[0].hint) == ("Craponne", "69290")
    assert (found[-1].label, found[-1].hint) == ("Saint-Priest (69)", "code INSEE 69290")
    assert len({answer.code for answer in found}) == len(found)


def test_a_part_of_an_insee_code_is_no_code(observatory: Observatory) -> None:
    assert codes(observatory, "6929") == []


def test_words_match_in_any_order_and_abbreviated(observatory: Observatory) -> None:
    assert codes(observatory, "bourg st denis") == ["01344"]
    assert codes(observatory, "bourg e bresse") == ["01053", BOURG]
    assert codes(observatory, "metropole lyon") == [LYON]


def test_one_typo_in_each_word_is_forgiven(observatory: Observatory) -> None:
    assert codes(observatory, "sant etiene")[:2] == ["42218", LOIRE]
    assert codes(observatory, "sain deniz les bourq") == ["01344"]


def test_a_typo_at_the_beginning_of_what_is_being_typed_is_forgiven(
    observatory: Observatory,
) -> None:
    assert codes(observatory, "mnotag") == ["01344"]


def test_words_glued_or_split_are_found(observatory: Observatory) -> None:
    assert codes(observatory, "saintetienne")[:2] == ["42218", LOIRE]
    assert codes(observatory, "stetienne")[:2] == ["42218", LOIRE]
    assert codes(observatory, "mon tagneux") == ["01344"]
    assert codes(observatory, "bougenb") == ["01053"]


def test_words_that_no_name_has_are_left_aside_when_nothing_else_is_found(
    observatory: Observatory,
) -> None:
    assert codes(observatory, "mairie de saint etienne")[0] == "42218"
    assert codes(observatory, "42000 saint etienne")[0] == "42218"


def test_an_exact_name_is_not_followed_by_look_alikes(desk: Desk) -> None:
    assert {"Bren", "Brens"} <= set(labels(desk, "brenz"))
    assert labels(desk, "brens") == ["Brens", "Saint-Hilaire-de-Brens"]


def test_look_alikes_come_after_what_is_spelled_right(desk: Desk) -> None:
    assert labels(desk, "cret")[:2] == ["Crêts en Belledonne", "Crest"]


def test_beginnings_with_a_typo_do_not_follow_what_is_spelled_right(desk: Desk) -> None:
    assert "Crémieu" not in labels(desk, "cret")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("grenolbe", ["Grenoble"]),
        ("grneob", ["Grenoble"]),
        ("vilefranche sur saone", ["Villefranche-sur-Saône"]),
        ("villefranche s saone", ["Villefranche-sur-Saône"]),
        ("ville franche sur saone", ["Villefranche-sur-Saône"]),
        ("vilefranc", ["Villefranche-sur-Saône", "Villefranche-le-Château"]),
        ("sant etiene", ["Saint-Étienne"]),
        ("st priest", ["Saint-Priest (69)", "Saint-Priest (07)"]),
        ("l'argentière", ["Largentière", "Sainte-Foy-l'Argentière"]),
        ("mont dor", ["Saint-Didier-au-Mont-d'Or"]),
        ("anecy", ["Annecy"]),
        ("cœur de tarantaise", ["CC Coeur de Tarentaise"]),
    ],
)
def test_what_is_typed_in_the_real_region_is_found_first(
    desk: Desk, typed: str, first: list[str]
) -> None:
    assert labels(desk, typed)[: len(first)] == first


def test_one_slip_in_a_long_word_still_finds_the_commune(desk: Desk) -> None:
    """A slip that spells the beginning of another name's word may be answered by that name."""
    index = desk.observatory.search
    known = " " + " ".join(index.choices)
    lost = [
        text
        for code, slip, text in slips(desk, every=60)
        if f" {slip}" not in known and code not in [answer.code for answer in search(index, text)]
    ]
    assert lost == []


def test_slips_that_spell_another_name_lose_few_communes(desk: Desk) -> None:
    index = desk.observatory.search
    found = [
        code in [answer.code for answer in search(index, text)]
        for code, _, text in slips(desk, every=61)
    ]
    assert sum(found) / len(found) > 0.99


@pytest.mark.parametrize(
    "text",
    [
        "œ",
        " l ",
        "\u200fl",
        "\x00l\x00",
        "!" * 100_000,
        "😀😀😀",
        "\u202e\u200f",
        "",
        "z" * 100_000,
    ],
)
def test_a_letter_alone_and_hostile_text_find_nothing(desk: Desk, text: str) -> None:
    assert search(desk.observatory.search, text) == []


def test_marks_that_do_not_show_change_nothing(observatory: Observatory) -> None:
    assert codes(observatory, "\u202e\u200flyon\x00\x1b") == codes(observatory, "lyon")


def test_what_follows_eighty_characters_is_not_read(observatory: Observatory) -> None:
    padded = f"{' ' * 100_000}lyon{' ' * 76}"
    assert codes(observatory, padded + "grenoble" * 10_000) == codes(observatory, "lyon")


def test_more_words_than_any_name_has_raise_nothing(desk: Desk) -> None:
    assert labels(desk, "a b c d e f g h i j k l m n o p q r s t u v w x y z") == []


def test_a_territory_is_answered_once_and_the_list_keeps_its_limit(desk: Desk) -> None:
    found = [answer.code for answer in search(desk.observatory.search, "lyon 1", limit=7)]
    assert len(found) == len(set(found)) <= 7
    assert len(search(desk.observatory.search, "saint", limit=7)) == 7
