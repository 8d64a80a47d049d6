"""Reading the mapping files: what is refused, and where the message points."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.data.vocabularies import read_vocabularies
from dashboard.data.vocabularies.files import VocabularyError
from dashboard.data.vocabularies.terms import map_terms


def defects(folder):
    with pytest.raises(VocabularyError) as raised:
        read_vocabularies(folder)
    return [str(one) for one in raised.value.defects]


def themes_of(folder, term, scheme):
    vocabulary = read_vocabularies(folder).themes
    return map_terms(pd.Series([term], dtype="str"), scheme=scheme, vocabulary=vocabulary).codes[0]


def test_an_unknown_code_is_told_with_its_place_and_the_nearest(write):
    found = defects(write(themes="siae,ACI,,emploi-formation|mobilitee\n"))
    assert len(found) == 1
    assert found[0].startswith("themes.csv, line 2, column themes: 'mobilitee'; expected one of ")
    assert found[0].endswith("(nearest: mobilite)")


def test_the_codes_of_one_file_are_not_those_of_the_other(write):
    found = defects(write(publics="siae,ACI,,mobilite\nsiae,EI,,femmes\n"))
    assert len(found) == 1
    assert found[0].startswith("publics.csv, line 2, column publics: 'mobilite'; expected one of ")


def test_a_term_twice_in_a_scheme_is_told_whatever_its_spelling(write):
    folder = write(
        themes=(
            "geojson,Épicerie solidaire,,alimentation\n"
            "hinaura,épicerie-solidaire,,alimentation\n"
            "geojson,EPICERIES SOLIDAIRES,,mobilite\n"
        )
    )
    assert defects(folder) == [
        (
            "themes.csv, line 4, column term: 'EPICERIES SOLIDAIRES'; "
            "expected a term once: see line 2"
        )
    ]


def test_every_defect_is_told_in_the_order_of_the_lines(write):
    folder = write(
        themes=(
            "data-inclusion-v0,famille,famille--jadis,\n"
            "siae,ACI,famille--garde-denfants,emploi-formation\n"
            "dora,ACI,,emploi-formation\n"
            "siae,« … »,,emploi-formation\n"
            ",EI,,emploi-formation\n"
        )
    )
    places = [one.split(";")[0] for one in defects(folder)]
    assert places == [
        "themes.csv, line 2, column becomes: 'famille--jadis'",
        "themes.csv, line 3, column becomes: 'famille--garde-denfants'",
        "themes.csv, line 4, column scheme: 'dora'",
        "themes.csv, line 5, column term: '« … »'",
        "themes.csv, line 6, column scheme: ''",
    ]


def test_the_error_names_the_first_defect_and_counts_the_others(write):
    folder = write(themes="siae,ACI,,x\n", publics="siae,ACI,,y\nsiae,AI,,z\n")
    with pytest.raises(VocabularyError, match=r"^themes.csv, line 2, .*\(and 2 more\)$"):
        read_vocabularies(folder)


def test_a_missing_file_and_a_missing_column_are_told(write):
    folder = write()
    (folder / "themes.csv").unlink()
    (folder / "publics.csv").write_text("scheme,term,publics\nsiae,ACI,femmes\n", "utf-8")
    assert defects(folder) == [
        "themes.csv: 'no such file'; expected a CSV file with the columns scheme,term,becomes,themes",
        "publics.csv, line 1: 'no such column'; expected a column named becomes",
    ]


def test_a_v0_term_takes_the_themes_of_its_successors_unless_the_file_says_otherwise(write):
    folder = write(
        themes=(
            "data-inclusion-v0,bricoles,sante--addictions|mobilite--financer-ma-mobilite,\n"
            "data-inclusion-v0,divers,sante--addictions,numerique\n"
            "data-inclusion-v0,rien,,\n"
        )
    )
    assert themes_of(folder, "bricoles", "data-inclusion-v0") == "mobilite|sante"
    assert themes_of(folder, "divers", "data-inclusion-v0") == "numerique"
    assert themes_of(folder, "rien", "data-inclusion-v0") == ""


def test_a_row_of_the_official_scheme_corrects_the_code_and_the_label(write):
    habits = "equipement-et-alimentation--habillement"
    assert themes_of(write(), habits, "data-inclusion-v1") == "alimentation|reemploi-environnement"
    folder = write(
        themes=(
            f"data-inclusion-v1,{habits},,reemploi-environnement\n"
            f"data-inclusion-v0,vestiaire,{habits},\n"
        )
    )
    for term in (habits, "Habillement"):
        assert themes_of(folder, term, "data-inclusion-v1") == "reemploi-environnement"
    assert themes_of(folder, "vestiaire", "data-inclusion-v0") == "reemploi-environnement"
