from dashboard.data.imports.changes import changes_since
from tests.helpers.import_records import dataset


def edition(date, *identifiers, source="france-services", exhaustive=True):
    rows = [
        {
            "id": identifier,
            "name": f"France services {identifier}",
            "commune_code": "01053",
            "longitude": 5.23,
            "latitude": 46.2,
        }
        for identifier in identifiers
    ]
    return dataset(source, date, *rows, exhaustive=exhaustive)


KEPT = (
    edition("2020-01-31", "1"),
    edition("2021-01-31", "1", "2", "3"),
    edition("2021-06-30", "9", source="siae"),
)


def test_an_edition_is_compared_with_the_latest_before_it():
    changes = changes_since(edition("2022-12-01", "1", "3", "4", "5"), KEPT)
    assert changes is not None
    assert changes.sentence() == (
        "Depuis l’édition précédente (31 janvier 2021) : 2\u00a0nouvelles, "
        "1\u00a0retirée de la liste officielle, 0\u00a0déplacée."
    )
    told = changes.to_json()
    assert [row["id"] for row in told["new"]] == ["4", "5"]
    assert [row["id"] for row in told["dropped"]] == ["2"]


def test_what_a_partial_list_leaves_out_is_only_no_longer_listed():
    changes = changes_since(edition("2022-12-01", "1", exhaustive=False), KEPT)
    assert changes is not None
    assert changes.words() == "0\u00a0nouvelle, 2\u00a0plus listées, 0\u00a0déplacée"


def test_the_first_edition_is_compared_with_none_and_another_source_never():
    assert changes_since(edition("2019-07-01", "1"), KEPT) is None
    assert changes_since(edition("2022-12-01", "1", source="ccas-de-vif"), KEPT) is None
