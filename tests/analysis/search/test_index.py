from collections.abc import Iterator

import pytest

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.search.index import search
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level
from tests.helpers.small_region import BOURG, LOIRE, LYON


def codes(region_index: RegionIndex, text: str) -> list[str]:
    return [answer.code for answer in search(region_index.search, text)]


def labels(snapshot: Snapshot, text: str) -> list[str]:
    return [answer.label for answer in search(snapshot.region_index.search, text)]


def with_one_slip(word: str) -> set[str]:
    """Leave out each letter, swap each two neighbours."""
    missing = {word[:at] + word[at + 1 :] for at in range(len(word))}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return (missing | swapped) - {word}


def slips(snapshot: Snapshot, every: int) -> Iterator[tuple[str, str, str]]:
    """Type one commune in ``every`` with each slip in each long word: code, slip, whole text."""
    communes = snapshot.region_index.territories[Level.COMMUNE]
    for code, name in list(zip(communes.codes, communes.names, strict=True))[::every]:
        words = normalise_name(name).split()
        for at, word in enumerate(words):
            for slip in sorted(with_one_slip(word)) if len(word) >= 5 else []:
                yield code, slip, " ".join([*words[:at], slip, *words[at + 1 :]])


@pytest.mark.parametrize(
    "text", ["st etienne", "SAINT-ETIENNE", "Saint-Étienne", "  st-Étienne ", "St.Etienne"]
)
def test_spelling_does_not_matter_and_the_exact_name_comes_first(
    region_index: RegionIndex, text: str
) -> None:
    assert codes(region_index, text)[:2] == ["42218", LOIRE]


def test_a_name_comes_before_those_that_have_it_as_a_word(region_index: RegionIndex) -> None:
    assert codes(region_index, "bourg en bresse")[:2] == ["01053", BOURG]
    assert codes(region_index, "bourg")[:3] == ["01053", BOURG, "01344"]
    assert codes(region_index, "lyon")[:2] == ["69123", LYON]


def test_ligatures_and_apostrophes_do_not_matter(region_index: RegionIndex) -> None:
    assert codes(region_index, "l'oeuvre") == ["01999"]
    assert codes(region_index, "œuvre sur") == ["01999"]


def test_homonyms_carry_their_departement_the_larger_first(region_index: RegionIndex) -> None:
    found = search(region_index.search, "saint priest")
    assert [answer.label for answer in found[:2]] == ["Saint-Priest (69)", "Saint-Priest (07)"]


def test_a_postal_code_lists_every_commune_of_it(region_index: RegionIndex) -> None:
    bourg = SearchAnswer("01053", "Bourg-en-Bresse", "01000", "Codes postaux")
    saint_denis = SearchAnswer("01344", "Saint-Denis-lès-Bourg", "01000", "Codes postaux")
    assert search(region_index.search, "01000", limit=1) == [bourg, saint_denis]
    assert search(region_index.search, "010") == [bourg, saint_denis]
    assert codes(region_index, "01") == ["01053", "01344", "01999"]


def test_a_commune_of_several_postal_codes_is_listed_once(region_index: RegionIndex) -> None:
    assert codes(region_index, "6900") == ["69123"]
    assert codes(region_index, "69008") == ["69123"]


def test_a_former_commune_leads_to_the_one_of_today(region_index: RegionIndex) -> None:
    assert search(region_index.search, "montagneux") == [
        SearchAnswer(
            "01344",
            "Montagneux",
            "ancienne commune, aujourd’hui Saint-Denis-lès-Bourg",
            "Communes",
        )
    ]
    assert codes(region_index, "lyon 8")[0] == "69123"


def test_a_slip_of_the_finger_is_forgiven(region_index: RegionIndex) -> None:
    assert codes(region_index, "motnagneux")[0] == "01344"
    assert codes(region_index, "bourgenbresse")[0] == "01053"


def test_less_than_two_characters_find_nothing(region_index: RegionIndex) -> None:
    assert search(region_index.search, "l") == []
    assert search(region_index.search, "0") == []
    assert search(region_index.search, " ' ") == []
    assert search(region_index.search, " œ ") == []


def test_nonsense_finds_nothing(region_index: RegionIndex) -> None:
    assert search(region_index.search, "xqzwkv") == []
    assert search(region_index.search, "99999") == []


def test_a_departement_is_found_by_name(region_index: RegionIndex) -> None:
    assert search(region_index.search, "ardeche") == [
        SearchAnswer("D07", "Ardèche", "07", "Départements")
    ]


def test_names_are_brought_to_one_spelling() -> None:
    assert normalise_name("L’Œuvre-sur-Ain") == "l oeuvre sur ain"
    assert normalise_name("Ste-Foy-lès-Lyon") == "sainte foy les lyon"
    assert normalise_name("ST ÉTIENNE") == "saint etienne"
    assert normalise_name("Est") == "est"


def test_the_two_digits_of_a_departement_list_its_first_sixty_communes(snapshot: Snapshot) -> None:
    found = search(snapshot.region_index.search, "07")
    assert len(found) == 60
    assert [answer.hint for answer in found] == sorted(answer.hint for answer in found)
    assert len(search(snapshot.region_index.search, "261")) == 107


def test_a_code_typed_with_spaces_is_a_code(region_index: RegionIndex) -> None:
    assert codes(region_index, " 01 000 ") == ["01053", "01344"]
    assert codes(region_index, "０１０００") == ["01053", "01344"]


def test_an_insee_code_answers_its_commune(snapshot: Snapshot) -> None:
    assert search(snapshot.region_index.search, "07129") == [
        SearchAnswer("07129", "Lamastre", "code INSEE 07129", "Communes")
    ]


def test_the_commune_of_an_insee_code_comes_after_those_of_the_postal_code(
    snapshot: Snapshot,
) -> None:
    found = search(snapshot.region_index.search, "69290")
    assert (found[0].label, found[0].hint) == ("Craponne", "69290")
    assert (found[-1].label, found[-1].hint) == ("Saint-Priest (69)", "code INSEE 69290")
    assert len({answer.code for answer in found}) == len(found)


def test_a_part_of_an_insee_code_is_no_code(region_index: RegionIndex) -> None:
    assert codes(region_index, "6929") == []


def test_words_match_in_any_order_and_abbreviated(region_index: RegionIndex) -> None:
    assert codes(region_index, "bourg st denis") == ["01344"]
    assert codes(region_index, "bourg e bresse") == ["01053", BOURG]
    assert codes(region_index, "metropole lyon") == [LYON]


def test_one_typo_in_each_word_is_forgiven(region_index: RegionIndex) -> None:
    assert codes(region_index, "sant etiene")[:2] == ["42218", LOIRE]
    assert codes(region_index, "sain deniz les bourq") == ["01344"]


def test_a_typo_at_the_beginning_of_what_is_being_typed_is_forgiven(
    region_index: RegionIndex,
) -> None:
    assert codes(region_index, "mnotag") == ["01344"]


def test_words_glued_or_split_are_found(region_index: RegionIndex) -> None:
    assert codes(region_index, "saintetienne")[:2] == ["42218", LOIRE]
    assert codes(region_index, "stetienne")[:2] == ["42218", LOIRE]
    assert codes(region_index, "mon tagneux") == ["01344"]
    assert codes(region_index, "bougenb") == ["01053"]


def test_words_that_no_name_has_are_left_aside_when_nothing_else_is_found(
    region_index: RegionIndex,
) -> None:
    assert codes(region_index, "mairie de saint etienne")[0] == "42218"
    assert codes(region_index, "42000 saint etienne")[0] == "42218"


def test_an_exact_name_is_not_followed_by_look_alikes(snapshot: Snapshot) -> None:
    assert {"Bren", "Brens"} <= set(labels(snapshot, "brenz"))
    assert labels(snapshot, "brens") == ["Brens", "Saint-Hilaire-de-Brens"]


def test_look_alikes_come_after_what_is_spelled_right(snapshot: Snapshot) -> None:
    assert labels(snapshot, "cret")[:2] == ["Crêts en Belledonne", "Crest"]


def test_beginnings_with_a_typo_do_not_follow_what_is_spelled_right(snapshot: Snapshot) -> None:
    assert "Crémieu" not in labels(snapshot, "cret")


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
    snapshot: Snapshot, typed: str, first: list[str]
) -> None:
    assert labels(snapshot, typed)[: len(first)] == first


def test_one_slip_in_a_long_word_still_finds_the_commune(snapshot: Snapshot) -> None:
    """A slip that spells the beginning of another name's word may be answered by that name."""
    index = snapshot.region_index.search
    known = " " + " ".join(index.choices)
    lost = [
        text
        for code, slip, text in slips(snapshot, every=60)
        if f" {slip}" not in known and code not in [answer.code for answer in search(index, text)]
    ]
    assert lost == []


def test_slips_that_spell_another_name_lose_few_communes(snapshot: Snapshot) -> None:
    index = snapshot.region_index.search
    found = [
        code in [answer.code for answer in search(index, text)]
        for code, _, text in slips(snapshot, every=61)
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
def test_a_letter_alone_and_hostile_text_find_nothing(snapshot: Snapshot, text: str) -> None:
    assert search(snapshot.region_index.search, text) == []


def test_marks_that_do_not_show_change_nothing(region_index: RegionIndex) -> None:
    assert codes(region_index, "\u202e\u200flyon\x00\x1b") == codes(region_index, "lyon")


def test_what_follows_eighty_characters_is_not_read(region_index: RegionIndex) -> None:
    padded = f"{' ' * 100_000}lyon{' ' * 76}"
    assert codes(region_index, padded + "grenoble" * 10_000) == codes(region_index, "lyon")


def test_more_words_than_any_name_has_raise_nothing(snapshot: Snapshot) -> None:
    assert labels(snapshot, "a b c d e f g h i j k l m n o p q r s t u v w x y z") == []


def test_a_territory_is_answered_once_and_the_list_keeps_its_limit(snapshot: Snapshot) -> None:
    found = [answer.code for answer in search(snapshot.region_index.search, "lyon 1", limit=7)]
    assert len(found) == len(set(found)) <= 7
    assert len(search(snapshot.region_index.search, "saint", limit=7)) == 7
