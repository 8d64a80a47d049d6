import pandas as pd

from dashboard.data.duplicates.within import within_source


def test_the_latest_row_of_a_source_and_id_stays():
    rows = pd.DataFrame(
        [
            ("dora", "a", "2022-01-01"),
            ("dora", "a", "2023-01-01"),
            ("dora", "a", "2023-01-01"),
            ("soliguide", "a", "2020-01-01"),
            ("dora", "", ""),
            ("dora", "", ""),
        ],
        columns=["source", "id", "updated_on"],
    )
    assert within_source(rows).tolist() == [True, False, True, False, False, False]
