"""Whole files, from their bytes to the records kept and the report of every row."""

from __future__ import annotations

import hashlib
import math

import pytest

from dashboard.data.imports.gathering import gather
from dashboard.data.imports.importer import Imported, Importer, make_importer
from dashboard.data.imports.naming import NOTHING_DECIDED, Request
from dashboard.data.imports.pipeline import read_import
from dashboard.data.stores.dataset import RECORD_COLUMNS, DatasetKind
from dashboard.domain.errors import ImportFileError
from dashboard.settings import VOCABULARIES_FOLDER
from tests.data.importers.formats.test_hinaura import PLACE as HINAURA_PLACE
from tests.data.importers.formats.test_mediation_numerique import PLACE as NATIONAL_PLACE
from tests.helpers import small_files as files
from tests.helpers.tabular_files import workbook

FILES = {
    "fs_20200131.csv": files.FRANCE_SERVICES_2020,
    "fs_20221201.csv": files.FRANCE_SERVICES_2022,
    "lieux_20230223.json": files.structures(),
    "adultes-relais_2020.json": files.as_json(files.POSTS_2020),
    "siae_201907.csv": files.ENTERPRISES,
    "modele.csv": files.OUR_TEMPLATE,
}

READ = {
    "fs_20200131.csv": (7, 3, 2, 1, 1),
    "fs_20221201.csv": (2, 2, 0, 0, 0),
    "lieux_20230223.json": (5, 3, 1, 1, 0),
    "adultes-relais_2020.json": (3, 2, 1, 0, 0),
    "siae_201907.csv": (4, 2, 1, 1, 0),
    "modele.csv": (6, 5, 1, 0, 0),
}
"""Rows read, kept, outside, duplicates, rejected."""

LINKED = {
    "fs_20200131.csv": {"insee": 2, "postal_and_name": 1},
    "fs_20221201.csv": {"insee": 2},
    "lieux_20230223.json": {"insee": 3},
    "adultes-relais_2020.json": {"departement": 2},
    "siae_201907.csv": {"postal_and_name": 2},
    "modele.csv": {"insee": 3, "departement": 1, "unattached": 1},
}

KEPT = {
    "fs_20200131.csv": [
        (2, "1", "France services – Bourg", "01053", "01"),
        (3, "2", "France services – Ceyzériat", "01072", "01"),
        (4, "3", "France services – Annonay", "07010", "07"),
    ],
    "fs_20221201.csv": [
        (2, "1", "France services de Bourg", "01053", "01"),
        (3, "5", "France services du Haut Valromey", "01187", "01"),
    ],
    "lieux_20230223.json": [
        (1, "s1", "Maison des Tilleuls", "38185", "38"),
        (2, "s1", "Régie du Port", "69123", "69"),
        (3, "s2", "Régie du Bois", "26289", "26"),
    ],
    "adultes-relais_2020.json": [
        (1, "00119R0001", "Poste d’adulte-relais – Régie du Pré", "", "01"),
        (2, "03819R0002", "Poste d’adulte-relais – Foyer du Lac", "", "38"),
    ],
    "siae_201907.csv": [
        (2, "ACI-11111111100011", "CHANTIER DU PRE", "01053", "01"),
        (3, "AI-11111111100011", "CHANTIER DU PRE", "01053", "01"),
    ],
    "modele.csv": [
        (2, "a", "Cantine du Pré", "01053", "01"),
        (3, "b", "Garage du Port", "69123", "69"),
        (4, "c", "Épicerie du Pré", "38185", "38"),
        (5, "d", "Bus du Lac", "", ""),
        (7, "f", "Point du Pré", "", "01"),
    ],
}
"""Line, id, name, commune and département of the records."""

TOLD = {
    "fs_20200131.csv": [
        (3, "kept", "LONGITUDE / LATITUDE", "5.9 / 46.18", "43 km", ""),
        (6, "outside", "CODE INSEE", "1396", "il est écarté", ""),
        (7, "duplicate", "", "2", "même identifiant", ""),
        (8, "rejected", "MATRICULE", "", "ne peut pas être vide", ""),
    ],
    "fs_20221201.csv": [],
    "lieux_20230223.json": [(4, "duplicate", "", "s1", "même identifiant", "")],
    "adultes-relais_2020.json": [],
    "siae_201907.csv": [(4, "duplicate", "", "ACI-11111111100011", "même identifiant", "")],
    "modele.csv": [
        (4, "kept", "themes", "alimentaton", "Thème inconnu", "Alimentation"),
    ],
}
"""Line, outcome, column as the file spells it, value, words of the reason, nearest valid word."""


@pytest.fixture(scope="module")
def imported(importer: Importer) -> dict[str, Imported]:
    return {name: one(importer, name, content) for name, content in FILES.items()}


def one(
    importer: Importer, name: str, content: bytes, request: Request = NOTHING_DECIDED
) -> Imported:
    [only] = read_import(importer, name, content, request)
    return only


def kept(imported: Imported) -> list[tuple[object, ...]]:
    columns = ["line", "id", "name", "commune_code", "departement_code"]
    return [tuple(row) for row in imported.dataset.table[columns].to_numpy().tolist()]


def told(imported: Imported) -> list[tuple[object, ...]]:
    return [
        (one.line, str(imported.report.outcomes[one.line]), one.column, one.value, one.nearest)
        for one in imported.report.remarks
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_row_read_is_accounted_for(imported, name):
    report = imported[name].report
    ends = (report.kept, report.outside, report.duplicates, report.rejected)
    assert (report.read, *ends) == READ[name]
    assert report.read == sum(ends)
    linked = {word: number for word, number in report.linked_by.items() if number}
    assert linked | ({"unattached": report.unattached} if report.unattached else {}) == LINKED[name]
    assert report.kept == sum(report.linked_by.values()) + report.unattached


@pytest.mark.parametrize("name", FILES)
def test_the_records_kept_stand_where_they_should(imported, name):
    assert kept(imported[name]) == KEPT[name]
    assert tuple(imported[name].dataset.table.columns) == RECORD_COLUMNS


@pytest.mark.parametrize("name", FILES)
def test_what_was_lost_is_told_where_it_stands_in_the_file(imported, name):
    assert told(imported[name]) == [(*row[:4], row[5]) for row in TOLD[name]]
    reasons = [remark.reason for remark in imported[name].report.remarks]
    assert all(row[4] in reason for row, reason in zip(TOLD[name], reasons, strict=True))


def test_a_code_of_the_region_for_a_place_elsewhere_is_outside_and_the_report_says_why(imported):
    report = imported["fs_20200131.csv"].report
    assert report.outside_lines.tolist() == [5, 6]
    [why] = [remark.reason for remark in report.remarks if remark.line == 6]
    assert "Sault-Brénaz (01396)" in why
    # The telephone of line 5, in Paris, is wrong too: of no use to anyone here.
    assert not [remark for remark in report.remarks if remark.line == 5]


def test_a_point_far_off_is_dropped_and_persons_are_not_kept(imported):
    table = imported["fs_20200131.csv"].dataset.table.set_index("id")
    assert table.loc["1", ["longitude", "latitude"]].tolist() == [5.225, 46.205]
    assert math.isnan(table.loc["2", "longitude"])
    assert table["email"].to_dict() == {"1": "", "2": "accueil@exemple.fr", "3": ""}
    assert table.loc["1", "phone"] == "04 74 00 00 01"


def test_words_of_the_format_are_added_to_those_of_the_row(imported):
    table = imported["adultes-relais_2020.json"].dataset.table
    assert table["themes"].tolist() == ["lien-social", "lien-social"]
    assert table["publics"].tolist() == ["residents-qpv-frr", "residents-qpv-frr"]
    assert imported["modele.csv"].dataset.table["publics"].tolist() == ["familles", *[""] * 4]


def test_services_are_where_a_structure_imported_before_is(importer, imported):
    before = [imported["lieux_20230223.json"].dataset]
    knowing = make_importer(
        importer.gazetteer, before, vocabularies=VOCABULARIES_FOLDER, today=importer.today
    )
    services = one(knowing, "services_20221208.csv", files.SERVICES)
    assert kept(services) == [
        (2, "v1", "Atelier clavier", "38185", "38"),
        (3, "v2", "Atelier vélo", "69123", "69"),
    ]
    first = services.dataset.table.iloc[0]
    assert first[["longitude", "latitude"]].tolist() == [5.7243, 45.182]
    assert first[["themes", "publics"]].tolist() == ["mobilite|numerique", "seniors"]
    assert told(services) == [
        (3, "kept", "thematiques", "mobilitée", "mobilite"),
        (4, "rejected", "structure_id", "s9", ""),
    ]


def test_services_without_their_structures_are_told_to_wait(importer):
    report = one(importer, "services_20221208.csv", files.SERVICES).report
    assert (report.read, report.rejected) == (3, 3)
    assert "importez d’abord le fichier des structures" in report.remarks[0].reason


def test_structures_of_a_workbook_locate_its_services_whatever_the_order_of_the_sheets(importer):
    structures, services = read_import(importer, "modele_v1.xlsx", files.model_workbook())
    assert [one.report.sheet for one in (structures, services)] == ["structures", "services"]
    assert kept(structures) == [
        (2, "m1", "Maison du Lac", "74010", "74"),
        (3, "m2", "Maison du Quai", "74010", "74"),
    ]
    assert told(structures) == [(3, "kept", "code_insee", "59999", "")]
    assert kept(services) == [
        (3, "w1", "Aide clavier", "74010", "74"),
        (4, "w2", "Aide vélo", "74010", "74"),
    ]
    assert told(services) == [
        (
            4,
            "kept",
            "thematiques",
            "mobilite--acceder-a-un-velo-bleu",
            "mobilite--acceder-a-un-vehicule",
        )
    ]


def test_sheets_of_a_workbook_are_one_edition_whatever_their_rows_say(importer):
    head = ["nom", "themes", "publics", "code_insee", "mis_a_jour"]
    ain = ["Épicerie du Lac", "alimentation", "tous-publics", "01053", "2025-03-15"]
    isere = ["Épicerie du Quai", "alimentation", "tous-publics", "38185", "2025-05-20"]
    undated = ["Épicerie du Pont", "alimentation", "tous-publics", "69123", ""]
    content = workbook(Ain=[head, ain], Isère=[head, isere], Rhône=[head, undated])
    sheets = read_import(importer, "epiceries.xlsx", content)
    assert [one.report.edition for one in sheets] == ["2025-05-20"] * 3
    (gathered,) = gather(sheets)
    assert gathered.dataset.provenance.edition == "2025-05-20"
    assert sorted(gathered.dataset.table["commune_code"]) == ["01053", "38185", "69123"]


def test_the_provenance_says_where_the_records_come_from(imported):
    provenance = imported["fs_20200131.csv"].dataset.provenance
    assert provenance.kind is DatasetKind.RECORDS
    assert provenance.name == "france-services-2020-01-31"
    assert provenance.digest == hashlib.sha256(files.FRANCE_SERVICES_2020).hexdigest()
    assert provenance.imported_on == "2026-11-24"
    assert provenance.counts["read"] == 7
    assert provenance.counts["linked_by_insee"] == 2
    shares = {name: round(share, 2) for name, share in provenance.completeness.items()}
    assert (shares["address"], shares["phone"], shares["email"]) == (1.0, 0.67, 0.33)
    assert (shares["position"], shares["opening_hours"]) == (0.33, 0.0)
    assert provenance.remarks[-1].startswith("ligne 8, colonne « MATRICULE ». Cette cellule")


def test_a_format_and_an_edition_decided_go_before_those_found(importer):
    asked = Request(format="modele", edition="2024-05-06")
    imported = one(importer, "modele_20200101.csv", files.OUR_TEMPLATE, asked)
    assert imported.dataset.provenance.name == "modele-2024-05-06"
    with pytest.raises(ImportFileError, match="il manque"):
        read_import(importer, "modele.csv", files.OUR_TEMPLATE, Request(format="siae"))


def _places(*sources: str) -> bytes:
    """Write a list of the national schema, a place in Bourg-en-Bresse per source its rows name."""
    here = {"commune": "Bourg-en-Bresse", "code_postal": "01000", "code_insee": "01053"}
    rows = [
        NATIONAL_PLACE | here | {"id": str(rank), "nom": f"Lieu {rank}", "source": source}
        for rank, source in enumerate(sources)
    ]
    return files.as_json(rows)


@pytest.mark.parametrize(
    ("sources", "named", "rows"),
    [
        (("Hinaura", "Hinaura"), "hinaura", ["hinaura", "hinaura"]),
        (("Hinaura", "Mednum BFC"), "source", ["Hinaura", "Mednum BFC"]),
        (("Hinaura", ""), "source", ["Hinaura", "source"]),
        # What declares itself complete elsewhere is not given editions by anybody's list.
        (("France services",), "liste-france-services", ["France services"]),
    ],
)
def test_a_list_whose_rows_all_name_one_publisher_is_his(importer, sources, named, rows):
    (read,) = read_import(importer, "source.json", _places(*sources))
    assert read.dataset.provenance.source == named
    assert read.dataset.table["source"].tolist() == rows
    assert not read.dataset.provenance.exhaustive


def test_a_publication_keeps_its_own_words_beside_another_edition_of_its_source(importer):
    (national,) = read_import(importer, "source.json", _places("Hinaura"))
    wiki = files.as_json([HINAURA_PLACE])
    (own,) = read_import(importer.knowing([national]), "hinaura.json", wiki)
    assert own.dataset.provenance.source == national.dataset.provenance.source == "hinaura"
    assert own.dataset.provenance.licence == "ODbL (Open Database License)"
