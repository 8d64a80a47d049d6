"""The words of a file's name."""

import datetime as dt

from dashboard.domain.counting import Counting
from dashboard.domain.selections.file_names import in_form, named_file, place_words, years_words
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.vocabulary import THEME_LABELS


def test_only_what_differs_from_the_default_is_named():
    assert MAP.file_words(MapSelection()) == years_words(MapSelection().filters) == ()
    chosen = MapSelection(
        filters=Filters(
            counting=Counting.LOCATED,
            themes=("sante",),
            publics=("jeunes",),
            years=(2019, 2024),
            wide=True,
        )
    )
    assert MAP.file_words(chosen) == ("sante", "jeunes", "implantees", "elargi")
    assert years_words(chosen.filters) == ("2019-2024",)


def test_many_codes_are_counted_and_one_is_always_named():
    assert MAP.file_words(MapSelection(filters=Filters(themes=tuple(THEME_LABELS)))) == (
        f"{len(THEME_LABELS)}-themes",
    )
    longest = "personnes-en-situation-juridique-specifique"
    assert MAP.file_words(MapSelection(filters=Filters(publics=(longest,)))) == (longest,)
    assert MAP.file_words(MapSelection(filters=Filters(publics=("jeunes", longest)))) == (
        "2-publics",
    )


def test_a_territory_is_named_by_its_name_as_far_as_there_is_room_and_its_code():
    assert place_words("L’Œuvre-sur-Ain", "01999") == ("l-oeuvre-sur-ain", "01999")
    assert place_words("CC " + "Pays " * 20, "200071751") == (
        "cc-pays-pays-pays-pays-pays-pays-pays-pa",
        "200071751",
    )


def test_the_form_of_a_picture_stands_last():
    assert in_form("solidarite_epci_20260102.png", "16-9") == "solidarite_epci_20260102_16-9.png"


def test_a_name_ends_with_the_day():
    assert (
        named_file(["chiffre", "taux"], "csv", day=dt.date(2026, 1, 2))
        == "chiffre_taux_20260102.csv"
    )
