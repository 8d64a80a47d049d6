"""Any code, any text: what is restored, and what always holds."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.linkage.cells import insee_codes, place_name, postal_codes
from dashboard.data.linkage.link import link_rows
from tests.helpers.linkage_rows import common_rows
from tests.helpers.rhone_alpes import RHONE_ALPES

DIGITS = st.text("0123456789", max_size=6)
CODES = st.one_of(DIGITS, st.from_regex(r"[0-9]{2}[0-9]{3}", fullmatch=True), st.text(max_size=7))
PLACES = st.fixed_dictionaries(
    {
        "insee_code": CODES,
        "postal_code": st.one_of(CODES, CODES.map("{} CEDEX 1".format)),
        "city": st.one_of(st.text(max_size=12), st.sampled_from(["LYON 03", "Seyssel", "CEDEX"])),
        "departement": st.one_of(CODES, st.sampled_from(["Ain", "69D", "2A"])),
        "longitude": st.one_of(st.none(), st.floats(allow_infinity=False), st.floats(3.5, 7.5)),
        "latitude": st.one_of(st.none(), st.floats(allow_infinity=False), st.floats(44, 46.6)),
    }
)


def text(*cells: str) -> pd.Series[str]:
    return pd.Series(cells, dtype="str")


def test_codes_and_postal_codes_are_restored():
    assert insee_codes(text("1053", " 01 053", "2a004", "7005.0", "0105", "?")).tolist() == [
        *("01053", "01053", "2A004", "07005", "0105", "?")
    ]
    cells = text(
        "1000", "69 003", "F-69003", "38028 CEDEX 1", "38028CEDEX", "1000.0", "690033", "7"
    )
    assert postal_codes(cells).tolist() == [
        *("01000", "69003", "69003", "38028", "38028", "01000", "", "")
    ]


@pytest.mark.parametrize(
    ("city", "name"),
    [
        ("HAYE (LA)", "la haye"),
        ("ISLE D'ABEAU (L')", "l isle d abeau"),
        ("ST ETIENNE CEDEX 1", "saint etienne"),
        ("Ste-Foy-lès-Lyon", "sainte foy les lyon"),
        ("CHATILLON S/CHALARONNE", "chatillon sur chalaronne"),
        ("LYON-3E-ARRONDISSEMENT", "lyon"),
        ("69003 Lyon", "lyon"),
        ("Romans-sur-Isère BP 240", "romans sur isere"),
        ("CEDEX", ""),
    ],
)
def test_names_are_brought_to_one_spelling(city, name):
    assert place_name(city) == name


def test_every_living_code_links_to_itself_with_or_without_its_zero(gazetteer):
    codes = pd.Series(gazetteer.codes, dtype="str")
    rows = common_rows(*({"insee_code": code} for code in codes))
    bare = rows.assign(insee_code=codes.str.lstrip("0"))
    for table in (rows, bare):
        places = link_rows(table, gazetteer).places
        assert places["commune_code"].tolist() == codes.tolist()
        assert places["departement_code"].tolist() == codes.str[:2].tolist()


def test_every_name_links_to_its_commune_by_its_postal_code_and_by_a_cedex(atlas, gazetteer):
    communes = atlas.geography.communes
    first = atlas.geography.postal_codes.drop_duplicates("commune_code")
    pairs = first.merge(communes, left_on="commune_code", right_on="code")
    rows = [
        {"postal_code": pair.postal_code, "city": pair.name.upper().replace("SAINT", "ST")}
        for pair in pairs[["postal_code", "name"]].itertuples()
    ]
    cedex = [
        row | {"postal_code": f"{code[:2]}999"}
        for row, code in zip(rows, pairs["code"], strict=True)
    ]
    for table in (rows, cedex):
        places = link_rows(common_rows(*table), gazetteer).places
        assert places["commune_code"].tolist() == pairs["code"].tolist()
        assert set(places["linked_by"]) == {"postal_and_name"}


@given(st.lists(CODES, max_size=30))
@settings(deadline=None, max_examples=50)
def test_a_code_alone_is_inside_unless_it_has_the_form_of_another_departement(gazetteer, codes):
    places = link_rows(common_rows(*({"insee_code": code} for code in codes)), gazetteer).places
    restored = insee_codes(text(*codes))
    for code, inside, commune in zip(
        restored, places["inside"], places["commune_code"], strict=True
    ):
        assert inside or (len(code) == 5 and code[:2] not in RHONE_ALPES.departements)
        assert inside or commune == ""


@given(st.lists(PLACES, max_size=20))
@settings(deadline=None, max_examples=80)
def test_whatever_rows_say_they_end_somewhere_and_say_why(gazetteer, rows):
    linkage = link_rows(common_rows(*rows), gazetteer)
    told = {remark.line for remark in linkage.remarks}
    known = set(gazetteer.codes)
    for line, place in enumerate(linkage.places.itertuples(index=False), start=2):
        assert place.commune_code in known | {""}
        assert place.departement_code in {*RHONE_ALPES.departements, ""}
        assert (place.linked_by == "") == (place.departement_code == "")
        assert (place.commune_code != "") == (place.linked_by not in {"", "departement"})
        assert place.inside or place.linked_by == ""
        assert not place.inside or place.linked_by or line in told
    assert [remark.line for remark in linkage.remarks] == sorted(
        remark.line for remark in linkage.remarks
    )
