import pandas as pd

from dashboard.data.imports.changes import changes_since
from dashboard.data.stores.dataset import RECORD_COLUMNS, Dataset, Kind, Provenance


def edition(date, *identifiers, form="france-services"):
    table = pd.DataFrame(dict.fromkeys(RECORD_COLUMNS, ""), index=range(len(identifiers)))
    table = table.assign(
        line=range(len(identifiers)),
        source=form,
        id=list(identifiers),
        name=[f"France services {identifier}" for identifier in identifiers],
        commune_code="01053",
        longitude=5.23,
        latitude=46.2,
    )
    provenance = Provenance(
        kind=Kind.RECORDS,
        format=form,
        label="",
        publisher="",
        licence="",
        edition=date,
        file_name="",
        digest="",
        imported_on="",
        software="",
    )
    return Dataset(provenance, table)


KEPT = (
    edition("2020-01-31", "1"),
    edition("2021-01-31", "1", "2", "3"),
    edition("2021-06-30", "9", form="siae"),
)


def test_an_edition_is_compared_with_the_latest_before_it():
    changes = changes_since(edition("2022-12-01", "1", "3", "4", "5"), KEPT)
    assert changes is not None
    assert changes.sentence() == (
        "Depuis l’édition du 31 janvier 2021 : 2\u00a0ouvertes, 1\u00a0fermée, 0\u00a0déplacée."
    )
    told = changes.to_json()
    assert [row["id"] for row in told["opened"]] == ["4", "5"]
    assert [row["id"] for row in told["closed"]] == ["2"]


def test_the_first_edition_is_compared_with_none():
    assert changes_since(edition("2019-07-01", "1"), KEPT) is None
