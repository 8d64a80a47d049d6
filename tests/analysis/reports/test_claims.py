"""What documents write beside the reference data, on the repository's own files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.analysis.reports.claims import claims_beside


@pytest.fixture
def beside(snapshot):
    def found(*codes):
        return claims_beside(snapshot.catalogue_index, snapshot.region_index, codes)

    return found


def by_label(claims):
    return {one.label: one for one in claims}


def test_fifty_six_communes_are_written_of_valence_romans_and_the_reference_counts_54(beside):
    (communes,) = (one for one in beside("200068781") if one.label == "Communes membres")
    assert (communes.written, communes.official, communes.difference) == (56, 54, -2)
    assert (communes.written_on, communes.official_on) == ("2025-10-21", "COG 2026")
    assert communes.territory == "CA Valence Romans Agglo"
    assert communes.quoted_source == "Valence Romans Agglo"
    assert communes.source.startswith("Sur le terrain de la solidarité")
    assert communes.official_source == "INSEE et DGCL, composition des intercommunalités"


def test_the_inhabitants_of_an_epci_are_those_of_all_its_communes(beside):
    (people,) = (one for one in beside("200068781") if one.label == "Habitants")
    assert (people.written, people.official) == (225_000, 226_240)
    assert people.note == "La référence est la population municipale de toutes ses communes."
    assert people.official_source == "INSEE, populations légales"


def test_of_the_region_epci_are_counted_by_kind_and_the_note_says_which(beside):
    told = by_label(beside("R82"))
    epci = told["Intercommunalités"]
    assert (epci.written, epci.official, epci.difference) == (270, 126, -144)
    assert epci.written_on == "2024"
    assert "intercommunalités à fiscalité propre ayant au moins une commune en Rhône-Alpes" in (
        epci.note
    )
    agglomerations, metropoles = told["Communautés d’agglomération"], told["Métropoles"]
    assert (agglomerations.written, agglomerations.official) == (18, 22)
    assert (metropoles.written, metropoles.official) == (5, 3)


def test_what_the_reference_does_not_measure_has_no_number_and_says_so(beside):
    (poverty,) = beside("D01")
    assert (poverty.written, poverty.unit, poverty.written_on) == (11.5, "%", "2021")
    assert (poverty.official, poverty.difference) == (None, None)
    assert (poverty.official_on, poverty.official_source) == ("", "")
    assert poverty.note == "Les données de référence ne mesurent pas cela."


def test_an_epci_cut_by_the_border_counts_its_communes_outside(snapshot):
    cut = (
        snapshot.catalogue_index.epci["communes_inside"]
        < snapshot.catalogue_index.epci["communes_total"]
    )
    code = cut.index[cut][0]
    catalogue_index = type(snapshot.catalogue_index)(
        **{
            **vars(snapshot.catalogue_index),
            "claims": (
                {**snapshot.catalogue_index.claims[0], "territory_code": code},
                {**snapshot.catalogue_index.claims[1], "territory_code": code},
            ),
        }
    )
    communes, people = claims_beside(catalogue_index, snapshot.region_index, [code])
    row = catalogue_index.epci.loc[code]
    assert communes.official == row["communes_total"]
    assert f"dont {row['communes_total'] - row['communes_inside']}\u00a0commune" in communes.note
    assert people.official == row["population_total"]
    assert "y compris hors de la région" in people.note


def test_the_inhabitants_of_a_commune_are_its_own(snapshot):
    claim = {**snapshot.catalogue_index.claims[1], "territory_code": "38185", "value": 160_000.0}
    catalogue_index = type(snapshot.catalogue_index)(
        **{**vars(snapshot.catalogue_index), "claims": (claim,)}
    )
    (people,) = claims_beside(catalogue_index, snapshot.region_index, ["38185"])
    rows = snapshot.region_index.territories["communes"]
    assert people.official == rows.populations[rows.rows["38185"]]


def test_claims_keep_the_order_of_the_file_and_others_are_left_out(beside):
    assert [one.label for one in beside("200066793")] == ["Communes membres", "Habitants"]
    assert beside("07129") == ()
    assert {one.territory for one in beside("200066793", "D01")} == {"CA du Grand Annecy", "Ain"}


def test_the_metropole_of_lyon_is_named_where_the_map_holds_it(beside, snapshot):
    assert by_label(beside("R82"))["Métropoles"].note.endswith(
        "en Rhône-Alpes, Métropole de Lyon comprise."
    )
    epci = snapshot.catalogue_index.epci
    without = replace(snapshot.catalogue_index, epci=epci[epci["kind"] != "MET69"])
    told = by_label(claims_beside(without, snapshot.region_index, ["R82"]))
    assert told["Métropoles"].official == 2
    assert told["Métropoles"].note.endswith("ayant au moins une commune en Rhône-Alpes.")
