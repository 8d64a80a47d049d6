"""Whether a service is listed is decided over all its sources; each row here is one record of one source."""

import pandas as pd
import pytest

from dashboard.data.imports.listing import cluster_listing

LISTED = ("active", "2023-02-23", "", False)
SILENT = ("", "2023-02-23", "", False)
DROPPED = ("active", "2022-09-30", "2022-12-01", False)
DROPPED_LATER = ("active", "2022-09-30", "2023-06-01", False)
WITHDRAWN = ("active", "2020-01-31", "2022-12-01", True)
SAYS_ENDED = ("ended", "2023-02-23", "", False)


def told(*records):
    columns = ["status", "last_edition", "dropped_on", "withdrawn"]
    table = pd.DataFrame(records, columns=columns).assign(cluster=7)
    years = [2021 if status == "ended" else pd.NA for status in table["status"]]
    [one] = cluster_listing(table.assign(end_year=pd.array(years, "Int64"))).to_dict("records")
    return one["status"], one["delisted_on"]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([LISTED], ("active", "")),
        ([SILENT], ("unknown", "")),
        ([DROPPED], ("unlisted", "2022-12-01")),
        ([WITHDRAWN], ("withdrawn", "2022-12-01")),
        # No source closes what another one lists.
        ([DROPPED, LISTED], ("active", "")),
        ([WITHDRAWN, SILENT], ("unknown", "")),
        ([SAYS_ENDED, LISTED], ("active", "")),
        ([SAYS_ENDED, SILENT], ("unknown", "")),
        # Ended is said only when a source says so.
        ([SAYS_ENDED], ("ended", "")),
        ([SAYS_ENDED, DROPPED], ("ended", "")),
        ([DROPPED, DROPPED_LATER], ("unlisted", "2023-06-01")),
        ([DROPPED, WITHDRAWN], ("withdrawn", "2022-12-01")),
    ],
)
def test_a_service_is_listed_while_one_source_lists_it(records, expected):
    assert told(*records) == expected


def test_what_is_listed_no_more_tells_until_when_it_was():
    table = pd.DataFrame(
        {
            "cluster": [1, 1, 2],
            "status": ["active", "active", "active"],
            "end_year": pd.array([pd.NA] * 3, "Int64"),
            "last_edition": ["2021-01-31", "2022-09-30", "2023-02-23"],
            "dropped_on": ["2022-12-01", "2022-12-01", ""],
            "withdrawn": [False, False, False],
        }
    )
    listing = cluster_listing(table)
    assert listing["listed_until"].astype("object").tolist() == [2022, pd.NA]
    assert listing["end_year"].isna().all()
