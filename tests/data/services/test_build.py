"""Shipped services: built from a package of a few rows, with the defects of the real one."""

from __future__ import annotations

import datetime as dt
import io
import json
import tarfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard.data.imports.report import ImportReport
from dashboard.data.services import build
from dashboard.data.services.build import build_services
from dashboard.data.services.files import read_services
from dashboard.data.services.package import CARTOGRAPHIE
from dashboard.domain.errors import PackageError
from dashboard.settings import VOCABULARIES_FOLDER

TODAY = dt.date(2026, 11, 29)
COMMON = {"services": "Accéder à une connexion internet", "pivot": "0" * 14, "source": "Hinaura"}
ROWS = [
    # In Bourg-en-Bresse; the mailbox is a person's.
    COMMON
    | {
        "id": "7",
        "nom": "Point numérique",
        "commune": "Bourg-en-Bresse",
        "code_postal": "01000",
        "adresse": "1 rue de la Gare",
        "latitude": 46.2052,
        "longitude": 5.2255,
        "telephone": "+33474000000",
        "courriel": "jeanne.exemple@gmail.com",
        "date_maj": "2021-05-05",
    },
    # The point is in Lyon, postal code and name are Bourg's.
    COMMON
    | {
        "id": "8",
        "nom": "Cyber-base",
        "commune": "BOURG EN BRESSE",
        "code_postal": "01000",
        "adresse": "",
        "latitude": 45.7578,
        "longitude": 4.832,
        "courriel": "accueil@cyberbase.exemple.fr",
        "date_maj": "2022-09-30",
    },
    # In Clermont-Ferrand: outside.
    COMMON
    | {
        "id": "9",
        "nom": "Ailleurs",
        "commune": "Clermont-Ferrand",
        "code_postal": "63000",
        "adresse": "",
        "latitude": 45.7797,
        "longitude": 3.0863,
        "date_maj": "2022-01-01",
    },
]


@pytest.fixture
def packed(tmp_path, monkeypatch) -> Path:
    """A folder where the package is, and the program believes in these rows."""
    content = json.dumps(ROWS, ensure_ascii=False).encode()
    digest = sha256(content).hexdigest()
    monkeypatch.setattr(build, "CARTOGRAPHIE", replace(CARTOGRAPHIE, files={"source.json": digest}))
    cache = tmp_path / "cache"
    cache.mkdir()
    with tarfile.open(cache / CARTOGRAPHIE.archive, "w:gz") as archive:
        member = tarfile.TarInfo("package/assets/data/source.json")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return cache


def built(atlas, cache: Path, target: Path, today: dt.date = TODAY) -> ImportReport:
    return build_services(
        target, atlas.geography, vocabularies=VOCABULARIES_FOLDER, today=today, cache=cache
    )


def test_rows_of_the_map_are_kept_and_every_other_is_counted(atlas, packed, tmp_path):
    report = built(atlas, packed, tmp_path / "services")
    assert (report.read, report.kept, report.outside, report.rejected) == (3, 2, 1, 0)
    (dataset,) = read_services(tmp_path / "services")
    table = dataset.table.set_index("id")
    assert table["commune_code"].to_dict() == {"7": "01053", "8": "01053"}
    assert table["source"].tolist() == ["hinaura", "hinaura"]
    # A person's mailbox goes, an organisation's stays; so does the phone.
    assert table["email"].to_dict() == {"7": "", "8": "accueil@cyberbase.exemple.fr"}
    assert table.loc["7", "phone"] == "04 74 00 00 00"
    # Postal code and name against the point: the point goes, and it is said.
    assert table["longitude"].isna().to_dict() == {"7": False, "8": True}
    assert "écarté" in dataset.provenance.remarks[0]


def test_the_list_is_named_cited_and_dated_and_nobody_imported_it(atlas, packed, tmp_path):
    built(atlas, packed, tmp_path)
    (dataset,) = read_services(tmp_path)
    own = dataset.provenance
    assert own.title == "Hinaura, via Cartographie nationale (ANCT)"
    assert (own.source, own.edition) == ("hinaura", "2022-09-30")
    assert (own.licence, own.exhaustive) == ("Licence Ouverte 2.0", False)
    assert own.file_name == "@gouvfr-anct/cartographie-nationale 5.22.0, source.json"
    assert (own.imported_on, own.software) == ("", "")


def test_the_same_bytes_are_written_on_another_day(atlas, packed, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    built(atlas, packed, first)
    built(atlas, packed, second, today=dt.date(2027, 3, 1))
    names = sorted(path.name for path in first.iterdir())
    assert names == ["hinaura.json", "hinaura.parquet"]
    assert [(first / name).read_bytes() for name in names] == [
        (second / name).read_bytes() for name in names
    ]


def test_another_list_under_the_name_of_the_package_leaves_what_was_built(
    atlas, packed, tmp_path, monkeypatch
):
    target = tmp_path / "services"
    built(atlas, packed, target)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    monkeypatch.setattr(build, "CARTOGRAPHIE", CARTOGRAPHIE)
    with pytest.raises(PackageError, match=r"source\.json has SHA-256"):
        built(atlas, packed, target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
