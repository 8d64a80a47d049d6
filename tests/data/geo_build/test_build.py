"""The build of the geography, on squares of one kilometre one can draw on paper."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely import Point, box

from dashboard.data.geo_build.build import chosen_codes, require_coverage
from dashboard.data.geo_build.communes import (
    CleanedCommunes,
    cleaned_coverage,
    complete_coverage,
    complete_zone,
    described_holes,
    filled,
    hole_owners,
    holes_between,
    restricted,
    undrawn_members,
    with_children,
)
from dashboard.data.geo_build.former_communes import former_communes
from dashboard.data.geo_build.postal_codes import postal_codes
from dashboard.data.geo_build.sources import geometries
from dashboard.data.geo_build.territories import departement_table, epci_table
from dashboard.data.geo_build.town_halls import (
    after_de,
    emails,
    misplaced,
    one_line,
    phones,
    positions,
    websites,
)
from dashboard.data.geometry import metric_zones
from dashboard.domain.errors import GeographyError

KM = 1000
EAST, NORTH = 842_000, 6_519_000  # Lyon, in Lambert-93


def square(column: int, row: int, *, columns: int = 1, rows: int = 1) -> shapely.Polygon:
    """Draw a rectangle of whole kilometres near Lyon."""
    west, south = EAST + column * KM, NORTH + row * KM
    return box(west, south, west + columns * KM, south + rows * KM)


# Eight squares around an empty one: 69001 … 69003 at the bottom, then the sides, then the top.
RING = gpd.GeoSeries(
    {
        "69001": square(0, 0),
        "69002": square(1, 0),
        "69003": square(2, 0),
        "69004": square(0, 1),
        "69005": square(2, 1),
        "69006": square(0, 2),
        "69007": square(1, 2),
        "69008": square(2, 2),
    },
    crs="EPSG:2154",
)
NOWHERE = gpd.GeoSeries([Point(0, 0)], crs="EPSG:4326")
NOBODY = pd.Series([], index=pd.Index([], dtype="str"), dtype="bool")


def test_a_ring_of_communes_has_one_hole_of_one_square_kilometre() -> None:
    assert holes_between(RING).area.tolist() == [KM * KM]


def test_a_commune_alone_inside_a_hole_is_cut_out_of_it() -> None:
    island = square(1, 1).buffer(-100)
    ring = pd.concat([RING, gpd.GeoSeries({"69009": island}, crs=RING.crs)])
    assert holes_between(ring).area.round().tolist() == [KM * KM - 800 * 800]


def test_a_hole_goes_to_the_touching_commune_whose_member_has_no_polygon() -> None:
    undrawn = pd.Series({"69004": False, "38999": True})
    owners = hole_owners(holes_between(RING), RING, undrawn=undrawn)
    assert owners.to_dict() == {0: "69004"}


def test_a_member_published_without_polygon_beats_a_mere_former_code() -> None:
    undrawn = pd.Series({"69002": False, "69007": True})
    owners = hole_owners(holes_between(RING), RING, undrawn=undrawn)
    assert owners.to_dict() == {0: "69007"}


def test_the_longest_shared_border_decides_between_equal_claims() -> None:
    undrawn = pd.Series({"69001": False, "69005": False})  # a corner against a whole side
    assert hole_owners(holes_between(RING), RING, undrawn=undrawn).to_dict() == {0: "69005"}


def test_a_hole_nobody_claims_stays_open_and_is_described() -> None:
    coverage = complete_zone(RING, undrawn=NOBODY, elsewhere=NOWHERE)
    assert coverage.polygons.area.sum() == 8 * KM * KM
    assert coverage.holes["commune_code"].isna().tolist() == [True]
    assert coverage.holes["km2"].tolist() == [1.0]


def test_a_hole_where_another_country_lies_is_not_filled() -> None:
    llivia = gpd.GeoSeries([square(1, 1).centroid], crs="EPSG:2154").to_crs("EPSG:4326")
    undrawn = pd.Series({"69004": True})
    coverage = complete_zone(RING, undrawn=undrawn, elsewhere=llivia)
    assert coverage.holes["commune_code"].isna().tolist() == [True]
    assert coverage.polygons["69004"].area == KM * KM


def test_a_filled_hole_leaves_a_valid_coverage_without_hole() -> None:
    holes = holes_between(RING)
    whole = filled(RING, holes, pd.Series({0: "69005"}))
    assert whole["69005"].area == 2 * KM * KM
    assert list(whole.index) == list(RING.index)
    assert shapely.coverage_is_valid(whole.to_numpy())
    assert holes_between(whole).empty
    assert described_holes(holes, RING, pd.Series({0: "69005"}))["commune_code"].tolist() == [
        "69005"
    ]


def test_a_part_of_france_keeps_its_holes_filled_or_open_and_no_others() -> None:
    holes = pd.DataFrame(
        {
            "commune_code": ["69001", "35001", None, None],
            "touching": ["69001|69002", "35001|69002", "35001|69002", "35001|35002"],
        },
        index=[3, 0, 1, 2],
    )
    kept = restricted(CleanedCommunes(RING, holes), pd.Index(["69001", "69002"]))
    assert list(kept.polygons.index) == ["69001", "69002"]
    assert list(kept.holes.index) == [3, 1]


def test_overlaps_are_removed_and_slivers_closed() -> None:
    rough = gpd.GeoSeries(
        {
            "69001": square(0, 0),
            "69002": box(EAST + KM - 5, NORTH, EAST + 2 * KM, NORTH + KM),
            "69003": box(EAST, NORTH + KM, EAST + 2 * KM, NORTH + 2 * KM),
        },
        crs="EPSG:2154",
    )
    assert not shapely.coverage_is_valid(rough.to_numpy())
    cleaned = cleaned_coverage(rough)
    assert shapely.coverage_is_valid(cleaned.to_numpy())
    assert cleaned.area.sum() == 4 * KM * KM


def test_a_missing_polygon_is_the_union_of_its_members_and_stays_missing_without_any() -> None:
    polygons = gpd.GeoSeries({"69114": None, "15031": None, "69001": square(5, 5)}, crs="EPSG:2154")
    members = gpd.GeoDataFrame(
        {"parent_code": ["69114", "69114", "69001"]},
        geometry=[square(0, 0), square(1, 0), square(9, 9)],
        crs="EPSG:2154",
    )
    rebuilt = with_children(polygons, members)
    assert rebuilt["69114"].area == 2 * KM * KM
    assert rebuilt["15031"] is None
    assert rebuilt["69001"].equals(square(5, 5))


def test_members_without_polygon_are_told_from_codes_merged_long_ago() -> None:
    published = gpd.GeoDataFrame(
        {
            "code": ["42084", "42084", "42109", "26289"],
            "kind": ["COM", "COMD", "COMD", "COM"],
            "parent_code": [None, "42084", "42084", None],
        },
        geometry=[square(0, 0), None, None, square(1, 0)],
        crs="EPSG:2154",
    )
    communes = pd.DataFrame(
        {"former_codes": [["42109"], ["26371"], None]}, index=["42084", "26289", "01053"]
    )
    assert undrawn_members(published, communes).to_dict() == {"26289": False, "42084": True}


def test_polygons_come_back_in_degrees_at_six_decimals_each_from_its_own_metric_system() -> None:
    lyon = RING.to_crs("EPSG:4326")
    reunion = gpd.GeoSeries({"97411": box(55.4, -21.0, 55.5, -20.9)}, crs="EPSG:4326")
    polygons = gpd.GeoSeries(pd.concat([lyon, reunion]), crs="EPSG:4326")
    coverage = complete_coverage(polygons, undrawn=NOBODY, elsewhere=NOWHERE)
    points = shapely.get_coordinates(coverage.polygons.to_numpy())
    assert (points == points.round(6)).all()
    assert shapely.coverage_is_valid(coverage.polygons.to_numpy())
    assert coverage.polygons["97411"].bounds == (55.4, -21.0, 55.5, -20.9)
    assert metric_zones(polygons.index)["97411"] == 2975


def test_polygons_that_overlap_are_refused_and_named() -> None:
    overlapping = gpd.GeoSeries(
        {"69001": box(0, 0, 2, 1), "69002": box(1, 0, 3, 1), "69003": box(5, 0, 6, 1)},
        crs="EPSG:4326",
    )
    with pytest.raises(GeographyError, match=r"edges not shared: 69001, 69002.$"):
        require_coverage(overlapping)


def test_an_unknown_departement_is_refused() -> None:
    communes = pd.DataFrame({"departement_code": ["01", "2A"]}, index=["01053", "2A004"])
    assert list(chosen_codes(communes, ("2A",))) == ["2A004"]
    assert list(chosen_codes(communes, None)) == ["01053", "2A004"]
    with pytest.raises(GeographyError, match=r"unknown département codes: 1"):
        chosen_codes(communes, ("1", "2A"))


def test_an_epci_counts_its_communes_inside_and_in_all() -> None:
    everywhere = pd.DataFrame(
        {
            "departement_code": ["26", "84", "84", "26"],
            "epci_code": ["200040681", "200040681", "200040681", None],
            "population": [10, 200, 3000, 7],
        },
        index=["26001", "84001", "84002", "26002"],
    )
    inside = gpd.GeoDataFrame(
        {
            "code": ["26001", "26002"],
            "departement_code": ["26", "26"],
            "epci_code": ["200040681", None],
            "population": [10, 7],
        },
        geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)],
        crs="EPSG:4326",
    )
    names = pd.DataFrame({"code": ["200040681"], "name": ["CC Enclave"], "kind": ["CC"]})
    epci = epci_table(inside, everywhere, names)
    assert epci.drop(columns="geometry").to_dict("records") == [
        {
            "code": "200040681",
            "name": "CC Enclave",
            "kind": "CC",
            "population_inside": 10,
            "population_total": 3210,
            "communes_inside": 1,
            "communes_total": 3,
            "departement_codes": "26|84",
        }
    ]
    assert epci.geometry[0].equals(box(0, 0, 1, 1))
    drome = departement_table(inside, pd.DataFrame({"code": ["26"], "name": ["Drôme"]}))
    assert drome.loc[0, ["population", "communes_inside"]].tolist() == [17, 2]
    assert drome.geometry[0].equals(box(0, 0, 2, 1))


def test_a_town_hall_600_m_outside_its_commune_is_replaced_and_one_at_400_m_is_kept() -> None:
    squares = gpd.GeoSeries(
        {"69001": square(0, 0), "69002": square(1, 0), "69003": square(2, 0), "69004": None},
        crs="EPSG:2154",
    ).to_crs("EPSG:4326")
    halls = gpd.GeoSeries(
        {
            "69001": Point(EAST + 500, NORTH - 600),
            "69002": Point(EAST + 1500, NORTH - 400),
            "69003": None,
            "69004": Point(EAST, NORTH),
        },
        crs="EPSG:2154",
    ).to_crs("EPSG:4326")
    assert misplaced(halls, squares, tolerance_m=500).to_dict() == {
        "69001": True,
        "69002": False,
        "69003": True,
        "69004": False,
    }
    placed = positions(halls, squares)
    assert placed["precision"].to_dict() == {
        "69001": "approximate",
        "69002": "exact",
        "69003": "approximate",
        "69004": "exact",
    }
    points = gpd.GeoSeries.from_xy(placed["longitude"], placed["latitude"], crs="EPSG:4326")
    assert points.within(squares).tolist() == [True, False, True, False]


def test_an_empty_point_is_no_position() -> None:
    hexadecimal = pd.Series(
        [
            shapely.to_wkb(Point(4.8, 45.7), hex=True),
            "0101000000000000000000F87F000000000000F87F",
            None,
        ],
        dtype="str",
    )
    assert geometries(hexadecimal).isna().tolist() == [False, True, True]


def test_names_follow_de_as_french_wants() -> None:
    names = pd.Series(["Le Touvet", "Les Abrets", "Ambérieu", "La Motte", "Lyon", "Lescheraines"])
    links = pd.Series([2, 4, 1, 3, 0, 4])
    assert after_de(names, links).tolist() == [
        "du Touvet",
        "des Abrets",
        "d’Ambérieu",
        "de La Motte",
        "de Lyon",
        "de Lescheraines",
    ]


def test_contacts_are_written_one_way_and_what_cannot_be_right_is_dropped() -> None:
    numbers = pd.Series(["0474000000", "+33 4 74 00 00 01", "30 13", "99 99 9", None], dtype="str")
    kept = ["04 74 00 00 00", "04 74 00 00 01", "30 13", "", ""]
    assert phones(numbers).fillna("").tolist() == kept
    mails = pd.Series(["mairie@ain.fr ", "contact@provider", "@", None], dtype="str")
    assert emails(mails).fillna("").tolist() == ["mairie@ain.fr", "", "", ""]
    sites = pd.Series(["https://ain.fr", "ain", "http://", None], dtype="str")
    assert websites(sites).fillna("").tolist() == ["https://ain.fr", "", "", ""]
    lines = pd.Series(["Le Village \n01640  L'Abergement", " ", None], dtype="str")
    assert one_line(lines).fillna("").tolist() == ["Le Village, 01640 L'Abergement", "", ""]


def test_former_codes_carry_their_kind_and_a_living_code_is_never_merged() -> None:
    published = pd.DataFrame(
        {
            "code": ["69114", "69101", "69381", "33001"],
            "kind": ["COMD", "COMD", "ARM", "COMD"],
            "name": ["Liergues", "Jarnioux", "Lyon 1er", "Ailleurs"],
            "parent_code": ["69114", "69114", "69123", "33002"],
        }
    )
    communes = pd.DataFrame(
        {"former_codes": [["69101", "69159", "69123"], None]}, index=["69114", "69123"]
    )
    names = pd.DataFrame({"code": ["69101"], "kind": ["COMD"], "name": ["Le Jarnioux"]})
    former = former_communes(published, communes, names).set_index("code")
    assert former["commune_code"].to_dict() == {
        "69101": "69114",
        "69114": "69114",
        "69159": "69114",
        "69381": "69123",
    }
    assert former["kind"].to_dict() == {
        "69101": "COMD",
        "69114": "COMD",
        "69159": "merged",
        "69381": "ARM",
    }
    assert former.loc["69101", "name"] == "Le Jarnioux"


def test_a_postal_code_of_two_communes_makes_two_rows() -> None:
    communes = pd.DataFrame(
        {"postal_codes": [["01000"], ["01000", "01960"]]}, index=["01344", "01053"]
    )
    assert postal_codes(communes).to_numpy().tolist() == [
        ["01000", "01053"],
        ["01000", "01344"],
        ["01960", "01053"],
    ]
