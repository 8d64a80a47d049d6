"""What the reader is told, and what needs no telling."""

from __future__ import annotations

from dashboard.data.linkage.link import link_rows
from dashboard.domain.importing import Remark
from tests.helpers.linkage_rows import common_rows


def test_rows_well_placed_and_rows_outside_need_no_remark(link):
    linkage = link(
        {"insee_code": "1053", "postal_code": "1000", "city": "Bourg", "departement": "1"},
        {"insee_code": "13055", "postal_code": "13001", "city": "Marseille", "departement": "13"},
        {"insee_code": "0null", "postal_code": "13001", "departement": "13"},
    )
    assert linkage.remarks == ()


def test_a_name_no_commune_has_is_told_where_only_the_departement_is_known(link):
    [remark] = link({"postal_code": "01400", "city": "Un hameau"}).remarks
    assert (remark.column, remark.value) == ("city", "Un hameau")
    assert remark.reason == (
        "Aucune commune du code postal ni de son département ne porte ce nom ; la ligne est rattachée "
        "au seul département 01 (Ain)."
    )


def test_a_row_without_any_clue_says_so(link):
    assert link({"name": "Un lieu"}).remarks == (
        Remark(
            2,
            "",
            "",
            "Rien ne situe la ligne : ni code INSEE, ni coordonnées, ni code postal, ni département.",
        ),
    )


def test_a_row_located_by_what_it_serves_is_not_said_lost(link):
    assert link({"served_codes": "D01"}).remarks == ()


def test_unattached_rows_name_the_cell_to_mend(link):
    linkage = link(
        {"city": "Grenoble"},
        {"departement": "Rhône-Alpes"},
        {"postal_code": "inconnu"},
        {"postal_code": "01200"},
        {"insee_code": "01999"},
    )
    assert linkage.places["inside"].all()
    assert (linkage.places["linked_by"] == "").all()
    assert [(remark.line, remark.column, remark.value) for remark in linkage.remarks] == [
        (2, "city", "Grenoble"),
        (3, "departement", "Rhône-Alpes"),
        (4, "postal_code", "inconnu"),
        (5, "postal_code", "01200"),
        (6, "insee_code", "01999"),
    ]
    assert linkage.remarks[-1].reason == (
        "Aucune commune n’a ce code INSEE ; la ligne n’est rattachée à aucun territoire."
    )


def test_an_unknown_code_says_what_was_followed_instead(link):
    [remark] = link({"insee_code": "01999", "postal_code": "38240", "city": "MEYLAN"}).remarks
    assert remark.value == "01999"
    assert remark.reason == (
        "Aucune commune n’a ce code INSEE ; "
        "la ligne est rattachée par le code postal et le nom : Meylan (38229)."
    )


def test_a_name_that_fits_several_communes_links_to_none_and_says_so(link):
    # 69580 serves Sathonay-Camp and Sathonay-Village; Seyssel is in Ain and in Haute-Savoie.
    linkage = link(
        {"postal_code": "69580", "city": "SATHONAY"}, {"postal_code": "01200", "city": "Seyssel"}
    )
    assert linkage.places["commune_code"].tolist() == ["", ""]
    assert linkage.places["departement_code"].tolist() == ["69", ""]
    assert [(remark.line, remark.column) for remark in linkage.remarks] == [
        (2, "city"),
        (3, "city"),
    ]
    assert linkage.remarks[0].reason == (
        "Ce nom convient à plusieurs communes du code postal ou du département ; "
        "la ligne est rattachée au seul département 69 (Rhône)."
    )


def test_a_departement_that_the_postal_code_contradicts_is_said(link):
    linkage = link(
        {"postal_code": "1110", "departement": "Aude"},
        {"postal_code": "13007", "departement": "069"},
        {"postal_code": "13007", "departement": "83"},
    )
    assert [(remark.line, remark.value) for remark in linkage.remarks] == [(2, "Aude"), (3, "069")]
    assert linkage.places["inside"].tolist() == [True, False, False]


def test_remarks_are_in_the_order_of_the_lines(link):
    lyon = {"longitude": 4.8293, "latitude": 45.7572}
    rows = [{}, {"insee_code": "01053", **lyon}, {"insee_code": "01999"}] * 2
    assert [remark.line for remark in link(*rows).remarks] == [2, 3, 4, 5, 6, 7]


def test_no_row_is_no_trouble(gazetteer):
    linkage = link_rows(common_rows(), gazetteer)
    assert linkage.remarks == ()
    assert linkage.places.dtypes.astype("str").to_dict() == {
        "commune_code": "str",
        "departement_code": "str",
        "linked_by": "str",
        "inside": "bool",
        "longitude": "float64",
        "latitude": "float64",
    }
