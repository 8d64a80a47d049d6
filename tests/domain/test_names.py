import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.names import normalise_name


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("st etienne", "saint etienne"),
        ("SAINT-ÉTIENNE", "saint etienne"),
        ("Ste-Foy-l'Argentière", "sainte foy l argentiere"),
        ("Ste-Foy-l’Argentière", "sainte foy l argentiere"),
        ("Sœurs-en-Bœuf", "soeurs en boeuf"),
        ("L\u00a0ÆTHER", "l aether"),
        ("e\u0301cole", "ecole"),
        ("Châtel  (ouest)", "chatel ouest"),
        ("Est", "est"),
        ("Best-en-Bresse", "best en bresse"),
        ("«»", ""),
    ],
)
def test_spelling_stops_mattering(typed, spelled):
    assert normalise_name(typed) == spelled


@given(st.text())
def test_a_normalised_name_is_its_own(text):
    once = normalise_name(text)
    assert normalise_name(once) == once
