"""Which records each source tells of, and the EPCI it reaches."""

import numpy as np
import pytest

from dashboard.data.atlas import joined_atlas
from dashboard.data.source_coverage import (
    exhaustive_sources,
    source_coverage,
    source_names,
    source_records,
)
from dashboard.settings import Settings
from tests.helpers.import_records import dataset

GRENOBLE, BOURG = "200040715", "200071751"
HOUSE = {
    "id": "12",
    "name": "Maison des Tilleuls",
    "operator": "Association des Tilleuls",
    "address": "3 rue des Tilleuls",
    "commune_code": "38185",
    "departement_code": "38",
    "linked_by": "insee",
    "themes": "numerique",
    "longitude": 5.7243,
    "latitude": 45.182,
}
POST = {
    "id": "7",
    "name": "Poste d’adulte-relais",
    "departement_code": "01",
    "linked_by": "departement",
    "themes": "lien-social",
}
HALL = {
    "id": "8",
    "name": "Atelier du Marché",
    "commune_code": "01053",
    "departement_code": "01",
    "linked_by": "insee",
    "themes": "mobilite",
}


@pytest.fixture(scope="module")
def joined(atlas):
    """The catalogue with two formats: one in two editions, the other with a record of the first too."""
    imported = (
        dataset("lieux", "2022-02-23", HOUSE),
        dataset("lieux", "2023-02-23", HOUSE, HALL),
        dataset("postes", "2023-01-01", {**HOUSE, "id": "a"}, POST),
    )
    folder = Settings().initiatives_folder
    return joined_atlas(atlas.geography, atlas.boundaries, folder, imported)


def named(atlas, source):
    marks = source_records(atlas)[source]
    return atlas.catalogue.initiatives["name"].to_numpy()[marks].tolist()


def test_the_hand_written_documents_are_one_source_that_tells_of_all(atlas):
    records = source_records(atlas)
    assert list(records) == ["catalogue"]
    assert records["catalogue"].tolist() == [True] * len(atlas.catalogue.initiatives)


def test_an_imported_format_is_one_source_whatever_its_editions(joined):
    assert list(source_records(joined)) == ["catalogue", "lieux", "postes"]
    assert named(joined, "lieux") == ["Maison des Tilleuls", "Atelier du Marché"]


def test_a_record_known_to_two_sources_is_told_by_both(joined):
    assert "Maison des Tilleuls" in named(joined, "postes")
    assert "Poste d’adulte-relais" in named(joined, "postes")


def test_imported_records_are_not_of_the_catalogue(joined, atlas):
    written = source_records(joined)["catalogue"]
    assert np.flatnonzero(written).tolist() == list(range(len(atlas.catalogue.initiatives)))


def test_a_source_reaches_the_epci_where_it_locates_something(joined):
    found = source_coverage(joined, source_records(joined))
    assert found["lieux"] == {GRENOBLE, BOURG}
    # The post serves a whole département and is located nowhere in it.
    assert found["postes"] == {GRENOBLE}


def test_a_format_imported_without_a_record_is_a_source_of_none(atlas):
    folder = Settings().initiatives_folder
    imported = (dataset("lieux", "2023-02-23", HOUSE), dataset("vide", "2023-01-01"))
    joined = joined_atlas(atlas.geography, atlas.boundaries, folder, imported)
    assert not source_records(joined)["vide"].any()
    assert source_coverage(joined, source_records(joined))["vide"] == frozenset()


def test_sources_are_named_in_french(joined):
    assert source_names(joined, source_records(joined)) == {
        "catalogue": "Catalogue écrit à la main",
        "lieux": "Liste lieux",
        "postes": "Liste postes",
    }


def test_a_source_is_complete_where_its_latest_edition_says_so(atlas):
    imported = (
        dataset("lieux", "2023-02-23", HOUSE, exhaustive=True),
        dataset("lieux", "2022-02-23", HOUSE),
        dataset("postes", "2022-01-01", POST, exhaustive=True),
        dataset("postes", "2023-01-01", POST),
    )
    folder = Settings().initiatives_folder
    joined = joined_atlas(atlas.geography, atlas.boundaries, folder, imported)
    assert exhaustive_sources(joined, source_records(joined)) == {"lieux"}
