"""What one source says twice, on the map."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.data.imports.merge import with_imports
from tests.helpers.import_records import dataset

LABEL = {
    "id": "ACI-35099233500025",
    "name": "ASSOC BOU SOL",
    "address": "18 rue Montesquieu",
    "commune_code": "01053",
    "departement_code": "01",
    "linked_by": "insee",
    "themes": "emploi-insertion",
    "phone": "04 65 71 00 12",
}
OTHER_LABEL = {**LABEL, "id": "AI-35099233500025"}


def test_a_service_said_twice_by_one_source_is_one_initiative_under_both_its_ids(atlas):
    twice = dataset("siae", "2019-07-01", LABEL, OTHER_LABEL)
    merged = with_imports(atlas.catalogue, (twice,)).initiatives
    [found] = merged[len(atlas.catalogue.initiatives) :].to_dict("records")
    assert found["name"] == "ASSOC BOU SOL"
    assert len(set(found["aliases"])) == 2
    assert found["id"] in found["aliases"]


def test_hand_written_initiatives_are_never_taken_for_one_another(atlas):
    written = atlas.catalogue
    place = written.places.iloc[[0]].assign(longitude=5.2255, latitude=46.2052)
    identifier = place["initiative_id"].iloc[0]
    twin = written.initiatives[written.initiatives["id"] == identifier].assign(id="jumelle")
    catalogue = replace(
        written,
        initiatives=pd.concat([written.initiatives, twin], ignore_index=True),
        places=pd.concat([place, place.assign(initiative_id="jumelle")], ignore_index=True),
    )
    found = with_imports(catalogue, (dataset("siae", "2019-07-01", LABEL),)).initiatives
    aliases = found.set_index("id")["aliases"]
    assert aliases[identifier] == (identifier,)
    assert aliases["jumelle"] == ("jumelle",)
