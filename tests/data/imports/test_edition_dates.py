import datetime as dt

import pandas as pd
import pytest

from dashboard.data.imports.edition_dates import edition_of

TODAY = dt.date(2026, 11, 24)


def rows(*updated):
    return pd.DataFrame({"updated_on": pd.Series(updated, dtype="str")})


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("fs_20221201_liste.csv", "2022-12-01"),
        ("structures-2023-02-23.json", "2023-02-23"),
        ("hinaura_lieux_202211.json", "2022-11-01"),
        ("adultes-relais_2020.json", "2020-01-01"),
        ("modele_20221332.csv", "2026-01-05"),
        ("liste.csv", "2026-01-05"),
        ("siren_200071751.csv", "2026-01-05"),
    ],
)
def test_the_edition_is_the_date_in_the_name_else_the_latest_update(name, edition):
    assert edition_of(name, rows("2025-03-01", "2026-01-05", ""), today=TODAY) == edition


def test_a_date_to_come_is_no_edition_and_without_any_it_is_today():
    assert edition_of("liste.csv", rows("2999-01-01", "2024"), today=TODAY) == "2026-11-24"
