import json
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner
from shapely.geometry import box

from dashboard.__main__ import main
from dashboard.data.atlas import load_atlas, territory_codes
from dashboard.data.boundaries import write_boundaries
from dashboard.data.geography import read_geography
from dashboard.data.quality import QualityRecord, coverage_report
from dashboard.data.region import write_region
from dashboard.domain.counting import Counting
from dashboard.domain.errors import CatalogueError, MissingFileError
from dashboard.domain.territory import Level
from tests.helpers.rhone_alpes import RHONE_ALPES

# Four square communes in a row, west to east; two EPCI, of which the second has no initiative
# until somebody serves or settles in 69114 or 69200.
COMMUNES = gpd.GeoDataFrame(
    {
        "code": ["01024", "01053", "69114", "69200"],
        "name": ["Attignat", "Bourg", "Porte", "Reste"],
        "departement_code": ["01", "01", "69", "69"],
        "epci_code": ["200071751", "200071751", "246900000", "246900000"],
        "population": [3_000, 41_000, 4_000, 900],
    },
    geometry=[box(5 + i / 4, 46, 5.25 + i / 4, 46.25) for i in range(4)],
    crs="EPSG:4326",
)
TOWN_HALL = ["name", "precision", "address", "phone", "email", "website", "opening_hours"]


@pytest.fixture
def geo(tmp_path):
    folder = tmp_path / "geo"
    folder.mkdir()
    epci = COMMUNES.dissolve("epci_code", as_index=False)[["epci_code", "geometry"]]
    epci = epci.rename(columns={"epci_code": "code"}).assign(
        name="Agglo", kind="CA", population_inside=44_000, population_total=44_000,
        communes_inside=2, communes_total=2, departement_codes="01",
    )  # fmt: skip
    departements = COMMUNES.dissolve("departement_code", as_index=False)
    departements = departements[["departement_code", "name", "population", "geometry"]]
    departements = departements.rename(columns={"departement_code": "code"})
    halls = COMMUNES[["code"]].rename(columns={"code": "commune_code"})
    halls = pd.DataFrame(halls.assign(latitude=46.1, longitude=5.1, **dict.fromkeys(TOWN_HALL, "")))
    former = pd.DataFrame(
        {
            "code": ["01172", "69114"],
            "name": ["Ancien", "Liergues"],
            "kind": ["COMD", "COMD"],
            "commune_code": ["01024", "69114"],
        }
    )
    postal = pd.DataFrame({"postal_code": ["01000"], "commune_code": ["01053"]})
    tables = {
        "communes": COMMUNES, "epci": epci, "town_halls": halls, "postal_codes": postal,
        "departements": departements.assign(communes_inside=2), "former_communes": former,
    }  # fmt: skip
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    (folder / "build.json").write_text(json.dumps({"vintage": "2026"}), encoding="utf-8")
    write_boundaries(COMMUNES, folder / "boundaries")
    write_region(replace(RHONE_ALPES, departements=("01", "69")), folder)
    return folder


def test_a_catalogue_is_checked_against_the_territories_of_the_map(geo):
    codes = territory_codes(read_geography(geo))
    assert codes.communes == {"01024", "01053", "69114", "69200"}
    assert codes.epci == {"200071751", "246900000"}
    assert codes.departements == {"01", "69"}
    assert codes.former == {"01172": "01024", "69114": "69114"}
    assert codes.box == (5.0, 46.0, 6.0, 46.25)


def test_the_atlas_joins_the_records_to_the_territories(geo, write):
    atlas = load_atlas(geo, write())
    records, rows = atlas.pairs.pairs[Level.EPCI, Counting.PRESENT]
    assert list(zip(records.tolist(), rows.tolist(), strict=True)) == [(0, 0), (1, 1)]
    assert list(atlas.boundaries) == ["communes", "epci", "departements"]
    assert atlas.geography.communes["code"].is_monotonic_increasing


def test_a_defect_stops_the_loading(geo, write_broken):
    folder = write_broken("organisations.csv", "01053", "1172")
    with pytest.raises(CatalogueError, match="column commune_code: '1172'; expected 01024"):
        load_atlas(geo, folder)


def test_a_geography_that_was_not_built_says_how_to_build_it(tmp_path, write):
    with pytest.raises(MissingFileError, match="build-geo"):
        load_atlas(tmp_path / "nowhere", write())


def test_the_report_counts_what_is_covered_and_names_what_is_not(geo, write, write_broken):
    report = coverage_report(load_atlas(geo, write()))
    assert report.epci_present == 2
    folder = write_broken("initiatives.csv", "R82|69114,epci", ",approximate")
    with (folder / "initiatives.csv").open("a", encoding="utf-8") as file:
        file.write(
            "reseau,Réseau,R.,sante,familles,2020,,active,,,,R82|200071751,epci,presse-2024,"
        )
        file.write("2025-10-25,\n")
    report = coverage_report(load_atlas(geo, folder))
    assert (report.initiatives, report.documents) == (3, 2)
    assert (report.epci, report.epci_present) == (2, 1)
    assert report.unattached == (QualityRecord("toit-commun", "Toit commun"),)
    assert report.area_only == (QualityRecord("reseau", "Réseau"),)
    assert report.approximate == (QualityRecord("toit-commun", "Toit commun"),)
    assert (report.unknown_first_year, report.never_verified) == (1, 2)


def run_check(geo, folder):
    return CliRunner().invoke(main, ["check", "--geo", str(geo), "--initiatives", str(folder)])


def test_check_says_that_there_is_no_defect(geo, write):
    result = run_check(geo, write())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "2 initiatives, 3 places, 2 organisations, 2 figures, 1 claims, 1 indicators, "
        "1 experiences, 2 sources: no defect\n"
    )


def test_check_prints_every_defect_and_fails(geo, write_broken):
    folder = write_broken("initiatives.csv", "2019,2023,ended", "2019,20223,over")
    result = run_check(geo, folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.splitlines() == [
        (
            "initiatives.csv, line 2, column end_year: '20223'; expected a year of four digits "
            "from 1900 to 2100"
        ),
        (
            "initiatives.csv, line 2, column status: 'over'; expected one of active, planned, "
            "pilot, ended, unknown"
        ),
        f"defects found in {folder}: 2",
    ]


def test_check_without_geography_says_how_to_build_it(tmp_path, write):
    result = run_check(tmp_path / "nowhere", write())
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "build-geo" in result.stderr
