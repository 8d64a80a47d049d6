"""What the geography tells of needs before any import."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.data.needs.of_geography import geography_needs
from dashboard.data.stores.tables import storable
from dashboard.server.build_snapshot import snapshot_of


@pytest.fixture(scope="module")
def values(atlas):
    table = geography_needs(atlas.geography).table
    return table.set_index(["level", "indicator", "code"])["value"]


def test_inhabitants_and_inhabitants_per_km2_are_told_of_every_commune_and_epci(values):
    sizes = values.groupby(level=["level", "indicator"]).size().to_dict()
    assert sizes == {
        ("communes", "densite-population"): 2738,
        ("communes", "population-municipale"): 2738,
        ("epci", "densite-population"): 126,
        ("epci", "population-municipale"): 126,
    }


def test_the_values_are_those_published(values):
    assert values["epci", "population-municipale", "200071751"] == 137_046
    # Lyon is on 47.87 km² (INSEE); Lamastre is a village of mountains.
    lyon = values["communes", "densite-population", "69123"]
    assert lyon == pytest.approx(
        values["communes", "population-municipale", "69123"] / 47.87, rel=0.01
    )
    assert values["communes", "densite-population", "07129"] < 150


def test_a_commune_without_polygon_has_no_density(atlas):
    communes = atlas.geography.communes.head(2).copy()
    communes.loc[communes.index[0], "geometry"] = None
    table = geography_needs(replace(atlas.geography, communes=communes)).table
    density = table[(table["level"] == "communes") & (table["indicator"] == "densite-population")]
    assert density["state"].tolist() == ["missing", "value"]


def test_it_is_cited_dated_and_stored_as_an_import_is(atlas):
    dataset = geography_needs(atlas.geography)
    assert (dataset.provenance.publisher, dataset.provenance.edition) == (
        "INSEE, IGN",
        "2026-01-01",
    )
    assert storable(dataset).table.equals(dataset.table)


def test_an_import_of_the_same_indicator_goes_before_it(atlas):
    own = atlas.imports[0]
    rows = own.table[
        (own.table["indicator"] == "densite-population") & (own.table["level"] == "communes")
    ]
    provenance = replace(own.provenance, source="population-commune", edition="2021-01-01")
    imported = replace(own, provenance=provenance, table=rows.assign(value=1.5))
    need = snapshot_of(replace(atlas, imports=(own, imported))).needs["densite-population"]
    assert set(need.values) == {1.5}
    assert need.edition == "2021-01-01"
    assert need.epci_values.max() > 1_000
