import numpy as np
import pandas as pd
import pytest

from dashboard.data.duplicates.across import link_across_sources

EAST_80_M, EAST_790_M = 0.001, 0.01  # degrees of longitude in Vif
TEXTS = ["source", "name", "address", "postal_code", "city", "commune_code"]
PHONE, OTHER_PHONE = {"phone": "04 65 71 00 12"}, {"phone": "04 65 71 00 13"}
VIF = {"city": "Vif", "commune_code": "38545", "postal_code": "38450"}


def record(source, name, address="", longitude=np.nan, **others):
    """A record in Vif; a longitude goes with latitude 45.05."""
    row = {"source": source, "name": name, "address": address, "longitude": longitude}
    return VIF | row | {"latitude": longitude * 0 + 45.05} | others


def groups(*rows):
    return link_across_sources(pd.DataFrame(rows).astype(dict.fromkeys(TEXTS, "str"))).tolist()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("France services de Vif", "Maison France Services Vif"),
        ("France services – Vallée de la Gresse", "MSAP Vif"),
        ("France services de Vif", "Relais Grand Sud – France Services"),
        ("France services de Vif", "EFS Vif / Centre de ressources"),
        ("CCAS de Vif", "Centre communal d’action sociale"),
        ("Médiathèque Le Trait d’union", "BIBLIOTHEQUE TRAIT D'UNION"),
        ("Mairie de Vif", "COMMUNE DE VIF"),
        ("Association Ordi’toutage", "ORDITOUTAGE"),
        ("UDAF de l’Isère", "Union départementale des associations familiales de l’Isère"),
        ("ASSOC TREMPLIN EMPLOI", "Le Tremplin"),
        ("Conseiller numérique – COMMUNE DE VIF", "COM DE VIF"),
        ("La B@se", "La Base"),
        ("PIMMS de Vif", "Point information médiation multi-services"),
    ],
)
def test_one_service_under_two_sources_at_one_place(name, other):
    here, beside = ("1 rue Haute", 5.67), ("rue Haute", 5.67 + EAST_80_M)
    assert groups(record("a", name, *here), record("b", other, *beside)) == [0, 0]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("CCAS de Vif", "Mairie de Vif"),
        ("Centre social Le Pot au noir", "Régie de quartier Le Pot au noir"),
        ("Centre social Le Pot au noir", "France services Centre social"),
        ("Bus France services de Vif", "France services de Vif"),
        ("CC du Trièves", "Point information jeunesse de la CC du Trièves"),
        ("Emmaüs Connect", "Secours populaire"),
        ("Centre social 1", "Centre social 2"),
    ],
)
def test_neighbours_under_one_roof_stay_apart(name, other):
    here = ("1 rue Haute", 5.67)
    assert groups(record("a", name, *here), record("b", other, *here)) == [0, 1]


def test_the_same_name_farther_away_is_another_place():
    rows = [
        record(source, "La Source", "", 5.67 + east)
        for source, east in (("a", 0), ("b", EAST_790_M))
    ]
    assert groups(*rows) == [0, 1]
    assert groups(rows[0], rows[1] | {"longitude": 5.67 + EAST_790_M / 2}) == [0, 0]


def test_the_same_number_and_street_do_whatever_the_positions_say():
    here = record("a", "La Source", "3, av. du Dr Vercors", 5.67)
    there = record("b", "LA SOURCE", "3 Avenue du Docteur Vercors 38450 VIF", 5.67 + EAST_790_M)
    assert groups(here, there) == [0, 0]
    assert groups(here, there | {"address": "4 avenue du Docteur Vercors"}) == [0, 1]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Centre social de la Gresse", "LA GRESSE"),
        ("Espace de vie sociale La Soupe", "EVS La Soupe – Ateliers du quai"),
        ("France services de Vif", "Les Amis de la Gresse – Msap"),
        ("La Base", "La Base Exemples"),
    ],
)
def test_one_phone_tells_the_same_service_up_to_500_m(name, other):
    one = record("a", name, "1 rue Haute", 5.67)
    two = record("b", other, "4 place Basse", 5.67 + EAST_790_M / 3)
    assert groups(one, two) == [0, 1]
    assert groups(one | PHONE, two | PHONE) == [0, 0]
    assert groups(one | PHONE, two | OTHER_PHONE) == [0, 1]
    assert groups(one | PHONE, two | PHONE | {"longitude": 5.67 + EAST_790_M}) == [0, 1]


def test_one_phone_does_not_make_a_france_services_its_host():
    one = record("a", "Les Amis de la Gresse – Msap", "1 rue Haute", 5.67) | PHONE
    two = record("b", "LES AMIS DE LA GRESSE", "4 place Basse", 5.67 + EAST_790_M / 3) | PHONE
    assert groups(one, two) == [0, 1]


def test_one_phone_tells_the_same_kind_where_no_place_is_known():
    rows = [record("a", "CCAS de Vif"), record("b", "CCAS"), record("b", "Centre d’action sociale")]
    rows[2] |= {"name": "CCAS Vif", "address": "2 rue B"}
    assert groups(*rows) == [0, 1, 2]
    assert groups(rows[0] | PHONE, rows[1], rows[2] | PHONE) == [0, 1, 0]


def test_one_phone_alone_tells_nothing():
    house = {"address": "1 rue Haute"} | PHONE
    names = ["Médiathèque de Vif", "France services de Vif", "CCAS de Vif", "Les Amis de la Gresse"]
    rows = [record(source, name) | house for source, name in zip("abcd", names, strict=True)]
    assert groups(*rows) == [0, 1, 2, 3]


@pytest.mark.parametrize(("other", "found"), [("LA SOURCE", [0, 0]), ("La Sauce", [0, 1])])
def test_a_record_with_nothing_but_its_commune_needs_the_same_name(other, found):
    vague = record("catalogue", "Épicerie La Source")
    assert groups(vague, record("b", f"epicerie {other}", "2 rue B", 5.6)) == found


def test_a_kind_alone_and_no_place_must_be_the_only_one_of_the_commune():
    vague = record("catalogue", "Maison France services")
    two = [record("b", "France services de Vif", f"{n} rue B", 5.6 + n / 50) for n in (1, 2)]
    assert groups(vague, two[0]) == [0, 0]
    assert groups(vague, *two) == [0, 1, 2]


def test_initials_are_a_name_at_one_address():
    whole = record("a", "ASSOC REGIE QUARTIERS AIXOIS", "7 avenue Basse")
    assert groups(whole, record("b", "ARQA", "7 av. Basse")) == [0, 0]
    assert groups(whole, record("b", "ARQA", "8 av. Basse")) == [0, 1]
    assert groups(whole, record("b", "ARQB", "7 av. Basse")) == [0, 1]
    three = record("a", "Aide Repas Quotidien", "7 avenue Basse")
    assert groups(three, record("b", "ARQ", "7 av. Basse")) == [0, 1]


def test_a_part_of_a_name_is_no_name_where_several_may_be_meant():
    whole = record("a", "Association Passerelle", "6 rue du Forum")
    parts = [record("b", f"Passerelle {what}", "6 rue du Forum") for what in ("Cordée", "Traverse")]
    assert groups(whole, parts[0]) == [0, 0]
    assert groups(whole, *parts) == [0, 1, 2]


def test_two_records_of_one_source_never_come_together_through_a_third():
    east = {"a": 0, "b": EAST_80_M / 2, "c": EAST_80_M / 2}
    rows = [record(source, "La Source", "", 5.67 + far) for source, far in east.items()]
    rows.insert(2, rows[0] | {"longitude": 5.67 + EAST_80_M})
    assert groups(*rows) == [0, 0, 2, 0]


def test_a_record_between_two_services_does_not_chain_them():
    names = ["Tremplin", "Tremplin Passerelle", "Passerelle"]
    rows = [record(s, name, "6 rue du Forum") for s, name in zip("abc", names, strict=True)]
    assert groups(*rows) == [0, 0, 2]
    assert groups(rows[1], rows[2]) == [0, 0]


def test_who_most_sources_know_again_is_theirs_unless_its_name_excludes_one():
    rows = [
        record("a", "Les Amis de la Gresse", "6 rue du Forum"),
        record("b", "Les Amis de la Gresse – Msap", "6 rue du Forum"),
        record("c", "Les Amis de la Gresse – Msap", "6 rue du Forum"),
        record("d", "France services – Les Amis de la Gresse", "6 rue du Forum"),
    ]
    bare = record("e", "France services de Vif", "6 rue du Forum")
    assert groups(*rows, bare) == [0, 0, 0, 0, 0]
    assert groups(rows[0], rows[1], bare) == [0, 0, 2]


def test_a_record_of_three_sources_between_two_services_chains_them_no_more_than_one():
    whole = [record(source, "Tremplin Passerelle", "6 rue du Forum") for source in "abc"]
    parts = [
        record("d", "Tremplin", "6 rue du Forum"),
        record("e", "Passerelle", "6 rue du Forum"),
    ]
    assert groups(*whole, *parts) == [0, 0, 0, 0, 4]


def test_a_source_is_not_compared_with_itself():
    assert groups(record("a", "La Source", "", 5.67), record("a", "La Source", "", 5.67)) == [0, 1]


def test_communes_have_services_of_the_same_name_but_on_their_border():
    here = record("a", "La Source", "", 5.67)
    beyond = {"city": "Varces", "commune_code": "38524", "postal_code": "38760"}
    assert groups(here, record("b", "La Source", "", 5.67 + EAST_80_M, **beyond)) == [0, 0]
    assert groups(here, record("b", "La Source", "", 5.67 + EAST_790_M / 2, **beyond)) == [0, 1]


def test_without_commune_the_postal_code_and_the_address_do():
    here = record("a", "La Source", "3 rue B")
    lost = record("b", "La Source", "3 rue B 38450 Vif", commune_code="")
    assert groups(here, lost) == [0, 0]
    assert groups(here, lost | {"address": ""}) == [0, 1]


def test_former_communes_keep_their_town_halls_apart():
    merged = [
        record("a", "Mairie de Dommartin", city="Dommartin"),
        record("b", "Mairie de Bâgé", city="Bâgé"),
    ]
    assert groups(*merged) == [0, 1]


def test_no_record_gives_no_number():
    assert link_across_sources(pd.DataFrame([record("a", "La Source")])[:0]).tolist() == []
