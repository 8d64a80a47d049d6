import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.names import normalise_name, spelled, written_name


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


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("MAISON DE SERVICES AU PUBLIC D'ABONDANCE", "Maison de Services au Public d'Abondance"),
        ("MJC DU VIEUX TEMPLE", "MJC du Vieux Temple"),
        ("CCAS DE GRENOBLE", "CCAS de Grenoble"),
        ("L'ARCHE", "L'Arche"),
        ("ALT_CSRA", "Alt Csra"),
        ("Maison des habitants (MDH)", "Maison des habitants (MDH)"),
        ("UDAF", "UDAF"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write(name, written):
    assert written_name(name) == written


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("AG_ALT_CCASEybens", "CCAS Eybens (AG ALT)"),
        ("AG_ALT_CSRA", "CSRA (AG ALT)"),
        ("AG_CHRS_OZANAM", "Ozanam (AG CHRS)"),
        ("AG_ALT_MFI_FJT_LesILES", "Les ILES (AG ALT MFI FJT)"),
        ("AG_CHRS_CCASGrenoble_HenriTarze", "CCAS Grenoble Henri Tarze (AG CHRS)"),
        ("AG_ALT_MFI_RelaisPèreGaspard", "Relais Père Gaspard (AG ALT MFI)"),
        ("AG_ALT_", "ALT (AG)"),
        ("MDS_Vienne", "MDS Vienne"),
        ("une_deux_trois", "une deux trois"),
    ],
)
def test_codes_that_sort_a_list_come_after_the_name(code, written):
    assert written_name(code) == written


@given(st.text(alphabet="ABéz_ '"))
def test_no_letter_of_a_name_is_lost(name):
    assert sorted(normalise_name(written_name(name)).replace(" ", "")) == sorted(
        normalise_name(name.replace("_", " ")).replace(" ", "")
    )


def test_everyday_words_have_one_spelling_in_the_plural_too():
    assert spelled("Épiceries  sociales") == spelled("épicerie sociale") == "epicerie sociale"
    assert spelled("travaux") == "travau"
    assert spelled("cas bus") == "cas bus"  # short words keep their end
