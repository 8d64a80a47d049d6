"""« Zones blanches » where sources hold too little to tell of gaps: nothing is computed nor proposed."""

import pytest

from dashboard.callbacks.coverage.siting import answer_exact
from dashboard.domain.selections.coverage import CoverageSelection


def test_no_best_choice_is_computed_nor_drawn(snapshot):
    selection = CoverageSelection.from_query({"territoire": ["D07"], "optimum": ["oui"]})

    def solve(_asked):
        pytest.fail("it was computed")

    found = answer_exact(snapshot, selection, year=2026, solve=solve)
    assert found["sites"] == []
    assert "Nos sources ne permettent pas de répondre" in found["markup"]["coverage-optimum"]
