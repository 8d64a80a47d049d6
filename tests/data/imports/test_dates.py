import datetime as dt

import pandas as pd

from dashboard.data.imports.dates import latest_update

TODAY = dt.date(2026, 11, 24)


def rows(*updated):
    return pd.DataFrame({"updated_on": pd.Series(updated, dtype="str")})


def test_the_latest_update_is_told_by_the_rows():
    assert latest_update(rows("2025-03-01", "2026-01-05", ""), today=TODAY) == "2026-01-05"


def test_a_date_to_come_or_a_year_alone_is_none_and_nothing_else_stands_in():
    assert latest_update(rows("2999-01-01", "2024"), today=TODAY) == ""
    assert latest_update(rows(), today=TODAY) == ""
