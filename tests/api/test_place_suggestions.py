"""The order of the places offered while somebody types."""

from dashboard.api.suggestions import suggested_places


def no_address(_):
    return ()


def test_a_commune_comes_before_the_epci_named_after_it(snapshot):
    communes, epci = suggested_places(snapshot, "greno", no_address)
    assert [communes["group"], epci["group"]] == ["Communes", "Intercommunalités"]
    assert communes["items"][0] == {"label": "Grenoble, Isère", "asks": {"territoire": "38185"}}
    assert epci["items"][0]["label"].startswith("Grenoble-Alpes-Métropole")


def test_an_arrondissement_stays_before_all(snapshot):
    groups = [one["group"] for one in suggested_places(snapshot, "69008", no_address)]
    assert groups == ["Arrondissements", "Codes postaux", "Communes"]
