import numpy as np
import pandas as pd

from dashboard.data.imports.editions import Edition, compare_editions, merge_editions
from dashboard.data.stores.dataset import RECORD_COLUMNS


def records(*rows):
    """Records of id, name, commune, started_on, longitude; latitude 45."""
    table = pd.DataFrame(dict.fromkeys(RECORD_COLUMNS, ""), index=range(len(rows)))
    columns = ["id", "name", "commune_code", "started_on", "longitude"]
    table[columns] = pd.DataFrame(rows, columns=columns)
    return table.assign(source="france-services", latitude=45.0, status="active")


IN_2020 = records(
    ("1", "Valserhône", "01033", "2020-01-01", 5.82),
    ("2", "Guise", "01388", "", 5.08),
    ("3", "Fermée", "01004", "", 5.35),
)
IN_2022 = records(
    ("1", "Valserhône, rue neuve", "01033", "2020-01-01", 5.83),
    ("2", "Guise", "01388", "", 5.08),
    ("4", "Ouverte", "01034", "", np.nan),
)


def merged(*, exhaustive=True):
    editions = [
        Edition("2022-12-01", IN_2022, exhaustive),
        Edition("2020-01-31", IN_2020, exhaustive),
    ]
    return merge_editions(editions).set_index("id")


def test_the_latest_edition_gives_the_words():
    assert merged()["name"].to_dict() == {
        "1": "Valserhône, rue neuve",
        "2": "Guise",
        "3": "Fermée",
        "4": "Ouverte",
    }


def test_a_record_begins_when_it_says_or_between_two_exhaustive_editions():
    years = merged()["start_year"]
    assert years["1"] == 2020
    assert years["4"] == 2022
    assert years[["2", "3"]].isna().all()


def test_a_record_new_in_a_partial_list_may_be_much_older():
    assert merged(exhaustive=False)["start_year"].dropna().to_dict() == {"1": 2020}


def test_a_record_that_a_later_edition_has_no_more_is_dropped_and_has_not_ended():
    table = merged(exhaustive=False)
    assert table["dropped_on"].to_dict() == {"1": "", "2": "", "3": "2022-12-01", "4": ""}
    assert not table["withdrawn"].any()
    assert table["end_year"].isna().all()
    assert table["status"].unique().tolist() == ["active"]
    assert table.loc["3", ["first_edition", "last_edition"]].tolist() == ["2020-01-31"] * 2
    assert table.loc["1", ["first_edition", "last_edition"]].tolist() == [
        "2020-01-31",
        "2022-12-01",
    ]


def test_an_exhaustive_list_withdraws_what_it_drops():
    assert merged()["withdrawn"].to_dict() == {"1": False, "2": False, "3": True, "4": False}


def test_an_undated_edition_drops_nothing_and_nothing_of_it_is_dropped():
    both = merge_editions([Edition("2022-12-01", IN_2022), Edition("", IN_2020)]).set_index("id")
    assert both["dropped_on"].to_dict() == {"1": "", "2": "", "3": "", "4": ""}


def test_two_editions_tell_what_is_new_dropped_and_moved():
    changes = compare_editions(IN_2020, IN_2022)
    assert changes.new["id"].tolist() == ["4"]
    assert changes.dropped["id"].tolist() == ["3"]
    assert changes.moved["id"].tolist() == ["1"]
    assert round(changes.moved["distance_m"][0]) == 787


def test_another_commune_is_a_move_even_without_position():
    after = IN_2020.tail(1).assign(commune_code="01034", longitude=np.nan)
    changes = compare_editions(IN_2020.tail(1), after)
    assert changes.moved["commune_code_before"].tolist() == ["01004"]


def test_no_edition_gives_no_record():
    assert merge_editions([]).empty


def test_a_list_numbered_anew_has_the_same_records_by_name_and_place():
    before = records(
        ("0", "Médiathèque Jean Prévost", "69029", "", 4.90),
        ("1", "Maison des Habitants", "38185", "", 5.72),
    )
    after = records(
        ("a-17", "Maison des habitants", "38185", "", 5.72),
        ("b-03", "Médiathèque Jean Prévost", "69029", "", 4.90),
        ("c-99", "Cyber-base du Centre", "42218", "", 4.39),
    )
    changes = compare_editions(before, after)
    assert (changes.new["id"].tolist(), changes.dropped["id"].tolist()) == (["c-99"], [])
    merged_ = merge_editions([Edition("2022-09-30", before), Edition("2022-11-01", after)])
    assert merged_.set_index("id")["first_edition"].to_dict() == {
        "a-17": "2022-09-30",
        "b-03": "2022-09-30",
        "c-99": "2022-11-01",
    }


def test_a_list_that_keeps_one_id_drops_what_it_does_not_list():
    before = records(
        ("1", "Médiathèque", "69029", "", 4.90), ("2", "Cyber-base", "69029", "", 4.90)
    )
    after = records(("1", "Médiathèque", "69029", "", 4.90), ("3", "Cyber-base", "69029", "", 4.90))
    assert compare_editions(before, after).dropped["id"].tolist() == ["2"]


def test_an_id_given_to_another_service_is_another_record():
    garden, source, wash = (f"France services {name}" for name in ("Jardin", "Source", "Lavoir"))
    before = records(("1", garden, "01004", "", 5.35), ("2", source, "01033", "", 5.82))
    after = records(("2", garden, "01004", "", 5.35), ("3", wash, "01053", "", 5.22))
    changes = compare_editions(before, after)
    assert changes.new["id"].tolist() == ["3"]
    assert changes.dropped["name"].tolist() == [source]
    assert changes.moved.empty
    both = merge_editions([Edition("2020-01-31", before), Edition("2022-12-01", after)]).set_index(
        "name"
    )
    assert both["id"].to_dict() == {source: "2@2020-01-31", garden: "2", wash: "3"}
    assert both["first_edition"].to_dict() == {
        source: "2020-01-31",
        garden: "2020-01-31",
        wash: "2022-12-01",
    }


def test_an_id_keeps_its_record_when_commune_or_name_stay():
    before = records(("1", "Le Jardin", "01004", "", 5.35))
    for name, commune, longitude in (
        ("Le Jardin partagé", "01033", 5.82),
        ("Autre nom", "01004", 5.82),
        ("Autre nom", "01033", 5.36),
    ):
        changes = compare_editions(before, records(("1", name, commune, "", longitude)))
        assert changes.new.empty
        assert changes.moved["id"].tolist() == ["1"]


def test_a_commune_not_known_in_one_edition_is_no_move():
    lost, found = (records(("1", "Le Jardin", code, "", np.nan)) for code in ("", "01004"))
    assert compare_editions(lost, found).moved.empty
    assert compare_editions(found, lost).moved.empty


def test_a_source_missing_from_an_edition_is_not_dropped():
    first = pd.concat([IN_2020, IN_2020.tail(1).assign(source="dora")])
    both = merge_editions([Edition("2020-01-31", first), Edition("2022-12-01", IN_2022)])
    assert both.loc[both["source"] == "dora", "dropped_on"].tolist() == [""]


def test_a_record_absent_once_and_back_is_listed():
    between = IN_2020.head(2)
    both = merge_editions(
        [
            Edition("2020-01-31", IN_2020, exhaustive=True),
            Edition("2021-01-31", between, exhaustive=True),
            Edition("2022-01-31", IN_2020, exhaustive=True),
        ]
    )
    assert both["dropped_on"].tolist() == ["", "", ""]
    assert not both["withdrawn"].any()


def test_a_record_stays_dropped_at_the_first_edition_without_it():
    later = Edition("2023-01-31", IN_2022)
    editions = [Edition("2020-01-31", IN_2020), Edition("2022-12-01", IN_2022), later]
    both = merge_editions(editions).set_index("id")
    assert both.loc["3", "dropped_on"] == "2022-12-01"
