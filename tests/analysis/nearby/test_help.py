"""What a need asked for means: a need of the table, words of records, or both a need and its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.analysis.nearby.answer import answer, with_place_of_need
from dashboard.analysis.nearby.help import asked_help, build_help_index
from dashboard.data.vocabularies.help_needs import read_help_needs
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.settings import VOCABULARIES_FOLDER
from tests.helpers.nearby_answers import TUESDAY


@pytest.mark.parametrize(
    ("typed", "need", "place"),
    [
        ("mairie de Die", "mairie", "Die"),
        ("CAF saint-étienne", "CAF", "saint-étienne"),
        ("CAF à Saint Étienne", "CAF", "Saint Étienne"),
        ("épicerie solidaire Bourg-en-Bresse", "épicerie solidaire", "Bourg-en-Bresse"),
        # A need of several words stays whole, whatever place ends it.
        ("cours de français", "cours de français", ""),
        # Nothing before the place that anything answers to.
        ("ggggg Die", "ggggg Die", ""),
        ("Die", "Die", ""),
    ],
)
def test_a_need_that_names_its_place_is_parted(snapshot, typed, need, place):
    parted = with_place_of_need(snapshot, NearbySelection(need=typed))
    assert (parted.need, parted.typed) == (need, place)


def test_a_place_asked_for_is_not_looked_for_in_the_need(snapshot):
    selection = NearbySelection(need="mairie de Die", territory="01053")
    assert with_place_of_need(snapshot, selection) == selection


def test_the_answer_is_about_the_place_that_the_need_names(snapshot):
    nearby = answer(snapshot, NearbySelection(need="mairie de Die"), now=TUESDAY, limit=10)
    assert (nearby.origin.name, nearby.hall.commune, nearby.help.label) == (
        "Die",
        "Die",
        "Mairie et CCAS",
    )


def test_precise_and_broad_answers_are_two_sets_and_nothing_asked_is_none(snapshot):
    assert asked_help(snapshot.help_index, "  ") is None
    food = asked_help(snapshot.help_index, "aide alimentaire").answer
    assert food.precise.any()
    assert food.broad.any()
    assert not (food.precise & food.broad).any()


def test_an_organisation_of_many_services_answers_but_where_it_names_another(snapshot):
    catalogue, records = snapshot.catalogue_index, snapshot.region_index.records
    names = list(catalogue.columns["name"])
    names[:3] = ["Croix-Rouge, vestiaire", "Croix-Rouge, soins infirmiers", "Croix-Rouge de Die"]
    renamed = replace(catalogue, columns={**catalogue.columns, "name": names})
    index = build_help_index(read_help_needs(VOCABULARIES_FOLDER), records, renamed)
    assert asked_help(index, "épicerie").answer.precise[:3].tolist() == [True, False, True]


def test_what_sources_hold_of_a_need_is_counted_whatever_else_is_filtered_on(snapshot):
    asked = NearbySelection(need="transport", territory="07129")
    found, filtered = (
        answer(snapshot, one, now=TUESDAY, limit=10).help
        for one in (asked, replace(asked, travelling=True, filters=Filters(themes=("logement",))))
    )
    assert found.records > 0
    assert (filtered.records, filtered.places) == (found.records, found.places)


def test_words_that_are_no_need_are_those_of_records_all_together(snapshot):
    asked = asked_help(snapshot.help_index, "transport solidaire lamastre")
    names = snapshot.catalogue_index.columns["name"]
    found = [names[row] for row in asked.answer.precise.nonzero()[0]]
    assert "Transport solidaire du Pays de Lamastre" in found
    assert not asked_help(snapshot.help_index, "transport ggggg").answer.precise.any()
