import numpy as np
import pandas as pd

from dashboard.data.imports.structures import Structures, located_by_structure
from dashboard.data.linkage.link import Linkage

COLUMNS = ["source", "id", "commune_code", "departement_code", "linked_by", "longitude", "latitude"]
IMPORTED = pd.DataFrame(
    [
        ("dora", "a", "01053", "01", "insee", 5.23, 46.2),
        ("soliguide", "a", "38185", "38", "point", 5.72, 45.19),
        ("dora", "nowhere", "", "", "", np.nan, np.nan),
    ],
    columns=COLUMNS,
)
ROWS = pd.DataFrame(
    {
        "line": [2, 3, 4, 5],
        "source": ["dora", "dora", "dora", "dora"],
        "structure_id": ["a", "b", "nowhere", "a"],
    }
)
NOWHERE = {"departement_code": "", "longitude": np.nan, "latitude": np.nan}
PLACES = pd.DataFrame(
    {
        "commune_code": ["", "", "", "69123"],
        **NOWHERE,
        "linked_by": ["", "", "", "insee"],
        "inside": True,
    }
)


def test_a_service_is_where_its_structure_of_the_same_source_is():
    linkage, remarks = located_by_structure(ROWS, Linkage(PLACES, ()), Structures.of([IMPORTED]))
    assert linkage.places["commune_code"].tolist() == ["01053", "", "", "69123"]
    assert linkage.places["linked_by"].tolist() == ["insee", "", "", "insee"]
    assert linkage.places["longitude"].tolist()[0] == 5.23
    assert [(remark.line, remark.value, remark.fatal) for remark in remarks] == [
        (3, "b", True),
        (4, "nowhere", True),
    ]


def test_without_any_structure_every_service_is_told_to_wait():
    _, remarks = located_by_structure(ROWS, Linkage(PLACES, ()), Structures.of([]))
    assert [remark.line for remark in remarks] == [2, 3, 4]
    assert "importez d’abord le fichier des structures" in remarks[0].reason


def test_the_latest_import_of_a_structure_is_the_one_that_counts():
    moved = IMPORTED.head(1).assign(commune_code="01004")
    known = Structures.of([IMPORTED, moved])
    linkage, _ = located_by_structure(ROWS.head(1), Linkage(PLACES.head(1), ()), known)
    assert linkage.places["commune_code"].tolist() == ["01004"]
