from dataclasses import replace

import numpy as np
import pytest

from dashboard.data.imports.report import ImportReport, line_ranges, merged_json
from dashboard.domain.importing import LinkedBy, Outcome, Remark

LINKED = {"insee": 2, "point": 1, "postal_and_name": 0, "postal": 0, "departement": 0}
REPORT = ImportReport(
    file_name="liste.csv",
    format="france-services",
    edition="2022-12-01",
    read=9,
    kept=4,
    outside=3,
    duplicates=1,
    rejected=1,
    unattached=1,
    linked_by=LINKED,
    remarks=(Remark(5, "THEME", "santé", "Thème inconnu.", nearest="sante", fatal=True),),
    outcomes={5: Outcome.REJECTED},
    outside_lines=np.array([2, 3, 7]),
)


@pytest.mark.parametrize(
    ("lines", "text"),
    [([], ""), ([4], "4"), ([2, 3, 4, 9], "2-4,9"), ([1, 3, 5, 6], "1,3,5-6")],
)
def test_lines_are_written_in_short(lines, text):
    assert line_ranges(lines) == text


def test_the_report_says_what_became_of_every_row():
    report = REPORT.to_json()
    assert report["read"] == sum(report[k] for k in ("kept", "outside", "duplicates", "rejected"))
    assert report["kept"] == sum(report["linked_by"].values()) + report["unattached"]
    assert report["outside_lines"] == "2-3,7"
    assert report["rows"] == [
        {
            "line": 5,
            "outcome": "rejected",
            "column": "THEME",
            "value": "santé",
            "reason": "Thème inconnu.",
            "nearest": "sante",
        }
    ]


def test_the_sentences_add_up_in_french():
    assert REPORT.sentences() == [
        "liste.csv : format france-services, édition : 1er décembre 2022.",
        (
            "9\u00a0lignes lues = 4\u00a0conservées + 3 hors périmètre + 1\u00a0doublon + "
            "1\u00a0rejetée."
        ),
        "Rattachées : 2 par code INSEE, 1 par coordonnées. 1\u00a0non rattachée.",
    ]


def test_several_tables_are_added_up():
    merged = merged_json([REPORT, replace(REPORT, sheet="services")])
    assert (merged["read"], merged["kept"], merged["linked_by"][LinkedBy.INSEE]) == (18, 8, 4)
    assert [table["sheet"] for table in merged["tables"]] == ["", "services"]
    assert len(merged["rows"]) == 2
