"""What search fields offer while somebody types."""

from __future__ import annotations

import pytest

from dashboard.api.suggestions import suggested_needs, suggested_places, suggested_territories
from dashboard.domain.addresses import Address


def nothing_found(_text):
    return []


def asks(groups):
    return [(group["group"], [item["asks"] for item in group["items"]]) for group in groups]


def labels(groups):
    return [item["label"] for group in groups for item in group["items"]]


def test_an_everyday_word_is_a_need_first_and_a_place_after_it(snapshot):
    groups = suggested_needs(snapshot, "die")
    assert asks(groups)[-1] == (
        "Lieux",
        [{"territoire": "26113", "besoin": ""}, *asks(groups)[-1][1][1:]],
    )
    (need, place) = (
        suggested_needs(snapshot, "cours de français")[:1],
        suggested_needs(snapshot, "cours"),
    )
    assert asks(need) == [("Besoins", [{"besoin": "Apprendre le français"}])]
    assert [group for group, _ in asks(place)] == ["Besoins", "Lieux"]


@pytest.mark.parametrize("typed", ["", "c", "ggggg", "<script>"])
def test_what_means_nothing_offers_nothing(snapshot, typed):
    assert suggested_needs(snapshot, typed) == []
    assert suggested_places(snapshot, typed, nothing_found) == []


def test_a_place_of_the_map_is_asked_by_its_code(snapshot):
    groups = suggested_places(snapshot, "lamastre", nothing_found)
    assert ("Communes", [{"territoire": "07129"}]) in asks(groups)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("isere", "D38"), ("ain", "D01"), ("rhone", "D69"), ("38", "D38"), ("rhone-alpes", "R82")],
)
def test_a_departement_or_the_region_is_offered_first(snapshot, typed, code):
    assert asks(suggested_places(snapshot, typed, nothing_found))[0][1][0] == {"territoire": code}


def test_a_place_outside_is_asked_by_its_name_and_the_answer_says_that_it_is(snapshot):
    for typed, label in (("clermont-ferrand", "Clermont-Ferrand (63)"), ("Suisse", "Suisse")):
        groups = suggested_places(snapshot, typed, nothing_found)
        assert asks(groups) == [("Hors du périmètre", [{"lieu": label}])]
        assert labels(groups) == [f"{label}, hors du périmètre"]


def test_a_geocoder_is_asked_about_addresses_only_and_answers_last(snapshot):
    questions = []

    def find(text):
        questions.append(text)
        return [Address("12 rue du Lac, 07270 Lamastre", 4.57953, 44.98530, "07129")]

    for typed in ("lamastre", "07270 Lamastre", "Lyon 3", ""):
        assert "Adresses" not in [
            group for group, _ in asks(suggested_places(snapshot, typed, find))
        ]
    assert questions == []
    groups = suggested_places(snapshot, "12 rue du Lac Lamastre", find)
    assert questions == ["12 rue du Lac Lamastre"]
    assert asks(groups)[-1] == ("Adresses", [{"position": "44.9853,4.5795"}])
    assert labels(groups)[-1] == "12 rue du Lac, 07270 Lamastre"


def test_a_territory_is_offered_by_group_with_its_departement(snapshot):
    groups = suggested_territories(snapshot, "st etienne de boulogne")
    assert asks(groups)[0] == ("Communes", [{"territoire": "07230"}])
    assert labels(groups)[0] == "Saint-Étienne-de-Boulogne, Ardèche"


def test_a_postal_code_lists_its_communes_before_the_one_of_that_insee_code(snapshot):
    postal, insee = suggested_territories(snapshot, "07270")
    assert (postal["group"], len(postal["items"]) > 1) == ("Codes postaux", True)
    assert {"territoire": "07129"} in [item["asks"] for item in postal["items"]]
    assert [item["label"] for item in insee["items"]] == [
        "Saint-Martin-sur-Lavezon, code INSEE 07270"
    ]


def test_a_territory_outside_is_named_and_cannot_be_chosen(snapshot):
    assert suggested_territories(snapshot, "clermont-ferrand") == [
        {
            "group": "Hors du périmètre",
            "items": [{"label": "Clermont-Ferrand (63), hors du périmètre", "asks": {}}],
        }
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("38", "D38"),
        ("saint-priest rhone", "69290"),
        ("Saint-Priest (07), Ardèche", "07288"),
        ("lyon 8", "69123"),
        ("69008", "69123"),
        ("la commune de lamastre", "07129"),
    ],
)
def test_what_is_smaller_or_said_otherwise_is_the_territory_it_is_in(snapshot, typed, code):
    assert asks(suggested_territories(snapshot, typed))[0][1][0] == {"territoire": code}


def test_a_part_of_a_town_is_its_town_once(snapshot):
    assert labels(suggested_territories(snapshot, "lyon 8")) == ["Lyon, dont Lyon 8e"]


def test_a_place_outside_comes_before_those_of_a_name_alike(snapshot):
    assert labels(suggested_territories(snapshot, "dijon")) == [
        "Dijon (21), hors du périmètre",
        "Divonne-les-Bains, Ain",
    ]


@pytest.mark.parametrize("typed", ["", "z" * 100_000, "ggggg", "<script>", "rhone-alpes"])
def test_what_is_no_territory_offers_none(snapshot, typed):
    assert suggested_territories(snapshot, typed) == []


def test_the_route_answers_json_that_nobody_keeps_and_reads_eighty_letters(client):
    address = "/suggestions"
    answer = client.get(
        address, query_string={"champ": "lieu", "texte": "Lamastre" + " " * 80 + "x"}
    )
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Lamastre, Ardèche" in labels(answer.json)
    assert client.get(address).json == []
    territory = client.get(address, query_string={"champ": "territoire", "texte": "lamastre"})
    assert asks(territory.json)[0] == ("Communes", [{"territoire": "07129"}])
    assert (
        client.get(address, query_string={"champ": "besoin", "texte": "CAF"}).json[0]["group"]
        == "Besoins"
    )
