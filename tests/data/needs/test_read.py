"""Published tables of needs, of a few rows, with the defects they have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from dashboard.data.needs.dataset import needs_dataset
from dashboard.data.needs.read import NeedsRead, read_needs
from dashboard.data.stores.dataset import NEED_COLUMNS, DatasetKind
from dashboard.domain.errors import ImportFileError

FILOSOFI = """\
CODGEO;NBMENFISC22;MED22;TP6022;D122
01001;346;25820;s;s
1004;6855;21 660;17,0;11890
26289;1365;21510;nd;nd
26371;s;s;s;s
69123;9;25000;15,5;s
69381;9;26000;14,0;s
75056;9;28000;15,0;9000
97411;9;16000;38,0;8660
"""

CARS = (
    "\ufeffInsee - Statistiques locales; ; \r\n"
    "Référentiel géographique : France par commune; ; \r\n"
    "Code;Libellé;Part des ménages ayant au moins 1 voiture 2021\r\n"
    "01001;L'Abergement-Clémenciat;97.2\r\n"
    "01002;L'Abergement-de-Varey;N/A - résultat non disponible\r\n"
    "38185;Grenoble;0\r\n"
)

DENSITY = """\
insee_com,lib_com,niveau_densite
01001,Ici,Rural à habitat dispersé
01002,Là,5 - bourgs ruraux
01004,Ailleurs,Bourg rurale
01005,Nulle part,3
01006,Vide,
"""

DISTRICTS = """\
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "geometry": {"type": "Point", "coordinates": [5.2, 46.2]}, "properties":
  {"insee_com": "01053", "lib_com": "Bourg", "code_qp": "QN00101M, QN00102M",
   "lib_qp": "Les Tilleuls, La Gare"}},
 {"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.8, 45.7]}, "properties":
  {"insee_com": "69383", "lib_com": "Lyon 3e", "code_qp": "QN06901M", "lib_qp": "Le Pont"}},
 {"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.8, 45.7]}, "properties":
  {"insee_com": "69123", "lib_com": "Lyon", "code_qp": "['QN06901M', 'QN06902M']",
   "lib_qp": "Le Port"}},
 {"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.8, 45.7]}, "properties":
  {"insee_com": "69266", "lib_com": "Villeurbanne", "code_qp": "à venir", "lib_qp": ""}}
]}"""


@pytest.fixture
def read(atlas):
    def read_text(text: str, name: str = "table.csv") -> NeedsRead:
        return read_needs(name, text.encode(), atlas.geography)

    return read_text


def values(read: NeedsRead, indicator: str) -> dict[str, tuple[object, str]]:
    """Give the value (``None`` for none) and state of each territory."""
    rows = read.table[read.table["indicator"] == indicator]
    return {
        code: (None if np.isnan(value) else value, state)
        for code, value, state in zip(rows["code"], rows["value"], rows["state"], strict=True)
    }


def told(read: NeedsRead) -> list[tuple[int, str, str, str, str]]:
    return [
        (one.line, read.report.outcomes[one.line], one.column, one.value, one.nearest)
        for one in read.report.remarks
    ]


def test_a_secret_value_is_no_value_and_never_zero(read):
    poverty = values(read(FILOSOFI), "taux-pauvrete")
    assert poverty == {
        "01001": (None, "secret"),
        "01004": (17.0, "value"),
        "26289": (None, "missing"),
        "69123": (15.5, "value"),
    }


def test_the_year_ends_the_headers_and_does_not_matter(read):
    found = read(FILOSOFI, "revenus_2019.csv")
    assert found.report.edition == "2022-01-01"
    assert values(found, "niveau-vie-median")["01004"] == (21660.0, "value")
    assert values(found, "niveau-vie-premier-decile")["01004"] == (11890.0, "value")
    assert found.report.ignored == ("NBMENFISC22",)


def test_every_row_ends_as_one_thing(read):
    report = read(FILOSOFI + "1001;1;20000;9,0;s\n26999;1;20000;9,0;s\nX1;1;20000;9,0;s\n").report
    assert report.counts() == {
        "read": 11,
        "kept": 4,  # 01001, 01004, 26289 and Lyon
        "outside": 2,  # Paris and Saint-Denis de La Réunion
        "former": 2,  # Saint-Benoit-en-Diois, now Saillans; an arrondissement of Lyon
        "duplicates": 1,
        "rejected": 2,
        "recoded": 0,
        "partial": 1,  # Saillans, but not Lyon
        "unlisted": 2738 - 4,
        "zeros": 0,
        "secret": 1 + 0 + 2,
        "missing": 0 + 1 + 1,
        "values": 4 + 2 + 1,
    }
    assert report.to_json()["outside_lines"] == "8-9"


def test_the_rows_left_out_are_told_with_their_line(read):
    assert told(read(FILOSOFI + "1001;1;20000;9,0;s\n26999;1;20000;9,0;s\nX1;1;2;9,0;s\n")) == [
        (4, "kept", "CODGEO", "26289", ""),
        (5, "former", "CODGEO", "26371", ""),
        (7, "former", "CODGEO", "69381", ""),
        (10, "duplicate", "CODGEO", "1001", ""),
        (11, "rejected", "CODGEO", "26999", ""),
        (12, "rejected", "CODGEO", "X1", ""),
    ]


def test_titles_a_mark_and_windows_line_ends_are_read_through(read):
    found = read(CARS)
    assert values(found, "part-menages-voiture") == {
        "01001": (97.2, "value"),
        "01002": (None, "missing"),
        "38185": (0.0, "value"),
    }
    assert (found.report.format, found.report.edition) == ("deplacements-communes", "2021-01-01")


def test_the_newest_year_of_an_indicator_is_read(read):
    found = read(
        "Code,Taux de pauvreté 2021,Taux de pauvreté 2013\n01001,12.5,99\n", "taux_2024.csv"
    )
    assert values(found, "taux-pauvrete") == {"01001": (12.5, "value")}
    assert found.report.ignored == ("Taux de pauvreté 2013",)


def test_the_territories_of_an_epci_table_are_epci(read):
    found = read(
        "Code;Libellé;Population municipale (historique depuis 1876) 2021\n"
        "200071751;Ici;134000\n244400404;Nantes;677000\nZZZZZZZZZ;Sans objet;5\n"
    )
    assert found.table.to_dict("records") == [
        {
            "level": "epci",
            "code": "200071751",
            "indicator": "population-municipale",
            "value": 134000.0,
            "label": "",
            "state": "value",
        }
    ]
    assert (found.report.outside, found.report.unlisted) == (2, 125)


@pytest.mark.parametrize(
    "cell",
    ["117,0", "-3", "douze", "17,0 (r)", "<5", "5*", "~10", "10-15", "1e3", "120", "1 234,5"],
)
def test_an_impossible_number_is_missing_and_told(read, cell):
    found = read(f"CODGEO;MED21;TP6021\n01004;21660;{cell}\n")
    assert values(found, "taux-pauvrete") == {"01004": (None, "missing")}
    assert values(found, "niveau-vie-median") == {"01004": (21660.0, "value")}
    assert told(found) == [(2, "kept", "TP6021", cell, "")]
    assert "entre 0 et 100" in found.report.remarks[0].reason


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,5", (12.5, "value")),
        ("12.5", (12.5, "value")),
        ("12,5 %", (12.5, "value")),
        ("0", (0.0, "value")),
        ("s", (None, "secret")),
        ("nd", (None, "missing")),
        ("N/A", (None, "missing")),
        ("", (None, "missing")),
    ],
)
def test_a_zero_is_a_value_and_what_is_secret_or_missing_is_none(read, cell, value):
    found = read(f"CODGEO;MED21;TP6021\n01004;21660;{cell}\n")
    assert values(found, "taux-pauvrete") == {"01004": value}
    assert told(found) == []


def test_a_row_without_any_readable_value_is_rejected_and_its_repetition_kept(read):
    found = read("CODGEO;TP6021\n01004;douze\n01004;12\n")
    assert values(found, "taux-pauvrete") == {"01004": (12.0, "value")}
    assert (found.report.rejected, found.report.duplicates) == (1, 0)
    assert found.report.remarks[0].fatal


def test_labels_are_categories_and_unknown_ones_name_the_nearest(read):
    found = read(DENSITY, "grille_202401.csv")
    rows = found.table
    assert list(zip(rows["code"], rows["value"], rows["label"], strict=True))[:2] == [
        ("01001", 6.0, "Rural à habitat dispersé"),
        ("01002", 5.0, "Bourgs ruraux"),
    ]
    assert values(found, "grille-densite")["01006"] == (None, "missing")
    assert told(found) == [
        (4, "rejected", "niveau_densite", "Bourg rurale", "Bourgs ruraux"),
        (5, "rejected", "niveau_densite", "3", ""),  # INSEE numbers this level in two ways
    ]
    assert found.report.edition == "2024-01-01"


def test_a_column_called_status_is_read_where_it_holds_classes(read):
    rows = '[{"model": "geo.zrr", "pk": %d, "fields": {"insee_code": "%s", "status": "%s"}}]'
    found = read(rows % (2, "01001", "NC"), "zrr_20221109.json")
    assert found.table["label"].tolist() == ["Non classée"]
    assert (found.report.format, found.report.edition) == ("zrr-communes", "2022-11-09")
    with pytest.raises(ImportFileError, match="aucune table d’indicateurs connue"):
        read(rows % (2, "01001", "ouvert"))


def test_districts_are_counted_once_with_their_names(read):
    found = read(DISTRICTS, "qpv_2024.geojson")
    rows = found.table.set_index("code")
    assert rows.loc["01053", ["value", "label"]].tolist() == [2.0, "Les Tilleuls, La Gare"]
    # The row of the arrondissement and that of Lyon list one district in common.
    assert rows.loc["69123", ["value", "label"]].tolist() == [2.0, "Le Pont, Le Port"]
    assert (found.report.kept, found.report.recoded, found.report.former) == (3, 1, 0)


def test_a_list_of_districts_says_zero_of_the_communes_it_leaves_out(read):
    found = read(DISTRICTS, "qpv_2024.geojson")
    states = values(found, "quartiers-prioritaires")
    assert states["01001"] == (0.0, "value")
    assert "38185" not in states  # no commune of Isère is listed: nothing is known there
    assert "69266" not in states  # its row was rejected: it has some, nobody knows how many
    assert found.report.zeros == 391 + 266 - 3
    assert told(found)[-1] == (4, "rejected", "code_qp", "à venir", "")


def test_a_change_of_code_is_followed_in_a_complete_file(read, atlas):
    codes = [code for code in atlas.geography.communes["code"] if code != "69114"]
    text = "CODGEO,TP6021\n" + "".join(f"{code},10\n" for code in codes)
    found = read(text + "69159,12\n")
    assert values(found, "taux-pauvrete")["69114"] == (12.0, "value")
    assert (found.report.kept, found.report.recoded, found.report.former) == (2738, 1, 0)
    # With another former member, neither is the whole.
    assert read(text + "69159,12\n69101,13\n").report.former == 2
    # In a file of a few communes, nothing tells that it is the whole.
    assert read("CODGEO,TP6021\n01001,10\n69159,12\n").report.former == 1


def test_what_is_no_table_of_needs_is_refused_with_its_columns():
    with pytest.raises(ImportFileError, match="« nom », « ville »"):
        read_needs("liste.csv", b"nom,ville\nA,B\n", geography=None)


def test_a_dataset_carries_its_edition_and_counts(read):
    found = needs_dataset(read(CARS, Path("voitures.csv").name), today=dt.date(2026, 1, 2))
    provenance = found.provenance
    assert provenance.name == "deplacements-communes-2021-01-01"
    assert (provenance.kind, provenance.publisher) == (DatasetKind.NEEDS, "INSEE")
    assert provenance.counts["kept"] == 3
    assert tuple(found.table.columns) == NEED_COLUMNS


def test_an_undated_table_is_never_of_the_day_it_is_imported(read):
    found = needs_dataset(read("insee_com,niveau_densite\n01001,\n"), today=dt.date(2026, 1, 2))
    assert (found.provenance.edition, found.provenance.imported_on) == ("", "2026-01-02")


def test_the_report_adds_up_in_french(read):
    lines = read(FILOSOFI).report.sentences()
    assert lines[1].replace("\u00a0", " ") == (
        "8 lignes lues = 4 conservées + 2 hors périmètre + 2 d’anciennes communes + 0 doublon + "
        "0 rejetée."
    )
    assert lines[4].replace("\u00a0", " ") == (
        "Taux de pauvreté : 2 valeurs, 1 sous secret statistique, 1 non renseignées."
    )
