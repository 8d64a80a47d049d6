"""The hand-written catalogue with a few imported records."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from dashboard.data.catalogue import Catalogue
from dashboard.data.imports.merge import with_imports
from dashboard.data.join import join_territories
from dashboard.domain.counting import Counting
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from tests.helpers.import_records import dataset

POST = {
    "id": "00119R0001",
    "name": "Poste d’adulte-relais – Régie du Pré",
    "operator": "Régie du Pré",
    "departement_code": "01",
    "linked_by": "departement",
    "themes": "lien-social",
}
LOST = {"id": "Lieu n° 7", "name": "Atelier sans adresse", "themes": "numerique"}
POSTS = dataset("postes", "2021-01-01", POST, LOST)

HOUSE = {
    "id": "12",
    "name": "Maison des Tilleuls",
    "operator": "Association des Tilleuls",
    "address": "3 rue des Tilleuls",
    "commune_code": "38185",
    "departement_code": "38",
    "linked_by": "insee",
    "themes": "numerique",
    "phone": "04 76 00 00 01",
    "longitude": 5.7243,
    "latitude": 45.182,
}
SAME_HOUSE = {
    **HOUSE,
    "id": "a b",
    "name": "MAISON DES TILLEULS",
    "themes": "acces-aux-droits|numerique",
    "phone": "",
    "email": "accueil@exemple.fr",
    "website": "https://exemple.fr",
    "summary": "Des ordinateurs.",
    "longitude": 5.7245,
    "latitude": 45.1821,
}
TWO_SOURCES = (dataset("lieux", "2023-02-23", HOUSE), dataset("places", "2022-11-01", SAME_HOUSE))


@pytest.fixture(scope="module")
def catalogue(atlas) -> Catalogue:
    return atlas.catalogue


def added(catalogue: Catalogue, *datasets) -> pd.DataFrame:
    """Give the initiatives that the catalogue did not write."""
    merged = with_imports(catalogue, datasets).initiatives
    assert merged.index.tolist() == list(range(len(merged)))
    return merged.iloc[len(catalogue.initiatives) :].reset_index(drop=True)


def test_nothing_imported_leaves_the_catalogue_as_it_is(catalogue):
    for datasets in ((), (dataset("vide", "2023-01-01"),)):
        same = with_imports(catalogue, datasets)
        assert_frame_equal(same.initiatives, catalogue.initiatives)
        assert_frame_equal(same.places, catalogue.places)


def test_a_record_of_a_departement_alone_is_somewhere_in_it_and_serves_nothing(catalogue, atlas):
    post = added(catalogue, POSTS).iloc[0]
    assert post["commune_codes"] == post["served_codes"] == ()
    assert post["somewhere_codes"] == ("D01",)
    assert post["precision"] == "departement"
    merged = with_imports(catalogue, (POSTS,))
    [contact] = merged.places.iloc[len(catalogue.places) :].to_dict("records")
    assert (contact["commune_code"], contact["somewhere_code"]) == ("", "D01")
    pairs = join_territories(
        merged.initiatives,
        communes=atlas.geography.communes,
        epci=atlas.geography.epci,
        region_code=atlas.geography.region.code,
    )
    record = len(catalogue.initiatives)
    for counting in Counting:
        assert record not in pairs.pairs[Level.COMMUNE, counting][0]
        assert record not in pairs.pairs[Level.EPCI, counting][0]
        number, row = pairs.pairs[Level.DEPARTEMENT, counting]
        assert row[number == record].tolist() == [0]
    assert record not in pairs.wide[0]


def test_records_none_of_which_names_its_operator_have_none(catalogue):
    assert added(catalogue, dataset("lieux", "2023-01-01", LOST))["operators"].tolist() == [()]


def test_an_unattached_record_is_kept_without_a_place(catalogue):
    lost = added(catalogue, POSTS).iloc[1]
    assert lost["name"] == "Atelier sans adresse"
    assert (lost["commune_codes"], lost["served_codes"]) == ((), ())
    assert lost["precision"] == "approximate"


def test_the_same_service_under_two_sources_is_shown_once_with_both_cited(catalogue):
    only = added(catalogue, *TWO_SOURCES)
    assert only["name"].tolist() == ["MAISON DES TILLEULS"]
    house = only.iloc[0]
    assert set(house["source_ids"]) == {"lieux", "places"}
    assert house["themes"] == ("acces-aux-droits", "numerique")
    assert house["summary"] == "Des ordinateurs."
    assert house["precision"] == "exact"
    assert house["commune_codes"] == ("38185",)
    merged = with_imports(catalogue, TWO_SOURCES)
    [place] = merged.places[merged.places["initiative_id"] == house["id"]].to_dict("records")
    assert (place["phone"], place["email"]) == ("04 76 00 00 01", "accueil@exemple.fr")
    assert (place["longitude"], place["latitude"]) == (5.7245, 45.1821)
    sources = merged.sources.set_index("id")
    assert sources.loc[["lieux", "places"], "date"].tolist() == ["2023-02-23", "2022-11-01"]
    assert merged.organisations["name"].tolist().count("Association des Tilleuls") == 1


def test_the_same_name_elsewhere_is_another_service(catalogue):
    elsewhere = {**SAME_HOUSE, "commune_code": "38421", "longitude": 5.75, "latitude": 45.16}
    datasets = (TWO_SOURCES[0], dataset("places", "2022-11-01", elsewhere))
    assert len(added(catalogue, *datasets)) == 2


def test_a_record_alike_to_a_written_one_joins_it(catalogue):
    known = {
        "id": "9",
        "name": "Le 38 Cité",
        "commune_code": "38421",
        "departement_code": "38",
        "linked_by": "insee",
        "themes": "mobilite",
        "phone": "04 76 00 00 00",
    }
    lieux = dataset("lieux", "2023-02-23", known)
    assert added(catalogue, lieux).empty
    merged = with_imports(catalogue, (lieux,)).initiatives.set_index("id")
    assert merged.loc["le-38-cite", "source_ids"] == ("grenoble-2025", "lieux")
    before = catalogue.initiatives.set_index("id")
    assert merged.loc["le-38-cite", "name"] == before.loc["le-38-cite", "name"]
    places = with_imports(catalogue, (lieux,)).places
    gained = places.iloc[len(catalogue.places) :]
    assert gained[["initiative_id", "phone", "source_id"]].to_numpy().tolist() == [
        ["le-38-cite", "04 76 00 00 00", "lieux"]
    ]
    # No other record of the catalogue is touched.
    assert (merged["source_ids"] != before["source_ids"]).sum() == 1


def test_a_later_edition_closes_nothing_it_only_lists_no_more(catalogue):
    before = dataset("lieux", "2020-01-31", HOUSE | {"id": "1", "name": "Absente"}, HOUSE)
    after = dataset("lieux", "2022-12-01", HOUSE, HOUSE | {"id": "3", "name": "Nouvelle"})
    table = added(catalogue, after, before).set_index("name")
    assert table["status"].to_dict() == {
        "Absente": "unlisted",
        "Maison des Tilleuls": "unknown",
        "Nouvelle": "unknown",
    }
    assert table.loc["Absente", ["delisted_on", "listed_until"]].tolist() == ["2022-12-01", 2020]
    assert table[["start_year", "end_year"]].isna().all(axis=None)
    assert str(table["listed_until"].dtype) == "Int16"


def test_an_exhaustive_list_withdraws_what_it_drops_unless_another_has_it(catalogue):
    lone = HOUSE | {"id": "1", "name": "Absente", "longitude": 5.75, "latitude": 45.16}
    before = dataset("fs", "2020-01-31", lone, HOUSE, exhaustive=True)
    after = dataset("fs", "2022-12-01", LOST, exhaustive=True)
    other = dataset("places", "2022-11-01", SAME_HOUSE)
    table = added(catalogue, before, after, other).set_index("name")
    assert table.loc["Absente", ["status", "delisted_on"]].tolist() == ["withdrawn", "2022-12-01"]
    assert table.loc["MAISON DES TILLEULS", ["status", "delisted_on"]].tolist() == ["unknown", ""]


def test_two_lists_of_one_format_are_two_sources(catalogue):
    first = dataset("asso-a", "", HOUSE | {"id": "a"})
    second = dataset("asso-b", "", LOST | {"id": "a"})
    table = added(catalogue, first, second)
    assert table["name"].tolist() == ["Maison des Tilleuls", "Atelier sans adresse"]
    assert table["source_ids"].tolist() == [("asso-a",), ("asso-b",)]
    assert table["updated_on"].tolist() == ["", ""]
    assert table["status"].tolist() == ["unknown", "unknown"]


def test_the_record_of_a_third_source_in_two_lists_is_one(catalogue):
    renamed = HOUSE | {"source": "dora", "name": "Un tout autre nom", "longitude": 5.75}
    lists = (
        dataset("lieux", "2023-02-23", HOUSE | {"source": "dora"}),
        dataset("structures", "2022-11-01", renamed),
    )
    table = added(catalogue, *lists)
    assert table["source_ids"].tolist() == [("lieux", "structures")]


def test_a_document_s_ended_initiative_that_a_list_has_is_running(catalogue):
    over = catalogue.initiatives.assign(
        status=catalogue.initiatives["status"].mask(
            catalogue.initiatives["id"] == "le-38-cite", "ended"
        )
    )
    known = {"id": "9", "name": "Le 38 Cité", "commune_code": "38421", "status": "active"}
    lieux = dataset("lieux", "2023-02-23", known)
    merged = with_imports(replace(catalogue, initiatives=over), (lieux,)).initiatives
    assert merged.set_index("id").loc["le-38-cite", "status"] == "active"


def test_ids_are_the_same_at_every_import_and_stand_in_addresses(catalogue):
    ids = added(catalogue, *TWO_SOURCES, POSTS)["id"].tolist()
    assert added(catalogue, POSTS, *TWO_SOURCES).set_index("id").index.isin(ids).all()
    assert len(set(ids)) == 3
    for identifier in ids:
        assert MapSelection.from_query({"fiche": [identifier]}).record == identifier
    plain = added(catalogue, TWO_SOURCES[0])["id"].tolist()
    assert plain == ["lieux-12"]


def test_the_tables_of_the_catalogue_are_left_as_they_were(catalogue):
    names = ("initiatives", "places", "organisations", "sources")
    before = {name: getattr(catalogue, name).copy(deep=True) for name in names}
    merged = with_imports(catalogue, (*TWO_SOURCES, POSTS))
    for name in names:
        assert_frame_equal(getattr(catalogue, name), before[name])
        together = getattr(merged, name)
        assert len(together) > len(before[name])
        if name != "initiatives":
            first = together.head(len(before[name]))[before[name].columns]
            assert_frame_equal(first, before[name], check_dtype=False)


def test_an_initiative_answers_to_the_ids_of_all_its_records(catalogue):
    one = dataset("lieux", "2023-02-23", HOUSE)
    other = dataset("france-services", "2022-12-01", HOUSE | {"id": "77"})
    (aliases,) = added(catalogue, one, other)["aliases"]
    assert sorted(aliases) == ["france-services-77", f"lieux-{HOUSE['id']}"]


def test_an_address_written_before_lists_had_sources_still_leads_to_its_record(catalogue):
    kept = dataset("vestiaires", "2024-05-01", HOUSE | {"source": "modele"})
    earlier = replace(kept, provenance=replace(kept.provenance, format="modele"))
    only = added(catalogue, earlier).iloc[0]
    assert only["id"] == "vestiaires-12"
    assert set(only["aliases"]) == {"vestiaires-12", "modele-12"}


def test_a_service_told_by_two_sources_is_where_one_of_them_puts_it(catalogue):
    vague = HOUSE | {"longitude": float("nan"), "latitude": float("nan"), "commune_code": "38421"}
    vague |= {"phone": "04 76 00 00 01", "summary": "Un lieu.", "email": "a@exemple.fr"}
    exact = {**HOUSE, "id": "b"}
    both = (
        dataset("lieux", "2023-02-23", vague | {"source": "dora", "id": "12"}),
        dataset("places", "2022-11-01", exact | {"source": "dora", "id": "12"}),
    )
    merged = with_imports(catalogue, both)
    [place] = merged.places.iloc[len(catalogue.places) :].to_dict("records")
    assert (place["commune_code"], place["longitude"], place["latitude"]) == (
        "38185",
        5.7243,
        45.182,
    )
    [house] = merged.initiatives.iloc[len(catalogue.initiatives) :].to_dict("records")
    assert (house["commune_codes"], house["precision"]) == (("38185",), "exact")


def test_a_service_has_the_latest_date_and_the_latest_hours_of_its_sources(catalogue):
    full = SAME_HOUSE | {"phone": "04 76 00 00 01", "opening_hours": "Mo 09:00-12:00"}
    both = (
        dataset("places", "2021-11-01", full | {"updated_on": "2021-05-01"}),
        dataset("lieux", "2023-02-23", HOUSE | {"opening_hours": "Tu 14:00-17:00"}),
    )
    merged = with_imports(catalogue, both)
    [house] = merged.initiatives.iloc[len(catalogue.initiatives) :].to_dict("records")
    assert (house["name"], house["updated_on"]) == ("MAISON DES TILLEULS", "2023-02-23")
    [place] = merged.places.iloc[len(catalogue.places) :].to_dict("records")
    assert place["opening_hours"] == "Tu 14:00-17:00"
    assert [said.hours for said in place["other_hours"]] == ["Tu 14:00-17:00", "Mo 09:00-12:00"]


def test_a_list_that_has_a_service_no_more_dates_and_places_it_no_more(catalogue):
    old = dataset("places", "2020-01-01", SAME_HOUSE | {"updated_on": "2024-05-01"})
    without = dataset("places", "2024-06-01", LOST)
    listed = dataset("lieux", "2023-02-23", HOUSE)
    merged = with_imports(catalogue, (old, without, listed))
    found = merged.initiatives.iloc[len(catalogue.initiatives) :].set_index("name")
    assert found.loc["Maison des Tilleuls", "updated_on"] == "2023-02-23"
    places = merged.places.set_index("initiative_id")
    house = found.loc["Maison des Tilleuls", "id"]
    assert places.loc[house, ["longitude", "address"]].tolist() == [5.7243, "3 rue des Tilleuls"]


def test_two_records_whose_ids_would_be_one_have_each_their_own(catalogue):
    table = added(
        catalogue,
        dataset("ccas", "", HOUSE | {"id": "vif-1"}),
        dataset("ccas-vif", "", LOST | {"id": "1"}),
    )
    assert table["id"].is_unique
    assert table["id"].str.match("fiche-[0-9a-f]{12}$").all()
