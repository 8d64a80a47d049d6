"""The name, the code and the words a built region gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data.geo_build.build import build_tables
from dashboard.data.geo_build.region import NewRegion, code_of
from dashboard.data.geography import read_geography
from dashboard.domain.errors import GeographyError
from dashboard.domain.region import Region
from tests.helpers.small_bretagne import BRETAGNE, bretagne_sources, write_bretagne


def built(region: Region | NewRegion) -> Region:
    """Describe a region built of the eight communes of Bretagne."""
    tables, _ = build_tables(bretagne_sources(), region, tell=lambda _: None)
    return tables.region


def test_a_built_region_has_the_code_of_the_official_one_and_its_largest_commune_as_example(
    tmp_path: Path,
) -> None:
    write_bretagne(tmp_path)
    region = read_geography(tmp_path).region
    assert (region.name, region.code) == ("Bretagne", "R53")
    assert region.departements == ("22", "29", "35", "56")
    assert region.search_example == "Rennes, 22000"


def test_words_corrected_by_hand_are_kept() -> None:
    corrected = replace(built(BRETAGNE), inside="dans la Bretagne", description="L’Armorique.")
    assert built(corrected) == corrected


def test_departements_of_several_regions_need_a_code() -> None:
    wide = NewRegion("Ailleurs", ("01", "22"))
    departements = bretagne_sources().departements
    with pytest.raises(GeographyError, match=r"--code: needed, .* of regions: 53, 84"):
        code_of(wide, departements)
    with pytest.raises(GeographyError, match=r"--code: needed, .* of regions: 53, 84"):
        code_of(NewRegion("France", None), departements)
    assert code_of(replace(wide, code="R01"), departements) == "R01"
