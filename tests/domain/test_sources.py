import datetime as dt

import pytest

from dashboard.domain.sources import FileName, edition_text, read_file_name, source_code

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "title", "edition"),
    [
        ("fs_20221201_liste.csv", "fs liste", "2022-12-01"),
        ("structures-2023-02-23.json", "structures", "2023-02-23"),
        ("liste 31-01-2020 (1).csv", "liste", "2020-01-31"),
        ("hinaura_lieux_202211.json", "hinaura lieux", "2022-11-01"),
        ("rapport 12-2022.xlsx", "rapport", "2022-12-01"),
        ("adultes-relais_2020.json", "adultes-relais", "2020-01-01"),
        ("associations 2024-2025.ods", "associations", "2024-01-01"),
        ("export_2022-12-01T120000.csv", "export", "2022-12-01"),
        ("données.geojson.zip", "données", ""),
        ("2023.csv", "2023", "2023-01-01"),
        ("CCAS de Vif mars 2024.xlsx", "CCAS de Vif", "2024-03-01"),
        ("liste_février-2023.csv", "liste", "2023-02-01"),
    ],
)
def test_a_file_name_is_a_title_and_a_date(name, title, edition):
    assert read_file_name(name, today=TODAY) == FileName(title, edition)


@pytest.mark.parametrize(
    "name",
    [
        "agenda_2030_initiatives.csv",  # a year in a title
        "plan_2024_social.csv",
        "plan_2030.csv",  # to come
        "liste_20261231.csv",
        "modele_20221332.csv",  # no such month
        "liste_0465710012.csv",
        "siren_200071751.csv",
        "38000_grenoble.csv",
        "contrat de ville 2015-2022.csv",  # a period
        "liste.csv",
    ],
)
def test_what_is_no_date_or_lies_ahead_is_no_edition(name):
    assert read_file_name(name, today=TODAY).edition == ""


def test_a_source_has_a_plain_code():
    assert source_code("CCAS de Vif") == "ccas-de-vif"
    assert source_code("asso_a") == "asso-a"
    assert source_code("Épicerie – L’Œuvre") == "epicerie-l-oeuvre"
    assert source_code("★") == ""


def test_an_edition_nobody_dates_says_so():
    assert edition_text("") == "date inconnue"
    assert edition_text("2022-12-01") == "1er décembre 2022"
