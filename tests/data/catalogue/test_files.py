"""The files of the catalogue, as they are shipped: shape, codes, and facts one can check by eye."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from frictionless import Package, Resource, Schema

from dashboard.domain.vocabulary import ORGANISATION_KINDS, PUBLICS, THEMES, Precision, Status
from tests.helpers import ROOT

CATALOGUE = ROOT / "data" / "initiatives"
GEO = ROOT / "data" / "geo"
TABLES = (
    "claims",
    "experiences",
    "figures",
    "indicators",
    "initiatives",
    "organisations",
    "places",
    "sources",
)
PROSE = (
    ("experiences", "name"),
    ("experiences", "summary"),
    ("initiatives", "name"),
    ("initiatives", "summary"),
    ("organisations", "name"),
    ("places", "name"),
    ("sources", "title"),
    ("sources", "description"),
)
REGION = {"01", "07", "26", "38", "42", "69", "73", "74"}
BOURG, LAMASTRE, VALENCE_ROMANS, GRENOBLE = "200071751", "200016905", "200068781", "200040715"
PRIVATE_FIRST_NAMES = {"c6d17a3613b9914e", "7132fe635f6e9826", "8866a6cf193c8430"}
"""Digests of the first names of private persons in the documents: not written here either."""


def rows(table: str) -> list[dict[str, str]]:
    with (CATALOGUE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def initiative(key: str) -> dict[str, str]:
    return next(row for row in rows("initiatives") if row["id"] == key)


def figures_of(key: str) -> dict[str, tuple[float, str, str, str]]:
    """Value, unit, period and quoted source, by indicator."""
    return {
        row["indicator"]: (float(row["value"]), row["unit"], row["period"], row["quoted_source"])
        for row in rows("figures")
        if row["initiative_id"] == key
    }


def claims_about(territory: str) -> dict[str, float]:
    return {
        row["indicator"]: float(row["value"])
        for row in rows("claims")
        if row["territory_code"] == territory
    }


def schema_file(folder: Path, table: str) -> str:
    return (folder / f"{table}.schema.json").read_text(encoding="utf-8")


def problems(folder: Path) -> list[str]:
    """What frictionless finds wrong in a folder of the catalogue's files."""
    resources = [
        Resource(
            name=table,
            path=f"{table}.csv",
            encoding="utf-8",
            schema=Schema.from_descriptor(json.loads(schema_file(folder, table))),
        )
        for table in TABLES
    ]
    report = Package(resources=resources, basepath=str(folder)).validate()
    found = [
        f"{task.name}: {error.type}: {error.message}"
        for task in report.tasks
        for error in task.errors
    ]
    return found + [error.message for error in report.errors]


def words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z]+", "".join(c for c in bare if not unicodedata.combining(c)))


def test_every_file_keeps_to_its_schema_and_points_to_rows_that_exist() -> None:
    assert problems(CATALOGUE) == []


def test_no_file_lacks_a_schema() -> None:
    assert {path.stem for path in CATALOGUE.glob("*.csv")} == set(TABLES)


@pytest.mark.parametrize(
    ("table", "right", "wrong", "expected"),
    [
        ("initiatives", "familles,2018,", "familles,20183,", "constraint-error"),
        ("initiatives", ",pilot,", ",piloted,", "constraint-error"),
        ("initiatives", "01254|01289|01344", "1254|01289|01344", "constraint-error"),
        ("initiatives", "\ncavac,", "\nreseau-pivo,", "primary-key"),
        ("figures", ",800,", ",800 environ,", "type-error"),
        ("figures", "\naccueil-et-toit,", "\naccueil-sans-toit,", "foreign-key"),
        ("claims", ",epci_count,", ",epci_total,", "foreign-key"),
        ("places", ",01254,", ",1254,", "constraint-error"),
        ("places", ",true,bourg-en-bresse-2025", ",true,bourg-en-bresse-2024", "foreign-key"),
    ],
)
def test_a_wrong_cell_is_refused(
    tmp_path: Path, table: str, right: str, wrong: str, expected: str
) -> None:
    folder = Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))
    file = folder / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8", newline="")
    assert any(line.startswith(f"{table}: {expected}") for line in problems(folder))


@pytest.mark.parametrize("table", TABLES)
def test_files_are_plain_utf8_with_line_feeds(table: str) -> None:
    content = (CATALOGUE / f"{table}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


def test_the_documents_gave_at_least_45_initiatives_and_each_gave_some() -> None:
    assert len(rows("initiatives")) >= 45
    used = {source for row in rows("initiatives") for source in listed(row["source_ids"])}
    assert used == {row["id"] for row in rows("sources")}
    assert len(used) == len(rows("sources")) >= 5


def test_every_code_is_in_the_vocabulary() -> None:
    initiatives = rows("initiatives")
    themes = {code for row in initiatives for code in listed(row["themes"])}
    publics = {code for row in initiatives for code in listed(row["publics"])}
    assert themes - {theme.code for theme in THEMES} == set()
    assert publics - {public.code for public in PUBLICS} == set()
    assert {row["status"] for row in initiatives} <= {status.value for status in Status}
    assert {row["precision"] for row in initiatives} <= {precision.value for precision in Precision}
    kinds = {row["kind"] for row in rows("organisations")}
    assert kinds - {kind.code for kind in ORGANISATION_KINDS} == set()


@pytest.mark.parametrize("field", ["themes", "publics", "operators", "partners", "served_codes"])
def test_no_list_repeats_itself(field: str) -> None:
    lists = {row["id"]: listed(row[field]) for row in rows("initiatives")}
    assert {key for key, codes in lists.items() if len(set(codes)) != len(codes)} == set()


def test_the_communes_of_an_initiative_are_those_of_its_places() -> None:
    declared = {row["id"]: set(listed(row["commune_codes"])) for row in rows("initiatives")}
    placed: dict[str, set[str]] = {key: set() for key in declared}
    for row in rows("places"):
        placed[row["initiative_id"]] |= set(listed(row["commune_code"]))
    assert placed == declared


def test_every_initiative_serves_somewhere() -> None:
    assert [row["id"] for row in rows("initiatives") if not row["served_codes"]] == []


def test_organisations_named_by_initiatives_are_exactly_those_described() -> None:
    named = {
        key
        for row in rows("initiatives")
        for key in listed(row["operators"]) + listed(row["partners"])
    }
    assert named == {row["id"] for row in rows("organisations")}


def test_indicators_described_are_exactly_those_used() -> None:
    used = {row["indicator"] for row in rows("figures") + rows("claims")}
    assert used == {row["code"] for row in rows("indicators")}


def test_no_figure_is_written_twice() -> None:
    keys = [(row["initiative_id"], row["indicator"], row["period"]) for row in rows("figures")]
    assert len(set(keys)) == len(keys)


def test_codes_are_living_communes_and_epci_of_the_region() -> None:
    pandas = pytest.importorskip("pandas")
    if not (GEO / "communes.parquet").exists():
        pytest.skip("data/geo is not built: python -m dashboard build-geo")
    communes = set(pandas.read_parquet(GEO / "communes.parquet", columns=["code"])["code"])
    epci = set(pandas.read_parquet(GEO / "epci.parquet", columns=["code"])["code"])
    initiatives = rows("initiatives")
    located = {code for row in initiatives for code in listed(row["commune_codes"])}
    served = {code for row in initiatives for code in listed(row["served_codes"])}
    seats = {row["commune_code"] for row in rows("organisations")} - {""}
    bodies = {row["epci_code"] for row in rows("organisations")} - {""}
    claimed = {row["territory_code"] for row in rows("claims")}
    assert (located | seats) - communes == set()
    assert bodies - epci == set()
    assert (served | claimed) - communes - epci == {"D01", "R82", "FR"}


def test_the_grocery_stops_in_three_communes_and_serves_the_whole_agglomeration() -> None:
    grocery = initiative("epicerie-solidaire-itinerante-bresse")
    stops = [row for row in rows("places") if row["initiative_id"] == grocery["id"]]
    assert {row["commune_code"]: row["name"] for row in stops} == {
        "01254": "Arrêt de Montagnat",
        "01289": "Arrêt de Péronnas",
        "01344": "Arrêt de Saint-Denis-lès-Bourg",
    }
    assert {row["travelling"] for row in stops} == {"true"}
    assert grocery["served_codes"] == BOURG
    assert grocery["publics"] == "tous-publics"
    assert figures_of(grocery["id"]) == {
        "families_supported": (800, "familles", "2023", "Accès Solidaire"),
        "volunteers": (40, "bénévoles", "", ""),
    }


def test_attignat_has_a_france_services_house_but_not_the_grocery() -> None:
    located = {row["id"] for row in rows("initiatives") if "01024" in listed(row["commune_codes"])}
    assert located == {"maisons-france-services-bassin-bourg"}


def test_lamastre_is_served_by_a_transport_scheme_that_has_no_place() -> None:
    transport = initiative("transport-solidaire-lamastre")
    assert transport["served_codes"] == LAMASTRE
    assert transport["commune_codes"] == ""
    assert (transport["start_year"], transport["publics"]) == ("2023", "seniors")


def test_a_vague_sector_is_called_approximate() -> None:
    assert initiative("solidarite-vallee-de-l-arve")["precision"] == "approximate"
    assert initiative("conseils-solidaires-ouest-lyonnais")["precision"] == "approximate"
    assert initiative("ferme-de-bourgoin-jallieu")["precision"] == "commune"


def test_years_are_those_the_documents_give() -> None:
    known = {row["id"]: int(row["start_year"]) for row in rows("initiatives") if row["start_year"]}
    assert known["accueil-et-toit"] == 2018
    assert known["appel-a-projets-commun-metropolitain"] == 2015
    assert known["solidaires-sur-l-agglo"] == 2020
    assert known["ferme-de-bourgoin-jallieu"] == 2012
    assert "br-en-fete" not in known
    assert "guichet-unique-numerique-valence-romans" not in known


def test_figures_one_can_check_by_eye() -> None:
    assert figures_of("bresse-initiative-emploi") == {
        "people_supported": (70, "personnes par an", "", "Jeunes Ain"),
        "positive_exit_rate": (80, "%", "", "Jeunes Ain"),
    }
    assert figures_of("fabrique-des-communs") == {"workshop_hours": (5500, "heures", "2023", "")}
    assert figures_of("solidarite-vallee-de-l-arve") == {
        "communes_involved": (8, "communes", "", ""),
        "families_supported": (120, "familles", "2023", ""),
        "underserved_areas_share": (35, "%", "2023", ""),
    }
    card = {key: figure[0] for key, figure in figures_of("carte-passerelle-jeunesse").items()}
    assert card == {
        "minimum_age": 12,
        "maximum_age": 25,
        "participants": 3500,
        "communes_involved": 18,
        "activities": 74,
    }


def test_claims_keep_what_the_documents_say_even_where_the_reference_data_differs() -> None:
    assert claims_about(BOURG) == {
        "communes": 74,
        "population": 132_000,
        "solidarity_budget_share": 13,
        "solidarity_budget": 23_000_000,
    }
    assert claims_about("D01") == {"poverty_rate": 11.5}
    assert claims_about(VALENCE_ROMANS)["communes"] == 56
    assert claims_about(GRENOBLE) == {"communes": 49, "population": 450_000}
    assert claims_about("R82")["epci_count"] == 270


def test_thirteen_experiences_lie_outside_the_region_each_with_the_year_of_its_sheet() -> None:
    experiences = rows("experiences")
    years = {row["id"]: row["year"] for row in experiences}
    assert len(experiences) == 13
    assert {row["departement_code"] for row in experiences} & REGION == set()
    assert years["cooperative-jeunesse-quintin"] == "2015"
    assert years["transport-benevole-vendee"] == "2014"
    assert years["atelier-mobilites-blanquefort"] == "2013"


def test_records_bear_the_date_of_their_document_and_nobody_has_verified_them_yet() -> None:
    dates = {row["id"]: row["date"] for row in rows("sources")}
    assert dates["mairie-conseils-2015"] == "2015-05-19"
    for row in rows("initiatives"):
        assert row["updated_on"] == max(dates[source] for source in listed(row["source_ids"]))
        assert row["verified_on"] == "" or row["verified_on"] > row["updated_on"]


@pytest.mark.parametrize("table", TABLES)
def test_private_persons_are_not_recorded(table: str) -> None:
    text = (CATALOGUE / f"{table}.csv").read_text(encoding="utf-8")
    digests = {hashlib.sha256(word.encode()).hexdigest()[:16] for word in words(text)}
    assert digests & PRIVATE_FIRST_NAMES == set()


@pytest.mark.parametrize(("table", "field"), PROSE)
def test_prose_keeps_to_french_typography(table: str, field: str) -> None:
    wrong = re.compile(r"'|\"|\.\.\.| {2}|[^\u202f][;:?!»%€]|«[^\u202f]|\d \d{3}\b|^\s|\s$")
    assert [row[field] for row in rows(table) if wrong.search(row[field])] == []


def test_summaries_are_one_to_three_sentences() -> None:
    for row in rows("initiatives") + rows("experiences"):
        assert row["summary"].endswith(".")
        assert 1 <= len(re.findall(r"\.(?= [A-ZÀÉÊ]|$)", row["summary"])) <= 3, row["id"]
