"""The sentence that cites a view."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.analysis.kernel.results import DateSpan
from dashboard.components.shared.citation import CitedView, view_citation

VIEW = CitedView(
    site="Carte de la solidarité en Rhône-Alpes",
    title="Part des habitants desservis, par commune, Isère",
    filters="Thèmes : Santé · Publics : tous",
    sources="IGN, INSEE ; Hinaura (30 septembre 2022)",
    dates=DateSpan(2015, 2025, 3),
    edition="3fa9c1d2",
    address="https://carte.exemple.fr/?theme=sante&territoire=D38",
)
DAY = dt.date(2026, 11, 29)


def test_a_citation_names_who_what_of_which_data_where_and_when():
    assert view_citation(VIEW, day=DAY) == (
        "Carte de la solidarité en Rhône-Alpes, "
        "«\u00a0Part des habitants desservis, par commune, Isère\u00a0», "
        "Thèmes : Santé · Publics : tous, sources\u00a0: IGN, INSEE ; Hinaura (30 septembre 2022), "
        "données de 2015 à 2025, édition 3fa9c1d2, consulté le 29 novembre 2026, "
        "https://carte.exemple.fr/?theme=sante&territoire=D38"
    )


@pytest.mark.parametrize(
    ("dates", "written"),
    [
        (DateSpan(2022, 2022, 0), "données de 2022, "),
        (DateSpan(None, None, 4), "données de date inconnue, "),
    ],
)
def test_one_year_and_none_are_written_so(dates, written):
    assert written in view_citation(replace(VIEW, dates=dates), day=DAY)


def test_what_is_not_said_leaves_no_comma():
    assert "Isère\u00a0», sources" in view_citation(replace(VIEW, filters=""), day=DAY)
