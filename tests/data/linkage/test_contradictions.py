"""When the clues of a row contradict each other: which one is followed, and what is dropped."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.linkage.link import link_rows
from tests.helpers.linkage_rows import common_rows

OUTSIDE = ("", "", "", False)
SAINTES_MARIES = {"longitude": 4.4295, "latitude": 43.4583}
LYON = {"longitude": 4.8293, "latitude": 45.7572}
GRIGNY_ESSONNE = {"longitude": 2.3867, "latitude": 48.6544}
MACON_QUAY = {"longitude": 4.8335, "latitude": 46.3045}  # 237 m beyond the border, the Saône
MACON_WEST = {"longitude": 4.81, "latitude": 46.31}  # 2.1 km beyond it


def only_place(linkage):
    [row] = linkage.places.to_dict("records")
    return row


def test_a_point_more_than_2_km_from_the_commune_of_the_code_is_dropped(link):
    # Longitude 5.83785 was typed for 5.083785: 57 km east.
    row = {
        "insee_code": "01388",
        "postal_code": "01560",
        "longitude": 5.83785,
        "latitude": 46.45916,
    }
    linkage = link(row)
    place = only_place(linkage)
    assert (place["commune_code"], place["linked_by"], place["inside"]) == ("01388", "insee", True)
    assert np.isnan(place["longitude"])
    assert np.isnan(place["latitude"])
    [remark] = linkage.remarks
    assert (remark.line, remark.column, remark.fatal) == (2, "longitude / latitude", False)
    assert remark.value == "5.83785 / 46.45916"
    assert remark.reason == (
        "Le point est à 57 km de la commune du code INSEE, Saint-Trivier-de-Courtes (01388) : "
        "il est écarté."
    )


def test_a_point_less_than_2_km_from_the_commune_of_the_code_is_kept(link):
    linkage = link({"insee_code": "01370", **MACON_QUAY})
    place = only_place(linkage)
    assert (place["commune_code"], place["longitude"]) == ("01370", 4.8335)
    assert linkage.remarks == ()


@pytest.mark.parametrize(
    "row",
    [
        {"insee_code": "01396", "postal_code": "13460", **SAINTES_MARIES},
        {"insee_code": "01396", "postal_code": "13460", "departement": "13"},
        {"insee_code": "69096", "postal_code": "91350", **GRIGNY_ESSONNE},
        {"insee_code": "69096", "postal_code": "91350", "city": "Grigny", "departement": "91"},
        {"insee_code": "69388", "postal_code": "13001", "departement": "13"},
    ],
)
def test_a_code_that_two_others_contradict_is_wrong(link, row):
    linkage = link(row)
    assert not only_place(linkage)["inside"]
    [remark] = linkage.remarks
    assert (remark.column, remark.value) == ("insee_code", row["insee_code"])
    assert remark.reason.endswith("il est écarté ; la ligne est hors périmètre.")


@pytest.mark.parametrize(
    "row",
    [
        {"insee_code": "69388", "postal_code": "13001"},
        {"insee_code": "69388", "departement": "13"},
        {"insee_code": "69388", **SAINTES_MARIES},
        {"insee_code": "69388", "postal_code": "13001", "departement": "13", **LYON},
        {"insee_code": "69388", "postal_code": "69100", "departement": "13", **SAINTES_MARIES},
    ],
    ids=["postal code", "département", "point", "the point confirms", "the postal code confirms"],
)
def test_a_code_that_only_one_other_contradicts_is_kept(place, row):
    assert place(**row) == ("69123", "69", "insee", True)


def test_a_code_contradicted_within_the_region_leaves_the_next_rules(place):
    row = {"insee_code": "69388", "postal_code": "38000", "departement": "38"}
    assert place(**row) == ("38185", "38", "postal", True)


def test_a_code_outside_that_two_others_put_inside_is_wrong(link):
    linkage = link({"insee_code": "75111", "postal_code": "69009", **LYON})
    place = only_place(linkage)
    assert (place["commune_code"], place["linked_by"]) == ("69123", "point")
    assert place["longitude"] == LYON["longitude"]
    [remark] = linkage.remarks
    assert remark.reason == (
        "Le code INSEE désigne une commune du département 75 (Paris), mais le code postal et les "
        "coordonnées le contredisent : il est écarté ; la ligne est rattachée par ses coordonnées : "
        "Lyon (69123)."
    )


def test_a_code_outside_that_one_other_puts_inside_is_followed_and_said(link):
    linkage = link({"insee_code": "59999", **LYON}, {"insee_code": "13055", "postal_code": "13001"})
    assert linkage.places["inside"].tolist() == [False, False]
    [remark] = linkage.remarks
    assert (remark.line, remark.value) == (2, "59999")
    assert remark.reason.endswith("la ligne est hors périmètre.")


def test_a_postal_code_shared_with_another_departement_contradicts_neither(place):
    # 01200 serves Éloise, in Haute-Savoie; 05700 serves Villebois-les-Pins, in Drôme.
    assert place(insee_code="74109", postal_code="01200", departement="01")[0] == "74109"
    assert place(insee_code="05166", postal_code="05700", departement="26") == OUTSIDE


def test_a_point_just_beyond_the_border_leaves_the_next_rules(link):
    linkage = link(
        {**MACON_QUAY, "postal_code": "01750", "city": "Saint-Laurent-sur-Saône"},
        {**MACON_QUAY, "departement": "Ain"},
        MACON_QUAY,
        {**MACON_WEST, "departement": "Ain"},
    )
    places = linkage.places
    assert places["commune_code"].tolist() == ["01370", "", "", ""]
    assert places["inside"].tolist() == [True, True, False, True]
    assert places["longitude"].iloc[:2].tolist() == [4.8335, 4.8335]
    assert np.isnan(places["longitude"].iloc[3])
    [remark] = linkage.remarks
    assert remark.line == 5
    assert remark.reason == (
        "Le point est hors périmètre, le département non : le point est écarté ; "
        "la ligne est rattachée au seul département 01 (Ain)."
    )


def test_a_point_more_than_5_km_from_its_postal_code_and_name_is_dropped_and_said(link):
    linkage = link({"postal_code": "38000", "city": "Grenoble", **LYON})
    place = only_place(linkage)
    assert (place["commune_code"], place["linked_by"]) == ("38185", "postal_and_name")
    assert np.isnan(place["longitude"])
    assert np.isnan(place["latitude"])
    [remark] = linkage.remarks
    assert (remark.column, remark.value) == ("longitude / latitude", "4.8293 / 45.7572")
    assert remark.reason == (
        "Le point est à 90 km de la commune du code postal et du nom, Grenoble (38185) : il est écarté."
    )


def test_a_point_less_than_5_km_from_its_postal_code_and_name_is_followed_and_said(link):
    # The point is in Viriat, 3 km north of Bourg-en-Bresse.
    viriat = {"longitude": 5.214787, "latitude": 46.2538408}
    linkage = link({"postal_code": "01000", "city": "Bourg-en-Bresse", **viriat})
    place = only_place(linkage)
    assert (place["commune_code"], place["linked_by"]) == ("01451", "point")
    assert place["longitude"] == 5.214787
    [remark] = linkage.remarks
    assert remark.reason == (
        "Le point tombe ailleurs, Viriat (01451), à 3,0 km de la commune du code postal et du nom, "
        "Bourg-en-Bresse (01053) ; le point est suivi."
    )


@pytest.mark.parametrize(
    ("row", "commune"),
    [
        ({"postal_code": "74000", "city": "Annecy"}, "74010"),
        ({"postal_code": "38000", "city": "Grenoble", "departement": "38"}, "38185"),
        ({"postal_code": "38000", "city": "Grenoble", "departement": "69"}, "38185"),
        ({"postal_code": "38000", "city": "Grenoble", "insee_code": "38999"}, "38185"),
        ({"postal_code": "01110", "city": "Hauteville-Lompnes"}, "01185"),
        ({"postal_code": "74170", "city": "Saint Gervais"}, "74236"),
        ({"postal_code": "01200", "city": "Éloise"}, "74109"),
        ({"postal_code": "38028", "city": "Grenoble Cedex"}, "38185"),
    ],
    ids=[
        "postal code and name",
        "the département too",
        "the département with the point: two and two, the address as written",
        "an INSEE code that no commune has",
        "a former commune",
        "the beginning of a name",
        "a postal code of two départements",
        "a CEDEX of the département",
    ],
)
def test_what_postal_code_and_name_agree_on_goes_before_a_point_far_away(place, row, commune):
    assert place(**row, **LYON) == (commune, commune[:2], "postal_and_name", True)


@pytest.mark.parametrize(
    "row",
    [
        {"postal_code": "38240"},
        {"city": "Grenoble"},
        {"city": "Grenoble", "departement": "38"},
        {"postal_code": "38240", "city": "Un hameau"},
        {"postal_code": "38000", "city": "Meylan"},
        {"postal_code": "01200", "city": "Seyssel"},
        {"postal_code": "69580", "city": "Sathonay"},
        {"postal_code": "13001", "city": "Marseille"},
    ],
    ids=[
        "a postal code alone",
        "a name alone",
        "a name and a département",
        "a name of no commune",
        "a name under the postal code of another commune",
        "a name of two communes in two départements",
        "a name of two communes of one postal code",
        "a commune outside the map, of which no outline is known",
    ],
)
def test_where_postal_code_and_name_do_not_agree_the_point_is_followed(place, row):
    assert place(**row, **LYON) == ("69123", "69", "point", True)


def test_a_valid_insee_code_leaves_nothing_to_vote_on(place):
    row = {"insee_code": "69123", "postal_code": "38000", "city": "Grenoble"}
    assert place(**row, **LYON) == ("69123", "69", "insee", True)


def test_a_point_outside_the_map_is_dropped_from_2_km_on_whatever_the_5_km(link):
    row = {"postal_code": "01750", "city": "Saint-Laurent-sur-Saône"}
    linkage = link({**row, **MACON_WEST}, {**row, **MACON_QUAY}, {**row, **SAINTES_MARIES})
    assert linkage.places["commune_code"].tolist() == ["01370"] * 3
    assert linkage.places["longitude"].isna().tolist() == [True, False, True]
    assert [remark.line for remark in linkage.remarks] == [2, 4]


def test_a_living_commune_goes_before_a_former_one_of_the_same_code(atlas):
    geography = atlas.geography
    former = geography.former_communes.copy()
    former.loc[former["code"] == "69381", "code"] = "01053"
    gazetteer = build_gazetteer(dataclasses.replace(geography, former_communes=former))
    linkage = link_rows(common_rows({"insee_code": "01053"}), gazetteer)
    assert only_place(linkage)["commune_code"] == "01053"


def test_communes_without_polygon_are_linked_and_their_points_kept(atlas):
    geography = atlas.geography
    communes = geography.communes.copy()
    communes.loc[communes["code"] == "01053", "geometry"] = None
    gazetteer = build_gazetteer(dataclasses.replace(geography, communes=communes))
    bourg = {"longitude": 5.24013, "latitude": 46.20293}
    linkage = link_rows(common_rows({"insee_code": "01053", **bourg}, LYON, bourg), gazetteer)
    assert linkage.places["commune_code"].tolist() == ["01053", "69123", ""]
    assert linkage.places["longitude"].iloc[0] == 5.24013
    assert linkage.remarks == ()


def test_distances_overseas_are_measured_in_their_own_system(atlas):
    # One degree of latitude is 111 km at La Réunion too, whatever Lambert-93 makes of it.
    geography = atlas.geography
    bourg = geography.communes["code"] == "01053"
    communes = geography.communes.copy()
    communes.loc[bourg, "code"] = "97411"
    communes.loc[bourg, "geometry"] = communes[bourg].translate(55.45 - 5.24, -20.88 - 46.2)
    moved = dataclasses.replace(
        geography,
        communes=communes,
        former_communes=geography.former_communes[lambda t: t["commune_code"] != "01053"],
        postal_codes=geography.postal_codes[lambda t: t["commune_code"] != "01053"],
    )
    south = {"longitude": 55.45, "latitude": -21.0}
    linkage = link_rows(common_rows({"insee_code": "97411", **south}), build_gazetteer(moved))
    [remark] = linkage.remarks
    assert remark.reason.startswith("Le point est à 11 km")
