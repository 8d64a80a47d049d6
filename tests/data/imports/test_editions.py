import numpy as np
import pandas as pd

from dashboard.data.imports.editions import compare_editions, merge_editions
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


def merged():
    both = merge_editions([("2022-12-01", IN_2022), ("2020-01-31", IN_2020)])
    return both.set_index("id")


def test_the_latest_edition_gives_the_words():
    assert merged()["name"].to_dict() == {
        "1": "Valserhône, rue neuve",
        "2": "Guise",
        "3": "Fermée",
        "4": "Ouverte",
    }


def test_a_record_begins_when_it_says_or_between_two_editions():
    years = merged()["start_year"]
    assert years["1"] == 2020
    assert years["4"] == 2022
    assert years[["2", "3"]].isna().all()


def test_a_record_that_a_later_edition_has_no_more_has_ended():
    table = merged()
    assert table["end_year"].dropna().to_dict() == {"3": 2020}
    assert table["status"].to_dict() == {"1": "active", "2": "active", "3": "ended", "4": "active"}
    assert table.loc["1", ["first_edition", "last_edition"]].tolist() == [
        "2020-01-31",
        "2022-12-01",
    ]


def test_two_editions_tell_what_opened_closed_and_moved():
    changes = compare_editions(IN_2020, IN_2022)
    assert changes.opened["id"].tolist() == ["4"]
    assert changes.closed["id"].tolist() == ["3"]
    assert changes.moved["id"].tolist() == ["1"]
    assert round(changes.moved["distance_m"][0]) == 787


def test_another_commune_is_a_move_even_without_position():
    after = IN_2020.tail(1).assign(commune_code="01034", longitude=np.nan)
    changes = compare_editions(IN_2020.tail(1), after)
    assert changes.moved["commune_code_before"].tolist() == ["01004"]


def test_no_edition_gives_no_record():
    assert merge_editions([]).empty
